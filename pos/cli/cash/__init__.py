"""Commands about the drawer, the float and reports."""
