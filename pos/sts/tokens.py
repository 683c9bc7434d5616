"""What a token says, as typed values.

Every token of class 0 (credit), class 1 (tests and displays for any meter) and class 2 (settings
and keys of one meter) has a type of its own. Amounts are what was asked for; where the token
cannot carry one exactly it carries the next that favours the customer, and decoding returns that.

Source: SPEC.md section 4.
"""

from dataclasses import dataclass, field
from enum import Enum, IntEnum

from pos.sts.attributes import KeyType


class Resource(IntEnum):
    """What is sold; the number is the SubClass of its unit credit token."""

    ELECTRICITY = 0
    """Step: 0.1 kWh."""
    WATER = 1
    """Step: 0.1 kilolitre, which is 0.1 cubic metre."""
    GAS = 2
    """Step: 0.1 cubic metre."""
    TIME = 3
    """Step: 0.1 minute."""


class Register(IntEnum):
    """Which register a clear credit token empties."""

    ELECTRICITY = 0
    WATER = 1
    GAS = 2
    TIME = 3
    ELECTRICITY_CURRENCY = 4
    WATER_CURRENCY = 5
    GAS_CURRENCY = 6
    TIME_CURRENCY = 7
    ALL = 0xFFFF


class MeterTestForm(IntEnum):
    """The three layouts of class 1; the number is the SubClass."""

    SHORT_MFR = 0
    """36 control bits; manufacturer code of two digits."""
    LONG_MFR = 1
    """28 control bits; manufacturer code of four digits."""
    EXTENDED = 2
    """36 control bits, of which the top six are an index; no manufacturer code."""


@dataclass(frozen=True, slots=True)
class CreditUnits:
    """Add units to a meter (class 0, SubClass 0 to 3).

    Attributes:
        resource: what is sold.
        tid: token identifier, 24 bits.
        rnd: 4 random bits.
        steps: tenths of a unit, 0 to 18,201,624.
    """

    resource: Resource
    tid: int
    rnd: int
    steps: int


@dataclass(frozen=True, slots=True)
class CreditCurrency:
    """Add money to, or take it from, a meter that counts money (class 0, SubClass 4 to 7).

    Attributes:
        resource: what is sold.
        tid: token identifier, 24 bits.
        currency_units: signed hundred-thousandths of the base currency.
    """

    resource: Resource
    tid: int
    currency_units: int


@dataclass(frozen=True, slots=True)
class MeterTest:
    """Ask any meter for a test or a display (class 1, never encrypted).

    Attributes:
        form: layout.
        control: bit n - 1 asks for test n, all bits set for every test; with EXTENDED the top
            six bits are an index.
        mfr_code: manufacturer, 0 for any; always 0 with EXTENDED.
    """

    form: MeterTestForm
    control: int
    mfr_code: int


@dataclass(frozen=True, slots=True)
class SetPowerLimit:
    """Set the maximum power limit (class 2, SubClass 0), in watts, 0 to 18,201,624."""

    tid: int
    rnd: int
    watts: int


@dataclass(frozen=True, slots=True)
class ClearCredit:
    """Empty one credit register or all (class 2, SubClass 1)."""

    tid: int
    rnd: int
    register: Register


@dataclass(frozen=True, slots=True)
class SetTariffRate:
    """Set the tariff rate (class 2, SubClass 2); 16 bits of reserved meaning."""

    tid: int
    rnd: int
    rate: int


@dataclass(frozen=True, slots=True)
class ClearTamper:
    """Clear the tamper condition (class 2, SubClass 5)."""

    tid: int
    rnd: int


@dataclass(frozen=True, slots=True)
class SetPhaseUnbalanceLimit:
    """Set the maximum phase power unbalance (class 2, SubClass 6), in watts as a power limit."""

    tid: int
    rnd: int
    watts: int


@dataclass(frozen=True, slots=True)
class SetWaterFactor:
    """Set the water meter factor (class 2, SubClass 7); 16 bits of reserved meaning."""

    tid: int
    rnd: int
    factor: int


@dataclass(frozen=True, slots=True)
class ExtendedSet:
    """Set a flag or a control value (class 2, SubClass 10).

    Attributes:
        tid: token identifier, 24 bits.
        rnd: 4 random bits.
        value: 16 bits: index in the top six. Index 63 sets a flag: its number in the next nine
            bits, its value in the last. Another index sets its control value, the low ten bits.
    """

    tid: int
    rnd: int
    value: int


# Parts of a decoder key are secret: repr() hides them.
@dataclass(frozen=True, slots=True)
class FirstKeySection:
    """First section of a new decoder key (class 2, SubClass 3).

    Attributes:
        ken_high: high 4 bits of the new key's KEN.
        krn: KRN of the new key, 1 to 9.
        rollover: RO; clear the TID list when the change takes effect.
        has_sgc_token: 3KCT; a 64-bit set has a third token with the SGC.
        key_type: KT of the new key.
        key_part: high 32 bits of the key.
    """

    ken_high: int
    krn: int
    rollover: bool
    has_sgc_token: bool
    key_type: KeyType
    key_part: int = field(repr=False)


@dataclass(frozen=True, slots=True)
class SecondKeySection:
    """Second section of a new decoder key (class 2, SubClass 4).

    Attributes:
        ken_low: low 4 bits of the new key's KEN.
        tariff_index: TI, two digits.
        key_part: low 32 bits of the key.
    """

    ken_low: int
    tariff_index: str
    key_part: int = field(repr=False)


@dataclass(frozen=True, slots=True)
class SupplyGroupSection:
    """Third token of a 64-bit set (class 2, SubClass 8): the new SGC, six digits."""

    sgc: str


@dataclass(frozen=True, slots=True)
class ThirdKeySection:
    """Third section of a 128-bit key (class 2, SubClass 8).

    Attributes:
        sgc_low: low 12 bits of the SGC as a number.
        key_part: bits 95-64 of the key.
    """

    sgc_low: int
    key_part: int = field(repr=False)


@dataclass(frozen=True, slots=True)
class FourthKeySection:
    """Fourth section of a 128-bit key (class 2, SubClass 9).

    Attributes:
        sgc_high: high 12 bits of the SGC as a number.
        key_part: bits 63-32 of the key.
    """

    sgc_high: int
    key_part: int = field(repr=False)


class Reservation(Enum):
    """Why a SubClass has no meaning here."""

    RESERVED = "reserved"
    PROPRIETARY = "proprietary"


@dataclass(frozen=True, slots=True)
class ReservedContent:
    """A token whose SubClass is reserved or proprietary: it can be read, never made.

    Attributes:
        token_class: 0, 1 or 2.
        subclass: 0 to 15.
        reservation: by whom it is kept.
        content: the 44 bits behind SubClass.
    """

    token_class: int
    subclass: int
    reservation: Reservation
    content: int


KeySection = (
    FirstKeySection | SecondKeySection | SupplyGroupSection | ThirdKeySection | FourthKeySection
)
Credit = CreditUnits | CreditCurrency
Management = (
    SetPowerLimit
    | ClearCredit
    | SetTariffRate
    | ClearTamper
    | SetPhaseUnbalanceLimit
    | SetWaterFactor
    | ExtendedSet
)
Token = Credit | MeterTest | Management | KeySection | ReservedContent
"""Every value that a token can decode to."""
