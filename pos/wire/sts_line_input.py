"""What `sts encode` and `sts decode` read: one JSON object a line, hostile until shown otherwise.

A line is at most 64 KiB of UTF-8. Keys that stand twice, NaN and Infinity, numbers written as
text or with a fraction, and nesting too deep to follow are refused; keys that are not known are
ignored, so that the lines of tests/vectors/generated.json can be used as they are.
"""

import json
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

import msgspec

from pos.sts.attributes import BaseDate, Dkga, Ea, KeyType, MeterConfig
from pos.sts.decoder_key import DecoderKey, derive_decoder_key
from pos.sts.errors import BadIdentifier, BadKey, StsError
from pos.sts.identifiers import MeterPan

LINE_BYTES_MAX = 64 * 1024

LineId = str | int | None
_Fields = TypeVar("_Fields", bound="KeyFields")


class BadLine(StsError):
    """The line is not a JSON object with the keys that its operation needs."""

    code = "LINE"


def hex_bytes(text: str, name: str) -> bytes:
    """Read a key in hex; BadKey, without the text, where it is none."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise BadKey(f"{name} is not written in hex") from None


class Op(Enum):
    """What an `sts encode` line asks for."""

    CREDIT = "credit"
    MANAGE = "manage"
    METER_TEST = "meter_test"
    KEY_CHANGE = "key_change"


class ConfigFields(msgspec.Struct, frozen=True):
    """A meter and its vending key, as a line gives them.

    Attributes:
        drn: 11 or 13 digits.
        iin, pan: checked against the DRN where given.
        vk: vending key in hex; without it the line gives the decoder key.
    """

    drn: str
    sgc: str
    ti: str
    krn: int
    kt: KeyType
    ea: Ea
    dkga: Dkga
    base: BaseDate
    vk: str | None = None
    iin: str | None = None
    pan: str | None = None

    def __repr__(self) -> str:
        # The fields hold a vending key, which no log or traceback may show.
        return "<ConfigFields>"

    def meter_config(self) -> MeterConfig:
        """Build the checked form.

        Raises:
            BadIdentifier, BadCheckDigit, OutOfRange: as MeterPan and MeterConfig say.
        """
        pan = MeterPan.parse(self.drn)
        if self.iin not in (None, pan.iin) or self.pan not in (None, pan.digits):
            raise BadIdentifier("IIN, PAN and DRN do not belong together")
        return MeterConfig(
            pan=pan,
            sgc=self.sgc,
            krn=self.krn,
            tariff_index=self.ti,
            key_type=self.kt,
            ea=self.ea,
            dkga=self.dkga,
            base_date=self.base,
        )


class NewFields(msgspec.Struct, frozen=True):
    """What a key change loads with the key."""

    ken: int
    ro: int
    krn: int
    kt: KeyType
    ti: str
    sgc: str


class KeyFields(msgspec.Struct, frozen=True, kw_only=True):
    """How a line names the decoder key: by itself, by what it is derived from, or by both."""

    ea: Ea | None = None
    config: ConfigFields | None = None
    decoder_key: str | None = None

    def __repr__(self) -> str:
        # The fields hold keys and tokens, which no log or traceback may show.
        return f"<{type(self).__name__}>"


class EncodeFields(KeyFields, frozen=True, kw_only=True):
    """A line of `sts encode`; which keys it needs depends on `op` and `subclass`."""

    op: Op
    subclass: int | None = None
    units: int | None = None
    currency_units: int | None = None
    watts: int | None = None
    value: int | None = None
    tid: int | None = None
    issued: str | None = None
    rnd: int | None = None
    control: int | None = None
    mfr: int | None = None
    new_config: ConfigFields | None = None
    new: NewFields | None = None
    with_sgc: bool = False


class DecodeFields(KeyFields, frozen=True, kw_only=True):
    """A line of `sts decode`."""

    token: str


def resolve_ea(fields: KeyFields) -> Ea:
    """Return the algorithm that a line names; BadLine if it names none, or two."""
    of_config = None if fields.config is None else fields.config.ea
    named = {ea for ea in (fields.ea, of_config) if ea is not None}
    if len(named) != 1:
        raise BadLine("the line names no algorithm, or two")
    return named.pop()


def derive_key(config: ConfigFields, *, allow_unverified: bool) -> DecoderKey:
    """Derive the decoder key of a config that holds its vending key.

    Raises:
        BadLine: it holds none.
        StsError: as derive_decoder_key() and meter_config() say.
    """
    if config.vk is None:
        raise BadLine("the config has no vending key")
    return derive_decoder_key(
        hex_bytes(config.vk, "vk"), config.meter_config(), allow_unverified=allow_unverified
    )


def resolve_decoder_key(fields: KeyFields, *, allow_unverified: bool) -> DecoderKey:
    """Return the decoder key of a line.

    Raises:
        BadLine: it gives neither `decoder_key` nor `config`.
        BadKey: it gives both, and they do not belong together.
        StsError: as derive_key() says.
    """
    given = None
    if fields.decoder_key is not None:
        given = DecoderKey(hex_bytes(fields.decoder_key, "decoder_key"))
    if fields.config is None or (fields.config.vk is None and given is not None):
        if given is None:
            raise BadLine("the line gives neither decoder_key nor config")
        return given
    derived = derive_key(fields.config, allow_unverified=allow_unverified)
    if given is not None and given != derived:
        raise BadKey("decoder_key is not what config derives to")
    return derived


@dataclass(frozen=True, slots=True)
class Document:
    """A line that is a JSON object; its `id` is known even where the rest is of no use.

    Attributes:
        id: text or whole number; None where it is missing, something else, or stands twice.
        members: the whole object.
        fault: what JSON forbids and the parser would let pass; None if nothing.
    """

    id: LineId
    members: dict[str, object] = field(repr=False)
    fault: str | None


class _Faults:
    """What a parse met that a strict reader refuses."""

    def __init__(self) -> None:
        self.first: str | None = None
        self.is_id_doubtful = False

    def constant(self, name: str) -> None:
        """Note NaN, Infinity or -Infinity."""
        self.first = f"{name} is not a number"

    def object_of(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        """Build an object, noting members that stand twice."""
        document = dict(pairs)
        if len(document) != len(pairs):
            self.first = "a key stands twice"
            self.is_id_doubtful |= [key for key, _ in pairs].count("id") > 1
        return document


def parse_document(line: bytes) -> Document:
    """Parse one line.

    Raises:
        BadLine: too long, not UTF-8, not JSON, or no object.
    """
    if len(line) > LINE_BYTES_MAX:
        raise BadLine("the line is longer than 64 KiB")
    faults = _Faults()
    try:
        parsed: object = json.loads(
            line.decode("utf-8"),
            object_pairs_hook=faults.object_of,
            parse_constant=faults.constant,
        )
    except (ValueError, RecursionError) as error:
        raise BadLine("the line is not JSON in UTF-8") from error
    if not isinstance(parsed, dict):
        raise BadLine("the line is not a JSON object")
    line_id = parsed.get("id")
    is_usable = isinstance(line_id, str | int) and not isinstance(line_id, bool)
    known_id = line_id if is_usable and not faults.is_id_doubtful else None
    return Document(known_id, parsed, faults.first)


def typed_fields(document: Document, kind: type[_Fields]) -> _Fields:
    """Check the types of a line's members; BadLine, with the place, where one is wrong."""
    if document.fault is not None:
        raise BadLine(document.fault)
    try:
        return msgspec.convert(document.members, kind)
    except UnicodeEncodeError:
        raise BadLine("half a character stands where a name is expected") from None
    except msgspec.ValidationError as error:
        # The library's text may quote the value; the place alone tells enough.
        _, _, place = str(error).partition(" - at ")
        raise BadLine(f"a member is missing or wrong at {place or '`$`'}") from None
