"""The attributes file: strict, with one canonical form."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.keystore.errors.refusals import KeyAttributesMalformed
from pos.keystore.keys.key_attributes import read_attributes, write_attributes
from pos.sts.attributes import BaseDate, Dkga, KeyAttributes, KeyType
from tests.custody_stories import attributes_file

NAMES = tuple(json.loads(attributes_file()))


def test_a_file_is_read_and_written_in_its_one_form() -> None:
    """Offsets in minutes or as a text; white space and order do not matter."""
    known = KeyAttributes("123456", 1, KeyType.DUTK, Dkga.DKGA04, BaseDate.BASE_2014, 255, 120)
    assert read_attributes(attributes_file()) == known
    assert read_attributes(attributes_file(tid_utc_offset="+02:00")) == known
    assert read_attributes(attributes_file(tid_utc_offset="-03:30")).tid_utc_offset_minutes == -210
    shuffled = dict(reversed(json.loads(attributes_file()).items()))
    assert read_attributes(json.dumps(shuffled, indent=1).encode()) == known
    assert read_attributes(write_attributes(known)) == known
    assert write_attributes(known) == attributes_file()


def test_an_editors_mark_of_utf_8_is_read_over() -> None:
    """Editors of Windows begin a file with it; inside it is what it always was, no JSON."""
    mark = "\ufeff".encode()
    assert read_attributes(mark + attributes_file()) == read_attributes(attributes_file())
    for content in (mark + mark + attributes_file(), attributes_file() + mark):
        with pytest.raises(KeyAttributesMalformed):
            read_attributes(content)


@pytest.mark.parametrize(
    "changes",
    [
        {"sgc": "12345"},
        {"sgc": 123456},
        {"sgc": "12345x"},
        {"krn": 0},
        {"krn": 10},
        {"krn": "1"},
        {"krn": True},
        {"kt": 0},
        {"kt": 3},
        {"dkga": "01"},
        {"dkga": "03"},
        {"dkga": 4},
        {"base": 2015},
        {"ken": 256},
        {"ken": -1},
        {"ken": 1.5},
        {"tid_utc_offset": 2},
        {"tid_utc_offset": 14 * 60 + 15},
        {"tid_utc_offset": "2h"},
        {"tid_utc_offset": "+01:75"},
        {"more": 1},
    ],
)
def test_any_other_value_is_refused(changes: dict[str, Any]) -> None:
    """Out of range, of another type, unknown, or of an algorithm that rests on no vector."""
    with pytest.raises(KeyAttributesMalformed):
        read_attributes(attributes_file(**changes))


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"sgc": "12345"}, "SGC"),
        ({"krn": 10}, "KRN"),
        ({"kt": 7}, "kt"),
        ({"kt": 3}, "kt"),
        ({"dkga": "4"}, "dkga"),
        ({"dkga": "01"}, "dkga"),
        ({"base": 2015}, "base"),
        ({"ken": 256}, "KEN"),
        ({"tid_utc_offset": 900}, "UTC offset"),
        ({"tid_utc_offset": "2h"}, "tid_utc_offset"),
        ({"krn": True}, "krn"),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, Any], named: str) -> None:
    """Whoever wrote the file knows where to look."""
    with pytest.raises(KeyAttributesMalformed) as found:
        read_attributes(attributes_file(**changes))
    assert named in str(found.value.facts["why"])


@pytest.mark.parametrize("name", json.loads(attributes_file()))
def test_no_attribute_may_be_missing_or_stand_twice(name: str) -> None:
    """Neither is guessed."""
    values = json.loads(attributes_file())
    doubled = attributes_file()[:-1] + f',"{name}":{json.dumps(values[name])}}}'.encode()
    del values[name]
    for content in (json.dumps(values).encode(), doubled):
        with pytest.raises(KeyAttributesMalformed):
            read_attributes(content)


@given(st.dictionaries(st.sampled_from(NAMES), st.none() | st.integers() | st.text(max_size=8)))
def test_any_object_is_read_or_refused(values: dict[str, Any]) -> None:
    """With a typed error, whatever is in it."""
    try:
        attributes = read_attributes(json.dumps(json.loads(attributes_file()) | values).encode())
    except KeyAttributesMalformed:
        return
    assert read_attributes(write_attributes(attributes)) == attributes


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 4000, b" " * 5000])
def test_what_is_no_object_is_refused(content: bytes) -> None:
    """Hostile bytes, too."""
    with pytest.raises(KeyAttributesMalformed):
        read_attributes(content)
