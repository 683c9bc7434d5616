"""Step B of a sale: from an entry that asks to tokens that are kept before anybody sees them."""
