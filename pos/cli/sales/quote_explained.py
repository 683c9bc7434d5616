"""What explains a quote, as JSON and as text: the block's rest, the last purchase beside it."""

from typing import Any

from pos.app.selling.explain_quote import LastPurchase
from pos.domain.energy import format_units
from pos.domain.journal import format_time
from pos.domain.money import decimals_of, format_minor
from pos.domain.quote.explain import BlockLeft, LineBeside


def block_facts(left: BlockLeft | None, currency: str) -> dict[str, str] | None:
    """Return what may still be bought before the price changes; None for no end."""
    if left is None:
        return None
    amount = format_minor(left.amount, decimals_of(currency))
    return {"label": left.label, "units": format_units(left.units_milli), "amount": amount}


def last_facts(last: LastPurchase | None) -> dict[str, object] | None:
    """Return the last purchase side by side with this one; None for a meter that never bought."""
    if last is None:
        return None
    decimals = decimals_of(last.quote.total.currency)
    beside = last.beside
    return {
        "begun_at": format_time(last.moment),
        "total": str(last.quote.total),
        "units": format_units(last.quote.units_milli),
        "units_gained": format_units(beside.units_milli_gained),
        "total_gained": format_minor(beside.total_gained, decimals),
        "lines": [_line_facts(line, decimals) for line in beside.lines],
    }


def explanation_lines(facts: dict[str, Any]) -> list[str]:
    """Return what explains a quote in lines a person reads."""
    lines = []
    left, last = facts.get("block_left"), facts.get("last")
    if left is not None:
        lines.append(f"{left['label']}: {left['units']} kWh left for {left['amount']}")
    if last is not None:
        lines.append(
            f"Last time ({last['begun_at'][:10]}): {last['units']} kWh for {last['total']}"
        )
        lines += [
            f"  {line['label']:28} {line['amount_before']:>12} -> {line['amount']:>12}"
            for line in last["lines"]
        ]
    if facts["arrears_left"].strip("0."):
        lines.append(f"Still owed afterwards: {facts['arrears_left']}")
    return lines


def _line_facts(line: LineBeside, decimals: int) -> dict[str, str]:
    return {
        "kind": line.kind,
        "label": line.label,
        "rate_before": line.rate_before,
        "rate": line.rate,
        "units_before": format_units(line.units_milli_before),
        "units": format_units(line.units_milli),
        "amount_before": format_minor(line.amount_before, decimals),
        "amount": format_minor(line.amount, decimals),
    }
