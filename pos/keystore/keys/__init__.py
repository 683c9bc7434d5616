"""Vending keys in memory or in a device, components, sealing, and the agent's own device key."""
