r"""What meters bought this month and owe, at all terminals together, as a bundle's body.

    body   = header line, then a line for each meter, all JSON, "\n" between
    header = JSON object of `StandingsHeader`
    line   = JSON array of `MeterStanding`, in the order of its fields

At a month's change a meter has two lines, the month before first: some terminals may be in it, and
some in the next. A program that knows of one line only keeps the second.

The header names, for every terminal that sold to one of these meters, how far its journals are
counted. A terminal adds what its own journal holds behind those points, and nothing else: so it
never counts a sale twice and never forgets one, whichever way and however late a body comes.
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Final

import msgspec

from pos.domain.journal import is_time

METERS_MAX: Final = 4000
_Count = Annotated[int, msgspec.Meta(ge=0, le=1 << 53)]
_Time = Annotated[str, msgspec.Meta(max_length=24)]


class StandingsHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First line.

    Attributes:
        at: when all of this was so, in the journal's form.
        last: nothing else changed until then; the bodies before belong to it.
        marks: by terminal, incarnation and number of the last entry that is counted.
    """

    at: _Time
    last: bool
    marks: Annotated[
        dict[
            Annotated[str, msgspec.Meta(max_length=64)],
            Annotated[tuple[tuple[_Count, _Count], ...], msgspec.Meta(max_length=200)],
        ],
        msgspec.Meta(max_length=METERS_MAX * 8),
    ]


class MeterStanding(msgspec.Struct, frozen=True, forbid_unknown_fields=True, array_like=True):
    """One meter; money in minor units, energy in thousandths.

    Attributes:
        pan: 18 digits.
        month: `YYYY-MM`, empty where it bought nothing lately.
        units_milli, free_milli: of that month; bought, and given for nothing.
        last_at: newest purchase, empty for none.
        owed: -1 where head office keeps no arrears of it.
        carried: what fell due at the newest purchase and was not paid.
    """

    pan: Annotated[str, msgspec.Meta(pattern="^[0-9]{18}$")]
    month: Annotated[str, msgspec.Meta(pattern="^([0-9]{4}-[0-9]{2})?$")]
    units_milli: _Count
    free_milli: _Count
    last_at: _Time
    owed: Annotated[int, msgspec.Meta(ge=-1, le=1 << 53)]
    carried: _Count


def write_standings(header: StandingsHeader, meters: Iterable[MeterStanding]) -> str:
    """Return a body."""
    lines = [msgspec.json.encode(header), *map(msgspec.json.encode, meters)]
    return b"\n".join(lines).decode()


def read_standings(body: str) -> tuple[StandingsHeader, tuple[MeterStanding, ...]] | None:
    """Read a body; None for anything else."""
    lines = body.encode().split(b"\n", METERS_MAX + 1)
    if len(lines) > METERS_MAX + 1:
        return None
    try:
        header = msgspec.json.decode(lines[0], type=StandingsHeader)
        meters = tuple(_meters(lines[1:]))
    except (msgspec.MsgspecError, RecursionError):
        return None
    times = (header.at, *(meter.last_at for meter in meters if meter.last_at))
    return (header, meters) if all(map(is_time, times)) else None


def _meters(lines: Iterable[bytes]) -> Iterator[MeterStanding]:
    decode = msgspec.json.Decoder(MeterStanding).decode
    for line in lines:
        yield decode(line)
