"""Bundles that travel to one terminal in a file, with head office's word for which they are.

    file  = list line, then one line for each bundle, in the order of the list
    line  = JSON object of `SignedBundle`, as over the line
    list  = a bundle of the kind CARRIED_LIST, whose body is JSON of `CarriedList`; it is signed and
            numbered as all others, but kept nowhere and taken in by nobody

The list says what follows on what, so whoever carries the file can neither leave a bundle out nor
put an older file in its place; a file that was cut short is good up to where it ends.
"""

from typing import Annotated, Final

import msgspec

from pos.wire.bundle import BODY_BYTES_MAX, SignedBundle
from pos.wire.uplink import EPOCH_MAX

CARRIED_LIST: Final = "carried_list"
# A body is escaped once more as text within its line.
CARRIED_LINE_BYTES_MAX: Final = 2 * BODY_BYTES_MAX + 16 * 1024
BUNDLES_CARRIED_MAX: Final = 30_000

_Epoch = Annotated[int, msgspec.Meta(ge=0, le=EPOCH_MAX)]
_Number = Annotated[int, msgspec.Meta(ge=0, le=1 << 53)]
Version = tuple[_Epoch, _Number]


class CarriedList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which bundles are in a file.

    Attributes:
        after: what the terminal must have already.
        versions: of the bundles, rising; nothing for this terminal lies between them.
    """

    after: Version
    versions: Annotated[tuple[Version, ...], msgspec.Meta(max_length=BUNDLES_CARRIED_MAX)]

    @property
    def newest(self) -> Version:
        """The last version, or the one before all where there is none."""
        return self.versions[-1] if self.versions else self.after

    def is_rising(self) -> bool:
        """Whether each version is newer than the one before it."""
        before = (self.after, *self.versions)
        return all(one < other for one, other in zip(before, self.versions, strict=False))


def read_carried_bundle(content: bytes) -> SignedBundle | None:
    """Read a line of a file; None for anything else."""
    try:
        return msgspec.json.decode(content, type=SignedBundle)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


def read_carried_list(body: str) -> CarriedList | None:
    """Read the body of a list that is known to be genuine; None for anything else."""
    try:
        listed = msgspec.json.decode(body, type=CarriedList)
    except (msgspec.MsgspecError, RecursionError):
        return None
    return listed if listed.is_rising() else None
