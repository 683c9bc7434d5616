"""Reducers of what sales carry besides credit, and of tokens without a sale."""

from typing import assert_never

from msgspec.structs import replace

from pos.domain.entries import (
    Begun,
    EngineeringBegun,
    FreeBegun,
    IssueReceipt,
    KeyChange,
    KeyChangeBegun,
    KeyLoaded,
    ReissueBegun,
    SaleBegun,
)
from pos.domain.journal import Entry
from pos.domain.projections.token_rows import (
    MeterFreeRow,
    MeterKeyRow,
    Purpose,
    RegisterRow,
    TokenRow,
    TokenRowsBefore,
    VendingKeyRow,
    key_name,
)

FREE_TOKEN = "free"  # noqa: S105 - a kind of token on paper, not a secret.


def reduce_key_loaded(loaded: KeyLoaded) -> VendingKeyRow:
    """Return the row of a vending key."""
    return VendingKeyRow(
        sgc=loaded.sgc,
        krn=loaded.krn,
        key_type=loaded.key_type,
        dkga=loaded.dkga,
        base_date=loaded.base_date,
        ken=loaded.ken,
        tid_utc_offset_minutes=loaded.tid_utc_offset_minutes,
        check_value=loaded.check_value,
    )


def reduce_asked(begun: Begun, entry: Entry) -> tuple[RegisterRow, ...]:
    """Return the line of the register that a request adds; a plain sale adds none."""
    change: KeyChange | None = None
    detail, month, free_milli, reason = "", "", 0, ""
    match begun:
        case SaleBegun():
            purpose, change, free_milli = Purpose.SALE, begun.key_change, begun.free_credited_milli
            month = begun.month if free_milli else ""
            if change is None and not free_milli and begun.approval is None:
                return ()
        case KeyChangeBegun():
            purpose, change, reason = Purpose.KEY_CHANGE, begun.key_change, begun.reason
        case EngineeringBegun():
            purpose, reason = Purpose.ENGINEERING, begun.reason
            detail = f"{begun.setting} {begun.value}".rstrip()
        case FreeBegun():
            purpose, reason = Purpose.FREE, begun.reason
            free_milli, month = begun.credited_milli, begun.month
        case ReissueBegun():
            purpose, reason, detail = Purpose.REISSUE, begun.reason, begun.of_sale
        case _:
            assert_never(begun)
    row = RegisterRow(
        sale_id=begun.sale_id,
        at=entry.time,
        purpose=purpose,
        pan=begun.meter.pan,
        operator=entry.operator,
        approver="" if begun.approval is None else begun.approval.approver,
        detail=detail,
        key_before="" if change is None else key_name(change.present),
        key_after=key_name(begun.meter),
        with_sgc=0 if change is None else int(change.with_sgc),
        free_milli=free_milli,
        month=month,
        reason=reason,
        committed_seq=0,
        receipt_no="",
    )
    return (row,)


def reduce_issued(
    asked: RegisterRow, issue: IssueReceipt, receipt_no: str, entry: Entry, rows: TokenRowsBefore
) -> tuple[TokenRow, ...]:
    """Return what the end of a request changes: register, the meter's key, its free units."""
    changed: list[TokenRow] = [replace(asked, committed_seq=entry.seq, receipt_no=receipt_no)]
    if asked.key_before:
        changed.append(_moved_to(asked, entry, rows.meter_key(asked.pan)))
    free_milli = sum(token.units_milli for token in issue.tokens if token.kind == FREE_TOKEN)
    if free_milli and asked.month:
        before = rows.meter_free(asked.pan, asked.month)
        taken = before.free_milli if before is not None else 0
        changed.append(MeterFreeRow(asked.pan, asked.month, taken + free_milli))
    return tuple(changed)


def _moved_to(asked: RegisterRow, entry: Entry, held: MeterKeyRow | None) -> MeterKeyRow:
    known = [] if held is None else held.earlier.split()
    before = [name for name in known if name not in (asked.key_before, asked.key_after)]
    sgc, krn, tariff_index, key_type = asked.key_after.split("/")
    return MeterKeyRow(
        pan=asked.pan,
        sgc=sgc,
        krn=int(krn),
        tariff_index=tariff_index,
        key_type=int(key_type),
        earlier=" ".join((*before, asked.key_before)),
        with_sgc=asked.with_sgc,
        seq=entry.seq,
    )
