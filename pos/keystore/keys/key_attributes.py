"""The attributes that come with a vending key, in the file that a custodian brings, and as checked.

    {"sgc": "123456", "krn": 1, "kt": 2, "dkga": "04", "base": 2014, "ken": 255,
     "tid_utc_offset": 120}

Exactly these keys, each once. `kt` is 1 (default) or 2 (unique): other kinds rest on no published
vector. `dkga` is "02" or "04". `tid_utc_offset` is the fixed distance of the token clock from UTC
for the life of the key, in minutes (whole quarters of an hour), or a text like "+02:00". An
editor's mark of UTF-8 in front is read over.
"""

import json
import re
from typing import Final

import msgspec

from pos.app.ports import KeyStatus
from pos.keystore.errors.refusals import KeyAttributesMalformed
from pos.keystore.vault.compartments import StoredVendingKey
from pos.sts.attributes import BaseDate, Dkga, KeyAttributes, KeyType
from pos.sts.errors import StsError

ATTRIBUTES_BYTES_MAX: Final = 4096
_QUARTER_MINUTES: Final = 15
_HOUR_MINUTES: Final = 60
_KTS: Final = "kt is 1 or 2"
_DKGAS: Final = "dkga is 02 or 04, as text"
_OFFSETS: Final = "tid_utc_offset is whole quarters of an hour, in minutes or as +02:00"
_OFFSET: Final = re.compile(r"([+-])(\d\d):([0-5]\d)", re.ASCII)


class _AttributesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file's keys, as they stand there."""

    sgc: str
    krn: int
    kt: int
    dkga: str
    base: int
    ken: int
    tid_utc_offset: int | str


def read_attributes(content: bytes) -> KeyAttributes:
    """Read an attributes file.

    Raises:
        KeyAttributesMalformed: it has another key, lacks one, has one twice, or a value that no
            usable key has.
    """
    if len(content) > ATTRIBUTES_BYTES_MAX:
        raise KeyAttributesMalformed(why="the file is too large")
    try:
        document: object = json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_without_repeats
        )
        file = msgspec.convert(document, _AttributesFile)
    except msgspec.ValidationError as error:
        raise KeyAttributesMalformed(why=str(error)[:120]) from error
    except (ValueError, RecursionError) as error:
        raise KeyAttributesMalformed(why="not JSON in UTF-8") from error
    attributes = checked_attributes(
        KeyStatus(
            sgc=file.sgc,
            krn=file.krn,
            key_type=file.kt,
            dkga=file.dkga,
            base_date=file.base,
            ken=file.ken,
            tid_utc_offset_minutes=_offset_minutes(file.tid_utc_offset),
            check_value="",
        )
    )
    if attributes.key_type not in (KeyType.DDTK, KeyType.DUTK):
        raise KeyAttributesMalformed(why=_KTS)
    return attributes


def checked_attributes(wanted: KeyStatus | StoredVendingKey) -> KeyAttributes:
    """Return attributes that a vending key can have.

    Raises:
        KeyAttributesMalformed: a value lies outside its range, or no key is derived that way here.
    """
    try:
        attributes = KeyAttributes(
            sgc=wanted.sgc,
            krn=wanted.krn,
            key_type=KeyType(wanted.key_type),
            dkga=Dkga(wanted.dkga),
            base_date=BaseDate(wanted.base_date),
            ken=wanted.ken,
            tid_utc_offset_minutes=wanted.tid_utc_offset_minutes,
        )
    except StsError as error:
        # Its texts say which one, and never quote what stands there.
        raise KeyAttributesMalformed(why=str(error)) from error
    except ValueError as error:
        raise KeyAttributesMalformed(why=_no_member(wanted)) from error
    if attributes.dkga not in (Dkga.DKGA02, Dkga.DKGA04):
        raise KeyAttributesMalformed(why=_DKGAS)
    return attributes


def _no_member(wanted: KeyStatus | StoredVendingKey) -> str:
    if wanted.key_type not in [each.value for each in KeyType]:
        return _KTS
    is_dkga = wanted.dkga in [each.value for each in Dkga]
    return "base is 1993, 2014 or 2035" if is_dkga else _DKGAS


def write_attributes(attributes: KeyAttributes) -> bytes:
    """Return the one canonical form of an attributes file."""
    return msgspec.json.encode(
        _AttributesFile(
            sgc=attributes.sgc,
            krn=attributes.krn,
            kt=int(attributes.key_type),
            dkga=attributes.dkga.value,
            base=int(attributes.base_date),
            ken=attributes.ken,
            tid_utc_offset=attributes.tid_utc_offset_minutes,
        )
    )


def _offset_minutes(given: int | str) -> int:
    if isinstance(given, str):
        found = _OFFSET.fullmatch(given)
        if found is None:
            raise KeyAttributesMalformed(why=_OFFSETS)
        sign, hours, minutes = found.groups()
        given = int(f"{sign}1") * (int(hours) * _HOUR_MINUTES + int(minutes))
    if given % _QUARTER_MINUTES:
        raise KeyAttributesMalformed(why=_OFFSETS)
    return given


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise KeyAttributesMalformed(why="a key stands twice")
    return dict(pairs)
