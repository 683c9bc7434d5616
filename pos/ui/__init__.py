"""The window: thin widgets over the presenters, and nothing that decides."""
