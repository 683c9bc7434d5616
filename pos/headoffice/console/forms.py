"""Reading what somebody filled in: few fields, small files, within a time."""

from typing import Final

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from pos.app.ports.ceremony import RECEIVERS_MAX
from pos.headoffice.bodies import read_body
from pos.headoffice.refusal import RequestRefused

# The longest file that somebody may send is a tariff or a list; see `wire.bundle`.
_BYTES_MAX: Final = 1536 * 1024
_SECONDS: Final = 30
# A ceremony names each of its terminals.
_FIELDS_MAX: Final = RECEIVERS_MAX + 60
_KINDS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


class FormMalformed(Exception):
    """It is no form, or too long, or too slow."""


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form; a file is a field with its text.

    Raises:
        FormMalformed.
        ClientDisconnect: the browser went.
    """
    if not request.headers.get("content-type", "").startswith(_KINDS):
        raise FormMalformed
    try:
        body = await read_body(request, _SECONDS, _BYTES_MAX)
    except RequestRefused as refused:
        raise FormMalformed from refused

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    again = Request(request.scope, receive)
    fields: dict[str, str] = {}
    try:
        async with again.form(
            max_files=1, max_fields=_FIELDS_MAX, max_part_size=_BYTES_MAX
        ) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    fields[name] = (await value.read()).decode()
                else:
                    fields[name] = value
    except (HTTPException, UnicodeDecodeError) as error:
        raise FormMalformed from error
    return fields
