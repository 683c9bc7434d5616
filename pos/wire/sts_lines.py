"""Answer one line of `sts encode` or `sts decode`.

Both are pure functions of the line. They do arithmetic only: nothing here asks whether a token
may be sold. A line that cannot be answered becomes `{"id", "error", "message"}`, where `error` is
the stable code of an StsError.

Source: SPEC.md section 13; the members are those of tests/vectors/generated.json.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import assert_never

from pos.sts.attributes import Ea
from pos.sts.blocks import Content
from pos.sts.carrier import Token20, extract_class
from pos.sts.codec import SealedToken, block_cipher, seal, unseal
from pos.sts.decoder_key import DecoderKey
from pos.sts.errors import StsError
from pos.sts.reading import token_of
from pos.sts.tables import Ea07Tables
from pos.sts.tokens import CreditCurrency, CreditUnits, ReservedContent, Token
from pos.sts.writing import content_of
from pos.wire.sts_line_input import (
    BadLine,
    DecodeFields,
    Document,
    EncodeFields,
    LineId,
    Op,
    derive_key,
    parse_document,
    resolve_decoder_key,
    resolve_ea,
    typed_fields,
)
from pos.wire.sts_line_tokens import (
    credit_token,
    key_change_tokens,
    management_token,
    meter_test_token,
)

_UNENCRYPTED_CLASS = 1
# The width of the key matters to class 2 only.
_ANY_KEY_BITS = 64
_Answer = dict[str, object]


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """The answer to one line.

    Attributes:
        text: a JSON object in ASCII, without a line end.
        is_error: whether the line could not be answered.
    """

    text: bytes = field(repr=False)
    is_error: bool


@dataclass(frozen=True, slots=True)
class LineSettings:
    """What holds for all lines of a run.

    Attributes:
        tables: EA07 tables; with the sample set each EA07 answer says `"training": true`.
        allow_unverified: derive keys of KT 0, and of KT 3 with DKGA02.
    """

    tables: Ea07Tables
    allow_unverified: bool = False


def encode_line(line: bytes, settings: LineSettings) -> LineAnswer:
    """Answer one line of `sts encode`; never raises, whatever the line holds."""
    return _answer(line, settings, _encode)


def decode_line(line: bytes, settings: LineSettings) -> LineAnswer:
    """Answer one line of `sts decode`; never raises, whatever the line holds."""
    return _answer(line, settings, _decode)


def _answer(
    line: bytes, settings: LineSettings, act: Callable[[Document, LineSettings], _Answer]
) -> LineAnswer:
    line_id: LineId = None
    try:
        document = parse_document(line)
        line_id = document.id
        answer, is_error = {"id": line_id} | act(document, settings), False
    except StsError as error:
        answer, is_error = {"id": line_id, "error": error.code, "message": str(error)}, True
    return LineAnswer(json.dumps(answer, separators=(",", ":")).encode("ascii"), is_error)


def _steps(sealed: SealedToken) -> _Answer:
    content, token20 = sealed.content, sealed.token20
    return {
        "class": content.token_class,
        "subclass": content.subclass,
        "fields": content.fields(),
        "crc": f"{content.crc:04x}",
        "block": f"{content.block:016x}",
        "sealed": f"{sealed.sealed:016x}",
        "token66": f"{token20.number:017x}",
        "token": token20.digits,
    }


def _training(ea: Ea, tables: Ea07Tables) -> _Answer:
    return {"training": True} if ea is Ea.STA_07 and tables.is_sample else {}


def _credited(token: Token) -> _Answer:
    match token:
        case CreditUnits(steps=steps):
            return {"credited_units": steps}
        case CreditCurrency(currency_units=units):
            return {"credited_currency_units": units}
        case _:
            return {}


def _encode(document: Document, settings: LineSettings) -> _Answer:
    fields = typed_fields(document, EncodeFields)
    match fields.op:
        case Op.METER_TEST:
            return _steps(seal(content_of(meter_test_token(fields)), None))
        case Op.CREDIT:
            return _encode_for_meter(fields, credit_token(fields), settings)
        case Op.MANAGE:
            return _encode_for_meter(fields, management_token(fields), settings)
        case Op.KEY_CHANGE:
            return _encode_key_change(fields, settings)
        case _:
            assert_never(fields.op)


def _encode_for_meter(fields: EncodeFields, token: Token, settings: LineSettings) -> _Answer:
    ea = resolve_ea(fields)
    key = resolve_decoder_key(fields, allow_unverified=settings.allow_unverified)
    sealed = seal(content_of(token), block_cipher(key, ea, settings.tables))
    credited = _credited(token_of(sealed.content, key.bits))
    steps = _steps(sealed) | credited | _training(ea, settings.tables)
    return {"decoder_key": key.secret.hex()} | steps


def _new_key(fields: EncodeFields, ea: Ea, settings: LineSettings) -> DecoderKey:
    if fields.new_config is None:
        raise BadLine("new_config is missing")
    if fields.new_config.ea is not ea:
        raise BadLine("a key change keeps the algorithm")
    return derive_key(fields.new_config, allow_unverified=settings.allow_unverified)


def _encode_key_change(fields: EncodeFields, settings: LineSettings) -> _Answer:
    ea = resolve_ea(fields)
    key = resolve_decoder_key(fields, allow_unverified=settings.allow_unverified)
    new_key = _new_key(fields, ea, settings)
    cipher = block_cipher(key, ea, settings.tables)
    sections = key_change_tokens(fields, key, new_key)
    return {
        "decoder_key": key.secret.hex(),
        "new_key": new_key.secret.hex(),
        "tokens": [_steps(seal(content_of(section), cipher)) for section in sections],
    } | _training(ea, settings.tables)


def _decode(document: Document, settings: LineSettings) -> _Answer:
    fields = typed_fields(document, DecodeFields)
    token20 = Token20.parse(fields.token)
    token_class, _ = extract_class(token20.number)
    if token_class == _UNENCRYPTED_CLASS:
        content = unseal(token20, None)
        return _meaning(content, token_of(content, _ANY_KEY_BITS))
    ea = resolve_ea(fields)
    key = resolve_decoder_key(fields, allow_unverified=settings.allow_unverified)
    content = unseal(token20, block_cipher(key, ea, settings.tables))
    meaning = _meaning(content, token_of(content, key.bits))
    return meaning | _training(ea, settings.tables)


def _meaning(content: Content, token: Token) -> _Answer:
    answer: _Answer = {
        "class": content.token_class,
        "subclass": content.subclass,
        "fields": content.fields(),
        "block": f"{content.block:016x}",
    }
    if isinstance(token, ReservedContent):
        answer["reserved"] = token.reservation.value
    return answer | _credited(token)
