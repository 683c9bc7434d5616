"""Secrets show themselves nowhere by accident."""

import copy
import pickle

import pytest

from pos.domain.operator import Role
from pos.keystore.calls.messages import SetPin, SignIn, Unlock
from pos.keystore.calls.protocol import Call
from pos.keystore.files.secret import Secret, wipe
from pos.keystore.vault.compartments import IdentityContent, StoredVendingKey, VendingContent

HIDDEN = b"a very hidden key"
STORED = StoredVendingKey("990011", 1, 2, "04", 2014, 255, 0, HIDDEN)
HOLDERS = [
    Secret(HIDDEN),
    IdentityContent(HIDDEN, HIDDEN, HIDDEN, HIDDEN),
    STORED,
    VendingContent((STORED,)),
    Unlock(HIDDEN),
    SignIn("amina", HIDDEN),
    SetPin("amina", HIDDEN, Role.SUPERVISOR),
]


@pytest.mark.parametrize("holder", HOLDERS, ids=lambda holder: type(holder).__name__)
def test_a_secret_is_neither_shown_nor_pickled(holder: Secret | Call) -> None:
    """In no representation, and by no way of copying that others could store."""
    shown = f"{holder!r} {holder}"
    assert HIDDEN.decode() not in shown
    assert HIDDEN.hex() not in shown
    for spread in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            spread(holder)


def test_a_wiped_secret_is_gone() -> None:
    """Using it again is our own bug, and found."""
    secret = Secret(HIDDEN)
    assert secret.reveal() == HIDDEN
    secret.wipe()
    with pytest.raises(AssertionError):
        secret.reveal()


def test_wiping_leaves_zeros() -> None:
    """As many as there were bytes."""
    content = bytearray(HIDDEN)
    wipe(content)
    assert content == bytes(len(HIDDEN))


def test_what_nobody_holds_any_more_is_zeros() -> None:
    """Also where an error went past whoever would have wiped it."""
    secret = Secret(HIDDEN)
    content = secret._content
    del secret
    assert content == bytes(len(HIDDEN))
