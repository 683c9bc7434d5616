"""Past sales, and what went wrong with them."""
