"""What is known about a key and about a meter besides the key itself.

Source: SPEC.md sections 2, 3.1, 5.1 and 5.5.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum

from pos.sts.errors import BadIdentifier, OutOfRange
from pos.sts.identifiers import MeterPan

KEN_MAX = 255
KRN_MIN, KRN_MAX = 1, 9
# Offsets in use on earth reach from UTC-12 to UTC+14.
UTC_OFFSET_MINUTES_MIN, UTC_OFFSET_MINUTES_MAX = -12 * 60, 14 * 60


class Ea(Enum):
    """Encryption algorithm, by its two-digit number."""

    STA_07 = "07"
    DEA_09 = "09"
    MISTY1_11 = "11"

    @property
    def key_bytes(self) -> int:
        """Width of its decoder keys: 16 bytes for EA11, 8 for the others."""
        return 16 if self is Ea.MISTY1_11 else 8


class Dkga(Enum):
    """Decoder key generation algorithm, by its two-digit number."""

    DKGA01 = "01"
    DKGA02 = "02"
    DKGA03 = "03"
    DKGA04 = "04"


class KeyType(IntEnum):
    """KT: what a decoder key is for."""

    DITK = 0
    """Initialisation: in the factory only."""
    DDTK = 1
    """Default: a meter not yet allotted; it refuses credit."""
    DUTK = 2
    """Unique: the normal key of one meter."""
    DCTK = 3
    """Common: shared by a group of magnetic card meters."""


class BaseDate(IntEnum):
    """1 January, 00:00, of the year from which token identifiers count minutes."""

    BASE_1993 = 1993
    BASE_2014 = 2014
    BASE_2035 = 2035

    @property
    def code(self) -> str:
        """The two digits that stand for it in DKGA04: 93, 14 or 35."""
        return f"{self % 100:02d}"


def _require_digits(text: str, length: int, name: str) -> None:
    if len(text) != length or not (text.isascii() and text.isdigit()):
        raise BadIdentifier(f"{name} has {length} digits")


def require_sgc(sgc: str) -> None:
    """Refuse a supply group code that is not six ASCII digits with BadIdentifier."""
    _require_digits(sgc, 6, "SGC")


def require_tariff_index(tariff_index: str) -> None:
    """Refuse a tariff index that is not two ASCII digits with BadIdentifier."""
    _require_digits(tariff_index, 2, "TI")


def require_krn(krn: int) -> None:
    """Refuse a key revision number outside 1 to 9 with OutOfRange."""
    if not KRN_MIN <= krn <= KRN_MAX:
        raise OutOfRange("KRN lies between 1 and 9")


def require_ken(ken: int) -> None:
    """Refuse a key expiry number outside 0 to 255 with OutOfRange."""
    if not 0 <= ken <= KEN_MAX:
        raise OutOfRange("KEN lies between 0 and 255")


@dataclass(frozen=True, slots=True)
class KeyAttributes:
    """What comes with a vending key, and stays with it for its life.

    Attributes:
        sgc: supply group code, six digits.
        krn: key revision number, 1 to 9.
        key_type: KT of the decoder keys that it makes.
        dkga: how decoder keys are derived from it.
        base_date: where its token identifiers start to count.
        ken: key expiry number, 0 to 255; 255 never expires.
        tid_utc_offset_minutes: fixed distance of its wall clock from UTC, -720 to 840.

    Raises:
        BadIdentifier: SGC is not six digits.
        OutOfRange: a number lies outside its range.
    """

    sgc: str
    krn: int
    key_type: KeyType
    dkga: Dkga
    base_date: BaseDate
    ken: int
    tid_utc_offset_minutes: int

    def __post_init__(self) -> None:
        require_sgc(self.sgc)
        require_krn(self.krn)
        require_ken(self.ken)
        if not UTC_OFFSET_MINUTES_MIN <= self.tid_utc_offset_minutes <= UTC_OFFSET_MINUTES_MAX:
            raise OutOfRange("the UTC offset lies between -720 and 840 minutes")


@dataclass(frozen=True, slots=True)
class MeterConfig:
    """Everything that decides the decoder key of one meter, apart from the vending key.

    Attributes:
        pan: the meter.
        sgc: supply group code, six digits.
        krn: key revision number, 1 to 9.
        tariff_index: TI, two digits; part of the key.
        key_type: KT.
        ea: encryption algorithm; decides the width of the key.
        dkga: derivation.
        base_date: base date of the vending key; an input of DKGA04.

    Raises:
        BadIdentifier: SGC or TI has the wrong form.
        OutOfRange: KRN lies outside 1 to 9.
    """

    pan: MeterPan
    sgc: str
    krn: int
    tariff_index: str
    key_type: KeyType
    ea: Ea
    dkga: Dkga
    base_date: BaseDate

    def __post_init__(self) -> None:
        require_sgc(self.sgc)
        require_krn(self.krn)
        require_tariff_index(self.tariff_index)
