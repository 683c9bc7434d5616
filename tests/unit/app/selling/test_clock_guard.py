"""A clock that cannot be right sells nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest

from pos.app.ports import Reads, UplinkState
from pos.app.selling.clock_guard import AHEAD_AT_MOST, BACK_AT_MOST, clock_must_be_plausible
from pos.domain.errors import ClockAhead, ClockBack
from pos.domain.journal import NO_HASH, format_time
from pos.domain.projections import TerminalRow
from pos.domain.standing import Standing

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
STEP = timedelta(seconds=1)


@dataclass
class Known:
    """A store of which only the terminal is asked."""

    row: TerminalRow | None
    state: UplinkState | None = None

    def terminal(self) -> TerminalRow | None:
        return self.row

    def uplink(self) -> UplinkState | None:
        return self.state


def judge(now: datetime, told: str = "") -> None:
    """Ask about a clock where NOW is known to have passed, and what head office told."""
    row = TerminalRow("terminal", "T1", "ZAR", 1, "UTC", "", "", 0, format_time(NOW))
    state = UplinkState("", "", "", 1, 0, NO_HASH, Standing.MAIN, 0, "", told)
    clock_must_be_plausible(cast("Reads", Known(row, state)), now)


def test_an_empty_journal_knows_no_time() -> None:
    """The first entry may bear any time."""
    clock_must_be_plausible(cast("Reads", Known(None)), NOW)


@pytest.mark.parametrize("shift", [timedelta(0), -BACK_AT_MOST, AHEAD_AT_MOST, timedelta(days=3)])
def test_small_steps_and_long_weekends_pass(shift: timedelta) -> None:
    """Both bounds belong to what is allowed."""
    judge(NOW + shift)


def test_a_clock_behind_the_journal_is_refused() -> None:
    """One second more than the allowance is too much."""
    with pytest.raises(ClockBack):
        judge(NOW - BACK_AT_MOST - STEP)


def test_a_clock_far_ahead_waits_for_a_supervisor() -> None:
    """One second more than the longest rest is too much."""
    with pytest.raises(ClockAhead):
        judge(NOW + AHEAD_AT_MOST + STEP)


def test_a_clock_behind_head_offices_last_word_is_refused() -> None:
    """Even where nothing was sold since."""
    told = format_time(NOW + timedelta(hours=1))
    judge(NOW + timedelta(hours=1), told)
    with pytest.raises(ClockBack):
        judge(NOW + timedelta(minutes=57), told)
