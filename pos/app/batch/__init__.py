"""Lists of meters and amounts, sold as one run."""
