"""Lists: a CSV of meters and amounts sold as one run."""
