"""Requests as clients send them: the bytes of an entry, or anything else."""

import msgspec
import pytest

from pos.domain.entries import Begun, PinChanged
from pos.domain.errors import JournalDamaged
from pos.domain.journal import NO_HASH, Entry, seal
from pos.keystore.issue.requests import AMOUNT_MAX, amounts_must_do, read_begun
from tests import unpaid_stories as unpaid
from tests.builders import A_SALE_ID, a_sale_begun


def body_of(payload: Begun | PinChanged) -> bytes:
    """Return the bytes of an entry."""
    at = "2026-11-22T12:00:00.000Z"
    return seal(Entry("T1", 1, 7, at, "ann", payload.version, payload, NO_HASH)).body


def test_an_entry_that_begins_this_sale_is_a_request() -> None:
    """With whoever asked."""
    entry, begun = read_begun(A_SALE_ID, body_of(a_sale_begun()))
    assert (entry.operator, begun) == ("ann", a_sale_begun())


@pytest.mark.parametrize(
    "body",
    [
        body_of(PinChanged(name="ann")),
        body_of(a_sale_begun(sale_id="00000000-0000-4000-8000-000000000002")),
        b"\xff\xfe",
        b"[" * 100_000,
        b"{}",
        b"",
    ],
    ids=["another kind", "another sale", "no text", "deep", "nothing said", "empty"],
)
def test_anything_else_is_damage(body: bytes) -> None:
    """A refusal that the client understands, and no fault of the agent's."""
    with pytest.raises(JournalDamaged):
        read_begun(A_SALE_ID, body)


@pytest.mark.parametrize("amount", [-1, 0, AMOUNT_MAX + 1])
@pytest.mark.parametrize("name", ["total", "units_milli", "credited_milli", "free_milli"])
def test_no_sale_has_such_a_number(name: str, amount: int) -> None:
    """Free units may be missing, and then both of their numbers are."""
    wrong = a_sale_begun(**{name: amount})
    if (name, amount) == ("free_milli", 0):
        amounts_must_do(wrong)
        wrong = a_sale_begun(free_credited_milli=1)
    with pytest.raises(JournalDamaged):
        read_begun(A_SALE_ID, body_of(wrong))
    amounts_must_do(a_sale_begun(**{name: AMOUNT_MAX}, free_credited_milli=int("free" in name)))


@pytest.mark.parametrize("amount", [-1, 0, AMOUNT_MAX + 1])
def test_no_gift_has_such_a_number(amount: int) -> None:
    """Nor less in the meter than nothing."""
    gift = unpaid.a_gift()
    amounts_must_do(gift)
    for wrong in ({"units_milli": amount}, {"credited_milli": amount}):
        with pytest.raises(JournalDamaged):
            amounts_must_do(msgspec.structs.replace(gift, **wrong))
