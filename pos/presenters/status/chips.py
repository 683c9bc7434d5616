"""Chips of the status bar that follow from a snapshot alone: link, printer, key-store tier."""

from dataclasses import dataclass

from pos.app.ports import Condition, PrintState
from pos.presenters.desk import LinkStatus, Snapshot
from pos.presenters.sale.state import Tone
from pos.presenters.status import texts as words
from pos.presenters.texts import NOTHING, Say, plain

_TROUBLE = (Condition.FAULT, Condition.UNREACHABLE)


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing of the status bar: a short word, and a whole sentence for hovering and hearing."""

    text: Say = NOTHING
    tone: Tone = Tone.PLAIN
    whole: Say = NOTHING


NO_CHIP = Chip()


def link_chip(link: LinkStatus) -> Chip:
    """Say how far head office has the journal."""
    unsent = max(0, link.entries - link.acknowledged)
    facts = {"unsent": str(unsent), "sent": str(link.acknowledged), "all": str(link.entries)}
    if not link.enrolled:
        return Chip(words.STANDS_ALONE, Tone.PLAIN, words.STANDS_ALONE_WHOLE.with_facts(**facts))
    whole = words.LINK_WHOLE.with_facts(**facts)
    if not link.online:
        return Chip(words.OFFLINE.with_facts(**facts), Tone.WARNING, whole)
    short = words.ONLINE_UNSENT.with_facts(**facts) if unsent else words.ONLINE
    return Chip(short, Tone.GOOD, whole)


def printer_chip(snapshot: Snapshot) -> Chip:
    """Say how the printer is, or what waits for it."""
    states = [job.state for job in snapshot.waiting]
    whole = words.PRINTER_AT.with_facts(address=snapshot.printer)
    asked = words.PRINTER_UNKNOWN_WHOLE
    is_asked = PrintState.UNKNOWN in states
    trouble = next((each for each in snapshot.printers if each.condition in _TROUBLE), None)
    if trouble is not None:
        short = words.PRINTER_TROUBLES.get((*trouble.faults, "")[0], words.PRINTER_BLOCKED)
        if trouble.condition is Condition.UNREACHABLE:
            short = words.PRINTER_UNREACHABLE
        said = Say(words.PRINTER_CONTEXT, trouble.texts[0])
        return Chip(short, Tone.WARNING, _both(said, asked) if is_asked else said)
    if PrintState.BLOCKED in states:
        said = words.PRINTER_BLOCKED_WHOLE
        return Chip(words.PRINTER_BLOCKED, Tone.WARNING, _both(said, asked) if is_asked else said)
    if is_asked:
        return Chip(words.PRINTER_UNKNOWN, Tone.WARNING, asked)
    if states:
        return Chip(words.PRINTER_WAITING.with_facts(count=str(len(states))), Tone.PLAIN, whole)
    low = next((each for each in snapshot.printers if each.condition is Condition.NEAR_END), None)
    if low is not None:
        return Chip(words.PRINTER_LOW, Tone.WARNING, Say(words.PRINTER_CONTEXT, low.texts[0]))
    return Chip(words.PRINTER_READY, Tone.PLAIN, whole)


def _both(first: Say, second: Say) -> Say:
    return Say("", "{first} {second}", (("first", first), ("second", second)))


def tier_chip(tier: str) -> Chip:
    """Say what guards the keys."""
    if tier == "hardware":
        return Chip(words.HARDWARE, Tone.GOOD, words.HARDWARE_WHOLE)
    if tier == "software":
        return Chip(words.SOFTWARE, Tone.PLAIN, words.SOFTWARE_WHOLE)
    return Chip(plain(tier))
