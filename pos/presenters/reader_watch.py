"""Whether a reader types where a PIN is typed; told by pace, so that no key is kept."""

from dataclasses import dataclass

from pos.domain.meter import CARD_STARTS
from pos.presenters.scan_router import CHARACTERS_LEAST, SCANNER_GAP_MS, Key


@dataclass(slots=True)
class ReaderWatch:
    """Counts keys that follow each other quickly.

    A card tells itself by its first character and needs no more than to come without a pause;
    anything else has to come faster than fingers are.

    Attributes:
        gap_ms: longest gap inside a scan.
    """

    gap_ms: int
    _count: int = 0
    _first_ms: int = 0
    _last_ms: int = 0
    _is_card: bool = False

    def key(self, key: Key) -> None:
        """Look at a key of the field."""
        if len(key.text) != 1 or not key.text.isprintable():
            self._count = 0
            return
        is_start = key.text in CARD_STARTS
        if not self._count or key.at_ms - self._last_ms > self.gap_ms or is_start:
            self._count, self._first_ms = 0, key.at_ms
            self._is_card = is_start
        self._count += 1
        self._last_ms = key.at_ms

    def ended(self) -> bool:
        """Tell whether what came until now was a reader's, and begin anew."""
        count, self._count = self._count, 0
        lasted_ms = self._last_ms - self._first_ms
        is_quick = lasted_ms <= (count - 1) * SCANNER_GAP_MS
        return count >= CHARACTERS_LEAST and (self._is_card or is_quick)
