"""Who is connected, and what becomes of whoever was sent away."""

from pathlib import Path

import pytest

from pos.keystore.files import meeting_point
from pos.keystore.server.clients import Clients
from pos.keystore.server.turns import SentAway
from tests.patience import PATIENCE_S


def test_whoever_was_sent_away_is_not_heard(tmp_path: Path) -> None:
    """What it said before can still be read, and would wait for a turn with nobody to answer."""
    clients = Clients(places=1, of_one=1)
    with (
        meeting_point.listen(tmp_path) as listener,
        meeting_point.connect(tmp_path, within_s=PATIENCE_S) as first,
    ):
        before = clients.accept(listener, group=None)
        assert before is not None
        first.sendall(b"a request")
        with meeting_point.connect(tmp_path, within_s=PATIENCE_S):
            after = clients.accept(listener, group=None)
            assert after is not None
            assert before.connection.recv(1) == b"a"
            with pytest.raises(SentAway):
                clients.must_stay(before)
            clients.must_stay(after)
            assert (before.is_idle, after.is_idle) == (True, False)
            for client in (before, after):
                clients.forget(client)
