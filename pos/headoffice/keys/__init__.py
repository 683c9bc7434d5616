"""Head office's own keys, and which vending keys are where; secrets stay in its key agent."""
