"""People at head office: who they are, what they did, and what takes two of them."""
