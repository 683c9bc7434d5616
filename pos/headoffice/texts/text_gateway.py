"""A gateway that sends text messages, as a file describes it.

    {"url": "https://gateway.example/v1/messages",
     "headers": {"Authorization": "Bearer …"},
     "fields": {"to": "to", "text": "message", "reference": "clientRef"},
     "extra": {"from": "UTILITY"},
     "text": "{meter}: {codes} ({units} kWh) {receipt}"}

A message is one POST of a JSON object with these fields. 2xx is taken for sent; 400 to 499, apart
from what may change by itself or with a new credential (401, 403, 407, 408, 425, 429), for refused;
anything else, and no answer, means that it may or may not have gone, and it is tried again with the
same reference.
"""

import re
import ssl
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated, Final
from urllib.parse import urlsplit

import httpx
import msgspec

from pos.domain.errors.texts import TextGatewayMalformed

GATEWAY_FILE_BYTES_MAX: Final = 16 * 1024
NO_ANSWER: Final = "no answer"
_DEFAULT_TEXT: Final = "{meter}: {codes} ({units} kWh) {receipt}"
_TIMEOUT_S: Final = 20
_TRY_AGAIN: Final = frozenset({401, 403, 407, 408, 425, 429})
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_HEADER_NAME: Final = re.compile("[A-Za-z0-9-]+", re.ASCII)
_Short = Annotated[str, msgspec.Meta(max_length=1024)]
_Few = Annotated[dict[_Short, _Short], msgspec.Meta(max_length=20)]


class _Fields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    to: _Short = "to"
    text: _Short = "text"
    reference: _Short = "reference"


class GatewayFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is written."""

    url: _Short
    headers: _Few = {}
    fields: _Fields = _Fields()
    extra: _Few = {}
    text: _Short = _DEFAULT_TEXT


class Sent(Enum):
    """What became of a message."""

    YES = "sent"
    NO = "refused"
    PERHAPS = "perhaps"


@dataclass(frozen=True, slots=True)
class GatewayAnswer:
    """What a gateway answered to one try.

    Attributes:
        said: its status, such as `HTTP 202`, or that there was none; nothing else of what it wrote,
            which may hold the number.
    """

    sent: Sent
    said: str


@dataclass(frozen=True, slots=True)
class TextMessage:
    """What is sent; its number is shown nowhere.

    Attributes:
        reference: the same whenever it is tried again.
    """

    reference: str
    number: str = field(repr=False)
    text: str = field(repr=False)


class HttpTextGateway:
    """Sends over HTTP; one thread at a time."""

    def __init__(self, file: GatewayFile, transport: httpx.BaseTransport | None = None) -> None:
        """Name a gateway; nothing is connected yet.

        Args:
            transport: how requests travel; over the network if None.
        """
        self._file = file
        is_https = file.url.startswith("https:")
        self._http = httpx.Client(
            timeout=httpx.Timeout(_TIMEOUT_S),
            verify=ssl.create_default_context() if is_https else False,
            follow_redirects=False,
            trust_env=False,
            transport=transport,
        )

    @property
    def template(self) -> str:
        """What a message says, with names of facts in braces."""
        return self._file.text

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def send(self, message: TextMessage) -> GatewayAnswer:
        """Send a message, perhaps again."""
        names = self._file.fields
        body = self._file.extra | {
            names.to: message.number,
            names.text: message.text,
            names.reference: message.reference,
        }
        try:
            with self._http.stream(
                "POST", self._file.url, json=body, headers=self._file.headers
            ) as answer:
                # Its status says all; whatever else it sends, however much, nobody reads.
                return _meaning(answer)
        except httpx.HTTPError:
            return GatewayAnswer(Sent.PERHAPS, NO_ANSWER)


def _meaning(answer: httpx.Response) -> GatewayAnswer:
    said = f"HTTP {answer.status_code}"
    if answer.is_success:
        return GatewayAnswer(Sent.YES, said)
    is_final = answer.is_client_error and answer.status_code not in _TRY_AGAIN
    return GatewayAnswer(Sent.NO if is_final else Sent.PERHAPS, said)


def _is_header(header: tuple[str, str]) -> bool:
    name, value = header
    return _HEADER_NAME.fullmatch(name) is not None and value.isascii() and value.isprintable()


def read_gateway_file(content: bytes) -> GatewayFile:
    """Read the file about a gateway.

    Raises:
        TextGatewayMalformed: says why; nothing of its content goes along.
    """
    try:
        file = msgspec.json.decode(content[: GATEWAY_FILE_BYTES_MAX + 1], type=GatewayFile)
        parts = urlsplit(file.url)
        host = parts.hostname or ""
        httpx.URL(file.url)
    except (
        msgspec.MsgspecError, RecursionError, UnicodeDecodeError, ValueError, httpx.InvalidURL
    ) as error:  # fmt: skip
        raise TextGatewayMalformed(why="it does not follow its form") from error
    if not all(map(_is_header, file.headers.items())):
        raise TextGatewayMalformed(why="a header has characters that none may have")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK):
        raise TextGatewayMalformed(why="off this machine its address must be https")
    try:
        file.text.format(meter="", codes="", units="", receipt="")
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise TextGatewayMalformed(why="its text names something that no sale has") from error
    return file
