"""The drawer, its counting, its reports, and the agent's float."""
