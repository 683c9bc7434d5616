"""The check sum of a block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.sts.crc import block_crc, crc16
from tests.unit.sts.plain_form import crc
from tests.unit.sts.vector_files import Entry, primitives


@pytest.mark.parametrize("entry", primitives("crc"), ids=lambda entry: entry["input"])
def test_vectors(entry: Entry) -> None:
    """Seven bytes, and eight for currency, as published."""
    assert f"{crc16(bytes.fromhex(entry['input'])):04x}" == entry["crc"]


@given(st.binary(max_size=20))
def test_equals_the_plain_form(data: bytes) -> None:
    """The table gives what shifting bit by bit gives."""
    assert crc16(data) == crc(data)


def test_the_class_is_part_of_the_sum() -> None:
    """The published examples as class and content; the class bits stand above the content."""
    assert block_crc(0, 0x004A2D900FF2, is_currency=False) == 0x0FFA
    assert block_crc(0, 0x0B19EB230100, is_currency=False) == 0xC207
    assert block_crc(2, 0x0B19EB230100, is_currency=False) == crc(b"\x02\x0b\x19\xeb\x23\x01\x00")


def test_currency_has_a_byte_more() -> None:
    """CRC-C ends with 0x01."""
    assert block_crc(0, 0x31495607113D, is_currency=True) == crc(b"\x001IV\x07\x11=\x01")
