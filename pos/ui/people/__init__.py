"""The way in, people, and second persons in place."""
