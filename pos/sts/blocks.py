"""The layout of data blocks: between fields by name and the 48 bits from SubClass to the CRC.

Source: SPEC.md section 4. Vectors: tests/vectors/generated.json, `fields` and `block`.
"""

from dataclasses import dataclass, field

from pos.sts.crc import block_crc
from pos.sts.errors import CrcMismatch, OutOfRange

CONTENT_BITS = 44
CRC_BITS = 16

Layout = tuple[tuple[str, int], ...]

_UNITS: Layout = (("rnd", 4), ("tid", 24), ("amount", 16))
_CURRENCY: Layout = (("se", 4), ("tid", 24), ("amount", 16))
_MANAGEMENT: Layout = (("rnd", 4), ("tid", 24), ("value", 16))

LAYOUTS: dict[tuple[int, int], Layout] = {
    (0, 0): _UNITS,
    (0, 1): _UNITS,
    (0, 2): _UNITS,
    (0, 3): _UNITS,
    (0, 4): _CURRENCY,
    (0, 5): _CURRENCY,
    (0, 6): _CURRENCY,
    (0, 7): _CURRENCY,
    (1, 0): (("control", 36), ("mfr", 8)),
    (1, 1): (("control", 28), ("mfr", 16)),
    (1, 2): (("control", 36), ("mfr", 8)),
    (2, 0): _MANAGEMENT,
    (2, 1): _MANAGEMENT,
    (2, 2): _MANAGEMENT,
    (2, 3): (("kenho", 4), ("krn", 4), ("ro", 1), ("res", 1), ("kt", 2), ("nkho", 32)),
    (2, 4): (("kenlo", 4), ("ti", 8), ("nklo", 32)),
    (2, 5): _MANAGEMENT,
    (2, 6): _MANAGEMENT,
    (2, 7): _MANAGEMENT,
    (2, 8): (("sgclo", 12), ("nkmo2", 32)),
    (2, 9): (("sgcho", 12), ("nkmo1", 32)),
    (2, 10): _MANAGEMENT,
}
"""Fields by class and subclass, from the top, with their widths; 44 bits each."""

_RESERVED: Layout = (("content", CONTENT_BITS),)


def layout_of(token_class: int, subclass: int) -> Layout:
    """Return the fields of a token; one field `content` for reserved and proprietary ones."""
    return LAYOUTS.get((token_class, subclass), _RESERVED)


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a block besides the CRC, with the class it is for.

    The bits may be half a decoder key: repr() hides them.

    Attributes:
        token_class: 0, 1 or 2.
        bits: 48 bits: SubClass, then the fields.
    """

    token_class: int
    bits: int = field(repr=False)

    @property
    def subclass(self) -> int:
        """SubClass, 0 to 15."""
        return self.bits >> CONTENT_BITS

    @property
    def crc(self) -> int:
        """The check sum that belongs to this content: CRC-C for currency tokens."""
        is_currency = layout_of(self.token_class, self.subclass) is _CURRENCY
        return block_crc(self.token_class, self.bits, is_currency=is_currency)

    @property
    def block(self) -> int:
        """The data block, 64 bits."""
        return self.bits << CRC_BITS | self.crc

    def fields(self) -> dict[str, int]:
        """Return the fields by the names of LAYOUTS, in their order."""
        values: dict[str, int] = {}
        below = CONTENT_BITS
        for name, width in layout_of(self.token_class, self.subclass):
            below -= width
            values[name] = self.bits >> below & (1 << width) - 1
        return values


def join_fields(token_class: int, subclass: int, values: tuple[int, ...]) -> Content:
    """Put field values, in the order of LAYOUTS, behind a SubClass.

    Raises:
        OutOfRange: a value is negative or wider than its field.
    """
    bits = subclass
    for (name, width), value in zip(LAYOUTS[token_class, subclass], values, strict=True):
        if value >> width:
            raise OutOfRange(f"{name} does not fit into {width} bits")
        bits = bits << width | value
    return Content(token_class, bits)


def check_block(token_class: int, block: int) -> Content:
    """Split a data block whose check sum holds.

    Raises:
        CrcMismatch: it does not.
    """
    content = Content(token_class, block >> CRC_BITS)
    if content.crc != block & (1 << CRC_BITS) - 1:
        raise CrcMismatch("the check sum does not hold")
    return content
