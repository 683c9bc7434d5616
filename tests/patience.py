"""How long a test waits for what must come, on the busiest PC; never how long anything takes."""

PATIENCE_S = 60
