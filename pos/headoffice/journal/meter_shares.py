"""What each terminal sold to each meter: kept with the sales that are counted, each once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import bindparam, case, update
from sqlalchemy.engine import Connection

from pos.domain.projections import ArrearsRow, RegisterRow, Row, SaleRow
from pos.domain.sale import SaleState
from pos.headoffice.store.bulk import find_rows, insert_rows
from pos.headoffice.store.schema_meters import METER_SHARE

_KEY: Final = ("terminal", "pan", "month")
_ADDED: Final = ("units_milli", "free_milli", "paid")
_IS_NEWER: Final = bindparam("new_last_at") >= METER_SHARE.c.last_at
_ADD: Final = (
    update(METER_SHARE)
    .where(*(METER_SHARE.c[name] == bindparam(f"of_{name}") for name in _KEY))
    .values(
        **{name: METER_SHARE.c[name] + bindparam(f"new_{name}") for name in _ADDED},
        carried=case((_IS_NEWER, bindparam("new_carried")), else_=METER_SHARE.c.carried),
        last_at=case((_IS_NEWER, bindparam("new_last_at")), else_=METER_SHARE.c.last_at),
        version=METER_SHARE.c.version + 1,
    )
)


@dataclass(frozen=True, slots=True)
class CountedSale:
    """A committed sale, or free units alone, as it is counted once.

    Attributes:
        total: minor units; 0 where nobody paid.
        month: of the units; of the free ones where nobody paid.
        units_milli: paid for.
        last_at: when it was begun; empty where nobody paid.
        paid: what of the total went to arrears.
        carried: what fell due and was not paid.
    """

    is_paid: bool
    total: int
    pan: str
    month: str
    units_milli: int
    free_milli: int
    last_at: str
    paid: int
    carried: int


def counted_sale(rows: Iterable[Row], owing: ArrearsRow | None) -> CountedSale | None:
    """Return the sale that some changed rows commit; None where they commit none.

    Args:
        owing: what that sale does to arrears.
    """
    sale = register = None
    for row in rows:
        match row:
            case SaleRow(state=SaleState.COMMITTED):
                sale = row
            case RegisterRow():
                register = row
            case _:
                pass
    if sale is None:
        return None
    free_milli = register.free_milli if register is not None and register.month else 0
    if not (sale.is_paid or free_milli):
        return None
    return CountedSale(
        is_paid=sale.is_paid,
        total=sale.total,
        pan=sale.pan,
        month=sale.month or (register.month if register is not None else ""),
        units_milli=sale.credited_milli - free_milli if sale.is_paid else 0,
        free_milli=free_milli,
        last_at=sale.begun_at if sale.is_paid else "",
        paid=0 if owing is None else owing.paid,
        carried=0 if owing is None else owing.carried,
    )


def add_to_shares(connection: Connection, terminal: str, sales: Iterable[CountedSale]) -> None:
    """Add sales that are counted for the first time; the caller holds the terminal's row."""
    shares: dict[tuple[str, str], dict[str, Any]] = {}
    for sale in sales:
        share = shares.setdefault((sale.pan, sale.month), _nothing(terminal, sale))
        share["units_milli"] += sale.units_milli
        share["free_milli"] += sale.free_milli
        share["paid"] += sale.paid
        if sale.last_at >= share["last_at"]:
            share["last_at"], share["carried"] = sale.last_at, sale.carried
    if not shares:
        return
    own, keys = {"terminal": terminal}, ("pan", "month")
    found = find_rows(connection, METER_SHARE, own, keys, list(shares))
    held = {(row.pan, row.month) for row in found}
    insert_rows(connection, METER_SHARE, [row for key, row in shares.items() if key not in held])
    changed = [_parameters(row) for key, row in shares.items() if key in held]
    if changed:
        connection.execute(_ADD, changed)


def _nothing(terminal: str, sale: CountedSale) -> dict[str, Any]:
    return {
        "terminal": terminal,
        "pan": sale.pan,
        "month": sale.month,
        "units_milli": 0,
        "free_milli": 0,
        "paid": 0,
        "carried": 0,
        "last_at": "",
        "version": 1,
        "published": 0,
    }


def _parameters(share: Mapping[str, Any]) -> dict[str, Any]:
    names = (*_ADDED, "carried", "last_at")
    return {f"of_{name}": share[name] for name in _KEY} | {
        f"new_{name}": share[name] for name in names
    }
