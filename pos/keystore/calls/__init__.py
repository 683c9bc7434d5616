"""What clients ask of a key agent, and the frames that carry it."""
