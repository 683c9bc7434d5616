"""What a meter bought this month and owes, whichever terminal sold it.

Head office tells a sum and how far it counts this terminal's own journals in it. What this journal
holds behind those points is added, and nothing else. So nothing is counted twice and nothing is
forgotten, whether head office heard of the last sale, of none, or lost some and heard them again;
and a body that comes late is as right as it was.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from pos.app.ports import Reads, UnitOfWork
from pos.app.ports.downlink import OWED_NOT_KNOWN, KnownStanding
from pos.domain.errors import NotEnrolled
from pos.domain.journal import read_entry
from pos.domain.meter import Meter
from pos.domain.projections import SaleRow
from pos.domain.sale import SaleState
from pos.wire.meter_standing import MeterStanding, read_standings

_SALES_AT_ONCE: Final = 50
_NOTHING_TOLD: Final = KnownStanding("", "", 0, 0, "", OWED_NOT_KNOWN, 0, "")


@dataclass(frozen=True, slots=True)
class WholeStanding:
    """A meter at all terminals together, as far as this one can know.

    Attributes:
        units_milli, free_milli: bought, and given for nothing, in the month that was asked for.
        last_at: time of the newest purchase; empty for none.
        owed: minor units.
        carried: what fell due at the newest purchase and was not paid.
        known_at: when head office last told; empty where it never did.
    """

    units_milli: int
    free_milli: int
    last_at: str
    owed: int
    carried: int
    known_at: str


def take_standings(work: UnitOfWork, body: str) -> bool:
    """Take in what head office says of meters; False where it cannot be read."""
    found = read_standings(body)
    if found is None:
        return False
    header, meters = found
    marks = header.marks.get(work.head().terminal, ())
    included = " ".join(f"{incarnation}:{seq}" for incarnation, seq in marks)
    work.put_standings(_all_known(meters, included))
    state = work.uplink()
    if state is None:
        raise NotEnrolled
    if header.last:
        work.set_uplink(replace(state, standings_at=max(state.standings_at, header.at)))
    return True


def whole_standing(reads: Reads, meter: Meter, month: str) -> WholeStanding:
    """Return what a meter bought in a month and owes now, at all terminals together."""
    state = reads.uplink()
    known_at = "" if state is None else state.standings_at
    told = reads.meter_standing(meter.pan) or _NOTHING_TOLD
    since = _own_since(reads, meter.pan, told, month)
    units_milli, free_milli = told.in_month(month)
    return WholeStanding(
        units_milli=since.units_milli + units_milli,
        free_milli=since.free_milli + free_milli,
        last_at=max(since.last_at, told.last_at),
        owed=_owed(reads, meter, told, since.paid),
        carried=since.carried if since.last_at > told.last_at else told.carried,
        known_at=known_at,
    )


def _all_known(meters: Iterable[MeterStanding], included: str) -> Iterator[KnownStanding]:
    """Yield what is told of each meter; of one with two lines the first is the month before."""
    earlier: MeterStanding | None = None
    for meter in meters:
        is_same = earlier is not None and earlier.pan == meter.pan
        yield _known(meter, included, earlier if is_same else None)
        earlier = meter


def _known(meter: MeterStanding, included: str, earlier: MeterStanding | None) -> KnownStanding:
    return KnownStanding(
        pan=meter.pan,
        month=meter.month,
        units_milli=meter.units_milli,
        free_milli=meter.free_milli,
        last_at=meter.last_at,
        owed=meter.owed,
        carried=meter.carried,
        included=included,
        earlier_month="" if earlier is None else earlier.month,
        earlier_units_milli=0 if earlier is None else earlier.units_milli,
        earlier_free_milli=0 if earlier is None else earlier.free_milli,
    )


def _owed(reads: Reads, meter: Meter, told: KnownStanding, paid_since: int) -> int:
    if told.owed != OWED_NOT_KNOWN:
        return max(0, told.owed - paid_since)
    # Only a list that was carried here knows of a debt, and only what was paid here is known.
    debt = reads.meter_debt(meter.pan)
    return max(0, meter.arrears - (debt.paid if debt else 0))


@dataclass(frozen=True, slots=True)
class _OwnSince:
    """What this terminal sold to a meter behind what head office counts; as `WholeStanding`."""

    units_milli: int = 0
    free_milli: int = 0
    last_at: str = ""
    paid: int = 0
    carried: int = 0


def _own_since(reads: Reads, pan: str, told: KnownStanding, month: str) -> _OwnSince:
    if not told.included:
        return _own(reads, pan, month)
    units = free = paid = 0
    newest: SaleRow | None = None
    for row in _sales_since(reads, pan, told):
        asked = reads.register(row.sale_id)
        given = asked.free_milli if asked is not None else 0
        if asked is not None and asked.month == month:
            free += given
        if not row.is_paid:
            continue
        newest = newest or row
        units += row.credited_milli - given if row.month == month else 0
        owing = reads.arrears(row.sale_id)
        paid += owing.paid if owing is not None else 0
    if newest is None:
        return _OwnSince(units, free, paid=paid)
    owing = reads.arrears(newest.sale_id)
    carried = owing.carried if owing is not None else 0
    return _OwnSince(units, free, newest.begun_at, paid, carried)


def _own(reads: Reads, pan: str, month: str) -> _OwnSince:
    """Return all that this terminal sold: nothing of it is counted elsewhere."""
    bought, given = reads.meter_month(pan, month), reads.meter_free(pan, month)
    newest, debt = reads.newest_meter_month(pan), reads.meter_debt(pan)
    return _OwnSince(
        units_milli=bought.units_milli if bought else 0,
        free_milli=given.free_milli if given else 0,
        last_at=newest.last_at if newest else "",
        paid=debt.paid if debt else 0,
        carried=debt.carried if debt else 0,
    )


def _sales_since(reads: Reads, pan: str, told: KnownStanding) -> Iterator[SaleRow]:
    """Walk a meter's committed sales that head office does not count, newest first."""
    before: int | None = None
    while True:
        rows = reads.sales_of(pan, limit=_SALES_AT_ONCE, before_seq=before)
        for row in rows:
            if row.state != SaleState.COMMITTED:
                continue
            incarnation, seq = _place_of(reads, row.ended_seq)
            if not told.includes(incarnation, seq):
                yield row
            elif reads.head().incarnation == 1:
                # Sales of one meter end one after another.
                return
        if len(rows) < _SALES_AT_ONCE:
            return
        before = rows[-1].begun_seq or rows[-1].ended_seq


def _place_of(reads: Reads, seq: int) -> tuple[int, int]:
    """Return incarnation and number of an entry; earlier ones are numbered below zero here."""
    if seq > 0:
        return reads.head().incarnation, seq
    entry = read_entry(reads.entry(seq).body)
    return entry.incarnation, entry.seq
