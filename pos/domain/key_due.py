"""Which key a meter holds, which one its next credit would use, and whether it must change.

The rules are the planner's (`pos.sts.key_change_plan`); here they meet the registry, the journal's
vending keys and the key changes that were issued.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import msgspec

from pos.domain.entries import MeterKeyed
from pos.domain.errors import KeyChangeNotPossible
from pos.domain.meter import Meter, display_number
from pos.domain.projections import MeterKeyRow, VendingKeyRow, key_name
from pos.sts.attributes import BaseDate, Dkga, Ea, KeyAttributes, KeyType, MeterConfig
from pos.sts.errors import BaseDateExhausted, OutOfRange, StsError
from pos.sts.identifiers import MeterPan
from pos.sts.key_change_plan import KeyedMeter, NextKey, PlannedChange, plan_key_change
from pos.sts.tid import is_key_expired, tid_at

HORIZON: Final = timedelta(days=90)
"""A key that ends sooner is a reason to plan a change."""


@dataclass(frozen=True, slots=True)
class KeyDue:
    """A meter that needs a key change.

    Attributes:
        present: names the key that it holds.
        new: names the key that its next credit would use; `present` where there is no other.
        plan: why, by when, and what is to be printed.
    """

    present: MeterKeyed
    new: MeterKeyed
    plan: PlannedChange

    @property
    def is_possible(self) -> bool:
        """Whether the set can be made now."""
        return self.plan.obstacle is None


@dataclass(frozen=True, slots=True)
class KeyWish:
    """Where somebody wants a meter moved; empty or 0: as it is, or as the planner says.

    Attributes:
        sgc: supply group.
        krn: key revision.
        tariff_index: TI.
    """

    sgc: str = ""
    krn: int = 0
    tariff_index: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it is left to the planner."""
        return not (self.sgc or self.krn or self.tariff_index)


def as_held(meter: Meter, moved: MeterKeyRow | None) -> Meter:
    """Return a meter of the registry with the key that it was moved to here.

    A registry that names a key from before the move does not know of it yet; one that names any
    other key knows better.
    """
    if moved is None or key_name(meter.keyed()) not in moved.earlier.split():
        return meter
    return msgspec.structs.replace(
        meter,
        sgc=moved.sgc,
        krn=moved.krn,
        tariff_index=moved.tariff_index,
        key_type=moved.key_type,
    )


def key_due(
    meter: Meter,
    keys: Iterable[VendingKeyRow],
    now: datetime,
    revoked: Collection[tuple[str, int]] = (),
) -> KeyDue | None:
    """Say whether a meter must change to another key of its supply group.

    Args:
        meter: as held.
        keys: vending keys of this terminal.
        now: aware.
        revoked: supply group and revision of keys that no meter is moved to.

    Returns:
        None if it need not, or if its present key is not here, so that nothing can be said.
    """
    known = {(key.sgc, key.krn): key for key in keys}
    present = known.get((meter.sgc, meter.krn))
    if present is None:
        return None
    newer = [
        key
        for key in known.values()
        if key.sgc == meter.sgc
        and key.krn > meter.krn
        and key.key_type == KeyType.DUTK
        and (key.sgc, key.krn) not in revoked
        and key.base_date >= present.base_date
        and _is_usable(key, now)
    ]
    following = max(newer, key=lambda key: key.krn, default=present)
    return _due(meter, present, following, meter.tariff_index, now)


def key_wished(
    meter: Meter, keys: Iterable[VendingKeyRow], wish: KeyWish, now: datetime
) -> KeyDue | None:
    """Say what moves a meter to a key that somebody asks for; arguments as `key_due`.

    Returns:
        None where the meter holds that key.

    Raises:
        KeyChangeNotPossible: one of the two keys is not here.
    """
    known = {(key.sgc, key.krn): key for key in keys}
    present = known.get((meter.sgc, meter.krn))
    if present is None:
        raise KeyChangeNotPossible(meter=display_number(meter.pan), why="present_key")
    following = known.get((wish.sgc or meter.sgc, wish.krn or meter.krn))
    if following is None:
        raise KeyChangeNotPossible(meter=display_number(meter.pan), why="no_next_key")
    due = _due(meter, present, following, wish.tariff_index or meter.tariff_index, now)
    return None if due is None or due.present == due.new else due


def _due(
    meter: Meter, present: VendingKeyRow, following: VendingKeyRow, tariff_index: str, now: datetime
) -> KeyDue | None:
    keyed = meter.keyed()
    new = msgspec.structs.replace(
        keyed,
        sgc=following.sgc,
        krn=following.krn,
        tariff_index=tariff_index,
        key_type=following.key_type if following is not present else keyed.key_type,
    )
    try:
        held = KeyedMeter(
            config=_config(keyed, present),
            ken=present.ken,
            tid_utc_offset_minutes=present.tid_utc_offset_minutes,
            takes_sgc_token=False,
        )
        plan = plan_key_change(
            held, NextKey(_attributes(following), tariff_index), now=now, horizon=HORIZON
        )
    except (StsError, ValueError):
        # A registry may hold what no key belongs to; selling to it is refused in its own words.
        return None
    return None if plan is None else KeyDue(keyed, new, plan)


def _config(keyed: MeterKeyed, key: VendingKeyRow) -> MeterConfig:
    return MeterConfig(
        pan=MeterPan(keyed.pan),
        sgc=keyed.sgc,
        krn=keyed.krn,
        tariff_index=keyed.tariff_index,
        key_type=KeyType(keyed.key_type),
        ea=Ea(keyed.ea),
        dkga=Dkga(key.dkga),
        base_date=BaseDate(key.base_date),
    )


def _attributes(key: VendingKeyRow) -> KeyAttributes:
    return KeyAttributes(
        sgc=key.sgc,
        krn=key.krn,
        key_type=KeyType(key.key_type),
        dkga=Dkga(key.dkga),
        base_date=BaseDate(key.base_date),
        ken=key.ken,
        tid_utc_offset_minutes=key.tid_utc_offset_minutes,
    )


def _is_usable(key: VendingKeyRow, now: datetime) -> bool:
    try:
        tid = tid_at(now, BaseDate(key.base_date), key.tid_utc_offset_minutes)
    except (OutOfRange, BaseDateExhausted, ValueError):
        return False
    return not is_key_expired(tid, key.ken)
