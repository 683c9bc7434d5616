"""Codes that nobody paid for: what they are, who asked and who approved stand on their slip."""

from dataclasses import replace

import msgspec
import pytest

from pos.app.cash_slips import FloatSlip
from pos.app.unpaid_slip import UnpaidSlip
from pos.domain.entries import (
    ApprovalReceipt,
    EngineeringBegun,
    FreeBegun,
    KeyChange,
    KeyChangeBegun,
    ReissueBegun,
    Unpaid,
)
from pos.receipts.cash_papers import cash_lines
from pos.receipts.languages import ENGLISH
from pos.receipts.render import Form, render_receipt
from pos.receipts.template import ReceiptTemplate
from pos.receipts.unpaid_slip import unpaid_document
from tests.builders import A_SALE_ID, a_sale_begun, a_token
from tests.unit.receipts.test_sale_receipt import CODE, WIDTHS, a_story

APPROVAL = ApprovalReceipt("thandi", "ab" * 32, "2026-11-22T10:00:00.000Z", "cd" * 64)
COMMON = {
    "sale_id": A_SALE_ID,
    "meter": a_sale_begun().meter,
    "resource": "electricity",
    "currency": "ZAR",
    "reason": "meter moved",
    "shift_no": 1,
    "printer": "",
    "approval": APPROVAL,
}
KEY_CHANGED = KeyChangeBegun(
    **COMMON,  # type: ignore[arg-type]  # The fields that all kinds share.
    key_change=KeyChange(present=a_sale_begun().meter, with_sgc=False),
)
LIMITED = EngineeringBegun(**COMMON, setting="power_limit", value="5000")  # type: ignore[arg-type]  # As above.
FREE = FreeBegun(
    **COMMON,  # type: ignore[arg-type]  # As above.
    units_milli=20_000,
    credited_milli=20_000,
    tariff="training",
    tariff_digest="ab" * 32,
    month="2026-11",
)
REISSUED = ReissueBegun(**COMMON, of_sale=A_SALE_ID)  # type: ignore[arg-type]  # As above.


def text_of(begun: Unpaid, *kinds: str, units_milli: int = 0, columns: int = 42) -> str:
    """Return a slip with a code of each kind as lines of text."""
    token = msgspec.structs.replace(a_token(), units_milli=units_milli)
    tokens = tuple(msgspec.structs.replace(token, kind=kind) for kind in kinds)
    story = a_story()
    of_receipt = "T1-1-000007" if isinstance(begun, ReissueBegun) else ""
    slip = UnpaidSlip(
        story.terminal, replace(story.row, total=0), begun, tokens, story.tct, of_receipt
    )
    template = ReceiptTemplate(utility="Harbour Light", footer=("0800-111-222",))
    document = unpaid_document(slip, ENGLISH, template)
    return render_receipt(document, Form.TEXT, columns).decode()


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize(
    "begun", [KEY_CHANGED, LIMITED, FREE, REISSUED], ids=lambda b: type(b).__name__
)
def test_every_slip_says_who_why_and_that_nobody_paid(begun: Unpaid, columns: int) -> None:
    """Receipt number, meter, second person, reason; marked in training; code alone on its line."""
    text = text_of(begun, "credit", columns=columns)
    words = " ".join(text.split())
    for fact in ("T1-1-000001", "00000000000", "amina", "thandi", "meter moved", "Harbour Light"):
        assert fact in words
    assert "No money was paid for this." in words
    assert text.count("TRAINING") == 2
    assert [line.strip() for line in text.splitlines()].count(CODE) == 1
    assert max(map(len, text.splitlines())) <= columns


def test_a_key_change_warns_before_its_codes() -> None:
    """In order, numbered, each said to be a part."""
    words = " ".join(text_of(KEY_CHANGED, "key_change", "key_change").split())
    order = ["Key change", "NEW KEY FOR YOUR METER", "Leave no code out", "Code 1 of 2", "Code 2"]
    places = [words.index(word) for word in order]
    assert places == sorted(places)
    assert words.count("A part of the new key") == 2


def test_every_kind_of_code_says_what_it_does() -> None:
    """With its value; free units are said to be free."""
    assert "Sets the power limit: 5000" in text_of(LIMITED, "power_limit")
    assert "Your meter adds 20.0 kWh, free of" in text_of(FREE, "free", units_milli=20_000)
    assert "a_kind_to_come" in text_of(FREE, "a_kind_to_come")


def test_codes_issued_again_name_their_sale() -> None:
    """The meter takes one of both."""
    words = " ".join(text_of(REISSUED, "credit", units_milli=45_500).split())
    assert "T1-1-000007" in words
    assert "takes the code of one of the two papers" in words


def test_a_float_is_stated_and_signed_for() -> None:
    """Whose drawer, how much, since when."""
    slip = FloatSlip(a_story().terminal, 9, "2026-11-22T10:00:00.000Z", "amina", 3, 50_000)
    text = "\n".join(cash_lines(slip, ENGLISH))
    for fact in ("Float of the drawer", "ZAR 500.00", "amina", "2026-11-22 12:00 +0200"):
        assert fact in text
