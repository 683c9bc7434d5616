"""A terminal: made, restored, looked over."""
