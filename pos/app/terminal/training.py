"""What a training terminal sells to: a private supply group and two hundred and more meters.

One key of each kind that is sold, and groups whose key was renewed. The meters' numbers are made
up; their check digits hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pos.app.ports import KeyStatus
from pos.domain.meter import ACTIVE, Meter, Person
from pos.sts.identifiers import MeterPan, luhn_check_digit

METERS = 240
"""In normal use."""
_NEVER_EXPIRES = 255
_UTC = 0
_STREETS = ("Acacia", "Baobab", "Cedar", "Marula", "Palm", "Syringa")
_NAMES = ("Amina Diallo", "Thabo Nkosi", "Grace Banda", "José Machava", "Fatou Sarr", "Li Chen")
_BLOCKED_EVERY = 80
_OF_EACH_KIND = 4


@dataclass(frozen=True, slots=True)
class _Group:
    """A supply group with the first of its keys, and the algorithm of the meters that hold it."""

    sgc: str
    ea: str
    dkga: str
    base_date: int = 2014


_GROUPS = (
    _Group(sgc="990011", ea="11", dkga="04"),
    _Group(sgc="990407", ea="07", dkga="04"),
    _Group(sgc="990207", ea="07", dkga="02"),
)
# Groups that got a second key: their meters, the last ones of the list, need a key change. Those
# of the last group come from an older base date, which has run out.
_RENEWED = (
    _Group(sgc="990012", ea="11", dkga="04"),
    _Group(sgc="990408", ea="07", dkga="04"),
    _Group(sgc="990193", ea="07", dkga="02", base_date=1993),
)


def _key(group: _Group, *, krn: int = 1) -> KeyStatus:
    is_first = krn == 1
    return KeyStatus(
        sgc=group.sgc,
        krn=krn,
        key_type=2,
        dkga=group.dkga if is_first else "04",
        base_date=group.base_date if is_first else 2014,
        ken=_NEVER_EXPIRES,
        tid_utc_offset_minutes=_UTC,
        check_value="",
    )


TRAINING_KEYS = (
    *(_key(group) for group in _GROUPS),
    *(_key(group, krn=krn) for group in _RENEWED for krn in (1, 2)),
)


def training_meters(tariffs: Sequence[str], lifeline: str = "") -> tuple[list[Meter], list[Person]]:
    """Return the meters and customers of a training terminal, the same every time.

    Args:
        tariffs: ids that the meters take turns in; at least one.
        lifeline: tariff that gives free units, for a few more meters; empty for none.
    """
    meters = [
        _meter(number, _GROUPS[number % len(_GROUPS)], tariffs[number % len(tariffs)])
        for number in range(1, METERS + 1)
    ]
    more = [(group, tariffs[0]) for group in _RENEWED for _ in range(_OF_EACH_KIND)]
    more += [(_GROUPS[0], lifeline)] * (_OF_EACH_KIND if lifeline else 0)
    meters += [_meter(number, *kind) for number, kind in enumerate(more, start=METERS + 1)]
    people = [_person(meter, number) for number, meter in enumerate(meters, start=1)]
    return meters, people


def _meter(number: int, group: _Group, tariff: str) -> Meter:
    return Meter(
        pan=_pan(number).digits,
        sgc=group.sgc,
        krn=1,
        tariff_index="01",
        key_type=2,
        ea=group.ea,
        tct="02",
        tariff=tariff,
        arrears=0,
        status="blocked" if number % _BLOCKED_EVERY == 0 else ACTIVE,
        person_ref=f"training-{number:04d}",
    )


def _pan(number: int) -> MeterPan:
    """Every fourth meter has the long, 13-digit kind of number."""
    body = f"0000{number:08d}" if number % 4 == 0 else f"00{number:08d}"
    return MeterPan.parse(f"{body}{luhn_check_digit(body)}")


def _person(meter: Meter, number: int) -> Person:
    return Person(
        ref=meter.person_ref,
        account=f"T{number:06d}",
        name=_NAMES[number % len(_NAMES)],
        address=f"{number} {_STREETS[number % len(_STREETS)]} Road",
        phone=f"+27000{number:06d}",
        id_number="",
    )
