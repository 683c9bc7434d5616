"""Scanner or person: keys come in one by one, whole scans go out, the rest is played back.

Structure decides first, time second. A prefix that the scanner is set to send decides alone.
Without one, keys that follow each other quickly are held back; when they end (Enter, Tab or
silence) and read as a meter number or a meter's card, they are a scan. A card that is none of a
meter's, or came in half, may be the customer's bank card: nothing of it goes anywhere. Everything
else is replayed into the field that had the focus, in order, so that nothing typed is ever lost.
"""

from dataclasses import dataclass, field

from pos.domain.errors import PosError
from pos.domain.meter import CARD_STARTS, number_on_card, parse_meter_number

CHARACTERS_LEAST = 8
SCAN_MS_MOST = 1500
# Both tracks of a card with their check characters.
CHARACTERS_MOST = 130
# No finger is as quick as this, key after key.
SCANNER_GAP_MS = 30
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
        is_unread: a card was swiped that is no meter's, or half of one; swallowed likewise.
        is_burst: what is replayed came at a scanner's pace: no amount of money, whatever it is.
    """

    replay: tuple[Key, ...] = ()
    scan: str = ""
    is_unread: bool = False
    is_burst: bool = False


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

    @property
    def is_holding_card(self) -> bool:
        """Whether what is held back began as a card does."""
        return bool(self._held) and self._held[0].text in CARD_STARTS

    def key(self, key: Key) -> Routed:
        """Take a key."""
        before: tuple[Key, ...] = ()
        if self._held and self._is_late(key):
            before = self._let_go()
        if key.text in CARD_STARTS and self._held and not self.is_holding_card:
            before = (*before, *self._let_go())
        if not key.text or len(key.text) != 1:
            return Routed((*before, *self._let_go(), key))
        if key.text in ENDINGS:
            ended = self._end()
            if ended.scan or ended.is_unread:
                return ended
            return Routed((*before, *ended.replay, key), is_burst=ended.is_burst)
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
        is_long = key.at_ms - first.at_ms > SCAN_MS_MOST and not self.is_holding_card
        return is_slow or is_long

    def _may_go_on(self, text: str) -> bool:
        """Whether one more character can still become a scan; a person is not held up otherwise."""
        if len(self._held) >= CHARACTERS_MOST:
            return False
        held = "".join(key.text for key in self._held) + text
        if held[0] in CARD_STARTS:
            # Names and more stand in track 1.
            return text.isprintable() if held[0] == "%" else text in "0123456789:;<=>?"
        prefix = self.rules.prefix
        if prefix:
            return held[: len(prefix)] == prefix[: len(held)]
        return all(each in "0123456789=? -" for each in held)

    def _end(self) -> Routed:
        held = "".join(key.text for key in self._held)
        scan = meter_in(held, self.rules.prefix)
        if scan:
            self._held.clear()
            return Routed(scan=scan)
        if self.is_holding_card and len(held) >= CHARACTERS_LEAST:
            self._held.clear()
            return Routed(is_unread=True)
        return Routed(is_burst=self._is_burst(), replay=self._let_go())

    def _is_burst(self) -> bool:
        gaps = len(self._held) - 1
        lasted = self._held[-1].at_ms - self._held[0].at_ms if self._held else 0
        return gaps >= CHARACTERS_LEAST - 1 and lasted <= gaps * SCANNER_GAP_MS

    def _let_go(self) -> tuple[Key, ...]:
        held = tuple(self._held)
        self._held.clear()
        return held


def meter_in(text: str, prefix: str = "") -> str:
    """Return the meter number that a scanned text holds; empty where it is none.

    Args:
        text: with the scanner's prefix, if it has one.
        prefix: of the scanner; then a text without it is typing, unless it is a card.
    """
    if prefix and text.startswith(prefix):
        text = text.removeprefix(prefix)
    elif len(text) < CHARACTERS_LEAST or (prefix and not text.startswith(CARD_STARTS)):
        return ""
    try:
        parse_meter_number(text)
    except PosError:
        return ""
    return number_on_card(text)
