"""Head office: what terminals sold, kept exactly once, and what they may sell further."""
