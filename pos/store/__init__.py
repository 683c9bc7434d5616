"""The terminal's database: journal, projections, print jobs and the registry of meters."""
