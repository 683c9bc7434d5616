"""Reading what somebody filled in: few fields, small files, within a time."""

import re
from typing import Final

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from pos.app.ports.ceremony import RECEIVERS_MAX
from pos.headoffice.server.bodies import read_body
from pos.headoffice.store.refusal import RequestRefused

# The longest file that somebody may send is a tariff or a list; see `wire.bundle`.
FORM_BYTES_MAX: Final = 1536 * 1024
# For as many bytes; longer forms have as much longer.
_SECONDS: Final = 30
# A ceremony names each of its terminals.
_FIELDS_MAX: Final = RECEIVERS_MAX + 60
_KINDS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
# Browsers name none. Some of those that Python knows take hours over a megabyte, or give text that
# no other encoding can write.
_ENCODING: Final = re.compile(r";\s*charset", re.IGNORECASE)


class FormMalformed(Exception):
    """It is no form, or too long, or too slow."""


async def read_form(request: Request, bytes_max: int = FORM_BYTES_MAX) -> dict[str, str]:
    """Return the fields of a form; a file is a field with its text.

    Where more bytes than usual may come, a file that is no UTF-8 has surrogates for what is none.

    Raises:
        FormMalformed.
        ClientDisconnect: the browser went.
    """
    kind = request.headers.get("content-type", "")
    if not kind.startswith(_KINDS):
        raise FormMalformed
    if kind.startswith("multipart/") and _ENCODING.search(kind):
        raise FormMalformed
    try:
        seconds = _SECONDS * -(-bytes_max // FORM_BYTES_MAX)
        body = await read_body(request, seconds, bytes_max)
    except RequestRefused as refused:
        raise FormMalformed from refused

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    errors = "surrogateescape" if bytes_max > FORM_BYTES_MAX else "strict"
    again = Request(request.scope, receive)
    fields: dict[str, str] = {}
    try:
        async with again.form(max_files=1, max_fields=_FIELDS_MAX, max_part_size=bytes_max) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    fields[name] = (await value.read()).decode(errors=errors)
                else:
                    fields[name] = value
    except (HTTPException, UnicodeDecodeError) as error:
        raise FormMalformed from error
    return fields
