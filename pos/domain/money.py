"""Money: whole minor units of one currency."""

import re
from dataclasses import dataclass

from pos.domain.errors import (
    AmountNotANumber,
    AmountNotPositive,
    AmountTooPrecise,
    CurrencyMismatch,
)
from pos.domain.errors.selling import AmountNegative, CurrencyUnknown

_DECIMAL = re.compile(r"(-?)([0-9]{1,12})(?:\.([0-9]{1,9}))?", re.ASCII)
_PRICE_DECIMALS = 3
_NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_TWO_DECIMALS = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
    CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ
    GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR
    PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT
    TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
"""
# Replaced by others, and still in tariffs that were published before.
_TWO_DECIMALS_ONCE = "ANG BYR CUC EEK GHC HRK LTL LVL MRO MZM SLL STD TMM VEF ZMK ZWD ZWL"
_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND"
_DECIMALS_OF_CURRENCY = {
    # ISO 4217.
    **dict.fromkeys(_NO_DECIMALS.split(), 0),
    **dict.fromkeys((_TWO_DECIMALS + _TWO_DECIMALS_ONCE).split(), 2),
    **dict.fromkeys(_THREE_DECIMALS.split(), 3),
}


def decimals_of(currency: str) -> int:
    """Return how many decimals a currency has, 0 to 3, by ISO 4217.

    Args:
        currency: three capital letters.

    Raises:
        CurrencyUnknown: no currency has this code.
    """
    decimals = _DECIMALS_OF_CURRENCY.get(currency)
    if decimals is None:
        raise CurrencyUnknown(currency=currency[:40])
    return decimals


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of money, possibly negative.

    Attributes:
        minor: whole minor units (cents).
        currency: ISO 4217 code.
    """

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(expected=self.currency, found=other.currency)
        return other.minor

    def __str__(self) -> str:
        return format_minor(self.minor, decimals_of(self.currency))


def format_minor(minor: int, decimals: int) -> str:
    """Write minor units as a decimal string with a point and all its decimals, e.g. `-12.50`."""
    sign = "-" if minor < 0 else ""
    whole, part = divmod(abs(minor), 10**decimals)
    return f"{sign}{whole}.{part:0{decimals}d}" if decimals else f"{sign}{whole}"


def parse_money(text: str, currency: str) -> Money:
    """Read a decimal string such as `100` or `100.50`, zero allowed.

    Args:
        text: ASCII digits, at most 12 before the point; no grouping, no exponent, no plus sign.
        currency: ISO 4217 code.

    Raises:
        AmountNotANumber: anything else than such a string.
        AmountNegative.
        AmountTooPrecise: more decimals than the currency has; `10.000` is refused too, since in
            half the world it means ten thousand.
    """
    return Money(_scaled(text, decimals_of(currency)), currency)


def parse_price_milli(text: str, currency: str) -> int:
    """Read a price of one unit, with up to three decimals more than the currency has.

    Returns:
        Thousandths of a minor unit: `2.5001` in a currency of cents is 250010.

    Raises:
        AmountNotANumber, AmountNegative, AmountTooPrecise: as `parse_money`.
    """
    return _scaled(text, decimals_of(currency) + _PRICE_DECIMALS)


def _scaled(text: str, decimals: int) -> int:
    match = _DECIMAL.fullmatch(text)
    if match is None:
        raise AmountNotANumber(text=text[:40])
    sign, whole, part = match[1], match[2], match[3] or ""
    if sign:
        raise AmountNegative(text=text)
    if len(part) > decimals:
        raise AmountTooPrecise(text=text, decimals=decimals)
    return int(whole + part.ljust(decimals, "0"))


def parse_positive_money(text: str, currency: str) -> Money:
    """Read an amount that must be above zero; AmountNotPositive, and as `parse_money`."""
    try:
        money = parse_money(text, currency)
    except AmountNegative as error:
        raise AmountNotPositive(text=text) from error
    if money.minor == 0:
        raise AmountNotPositive(text=text)
    return money
