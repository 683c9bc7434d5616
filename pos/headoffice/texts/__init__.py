"""Text messages with a code, for customers who asked for one."""
