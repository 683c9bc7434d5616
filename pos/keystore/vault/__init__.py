"""The vault: one file in two sealed compartments, its ways to unlock, and its like."""
