"""Who is connected to a key agent, and who has to go when places are taken.

One process has some of the places, and all processes together have all. Whoever comes when they
are taken sends away the newest that asks nothing or waits for its turn: of the process that has
most, if that is more than its own, or else of its own. So a program with a hundred connections
takes no place from one with a single one, and a hundred programs none from one that was here first.
"""

import errno
import resource
import select
import socket
import threading
import time
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

from pos.keystore.files import meeting_point
from pos.keystore.server.turns import Caller, SentAway, Turns

# What the system says when it has no descriptor or memory left for one more connection.
_SHORT_OF: Final = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
_SHORT_REST_S: Final = 0.05
# Of connections there may be so many times the places, with those that were sent away just now.
_LINGERING: Final = 3
_AGENTS_OWN_FILES: Final = 32


@dataclass(slots=True, eq=False)
class Client:
    """One connection and the thread that serves it.

    Attributes:
        caller: what it is where it waits for a turn.
        quick: turns of its process at calls that are not slow.
        came: monotonic time.
        is_idle: it asks nothing.
        waits_in: where it waits for its turn, or has it; None for nowhere.
        is_leaving: it was sent away, and its thread has not noticed yet.
    """

    connection: socket.socket
    caller: Caller
    quick: Turns
    thread: threading.Thread | None = None
    came: float = field(default_factory=time.monotonic)
    is_idle: bool = True
    waits_in: Turns | None = None
    is_leaving: bool = False

    def has_gone(self) -> bool:
        """Whether the other side has hung up."""
        poll = select.poll()
        poll.register(self.connection, select.POLLHUP)
        return bool(poll.poll(0))

    def shut(self, how: int) -> None:
        """End the connection in one direction or both; its thread notices."""
        try:
            self.connection.shutdown(how)
        except OSError:
            # The other side was faster.
            return


class Clients:
    """The clients of one server; threads share it."""

    def __init__(self, places: int, of_one: int) -> None:
        """Say how many connections are served at a time, and how many of them of one process.

        They are fewer where the system lets us have few descriptors: none that the agent itself
        needs is to be a client's.
        """
        open_files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
        if open_files != resource.RLIM_INFINITY:
            places = max(1, min(places, (open_files - _AGENTS_OWN_FILES) // _LINGERING))
        self._places, self._of_one = places, min(places, of_one)
        self._all: set[Client] = set()
        self._change = threading.Lock()
        self._has_left = threading.Event()

    def __len__(self) -> int:
        return len(self._all)

    def accept(self, listener: socket.socket, *, group: int | None) -> Client | None:
        """Let in whoever waits, if it may and there is a place.

        Args:
            listener: on which somebody waits.
            group: whose members may come besides this process's own user; None for nobody.

        Returns:
            The client, still without a thread; None where nobody came in.
        """
        try:
            connection, _ = listener.accept()
        except OSError as error:
            # Else the client is gone again.
            if error.errno in _SHORT_OF:
                self._make_room()
            return None
        try:
            meeting_point.must_be_own(connection, group=group)
        except meeting_point.StrangePeer:
            connection.close()
            return None
        client = self._admit(connection)
        if client is None:
            connection.close()
        return client

    def must_stay(self, client: Client) -> None:
        """Note that a client asks something; SentAway for one that was, though it can be read."""
        with self._change:
            if client.is_leaving:
                raise SentAway
            client.is_idle = False

    def forget(self, client: Client) -> None:
        """Close a connection for good."""
        with self._change:
            client.connection.close()
            self._all.discard(client)
        self._has_left.set()

    def hear_no_more(self) -> list[Client]:
        """Take no further request of anybody, nor try a secret yet; return who is left."""
        with self._change:
            for client in self._all:
                client.shut(socket.SHUT_RD)
                if client.waits_in not in (None, client.quick):
                    client.waits_in.send_away(client.caller)
            return list(self._all)

    def _admit(self, connection: socket.socket) -> Client | None:
        process = meeting_point.peer_pid(connection)
        with self._change:
            kin = [client for client in self._all if client.caller.process == process]
            # Whoever is sent away has a thread for a moment longer: these are not to pile up.
            most = (_LINGERING - 1 if kin else _LINGERING) * self._places
            if len(kin) >= (_LINGERING - 1) * self._of_one or len(self._all) >= most:
                return None
            may_go = self._who_may_go_for(process)
            if may_go is not None and not _send_one_away(may_go):
                return None
            client = Client(connection, Caller(process), kin[0].quick if kin else Turns())
            self._all.add(client)
            return client

    def _who_may_go_for(self, process: int) -> list[Client] | None:
        """Return who may lose a place to this process; None while there are places left."""
        staying = [client for client in self._all if not client.is_leaving]
        its_own = [client for client in staying if client.caller.process == process]
        if len(its_own) >= self._of_one:
            return its_own
        if len(staying) < self._places:
            return None
        most = _of_those_with_most(staying)
        return its_own if its_own and its_own[0] in most else most

    def _make_room(self) -> None:
        """Free a descriptor, and wait a moment for it; whoever comes waits at the door meanwhile.

        Somebody waits to be let in all the while, so without the wait we would try for ever.
        """
        with self._change:
            self._has_left.clear()
            # The only client is not what it is short by.
            if len(self._all) > 1 and not any(client.is_leaving for client in self._all):
                _send_one_away(_of_those_with_most(self._all))
        self._has_left.wait(_SHORT_REST_S)


def _of_those_with_most(clients: Collection[Client]) -> list[Client]:
    """Return the clients of the processes that have most."""
    held = Counter(client.caller.process for client in clients)
    most = max(held.values(), default=0)
    return [client for client in clients if held[client.caller.process] == most]


def _send_one_away(may_go: Collection[Client]) -> bool:
    """End the newest connection that is idle or waits, if any: who was here before stays."""
    for client in sorted(may_go, key=lambda client: client.came, reverse=True):
        if client.is_idle or (client.waits_in and client.waits_in.send_away(client.caller)):
            client.is_leaving = True
            client.shut(socket.SHUT_RDWR)
            return True
    return False
