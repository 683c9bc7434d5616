"""Who is connected, and what becomes of whoever was sent away."""

import errno
import resource
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import pytest

from pos.keystore.files import meeting_point
from pos.keystore.server.clients import Client, Clients
from pos.keystore.server.turns import Caller, SentAway, Turns
from tests.patience import PATIENCE_S

ME, ANOTHER, A_THIRD = 1, 2, 3
Door = Callable[[Clients, int], Client]


class Noting(Turns):
    """Turns that know who was sent away from them; all who are asked about wait here."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Caller] = []

    def send_away(self, caller: Caller) -> bool:
        """Note it; nobody goes twice."""
        self.sent.append(caller)
        return self.sent.count(caller) == 1


class NotLetIn(Exception):
    """There was no place."""


class ShortListener(socket.socket):
    """A listener at which somebody waits for whom there is no descriptor."""

    def accept(self) -> NoReturn:
        """Fail as the system does."""
        raise OSError(errno.EMFILE, "too many open files")


@pytest.fixture(name="come")
def _come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    """Give what lets one more client of a process in; at the end all are forgotten."""
    came: list[tuple[Clients, Client]] = []
    with meeting_point.listen(tmp_path) as listener, ExitStack() as lines:

        def come(clients: Clients, process: int) -> Client:
            monkeypatch.setattr(meeting_point, "peer_pid", lambda _: process)
            lines.enter_context(meeting_point.connect(tmp_path, within_s=PATIENCE_S))
            client = clients.accept(listener, group=None)
            if client is None:
                raise NotLetIn
            client.came = len(came)
            came.append((clients, client))
            return client

        yield come
        for clients, client in came:
            clients.forget(client)


def who_left(*clients: Client) -> list[bool]:
    """Return which of them were sent away."""
    return [client.is_leaving for client in clients]


def test_clients_leave_the_agent_its_own_files(come: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two places of three connections each, and 32 files for the vault, the books and the log."""
    monkeypatch.setattr(resource, "getrlimit", lambda _: (38, 4096))
    clients = Clients(places=64, of_one=48)
    came = [come(clients, process) for process in (ME, ANOTHER, A_THIRD)]
    assert who_left(*came) == [False, True, False]


def test_whoever_comes_takes_a_place_of_who_has_most(come: Door) -> None:
    """The newest of those; of its own where it has as many; none of who has fewer."""
    clients = Clients(places=4, of_one=4)
    mine, one, two, three = (come(clients, each) for each in (ME, ANOTHER, ANOTHER, ANOTHER))
    newer = come(clients, A_THIRD)
    assert who_left(mine, one, two, three, newer) == [False, False, False, True, False]
    fourth = come(clients, ANOTHER)
    assert who_left(mine, one, two, newer, fourth) == [False, False, True, False, False]


def test_whoever_has_as_many_as_others_loses_one_of_its_own(come: Door) -> None:
    """Though theirs are newer: they were there before this one came."""
    clients = Clients(places=4, of_one=4)
    came = [come(clients, each) for each in (ME, ME, ANOTHER, ANOTHER, ME)]
    assert who_left(*came) == [False, True, False, False, False]


def test_whoever_was_sent_away_has_no_place_any_more(come: Door) -> None:
    """Its thread may not have noticed yet; nobody else goes for it."""
    clients = Clients(places=2, of_one=2)
    first, second, third = (come(clients, each) for each in (ME, ANOTHER, ANOTHER))
    assert who_left(first, second, third) == [False, True, False]
    fourth = come(clients, ANOTHER)
    assert who_left(first, third, fourth) == [False, True, False]


def test_who_lingers_of_one_process_does_not_pile_up(come: Door) -> None:
    """Of those that were sent away it has as many as it has places; another one still comes in."""
    clients = Clients(places=4, of_one=1)
    for _ in range(2):
        come(clients, ME)
    with pytest.raises(NotLetIn):
        come(clients, ME)
    come(clients, ANOTHER)


def test_who_lingers_leaves_room_for_a_new_process(come: Door) -> None:
    """Whoever has a line gets no further one then."""
    clients = Clients(places=2, of_one=2)
    for process in range(4):
        come(clients, process)
    with pytest.raises(NotLetIn):
        come(clients, 0)
    for process in (4, 5):
        come(clients, process)
    with pytest.raises(NotLetIn):
        come(clients, 6)


def test_one_process_takes_turns_with_itself_on_all_its_lines(come: Door) -> None:
    """And with nobody else."""
    clients = Clients(places=4, of_one=4)
    one, other, stranger = (come(clients, each) for each in (ME, ME, ANOTHER))
    assert one.quick is other.quick
    assert one.quick is not stranger.quick


def test_somebody_without_a_descriptor_costs_one_client_at_a_time(come: Door) -> None:
    """The newest of who has most; not the only one, and none while one is still leaving."""
    clients = Clients(places=4, of_one=4)
    with ShortListener(socket.AF_UNIX) as listener:
        first = come(clients, ME)
        assert clients.accept(listener, group=None) is None
        assert who_left(first) == [False]
        second, third = (come(clients, each) for each in (ME, ANOTHER))
        for client in (first, second, third):
            clients.must_stay(client)
            client.waits_in = Noting()
        for _ in range(2):
            assert clients.accept(listener, group=None) is None
            assert who_left(first, second, third) == [False, True, False]


def test_whoever_waits_goes_and_whoever_is_served_stays(come: Door) -> None:
    """Though a newer one would have to go first."""
    clients = Clients(places=2, of_one=2)
    first, second = (come(clients, each) for each in (ME, ANOTHER))
    turns = Noting()
    for client in (first, second):
        clients.must_stay(client)
    first.waits_in = turns
    third = come(clients, A_THIRD)
    assert who_left(first, second, third) == [True, False, False]
    assert turns.sent == [first.caller]


def test_a_stopping_agent_answers_what_is_quick(come: Door) -> None:
    """Nobody's passphrase is tried any more; sales that were sent are ended."""
    clients = Clients(places=2, of_one=2)
    selling, unlocking = (come(clients, each) for each in (ME, ANOTHER))
    quick, slow = Noting(), Noting()
    selling.quick = selling.waits_in = quick
    unlocking.waits_in = slow
    assert set(clients.hear_no_more()) == {selling, unlocking}
    assert (quick.sent, slow.sent) == ([], [unlocking.caller])


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
