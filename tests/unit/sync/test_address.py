"""Addresses of head offices."""

import pytest

from pos.domain.errors import HeadOfficeUrlMalformed
from pos.sync.address import parse_url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://office.example/", "https://office.example"),
        (" https://Office.example:8440 ", "https://office.example:8440"),
        ("http://127.0.0.1:8440", "http://127.0.0.1:8440"),
        ("http://localhost", "http://localhost"),
        ("http://[::1]:8440/", "http://[::1]:8440"),
    ],
)
def test_an_address_is_brought_into_one_form(text: str, url: str) -> None:
    """No path, no last slash."""
    assert parse_url(text) == url


@pytest.mark.parametrize(
    "text",
    [
        "",
        "office.example",
        "ftp://office.example",
        "http://office.example",
        "http://10.0.0.1",
        "http://127.0.0.1.example",
        "https://user:word@office.example",
        "https://office.example/path",
        "https://office.example?x=1",
        "https://office.example:99999",
        "https://[::1",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    """Above all plain HTTP off this machine."""
    with pytest.raises(HeadOfficeUrlMalformed):
        parse_url(text)
