"""EA07 table files are strictly checked, and the sample set is known by its values."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.sts.errors import BadTables
from pos.sts.tables import SAMPLE_TABLES, TABLES_FILE_BYTES_MAX, Ea07Tables, load_tables
from tests.unit.sts.strategies import tables

_SAMPLE_FILE = Path(__file__).parents[3] / "resources" / "sts" / "sample_tables.json"


def a_file(**changes: Any) -> bytes:
    """The sample tables as a file, changed."""
    document = {
        "name": "changed",
        "encrypt_sub1": list(SAMPLE_TABLES.encrypt_sub1),
        "encrypt_sub2": list(SAMPLE_TABLES.encrypt_sub2),
        "encrypt_perm": list(SAMPLE_TABLES.encrypt_perm),
    }
    return json.dumps(document | changes).encode()


def test_the_sample_file_is_the_built_in_set() -> None:
    """The file that shows the format holds the sample set."""
    assert load_tables(_SAMPLE_FILE.read_bytes()) == SAMPLE_TABLES


def test_licensed_values_are_not_shown() -> None:
    """A log of a table set holds its name."""
    assert repr(SAMPLE_TABLES) == "Ea07Tables(name='sample')"


def test_the_sample_set_is_known_under_another_name() -> None:
    """A renamed copy of the sample set is still for training only."""
    renamed = load_tables(a_file(name="licensed"))
    assert renamed.name == "licensed"
    assert renamed.is_sample


@given(tables())
def test_a_table_set_survives_its_file(drawn: Ea07Tables) -> None:
    """What is written is what is read."""
    written = json.dumps(
        {
            "name": drawn.name,
            "encrypt_sub1": drawn.encrypt_sub1,
            "encrypt_sub2": drawn.encrypt_sub2,
            "encrypt_perm": drawn.encrypt_perm,
        }
    )
    assert load_tables(written.encode()) == drawn


@pytest.mark.parametrize(
    "values",
    [
        {"encrypt_sub1": list(range(16))},
        {"encrypt_sub2": list(range(16))},
        {"encrypt_perm": list(range(64))},
    ],
)
def test_one_other_table_makes_another_set(values: dict[str, list[int]]) -> None:
    """Every table counts for what is the sample set."""
    assert not load_tables(a_file(**values)).is_sample


_WRONG: dict[str, Any] = {
    "too short": list(range(15)),
    "too long": list(range(17)),
    "twice": [0, *range(15)],
    "beyond": [*range(15), 16],
    "negative": [-1, *range(1, 16)],
    "text": ["0", *range(1, 16)],
    "fraction": [0.0, *range(1, 16)],
    "truth": [False, *range(1, 16)],
    "nothing": None,
    "no list": {str(n): n for n in range(16)},
}


@pytest.mark.parametrize("values", _WRONG.values(), ids=_WRONG.keys())
@pytest.mark.parametrize("name", ["encrypt_sub1", "encrypt_sub2", "encrypt_perm"])
def test_what_is_no_permutation(name: str, values: object) -> None:
    """Each table is a permutation of whole numbers, and of its own size."""
    with pytest.raises(BadTables):
        load_tables(a_file(**{name: values}))


@pytest.mark.parametrize("name", ["", "x" * 101, "line\nbreak", 7, None])
def test_the_name_is_printable(name: object) -> None:
    """The name goes onto screens and into the journal."""
    with pytest.raises(BadTables):
        load_tables(a_file(name=name))


def test_a_name_of_a_hundred_characters() -> None:
    """The longest and the shortest name that are allowed."""
    for name in ("x" * 100, "x"):
        assert load_tables(a_file(name=name)).name == name


_NO_FILES = {
    "empty": b"",
    "not JSON": b"{",
    "not UTF-8": b'{"name": "\xff"}',
    "a list": b"[]",
    "a key too few": b'{"name": "x"}',
    "a key too many": a_file(more=1),
    "a key twice": a_file().replace(b'"name"', b'"name": "x", "name"'),
    "one key for another": a_file().replace(b'"encrypt_sub2"', b'"encrypt_sub1"'),
    "no number in a table": a_file().replace(b"[12,", b"[NaN,"),
    "not a number": b'{"name": NaN}',
    "deep": b"[" * 60_000,
    "long number": b'{"name": ' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("data", _NO_FILES.values(), ids=_NO_FILES.keys())
def test_what_is_no_table_file(data: bytes) -> None:
    """A hostile or broken file is refused with one kind of error."""
    with pytest.raises(BadTables):
        load_tables(data)


def test_the_size_is_limited() -> None:
    """Spaces count too, up to the limit."""
    assert TABLES_FILE_BYTES_MAX == 65_536
    padding = b" " * (TABLES_FILE_BYTES_MAX - len(a_file()))
    assert load_tables(a_file() + padding).is_sample
    with pytest.raises(BadTables):
        load_tables(a_file() + padding + b" ")


@given(st.binary(max_size=200))
def test_random_bytes_are_refused(data: bytes) -> None:
    """No crash, whatever the bytes."""
    with pytest.raises(BadTables):
        load_tables(data)
