"""The form in which an imported registry of meters is kept: lines of JSON, no personal data.

The first line names the form and its version, each further line is one meter. The same meters in
the same order always give the same bytes.
"""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import astuple

from pos.domain.errors import JournalDamaged
from pos.domain.meter import Meter


class RegistryHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First line: the form of the lines after it."""

    registry: int


class MeterLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One meter; fields as in `Meter`."""

    pan: str
    sgc: str
    krn: int
    tariff_index: str
    key_type: int
    ea: str
    tct: str
    tariff: str
    arrears: int
    status: str
    person_ref: str


VERSION = 1


def write_registry(meters: Iterable[Meter]) -> Iterator[bytes]:
    """Yield the file line by line, with line ends."""
    encode = msgspec.json.Encoder().encode
    yield encode(RegistryHeader(registry=VERSION)) + b"\n"
    for meter in meters:
        yield encode(MeterLine(*astuple(meter))) + b"\n"


def read_registry(lines: Iterable[bytes]) -> Iterator[Meter]:
    """Yield the meters of a kept file.

    Args:
        lines: with or without line ends.

    Raises:
        JournalDamaged: the file is not of this form; seq is 0 since it cannot be known here.
    """
    walk = iter(lines)
    try:
        header = msgspec.json.decode(next(walk, b""), type=RegistryHeader)
        if header.registry != VERSION:
            raise JournalDamaged(seq=0, why="a kept registry has an unknown version")
        decode = msgspec.json.Decoder(MeterLine).decode
        for line in walk:
            yield Meter(*astuple(decode(line)))
    except msgspec.MsgspecError as error:
        raise JournalDamaged(seq=0, why="a kept registry cannot be read") from error
