"""Commands about meters, customers and tariffs."""
