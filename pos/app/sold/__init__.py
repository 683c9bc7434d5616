"""Past sales: found, printed and sent again, and put right."""
