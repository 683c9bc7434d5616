"""Scanner or person: keys come in one by one, whole scans go out, the rest is played back.

Structure decides first, time second. A prefix that the scanner is set to send decides alone.
Without one, keys that follow each other quickly are held back; when they end (Enter, Tab or
silence) and read as a meter number or a card's track 2, they are a scan. Everything else is
replayed into the field that had the focus, in order, so that nothing typed is ever lost.
"""

from dataclasses import dataclass, field

from pos.domain.errors import PosError
from pos.domain.meter import number_on_card, parse_meter_number

CHARACTERS_LEAST = 8
SCAN_MS_MOST = 1500
CHARACTERS_MOST = 120
ENDINGS = "\r\n\t"


@dataclass(frozen=True, slots=True)
class Key:
    """One key press.

    Attributes:
        text: the character, for Enter and Tab too; other keys are empty.
        at_ms: the event's own time stamp, milliseconds of a clock that never goes back.
    """

    text: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Routed:
    """What came of one key or of a silence.

    Attributes:
        replay: keys for the field that has the focus, in order.
        scan: meter number that was scanned, empty for none; its ending key is swallowed.
    """

    replay: tuple[Key, ...] = ()
    scan: str = ""


@dataclass(frozen=True, slots=True)
class ScanRules:
    """What tells a scanner from a person.

    Attributes:
        gap_ms: longest gap inside a scan.
        prefix: what the scanner sends first; empty for none.
    """

    gap_ms: int = 100
    prefix: str = ""


@dataclass(slots=True)
class ScanRouter:
    """Holds keys back for as long as they may be a scan."""

    rules: ScanRules = ScanRules()
    _held: list[Key] = field(default_factory=list)

    @property
    def is_holding(self) -> bool:
        """Whether keys are held back; then `silence` must be called after the gap."""
        return bool(self._held)

    def key(self, key: Key) -> Routed:
        """Take a key."""
        before: tuple[Key, ...] = ()
        if self._held and self._is_late(key):
            before = self._let_go()
        if not key.text or len(key.text) != 1:
            return Routed((*before, *self._let_go(), key))
        if key.text in ENDINGS:
            ended = self._end()
            return ended if ended.scan else Routed((*before, *ended.replay, key))
        if not self._may_go_on(key.text):
            return Routed((*before, *self._let_go(), key))
        self._held.append(key)
        return Routed(before)

    def silence(self, now_ms: int) -> Routed:
        """Nothing came for a while; what is held is a scan without an ending, or typing."""
        if not self._held or now_ms - self._held[-1].at_ms <= self.rules.gap_ms:
            return Routed()
        return self._end()

    def _is_late(self, key: Key) -> bool:
        first, last = self._held[0], self._held[-1]
        is_slow = key.at_ms - last.at_ms > self.rules.gap_ms
        return is_slow or key.at_ms - first.at_ms > SCAN_MS_MOST

    def _may_go_on(self, text: str) -> bool:
        """Whether one more character can still become a scan; a person is not held up otherwise."""
        if len(self._held) >= CHARACTERS_MOST:
            return False
        held = "".join(key.text for key in self._held) + text
        prefix = self.rules.prefix
        if prefix:
            return held[: len(prefix)] == prefix[: len(held)]
        return all(each in "0123456789;=? -" for each in held)

    def _end(self) -> Routed:
        held = "".join(key.text for key in self._held)
        scan = meter_in(held, self.rules.prefix)
        if scan:
            self._held.clear()
            return Routed(scan=scan)
        return Routed(self._let_go())

    def _let_go(self) -> tuple[Key, ...]:
        held = tuple(self._held)
        self._held.clear()
        return held


def meter_in(text: str, prefix: str = "") -> str:
    """Return the meter number that a scanned text holds; empty where it is none.

    Args:
        text: with the scanner's prefix, if it has one.
        prefix: of the scanner; then a text without it is typing.
    """
    if prefix:
        if not text.startswith(prefix):
            return ""
        text = text.removeprefix(prefix)
    elif len(text) < CHARACTERS_LEAST:
        return ""
    try:
        parse_meter_number(text)
    except PosError:
        return ""
    return number_on_card(text)
