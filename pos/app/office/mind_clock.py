"""Putting a terminal's idea of the time right by head office's word."""

from dataclasses import replace
from datetime import timedelta

from pos.app.ports import Ports
from pos.app.ports.head_office import HeadOffice
from pos.app.selling.quoting import terminal_of
from pos.domain.entries import ClockMoved
from pos.domain.journal import is_time, parse_time

# Time servers step clocks by less than this; a customer sees no difference.
AGREES = timedelta(minutes=2)


def mind_clock(ports: Ports, office: HeadOffice, told: str) -> bool:
    """Believe head office's time where this terminal's clock or newest sale disagrees with it.

    Args:
        ports: of an enrolled terminal.
        office: the line; asked for a word that the key agent believes.
        told: head office's time out of an answer; empty from one that does not say it.

    Returns:
        Whether an entry was written.

    Raises:
        HeadOfficeUnreachable, HeadOfficeNotGenuine, HeadOfficeRefused: nothing moved.
    """
    if not is_time(told):
        return False
    with ports.store.read() as reads:
        known = terminal_of(reads).known_time
    moment = parse_time(told)
    is_clock_right = abs(moment - ports.clock.now()) <= AGREES
    if is_clock_right and parse_time(known) <= moment + AGREES:
        return False
    told = ports.keys.take_time(office.tell_time())
    with ports.store.write() as work:
        work.append(ClockMoved(known=known, told=told), operator="")
        state = work.uplink()
        if state is not None:
            # A fresh word goes before an earlier one, also where head office's own clock was wrong.
            work.set_uplink(replace(state, office_time=told))
        work.commit()
    return True
