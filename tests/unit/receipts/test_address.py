"""One printer, or two."""

from pathlib import Path

import pytest

from pos.domain.errors import PrinterAddressMalformed
from pos.receipts.address import parse_printers, printer_must_be_an_address
from printers.url import VirtualPrinter


@pytest.mark.parametrize("text", ["", "virtual:", "tcp://10.0.0.5 virtual:", "cups://a cups://b"])
def test_one_or_two_addresses_are_taken(text: str) -> None:
    """Empty means the terminal's own."""
    printer_must_be_an_address(text, Path("/shop"))


@pytest.mark.parametrize(
    "text",
    ["x", " ", "virtual: ", " virtual:", "virtual: virtual:", "virtual:  cups://a",
     "virtual: cups://a cups://b", "virtual: x"],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    """Three, the same twice, spaces too many."""
    with pytest.raises(PrinterAddressMalformed):
        printer_must_be_an_address(text, Path("/shop"))


def test_each_keeps_its_own_spelling() -> None:
    """What a printer was seen to do is remembered by it."""
    (name, address), (second, _) = parse_printers("virtual:?columns=32 cups://a")
    assert (name, second) == ("virtual:?columns=32", "cups://a")
    assert isinstance(address, VirtualPrinter)
    assert address.paper.columns == 32


@pytest.mark.parametrize("path", ["/shop/vault", "/shop/x/../terminal.db", "/shop"])
def test_a_receipt_is_never_appended_to_the_terminals_own_files(path: str) -> None:
    """The vault is no printer."""
    with pytest.raises(PrinterAddressMalformed):
        printer_must_be_an_address(f"file://{path}", Path("/shop"))
