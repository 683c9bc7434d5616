"""Papers: what is queued for which printer, and what is allowed."""
