"""What people decide at head office, on its command line or its console."""
