"""Energy: whole thousandths of a unit (kWh, m3 or minute)."""


def format_units(units_milli: int) -> str:
    """Write thousandths as decimal units, at least one decimal: 45500 is `45.5`, 1 is `0.001`."""
    whole, part = divmod(abs(units_milli), 1000)
    digits = f"{part:03d}".rstrip("0") or "0"
    return f"{'-' if units_milli < 0 else ''}{whole}.{digits}"
