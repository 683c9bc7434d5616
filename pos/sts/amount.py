"""The 16-bit amount field of credit tokens and power limits.

An amount counts tenths of a kWh, of a cubic metre or of a minute, or whole watts. Bits 15-14 are
an exponent e, bits 13-0 a mantissa m: amount = m * 10^e + B(e). What does not fit exactly is
rounded up, in the customer's favour.

Source: SPEC.md section 3.5. Vectors: tests/vectors/primitives.json, `amount`.
"""

from pos.sts.errors import OutOfRange

MANTISSA_BITS = 14
MANTISSA_MAX = (1 << MANTISSA_BITS) - 1
STEPS_MAX = 18_201_624
MILLI_PER_STEP = 100

# 10^e and B(e), the amount at which exponent e begins.
_SCALES = (1, 10, 100, 1000)
_OFFSETS = (0, 16_384, 180_224, 1_818_624)


def encode_amount(steps: int) -> int:
    """Encode an amount as 16 bits, rounding up.

    Args:
        steps: tenths of a unit, or watts; 0 to 18,201,624.

    Raises:
        OutOfRange: negative, or more than the field can hold.
    """
    if steps < 0:
        raise OutOfRange("an amount is not negative")
    for exponent, (scale, offset) in enumerate(zip(_SCALES, _OFFSETS, strict=True)):
        # A negated floor division is a ceiling. The few amounts between the end of one exponent
        # and the start of the next come out as mantissa 0 of the next.
        mantissa = -((offset - steps) // scale)
        if mantissa <= MANTISSA_MAX:
            return exponent << MANTISSA_BITS | mantissa
    raise OutOfRange("more than 1,820,162.4 units do not fit into one token")


def decode_amount(field: int) -> int:
    """Decode 16 bits to an amount in steps: what the meter adds."""
    exponent, mantissa = field >> MANTISSA_BITS, field & MANTISSA_MAX
    return mantissa * _SCALES[exponent] + _OFFSETS[exponent]


def credited_steps(steps: int) -> int:
    """Return what a meter adds when `steps` are asked for; never less than asked.

    Raises:
        OutOfRange: negative, or more than the field can hold.
    """
    return decode_amount(encode_amount(steps))


def steps_up_from_milli(milli_units: int) -> int:
    """Convert thousandths of a unit to tenths, rounding up.

    Raises:
        OutOfRange: negative.
    """
    if milli_units < 0:
        raise OutOfRange("an amount is not negative")
    return -(-milli_units // MILLI_PER_STEP)


def credited_milli(milli_units: int) -> int:
    """Return what a meter adds, in thousandths of a unit; never less than asked.

    Raises:
        OutOfRange: negative, or more than one token can hold.
    """
    return credited_steps(steps_up_from_milli(milli_units)) * MILLI_PER_STEP
