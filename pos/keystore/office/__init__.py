"""What the agent does for, and believes from, the head office that was pinned."""
