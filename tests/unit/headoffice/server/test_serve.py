"""Where a head office may listen."""

import pytest

from pos.domain.errors import ListenAddressUnusable
from pos.headoffice.server.serve import parse_listen


@pytest.mark.parametrize(
    ("text", "parts"),
    [("127.0.0.1:0", ("127.0.0.1", 0)), ("[::1]:8440", ("::1", 8440)), (":80", ("", 80))],
)
def test_an_address_is_host_and_port(text: str, parts: tuple[str, int]) -> None:
    """Brackets belong to the form, not to the address."""
    assert parse_listen(text) == parts


@pytest.mark.parametrize("text", ["", "127.0.0.1", "host:", "host:70000", "host:-1", "host:١"])
def test_anything_else_is_refused(text: str) -> None:
    """A port is a number up to 65535."""
    with pytest.raises(ListenAddressUnusable):
        parse_listen(text)
