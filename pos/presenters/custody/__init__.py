"""Keys and lease, and the ceremony that brings more keys."""
