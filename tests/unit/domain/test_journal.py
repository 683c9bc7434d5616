"""The chain shows every change of an entry."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.entries import OperatorAdded, ShiftOpened
from pos.domain.errors import JournalDamaged
from pos.domain.journal import (
    NO_HASH,
    ChainChecker,
    Entry,
    Head,
    StoredEntry,
    format_time,
    hash_body,
    is_time,
    parse_time,
    read_entry,
    seal,
)

GOLDEN = (
    b'{"terminal":"T1","incarnation":1,"seq":1,"time":"2026-11-22T10:00:00.000Z",'
    b'"operator":"agent","version":1,"payload":{"kind":"shift_opened","shift_no":1,'
    b'"opening_float":0},"previous":"' + NO_HASH.encode() + b'"}'
)
GOLDEN_HASH = "8aac0867232f99f365a62fb60575be4abaa57e4233bcff2f22bf9f6c502ea802"


def chain_of(count: int) -> list[StoredEntry]:
    """A whole chain of entries."""
    stored: list[StoredEntry] = []
    for seq in range(1, count + 1):
        previous = stored[-1].hash if stored else NO_HASH
        payload = OperatorAdded(name=f"operator {seq}", role="agent")
        entry = Entry("T1", 1, seq, "2026-11-22T10:00:00.000Z", "", 1, payload, previous)
        stored.append(seal(entry))
    return stored


def first_bad(stored: list[StoredEntry]) -> int:
    """The number that the checker names, 0 for a whole chain."""
    checker = ChainChecker("T1", 1)
    try:
        for entry in stored:
            checker.check(entry)
    except JournalDamaged as error:
        return int(error.facts["seq"])
    return 0


def test_the_canonical_bytes_never_change() -> None:
    """A golden entry: other bytes would break every journal in the field."""
    entry = read_entry(GOLDEN)
    assert entry.payload == ShiftOpened(shift_no=1, opening_float=0)
    assert seal(entry) == StoredEntry(1, GOLDEN, GOLDEN_HASH)


def test_a_whole_chain_is_accepted() -> None:
    """The checker ends at the last entry."""
    assert first_bad(chain_of(20)) == 0


@given(st.integers(0, 9), st.data())
def test_one_changed_byte_is_found_and_named(index: int, data: st.DataObject) -> None:
    """Damage to an entry names that entry's number."""
    stored = chain_of(10)
    body = bytearray(stored[index].body)
    position = data.draw(st.integers(0, len(body) - 1))
    body[position] ^= data.draw(st.integers(1, 255))
    stored[index] = replace(stored[index], body=bytes(body))
    assert first_bad(stored) == index + 1


@given(st.integers(0, 8))
def test_a_change_with_a_matching_hash_breaks_the_link(index: int) -> None:
    """Whoever recomputes the hash of a changed entry is found at the entry behind it."""
    stored = chain_of(10)
    body = stored[index].body.replace(b"operator ", b"0perator ")
    stored[index] = StoredEntry(index + 1, body, hash_body(body))
    assert first_bad(stored) == index + 2


@given(st.integers(0, 8))
def test_a_missing_entry_is_named(index: int) -> None:
    """A gap is found at the missing number."""
    stored = chain_of(10)
    del stored[index]
    assert first_bad(stored) == index + 1


def test_swapped_entries_are_found() -> None:
    """Reordering is damage."""
    stored = chain_of(10)
    stored[3], stored[4] = stored[4], stored[3]
    assert first_bad(stored) == 4


def test_another_terminals_entry_is_misplaced() -> None:
    """An entry that says it is from elsewhere does not fit."""
    checker = ChainChecker("T2", 1)
    with pytest.raises(JournalDamaged, match="JOURNAL-01"):
        checker.check(chain_of(1)[0])


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b"\xff", b'{"terminal":"\xff"}', b'{"terminal":1}', b"null"]
)
def test_what_is_no_entry_is_damage(body: bytes) -> None:
    """Foreign bytes never come out as an entry."""
    with pytest.raises(JournalDamaged):
        read_entry(body)


def test_a_head_signs_every_part() -> None:
    """Changing any part of a head changes what is signed."""
    head = Head("T1", 1, 7, NO_HASH)
    others = [
        Head("T2", 1, 7, NO_HASH),
        Head("T1", 2, 7, NO_HASH),
        Head("T1", 1, 8, NO_HASH),
        Head("T1", 1, 7, "1" * 64),
    ]
    assert all(other.signed_bytes() != head.signed_bytes() for other in others)


def test_times_are_utc_with_milliseconds() -> None:
    """Writing and reading a moment keeps milliseconds."""
    moment = datetime(2026, 11, 22, 10, 0, 0, 123000, tzinfo=UTC)
    assert format_time(moment) == "2026-11-22T10:00:00.123Z"
    assert parse_time(format_time(moment)) == moment


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22T10:00:00Z",
        "2026-11-22T10:00:00.1Z",
        "2026-11-22 10:00:00.000Z",
        "2026-W47-7T10:00:00.000Z",
        "2026-11-22T10:00:00.000+00:00",
        "0001-01-01T00:00:00.000+23:59",
        "2026-11-22T10:00:00.000",
        "",
    ],
)
def test_other_forms_of_a_time_are_none(text: str) -> None:
    """They could name the same moment and still not be compared as text."""
    assert not is_time(text)
