"""Entries of every kind and version are read for ever as they were once written."""

import json
from pathlib import Path
from typing import get_args

import pytest

from pos.domain.entries import (
    AnyPayload,
    CashPolicySet,
    FixedPaid,
    OlderPayload,
    SaleBegun,
    ShiftClosed,
    TenderTaken,
)
from pos.domain.errors import JournalDamaged
from pos.domain.journal import hash_body, read_entry, read_stored_form, seal
from tests.builders import a_sale_begun

VECTORS = Path(__file__).parents[2] / "vectors"
GOLDEN = [
    (each["body"], each["hash"])
    for name in (
        "cash_entries",
        "entries_1",
        "sale_entries",
        "entries_2",
        "entries_3",
        "entries_4",
        "entries_5",
        "people_entries",
        "downlink_entries",
        "answer_key_entries",
    )
    for each in json.loads((VECTORS / f"{name}.json").read_text())["entries"]
]
EVERY_KIND = {*get_args(AnyPayload), *get_args(OlderPayload)}


@pytest.mark.parametrize(("body", "digest"), GOLDEN)
def test_the_canonical_bytes_never_change(body: str, digest: str) -> None:
    """Other bytes would break every journal in the field."""
    assert hash_body(body.encode()) == digest
    assert seal(read_stored_form(body.encode())).body == body.encode()


def test_every_kind_has_a_golden_entry() -> None:
    """None can be forgotten."""
    found = {type(read_stored_form(body.encode()).payload) for body, _ in GOLDEN}
    assert found == EVERY_KIND


def test_older_versions_are_read_in_todays_words() -> None:
    """A sale of the first version was paid with one tender, and nothing was rounded."""
    payloads = [read_entry(body.encode()).payload for body, _ in GOLDEN]
    policies = [each for each in payloads if isinstance(each, CashPolicySet)]
    assert (policies[0].cash_step, policies[0].rounding_mode) == (1, "nearest")
    closings = [each for each in payloads if isinstance(each, ShiftClosed)]
    assert [(each.keeper, each.tenders == ()) for each in closings] == [
        ("", True),
        ("agent", False),
    ]
    old, second, third, fourth, new = (each for each in payloads if isinstance(each, SaleBegun))
    assert old == a_sale_begun()
    assert (old.tenders, old.rounding) == ((TenderTaken("cash", 20_000),), 0)
    assert second.tendered == 12_000
    assert (second.key_change, second.free_milli, second.approval) == (None, 0, None)
    assert third.key_change is not None
    assert (third.key_change.present.krn, third.meter.krn, third.free_milli) == (1, 2, 50_000)
    assert (third.arrears_left, third.carried) == (0, 0)
    assert (fourth.arrears_paid, fourth.arrears_left, fourth.carried) == (2_000, 13_000, 500)
    assert (fourth.fixed_paid, new.fixed_paid) == (None, (FixedPaid("service", 2_000),))


def test_a_version_that_nobody_knows_is_no_entry() -> None:
    """A newer program wrote it; it is never taken for an older one."""
    body = GOLDEN[0][0].replace('"version":1', '"version":9').encode()
    with pytest.raises(JournalDamaged):
        read_entry(body)
    # Nor is an old shape under a new number.
    sale = next(body for body, _ in GOLDEN if '"tender":"cash"' in body)
    with pytest.raises(JournalDamaged):
        read_entry(sale.replace('"version":1', '"version":2').encode())
