"""What a meter answers to a token, and the settings in which makers differ."""

from dataclasses import dataclass
from enum import Enum

from pos.sts.amount import MILLI_PER_STEP
from pos.sts.tid_list import DEPTH_DEFAULT
from pos.sts.tokens import Token


class MeterCode(Enum):
    """Result codes of SPEC.md section 12, with those of four-part sets and the lock-out."""

    ACCEPT = "accept"
    FIRST_KCT = "1stKCT"
    """Part of a key change taken; more parts are missing. So are the next three."""
    SECOND_KCT = "2ndKCT"
    THIRD_KCT = "3rdKCT"
    FOURTH_KCT = "4thKCT"
    OVERFLOW = "overflow"
    """The credit register cannot hold the sum."""
    KEY_TYPE = "key type"
    """Not under this type of key, or not to that type."""
    FORMAT = "format"
    RANGE = "range"
    FUNCTION = "function not supported"
    OLD = "old"
    USED = "used"
    KEY_EXPIRED = "key expired"
    DDTK = "DDTK"
    """Credit under a default key."""
    CRC = "CRC"
    MFR_CODE = "MfrCode"
    """A test token for another manufacturer's meters."""
    LOCKED_OUT = "locked out"
    """Too many wrong entries; nothing is looked at until the time is over."""


_TAKEN = (
    MeterCode.ACCEPT,
    MeterCode.FIRST_KCT,
    MeterCode.SECOND_KCT,
    MeterCode.THIRD_KCT,
    MeterCode.FOURTH_KCT,
)


@dataclass(frozen=True, slots=True)
class Result:
    """What one entry did.

    Attributes:
        code: the meter's answer.
        token: what the token says; None where it could not be read.
        credited_steps: tenths of a unit added.
        credited_currency_units: hundred-thousandths of the base currency added, signed.
    """

    code: MeterCode
    token: Token | None = None
    credited_steps: int = 0
    credited_currency_units: int = 0

    @property
    def is_taken(self) -> bool:
        """Whether the meter took the token, be it as a part of a key change."""
        return self.code in _TAKEN

    @property
    def credited_milli(self) -> int:
        """Thousandths of a unit added."""
        return self.credited_steps * MILLI_PER_STEP


@dataclass(frozen=True, slots=True)
class MeterRules:
    """Settings of a virtual meter. The standard's values are not known; makers differ.

    Attributes:
        tid_depth: how many identifiers are remembered.
        key_change_timeout_seconds: after how long a part of a key change is forgotten; two
            minutes in one firmware, ten with another maker.
        wrong_entries_max: so many unreadable entries in a row lock the keypad.
        lock_seconds: for how long.
        register_steps_max: what a credit register can hold, in tenths of a unit.
        register_currency_units_max: the same for money, in hundred-thousandths, either way.
    """

    tid_depth: int = DEPTH_DEFAULT
    key_change_timeout_seconds: int = 120
    wrong_entries_max: int = 10
    lock_seconds: int = 60
    register_steps_max: int = 999_999_999
    register_currency_units_max: int = 10**15
