"""Commands that sell, and what comes before and after a sale."""
