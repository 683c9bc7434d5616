"""A terminal's key agent: vault, issue store and device key behind one face."""
