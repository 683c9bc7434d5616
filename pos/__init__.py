"""Vendwatt: a point-of-sale terminal for prepaid electricity."""
