"""Reports as drawing, table and files."""
