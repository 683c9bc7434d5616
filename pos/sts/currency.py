"""The signed amount field of currency tokens: 16 bits, and 4 more that stand in place of RND.

The unit is 0.00001 of the base currency. The exponent has five bits: two in the amount, three in
S&E, whose top bit is the sign. Credits round up in size and debits down: always towards plus
infinity, in the customer's favour.

Source: SPEC.md section 3.6. Vectors: tests/vectors/primitives.json, `currency`.
"""

from bisect import bisect_right

from pos.sts.amount import MANTISSA_BITS, MANTISSA_MAX
from pos.sts.errors import OutOfRange

EXPONENT_MAX = 31
SIGN_BIT = 0b1000
# 10^e, and B(e) = 16384 * (10^e - 1) / 9, the amount at which exponent e begins; one more than
# there are exponents, so that the last one has an end.
_SCALES: tuple[int, ...] = tuple(10**exponent for exponent in range(EXPONENT_MAX + 2))
_OFFSETS = tuple(16_384 * ((scale - 1) // 9) for scale in _SCALES)
CURRENCY_UNITS_MAX = MANTISSA_MAX * _SCALES[EXPONENT_MAX] + _OFFSETS[EXPONENT_MAX]


def encode_currency(units: int) -> tuple[int, int]:
    """Encode a signed amount.

    Args:
        units: hundred-thousandths of the base currency.

    Returns:
        The amount field of 16 bits, and S&E of 4 bits.

    Raises:
        OutOfRange: more than the field can hold.
    """
    size = abs(units)
    if size > CURRENCY_UNITS_MAX:
        raise OutOfRange("the currency amount does not fit into a token")
    exponent = bisect_right(_OFFSETS, size) - 1
    above, scale = size - _OFFSETS[exponent], _SCALES[exponent]
    mantissa = -(-above // scale) if units > 0 else above // scale
    if mantissa > MANTISSA_MAX:
        # A credit in the gap before the next exponent rounds up to where that one begins.
        exponent, mantissa = exponent + 1, 0
    sign = SIGN_BIT if units < 0 else 0
    return (exponent & 3) << MANTISSA_BITS | mantissa, sign | exponent >> 2


def decode_currency(field: int, se: int) -> int:
    """Decode the amount field and S&E to signed hundred-thousandths of the base currency."""
    exponent = field >> MANTISSA_BITS | (se & 7) << 2
    size = (field & MANTISSA_MAX) * _SCALES[exponent] + _OFFSETS[exponent]
    return -size if se & SIGN_BIT else size


def credited_currency(units: int) -> int:
    """Return what a meter adds when `units` are asked for; never less than asked.

    Raises:
        OutOfRange: more than the field can hold.
    """
    return decode_currency(*encode_currency(units))
