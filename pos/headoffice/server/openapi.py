"""The description of what head office answers, for people who write to it: OpenAPI 3.1.

Made from the very types that read requests, so it cannot say anything else than they do.
"""

from typing import Any

import msgspec

from pos.wire.answer_keys import ANSWER_KEYS_PATH, AnswerKeysAnswer, AnswerKeysRequest
from pos.wire.bundle import BUNDLES_PATH, BundlesAnswer, BundlesRequest
from pos.wire.office_time import TIME_PATH, TimeAnswer
from pos.wire.texts import TEXTS_PATH, TextWish, TextWishAnswer
from pos.wire.uplink import STATUS_OF_REFUSAL, UPLINK_PATH, Refusal, UplinkAnswer, UplinkRequest
from pos.wire.uplink_enrolment import ENROL_PATH, EnrolAnswer, EnrolRequest
from pos.wire.uplink_request import NONCE_HEADER, SIGNATURE_HEADER, TERMINAL_HEADER, TIME_HEADER

OPENAPI_PATH = "/openapi.json"
HEALTH_PATH = "/health"
_JSON = "application/json"
_HEADERS = {
    TERMINAL_HEADER: "The terminal's id.",
    TIME_HEADER: "The terminal's time, UTC, as in its journal.",
    NONCE_HEADER: "32 random hex digits that never come twice.",
    SIGNATURE_HEADER: "Ed25519 by the device key; what it covers: pos/wire/uplink_request.py.",
}


class _Nothing(msgspec.Struct, frozen=True):
    """The body of a call that asks without saying anything."""


_CALLS: tuple[tuple[str, str, type[msgspec.Struct], type[msgspec.Struct]], ...] = (
    (UPLINK_PATH, "Deliver a batch of journal entries", UplinkRequest, UplinkAnswer),
    (BUNDLES_PATH, "Ask for newer bundles", BundlesRequest, BundlesAnswer),
    (TEXTS_PATH, "Ask for a sale's codes as a text message", TextWish, TextWishAnswer),
    (TIME_PATH, "Ask for the time", _Nothing, TimeAnswer),
    (
        ANSWER_KEYS_PATH,
        "Ask what followed a key of answers",
        AnswerKeysRequest,
        AnswerKeysAnswer,
    ),
    (ENROL_PATH, "Join with a one-time code", EnrolRequest, EnrolAnswer),
)


def openapi_document() -> dict[str, Any]:
    """Return the document, ready to be written as JSON."""
    types = [kind for call in _CALLS for kind in call[2:]] + [Refusal]
    schemas, components = msgspec.json.schema_components(
        types, ref_template="#/components/schemas/{name}"
    )
    schema_of = dict(zip(types, schemas, strict=True))
    paths = {
        path: {"post": _post(summary, schema_of[asked], schema_of[answered], schema_of[Refusal])}
        for path, summary, asked, answered in _CALLS
    }
    told = {"type": "object", "properties": {"standings_told_at": {"type": "string"}}}
    said = {"content": {_JSON: {"schema": told}}}
    health = {
        "summary": "Whether head office can answer, and when it told standings last",
        "responses": {
            "200": {"description": "The database answers.", **said},
            "503": {"description": "It does not.", **said},
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Vendwatt head office", "version": "1"},
        "paths": {**paths, HEALTH_PATH: {"get": health}},
        "components": {"schemas": components},
    }


def _post(summary: str, asked: object, answered: object, refused: object) -> dict[str, Any]:
    refusal = {"description": "Nothing was done.", "content": {_JSON: {"schema": refused}}}
    statuses = sorted({*STATUS_OF_REFUSAL.values()} - {404})
    return {
        "summary": summary,
        "parameters": [
            {
                "name": name,
                "in": "header",
                "required": True,
                "description": description,
                "schema": {"type": "string"},
            }
            for name, description in _HEADERS.items()
        ],
        "requestBody": {"required": True, "content": {_JSON: {"schema": asked}}},
        "responses": {
            "200": {"description": "Done.", "content": {_JSON: {"schema": answered}}},
            **{str(status): refusal for status in statuses},
        },
    }
