"""Entries about cash and people are read for ever as they were once written."""

import json
from pathlib import Path

import pytest

from pos.domain.entries import (
    CashDropped,
    CashPaidIn,
    CashPaidOut,
    CashPolicySet,
    CountEntered,
    DrawerOpened,
    ExpectedShown,
    OperatorChanged,
    OperatorRemoved,
    PinChanged,
    ShiftClosed,
)
from pos.domain.journal import hash_body, read_entry, seal

VECTORS = Path(__file__).parents[2] / "vectors" / "cash_entries.json"
GOLDEN = [(each["body"], each["hash"]) for each in json.loads(VECTORS.read_text())["entries"]]
KINDS = {
    CashDropped,
    CashPaidIn,
    CashPaidOut,
    CashPolicySet,
    CountEntered,
    DrawerOpened,
    ExpectedShown,
    OperatorChanged,
    OperatorRemoved,
    PinChanged,
    ShiftClosed,
}


@pytest.mark.parametrize(("body", "digest"), GOLDEN)
def test_the_canonical_bytes_never_change(body: str, digest: str) -> None:
    """Other bytes would break every journal in the field."""
    assert hash_body(body.encode()) == digest
    assert seal(read_entry(body.encode())).body == body.encode()


def test_every_kind_has_a_golden_entry() -> None:
    """None can be forgotten."""
    assert {type(read_entry(body.encode()).payload) for body, _ in GOLDEN} == KINDS
