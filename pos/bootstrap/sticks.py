"""Sticks that are in this machine now, and what head office sent on them."""

import os
from pathlib import Path
from typing import Final

from pos.keystore.errors.custody import SealedKeyMalformed
from pos.presenters.small_file import read_small, small_files_on
from pos.wire.sealed_key import SEALED_KEY_BYTES_MAX, SealedKey, read_sealed_key_file
from pos.wire.uplink_lease import LEASE_BYTES_MAX, SignedLease, read_lease_file

# Where desktops and udisks show a stick: below the name of whoever is logged in.
_MEDIA: Final = (Path("/media"), Path("/run/media"))


def sticks(media: tuple[Path, ...] = _MEDIA) -> tuple[Path, ...]:
    """Return the sticks that can be written to, by path; what is no mount is an empty folder."""
    found = [stick for folder in media for stick in sorted(folder.glob("*/*"))]
    return tuple(stick for stick in found if stick.is_mount() and os.access(stick, os.W_OK))


def office_files_on(sticks: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the files at the top of these sticks that hold a sealed key or a lease, by name."""
    small = small_files_on(sticks, max(SEALED_KEY_BYTES_MAX, LEASE_BYTES_MAX))
    return tuple(file for file in small if _office_file(file) is not None)


def office_file_in(file: Path) -> SealedKey | SignedLease:
    """Read a sealed key or a lease; SealedKeyMalformed where none is, or the stick is gone."""
    found = _office_file(file)
    if found is None:
        raise SealedKeyMalformed
    return found


def _office_file(file: Path) -> SealedKey | SignedLease | None:
    try:
        content = read_small(file, max(SEALED_KEY_BYTES_MAX, LEASE_BYTES_MAX))
    except OSError:
        return None
    return read_sealed_key_file(content) or read_lease_file(content)
