"""A meter's history as a JSON file."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from pos.domain.errors import MeterStateMalformed, TimeMalformed
from pos.domain.quote.state import MeterState
from pos.domain.quote.state_file import STATE_BYTES_MAX, parse_moment, read_meter_state
from tests.unit.domain.tariff_builders import MOMENT, a_tariff


def _read(content: bytes) -> MeterState:
    return read_meter_state(content, a_tariff(free_units={"units": "50"}), MOMENT)


def test_everything_may_be_told() -> None:
    """Numbers as strings or numbers, moments with or without an offset."""
    state = _read(
        b'{"month_to_date": 120.5, "last_purchase": "2026-09-14", "fixed_paid": "12.50",'
        b' "arrears": "80", "carried": 5, "free_units_taken": "10", "known_at":'
        b' "2026-11-01T08:00Z"}'
    )
    assert state == MeterState(
        month_to_date_milli=120_500,
        last_purchase=datetime(2026, 9, 13, 22, 0, tzinfo=UTC),
        fixed_paid_minor=1250,
        arrears_minor=8000,
        carried_minor=500,
        free_units_taken_milli=10_000,
        month_known_at=datetime(2026, 11, 1, 8, 0, tzinfo=UTC),
    )


def test_nothing_need_be_told() -> None:
    """An empty object, and nulls, are a meter that never bought."""
    assert _read(b"{}") == MeterState()
    assert _read(b'{"last_purchase": null, "fixed_paid": null, "arrears": null}') == MeterState()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", ("2026-11", None)),
        ("false", ("", 0)),
        ('"2026-09"', ("2026-09", None)),
        ("42.5", ("", 4250)),
    ],
)
def test_fixed_paid_has_four_forms(text: str, expected: tuple[str, int | None]) -> None:
    """Yes, no, a month, an amount."""
    state = _read(b'{"fixed_paid": %s}' % text.encode())
    assert (state.fixed_paid_until, state.fixed_paid_minor) == expected


def test_free_units_taken_may_be_yes_or_no() -> None:
    """All of them, or none."""
    assert _read(b'{"free_units_taken": true}').free_units_taken_milli == 50_000
    assert _read(b'{"free_units_taken": false}').free_units_taken_milli == 0
    without = read_meter_state(b'{"free_units_taken": true}', a_tariff(), MOMENT)
    assert without.free_units_taken_milli == 0


_BAD: list[Any] = [
    {"last_purchase": "2027-01-01"},
    {"month_to_date": "-1"},
    {"month_to_date": "NaN"},
    {"month_to_date": "Infinity"},
    {"month_to_date": "1e999999"},
    {"month_to_date": "1e-999999"},
    {"month_to_date": "0.0001"},
    {"month_to_date": "abc"},
    {"month_to_date": []},
    {"arrears": "0.001"},
    {"fixed_paid": "2026-13"},
    {"fixed_paid": []},
    {"fixed_paid": "-1"},
    {"free_units_taken": "some"},
    {"surprise": 1},
    [],
]


@pytest.mark.parametrize("value", _BAD)
def test_what_makes_no_sense_is_refused(value: object) -> None:
    """One typed error for all of it."""
    with pytest.raises(MeterStateMalformed):
        _read(msgspec.json.encode(value))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b'{"month_to_date": ' + b"9" * 5000 + b"}",
        b"[" * 50_000,
        b" " * (STATE_BYTES_MAX + 1),
    ],
)
def test_what_is_no_json_is_refused(content: bytes) -> None:
    """The same error."""
    with pytest.raises(MeterStateMalformed):
        _read(content)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-02-30", "0001-01-01", "9999-12-31", "10"])
def test_a_moment_that_is_none_is_refused(text: str) -> None:
    """Nor one of a year that cannot be meant."""
    with pytest.raises(TimeMalformed):
        parse_moment(text, "Africa/Johannesburg")
