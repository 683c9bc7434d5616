"""How this window likes to look: language, theme, size. Nothing that a sale depends on."""

from pathlib import Path
from typing import Literal, Protocol

import msgspec

from pos.presenters.small_file import read_small, replace_small

FILE_NAME = "window.json"
BYTES_MAX = 16 * 1024
LOCK_MINUTES_LEAST, LOCK_MINUTES_MOST = 1, 30
SCAN_GAP_LEAST_MS, SCAN_GAP_MOST_MS = 20, 250
SCALES = (100, 115, 130, 150, 200)


class Preferences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is remembered between runs.

    Attributes:
        language: code of a translation, empty for the machine's own.
        theme: empty for the machine's own.
        scale: size of text in percent, one of `SCALES`.
        guide_dismissed: the guided first sale is not shown again.
        minor_first: amounts are typed from the right, as minor units.
        lock_minutes: without input until the window locks, 1 to 30.
        scan_gap_ms: longest gap between the keys of a scan, 20 to 250.
        scan_prefix: what the scanner sends first; empty for none.
        read_aloud: a new code is said aloud, on a machine that can speak.
    """

    language: str = ""
    theme: Literal["", "light", "dark", "contrast"] = ""
    scale: Literal[100, 115, 130, 150, 200] = 100
    guide_dismissed: bool = False
    minor_first: bool = False
    lock_minutes: int = 5
    scan_gap_ms: int = 100
    scan_prefix: str = ""
    read_aloud: bool = False

    def is_sound(self) -> bool:
        """Whether all numbers are within their ranges and texts are short."""
        return (
            LOCK_MINUTES_LEAST <= self.lock_minutes <= LOCK_MINUTES_MOST
            and SCAN_GAP_LEAST_MS <= self.scan_gap_ms <= SCAN_GAP_MOST_MS
            and len(self.language) <= len("zh_Hant_TW")
            and len(self.scan_prefix) <= len("scanner")
        )


class PreferenceStore(Protocol):
    """Remembers preferences."""

    def load(self) -> Preferences:
        """Return them; the usual ones where there are none or they are broken."""

    def save(self, preferences: Preferences) -> None:
        """Keep them; DiskFull, StoreUnusable."""


class PreferenceFile:
    """Preferences in a small file of the terminal's folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME

    def load(self) -> Preferences:
        """See `PreferenceStore.load`; a window must open whatever is in the file."""
        try:
            content = read_small(self._path, BYTES_MAX)
            preferences = msgspec.json.decode(content, type=Preferences)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return Preferences()
        return preferences if preferences.is_sound() else Preferences()

    def save(self, preferences: Preferences) -> None:
        """See `PreferenceStore.save`; the old file stays until the new one is whole."""
        replace_small(self._path, msgspec.json.encode(preferences))
