"""Which key changes tokens can make, and how many tokens they take; no key is needed to say so.

Source: SPEC.md section 8.
"""

from typing import Final

from pos.sts.attributes import BaseDate, Ea, KeyType, MeterConfig
from pos.sts.errors import ChangeNotPermitted, UnverifiedAlgorithm

SHORT_KEY_BITS: Final = 64
_PERMITTED_KEY_TYPE_CHANGES: Final = {(KeyType.DDTK, KeyType.DUTK)}


def set_size(key_bits: int, *, with_sgc: bool) -> int:
    """Return how many tokens a set has: 2 or 3 for 64-bit keys, 4 for 128-bit keys."""
    if key_bits != SHORT_KEY_BITS:
        return 4
    return 3 if with_sgc else 2


def rollover_of(present: BaseDate, new: BaseDate) -> bool:
    """Return RO: true exactly when the new key's base date is later (SPEC.md section 8.3)."""
    return new > present


def require_permitted_change(present: MeterConfig, new: MeterConfig) -> None:
    """Refuse a change that tokens cannot make, or of which nothing is known.

    Raises:
        ChangeNotPermitted: another meter, another algorithm, an earlier base date, or a change
            of key type other than from default to unique.
        UnverifiedAlgorithm: EA09.

    Source: SPEC.md section 8.2.
    """
    if present.pan != new.pan:
        raise ChangeNotPermitted("a key change is for one meter")
    if present.ea is not new.ea:
        raise ChangeNotPermitted("no token moves a meter to another encryption algorithm")
    if present.ea is Ea.DEA_09:
        raise UnverifiedAlgorithm("EA09 is confirmed by no published vector")
    if new.base_date < present.base_date:
        raise ChangeNotPermitted("a meter does not go back to an earlier base date")
    types = present.key_type, new.key_type
    if types[0] is not types[1] and types not in _PERMITTED_KEY_TYPE_CHANGES:
        raise ChangeNotPermitted("this change of key type is not known to work")
