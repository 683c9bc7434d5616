"""Sticks that are in this machine now."""

import os
from pathlib import Path
from typing import Final

# Where desktops and udisks show a stick: below the name of whoever is logged in.
_MEDIA: Final = (Path("/media"), Path("/run/media"))


def sticks(media: tuple[Path, ...] = _MEDIA) -> tuple[Path, ...]:
    """Return the sticks that can be written to, by path; what is no mount is an empty folder."""
    found = [stick for folder in media for stick in sorted(folder.glob("*/*"))]
    return tuple(stick for stick in found if stick.is_mount() and os.access(stick, os.W_OK))
