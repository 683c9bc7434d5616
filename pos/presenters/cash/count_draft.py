"""Counts that are not final yet, kept on the disk with every key.

A page that is left, a locked window or a power cut loses nothing. Each person has a draft of their
own: whoever counts after somebody else counts blind, too.
"""

from pathlib import Path
from typing import Protocol

import msgspec

from pos.domain.cash_count import LINES_MAX, PIECES_MAX
from pos.domain.denominations import is_denomination
from pos.presenters.jobs import JobRunner
from pos.presenters.small_file import read_small, replace_small

FILE_NAME = "count-drafts.json"
_BYTES_MAX = 64 * 1024
_PEOPLE_MAX = 100


class CountDraft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one person has counted so far.

    Attributes:
        shift_no: the shift that is counted; 0 for an opening float.
        is_float: counted to open the shift, not to close it.
        pieces: by denomination in minor units.
    """

    operator: str
    shift_no: int
    is_float: bool
    pieces: dict[int, int]

    def is_sound(self, currency: str) -> bool:
        """Whether all of it can have been typed."""
        return len(self.pieces) <= LINES_MAX and all(
            is_denomination(denomination, currency) and 0 <= number <= PIECES_MAX
            for denomination, number in self.pieces.items()
        )


class DraftStore(Protocol):
    """Keeps drafts; both methods touch the disk."""

    def load(self) -> tuple[CountDraft, ...]:
        """Return all drafts; none where there are none or they are broken."""

    def save(self, drafts: tuple[CountDraft, ...]) -> None:
        """Keep these drafts and no others; DiskFull, StoreUnusable."""


class DraftFile:
    """Drafts in a small file of the terminal's folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME

    def load(self) -> tuple[CountDraft, ...]:
        """See `DraftStore.load`; a broken draft is counted again, which nobody is hurt by."""
        try:
            content = read_small(self._path, _BYTES_MAX)
            return msgspec.json.decode(content, type=tuple[CountDraft, ...])
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return ()

    def save(self, drafts: tuple[CountDraft, ...]) -> None:
        """See `DraftStore.save`; the old file stays until the new one is whole."""
        replace_small(self._path, msgspec.json.encode(drafts))


class CountDrafts:
    """The drafts of one terminal; the newest state is on the disk soon after each key.

    One save runs at a time, so a slow disk writes the newest state and skips those in between.
    """

    def __init__(self, store: DraftStore, jobs: JobRunner, currency: str) -> None:
        self._store = store
        self._jobs = jobs
        self._currency = currency
        self._drafts: dict[tuple[str, bool], CountDraft] = {}
        self._is_saving = False
        self._is_newer = False

    def load(self) -> None:
        """Read what an earlier run kept; what was typed since is newer."""

        def take(drafts: tuple[CountDraft, ...]) -> None:
            sound = [each for each in drafts[:_PEOPLE_MAX] if each.is_sound(self._currency)]
            kept = {(each.operator, each.is_float): each for each in sound}
            self._drafts = kept | self._drafts

        self._jobs.run(self._store.load, done=take, failed=lambda _: None)

    def of(self, operator: str, shift_no: int, *, is_float: bool) -> dict[int, int]:
        """Return what somebody has counted so far, by denomination."""
        draft = self._drafts.get((operator, is_float))
        return draft.pieces if draft is not None and draft.shift_no == shift_no else {}

    def keep(self, draft: CountDraft) -> None:
        """Keep a draft in place of the one its owner had."""
        self._drafts[(draft.operator, draft.is_float)] = draft
        self._save()

    def forget(self, *, is_float: bool) -> None:
        """A shift was opened or closed: everybody's drafts of it are over."""
        self._drafts = {key: kept for key, kept in self._drafts.items() if key[1] != is_float}
        self._save()

    def forget_of(self, operator: str, *, is_float: bool) -> None:
        """A count is final: its draft is over."""
        self._drafts.pop((operator, is_float), None)
        self._save()

    def _save(self) -> None:
        if self._is_saving:
            self._is_newer = True
            return
        self._is_saving, self._is_newer = True, False
        drafts = tuple(self._drafts.values())

        def over(_: object) -> None:
            self._is_saving = False
            if self._is_newer:
                self._save()

        # A draft that cannot be kept is still on the screen, and the count is what matters.
        self._jobs.run(lambda: self._store.save(drafts), done=over, failed=over)
