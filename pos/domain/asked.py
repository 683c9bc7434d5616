"""A request for tokens that nobody pays for, seen as a sale of nothing.

Lists, papers and screens that know sales can show it so; what makes it different stands beside it.
"""

from pos.domain.entries import Begun, FreeBegun, SaleBegun


def as_sale(begun: Begun) -> SaleBegun:
    """Return a sale as it is, and anything else as a sale that costs nothing."""
    if isinstance(begun, SaleBegun):
        return begun
    gift = begun if isinstance(begun, FreeBegun) else None
    return SaleBegun(
        sale_id=begun.sale_id,
        meter=begun.meter,
        resource=begun.resource,
        currency=begun.currency,
        total=0,
        tenders=(),
        change=0,
        rounding=0,
        units_milli=gift.units_milli if gift else 0,
        credited_milli=gift.credited_milli if gift else 0,
        lines=(),
        tariff=gift.tariff if gift else "",
        tariff_digest=gift.tariff_digest if gift else "",
        month=gift.month if gift else "",
        month_to_date_milli=0,
        shift_no=begun.shift_no,
        printer=begun.printer,
        key_change=getattr(begun, "key_change", None),
        approval=begun.approval,
    )
