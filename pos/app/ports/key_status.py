"""A vending key, as anyone may see it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """One vending key, without its bytes."""

    sgc: str
    krn: int
    key_type: int
    dkga: str
    base_date: int
    ken: int
    tid_utc_offset_minutes: int
    check_value: str
