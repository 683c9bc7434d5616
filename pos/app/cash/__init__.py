"""The drawer from its float to its Z report, and the agent's own float."""
