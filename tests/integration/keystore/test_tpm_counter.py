"""What the counter in a TPM needs of it: swtpm, a simulator, stands in for one."""

import os
import socket
from pathlib import Path

import pytest

from pos.keystore.errors.counter import CounterGone
from pos.keystore.issue.tpm_counter import TpmCounter
from tests import counter_stories as counting

# TPM2_StartAuthSession: unbound, unsalted, HMAC, no cipher, SHA-256.
_BEGIN_SESSION = bytes.fromhex("8001 0000003b 00000176 40000007 40000007 0020") + bytes(32)
_BEGIN_SESSION += bytes.fromhex("0000 00 0010 000b")
_ROOM = 3


def leave_a_session(way: str) -> None:
    """Begin a session and go without ending it, as a tool that is killed does."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(Path(way.removeprefix("swtpm:path="))))
        line.sendall(_BEGIN_SESSION)
        answer = line.recv(256)
    assert answer[6:10] == bytes(4)


def test_killed_tools_do_not_use_the_tpm_up() -> None:
    """It has room for three sessions; one call fails, the next one finds them gone."""
    with counting.a_tpm() as way:
        for _ in range(_ROOM):
            leave_a_session(way)
        counter = TpmCounter.make(way, os.urandom)
        for _ in range(_ROOM):
            leave_a_session(way)
        with pytest.raises(CounterGone):
            counter.read()
        assert counter.read() > 0
