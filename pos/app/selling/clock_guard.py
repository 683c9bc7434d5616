"""Refuse to sell by a clock that cannot be right.

The newest sale is a moment known to have passed. A clock behind it would give tokens that a meter
calls old; a clock far ahead of it would use up a meter's identifiers and the days of
a lease.
"""

from datetime import datetime, timedelta

from pos.app.ports import Ports, Reads
from pos.domain.entries import ClockAccepted
from pos.domain.errors import ClockAhead, ClockBack
from pos.domain.journal import format_time, parse_time

# Time servers step clocks by less than this; a customer sees no difference.
BACK_AT_MOST = timedelta(minutes=2)
# A terminal may rest this long (holidays, repair) before a supervisor has to look at its clock.
AHEAD_AT_MOST = timedelta(days=45)


def clock_must_be_plausible(reads: Reads, now: datetime) -> None:
    """Compare the clock with the newest moment that is known to have passed.

    Raises:
        ClockBack: the clock is behind it by more than two minutes.
        ClockAhead: the clock is ahead of it by more than 45 days, and no supervisor accepted that.
    """
    terminal = reads.terminal()
    if terminal is None:
        return
    state = reads.uplink()
    last = terminal.known_time if state is None else max(terminal.known_time, state.office_time)
    known = parse_time(last)
    if now < known - BACK_AT_MOST:
        raise ClockBack(now=format_time(now), known=last)
    if now > known + AHEAD_AT_MOST:
        raise ClockAhead(now=format_time(now), known=last)


def accept_clock(ports: Ports, *, operator: str, pin: bytes) -> str:
    """Write that a supervisor found a clock right that had jumped; return its time.

    After a sale under a clock far ahead, this is how selling goes on without a line to head
    office. The lease still bounds the clock both ways, and no meter gets an old identifier.

    Args:
        ports: of the terminal.
        operator: a supervisor who is signed in.
        pin: theirs; the key agent asks for it, too.

    Raises:
        ClockBack: head office told a later time; against that nobody's word counts.
    """
    with ports.store.write() as work:
        now = ports.clock.now()
        try:
            clock_must_be_plausible(work, now)
        except (ClockAhead, ClockBack) as jump:
            _must_not_be_behind_head_office(work, now)
            work.append(ClockAccepted(known=str(jump.facts["known"])), operator=operator)
        ports.keys.accept_clock(operator, pin)
        work.commit()
    return format_time(now)


def _must_not_be_behind_head_office(reads: Reads, now: datetime) -> None:
    state = reads.uplink()
    if state is None or not state.office_time:
        return
    if now < parse_time(state.office_time) - BACK_AT_MOST:
        raise ClockBack(now=format_time(now), known=state.office_time)
