"""The 16-bit check sum of a data block.

Polynomial x^16 + x^15 + x^2 + 1, least significant bit first, start 0xFFFF, no final inversion,
result bytes exchanged. It finds misread digits; it does not authenticate: a random number passes
once in 65,536.

Source: SPEC.md section 3.8. Vectors: tests/vectors/primitives.json, `crc`.
"""

from functools import cache

_POLYNOMIAL = 0xA001
_START = 0xFFFF
_CURRENCY_BYTE = b"\x01"


@cache
def _byte_table() -> tuple[int, ...]:
    """Return the eight shift steps of every byte, worked out once."""
    table = []
    for byte in range(256):
        register = byte
        for _ in range(8):
            register = register >> 1 ^ (_POLYNOMIAL if register & 1 else 0)
        table.append(register)
    return tuple(table)


def crc16(data: bytes) -> int:
    """Compute the check sum of some bytes, already exchanged."""
    table = _byte_table()
    register = _START
    for byte in data:
        register = register >> 8 ^ table[(register ^ byte) & 0xFF]
    return (register & 0xFF) << 8 | register >> 8


def block_crc(token_class: int, content: int, *, is_currency: bool) -> int:
    """Compute the check sum that belongs into bits 15-0 of a data block.

    Args:
        token_class: 0 to 3.
        content: 48 bits from SubClass to the end of the fields: the block without its CRC.
        is_currency: class 0 subclasses 4 to 7, which use CRC-C: one byte 0x01 more.
    """
    data = (token_class << 48 | content).to_bytes(7)
    return crc16(data + _CURRENCY_BYTE if is_currency else data)
