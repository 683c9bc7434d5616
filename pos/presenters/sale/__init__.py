"""The sale screen: a purchase typed, asked about, made and shown."""
