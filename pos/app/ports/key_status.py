"""A vending key, as anyone may see it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

# A key ends when the upper eight bits of a token identifier, in minutes, exceed its KEN.
_MINUTES_BITS_BELOW_KEN: Final = 16


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

    @property
    def ends(self) -> datetime:
        """When no token identifier of the key is left; naive, on the key's own clock."""
        base = datetime(self.base_date, 1, 1)  # noqa: DTZ001 - token time is wall-clock time.
        return base + timedelta(minutes=(self.ken + 1) << _MINUTES_BITS_BELOW_KEN)
