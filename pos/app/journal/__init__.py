"""The journal: signed, proved, read out, and held against the key agent."""
