"""What a window and its papers look like."""
