"""Runs of batches that were cut off, as files of the terminal's folder."""

import logging
from pathlib import Path
from typing import Final

import msgspec

from pos.app.batch.batch_runs import LIST_BYTES_MAX, KeptRun
from pos.domain.errors import StoreUnusable
from pos.presenters.small_file import read_small, replace_small

FOLDER: Final = "batches"
# The list stands in it as base64, beside a few names.
_FILE_BYTES_MAX: Final = 2 * LIST_BYTES_MAX
_decoder = msgspec.json.Decoder(KeptRun)


class RunFolder:
    """Implements `RunShelf` in a terminal's folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER

    def keep(self, run: KeptRun) -> None:
        """See `RunShelf.keep`."""
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StoreUnusable(why=error.strerror or "disk") from error
        replace_small(self._path(run), msgspec.json.encode(run))

    def forget(self, run: KeptRun) -> None:
        """See `RunShelf.forget`."""
        try:
            self._path(run).unlink(missing_ok=True)
        except OSError as error:
            raise StoreUnusable(why=error.strerror or "disk") from error

    def kept(self) -> tuple[KeptRun, ...]:
        """See `RunShelf.kept`; what is no run is logged and left alone."""
        files = sorted(self._folder.glob("*.run"), key=lambda file: (file.stat().st_mtime, file))
        found = []
        for file in files:
            try:
                found.append(_decoder.decode(read_small(file, _FILE_BYTES_MAX)))
            except (OSError, msgspec.MsgspecError):
                logging.getLogger(__name__).warning("no run of a batch: %s", file.name)
        return tuple(found)

    def _path(self, run: KeptRun) -> Path:
        return self._folder / f"{run.key}.run"
