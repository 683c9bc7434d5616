"""Every way in which identifiers, keys and tokens can be wrong.

Each error has a stable `code` that goes into `sts encode|decode` answers and into the catalogue
of operator messages. Texts never contain a key, a token or a part of one.
"""

from typing import ClassVar


class StsError(Exception):
    """Base of all errors of this package."""

    code: ClassVar[str] = "STS"


class BadIdentifier(StsError):
    """A meter number, supply group or other identifier has the wrong form."""

    code = "IDENTIFIER"


class BadCheckDigit(BadIdentifier):
    """The Luhn check digit of a meter number is wrong: it was misread or mistyped."""

    code = "CHECK_DIGIT"


class OutOfRange(StsError):
    """A number does not fit its field, or lies outside what the standard allows."""

    code = "RANGE"


class NotAToken(StsError):
    """The text is not 20 digits, or the number is 2^66 or more."""

    code = "NOT_A_TOKEN"


class CrcMismatch(StsError):
    """The check sum does not hold: misread digits, or another meter's key."""

    code = "CRC"


class BadFormat(StsError):
    """The check sum holds, but a field that must be zero or bounded is not."""

    code = "FORMAT"


class ReservedToken(StsError):
    """The class or subclass is reserved or proprietary: never encoded, class 3 never decoded."""

    code = "RESERVED"


class UnverifiedAlgorithm(StsError):
    """DKGA01, DKGA03, EA09, KT 0 or KT 3: no published vector confirms what we know of them."""

    code = "UNVERIFIED"


class BadKey(StsError):
    """A key is missing, has the wrong length, or does not belong to the algorithm asked for."""

    code = "KEY"


class KeyParity(BadKey):
    """A 64-bit vending key has a byte of even parity."""

    code = "KEY_PARITY"


class KeyExpired(StsError):
    """The token identifier lies behind the key's expiry number."""

    code = "KEY_EXPIRED"


class BadTables(StsError):
    """An EA07 table file is not what it must be."""

    code = "TABLES"


class BaseDateExhausted(StsError):
    """The moment lies behind the last minute that 24 bits can count from this base date."""

    code = "BASE_DATE"


class TooFarAhead(StsError):
    """The next free identifier is more than a day ahead of the clock."""

    code = "TOO_FAR_AHEAD"


class ChangeNotPermitted(StsError):
    """Tokens cannot take a meter from the present key to the one asked for."""

    code = "CHANGE"
