"""Sticks that are in this machine now, and the sealed keys on them."""

import os
from pathlib import Path
from typing import Final

from pos.keystore.custody_errors import SealedKeyMalformed
from pos.presenters.small_file import read_small, small_files_on
from pos.wire.sealed_key import SEALED_KEY_BYTES_MAX, SealedKey, read_sealed_key_file

# Where desktops and udisks show a stick: below the name of whoever is logged in.
_MEDIA: Final = (Path("/media"), Path("/run/media"))


def sticks(media: tuple[Path, ...] = _MEDIA) -> tuple[Path, ...]:
    """Return the sticks that can be written to, by path; what is no mount is an empty folder."""
    found = [stick for folder in media for stick in sorted(folder.glob("*/*"))]
    return tuple(stick for stick in found if stick.is_mount() and os.access(stick, os.W_OK))


def sealed_keys_on(sticks: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the files at the top of these sticks that hold a sealed key, by name."""
    small = small_files_on(sticks, SEALED_KEY_BYTES_MAX)
    return tuple(file for file in small if _sealed_key(file) is not None)


def sealed_key_in(file: Path) -> SealedKey:
    """Read a sealed key; SealedKeyMalformed where there is none, or the stick is gone."""
    sealed = _sealed_key(file)
    if sealed is None:
        raise SealedKeyMalformed
    return sealed


def _sealed_key(file: Path) -> SealedKey | None:
    try:
        return read_sealed_key_file(read_small(file, SEALED_KEY_BYTES_MAX))
    except OSError:
        return None
