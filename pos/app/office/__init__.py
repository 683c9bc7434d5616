"""Head office as a terminal sees it: joined, delivered to, obeyed."""
