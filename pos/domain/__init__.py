"""What the business is: money, meters, tariffs, sales, the journal; no input or output."""
