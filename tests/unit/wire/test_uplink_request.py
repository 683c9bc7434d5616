"""What is signed about a request."""

from dataclasses import replace

import pytest

from pos.domain.journal import NO_HASH, Head
from pos.wire.uplink_request import RequestToSign, body_digest

REQUEST = RequestToSign(
    method="POST",
    path="/v1/uplink",
    terminal="T1",
    time="2026-11-22T10:00:00.000Z",
    nonce="0" * 32,
    body_digest=body_digest(b""),
)


@pytest.mark.parametrize("field", ["method", "path", "terminal", "time", "nonce", "body_digest"])
def test_every_field_is_signed(field: str) -> None:
    """A change of any gives other bytes."""
    assert replace(REQUEST, **{field: "1" * 32}).signed_bytes() != REQUEST.signed_bytes()


@pytest.mark.parametrize(
    "change", [{"path": "/a\0T1"}, {"terminal": "T1\0x"}, {"time": "é"}, {"nonce": "short"}]
)
def test_fields_cannot_run_into_each_other(change: dict[str, str]) -> None:
    """What separates them is in none of them."""
    assert REQUEST.is_well_formed()
    assert not replace(REQUEST, **change).is_well_formed()


def test_a_request_is_never_a_journals_head() -> None:
    """Each kind of signed bytes begins with a tag of its own."""
    head = Head("T1", 1, 1, NO_HASH).signed_bytes()
    assert head.partition(b"\0")[0] != REQUEST.signed_bytes().partition(b"\0")[0]
