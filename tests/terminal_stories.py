"""A whole training terminal in a folder, and ways to open it, for tests."""

import os
import signal
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pos.app.ports import Clock, Ports, Reads, SecurityModuleSetup
from pos.app.selling.stored_sale import tokens_of
from pos.bootstrap.joining import SystemClock, join
from pos.bootstrap.training import create_training
from pos.domain.meter import ACTIVE
from pos.domain.money import Money
from pos.domain.sale import SaleRequest
from pos.domain.tender import Tender
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.agent.dispatch import answer_to
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder
from pos.keystore.server.server import AgentServer, ServerLimits
from pos.keystore.vault.slots import PassphraseCost
from pos.store.store import SqlStore

ROOT = Path(__file__).parents[1]
CHEAP = PassphraseCost(memory_kib=32, passes=1, lanes=1)
OPERATOR = "agent"
CURRENCY = "ZAR"


@dataclass(slots=True)
class MovedClock:
    """The machine's clock, moved to where a test wants it once and running on from there."""

    start: datetime | None = None

    def now(self) -> datetime:
        """Return the set moment if there is one, else the real one."""
        return datetime.now(UTC) if self.start is None else self.start


def new_terminal(folder: Path, *, components_ok: bool = False) -> Path:
    """Make a training terminal whose vault opens quickly; it may take test keys."""
    create_training(folder, CURRENCY, ROOT / "resources", CHEAP, components_ok=components_ok)
    return folder


def passphrase_of(folder: Path) -> bytes:
    """Return the passphrase of a training terminal."""
    return (folder / "secrets" / "passphrase").read_bytes().strip()


def locked_agent(folder: Path) -> KeyAgent:
    """Own a folder's keys in this process, still closed."""
    return KeyAgent.open(folder, clock=SystemClock(), randomness=os.urandom)


def own_agent(
    folder: Path, *, clock: Clock | None = None, kind: type[KeyAgent] = KeyAgent
) -> KeyAgent:
    """Own a folder's keys in this process, unlocked."""
    agent = kind.open(folder, clock=clock or SystemClock(), randomness=os.urandom)
    agent.unlock(passphrase_of(folder))
    return agent


def joined(folder: Path, keys: SecurityModuleSetup, *, clock: Clock | None = None) -> Ports:
    """Open the store and join it with a key agent; `ports.store.close` ends it."""
    time = clock or SystemClock()
    store = SqlStore.open(folder, keys.database_key(), time)
    return join(folder, store, keys, time)


@contextmanager
def opened(folder: Path, *, clock: Clock | None = None) -> Iterator[Ports]:
    """Open a terminal with the key agent inside this process; nothing is settled."""
    with ExitStack() as stack:
        keys = own_agent(folder, clock=clock)
        stack.callback(keys.close)
        ports = joined(folder, keys, clock=clock)
        stack.callback(ports.store.close)
        yield ports


@contextmanager
def reached(folder: Path, kind: type[AgentClient] = AgentClient) -> Iterator[Ports]:
    """Open a terminal whose key agent is another process, unlocking it."""
    with ExitStack() as stack:
        keys = kind(folder)
        stack.callback(keys.close)
        keys.unlock(passphrase_of(folder))
        ports = joined(folder, keys)
        stack.callback(ports.store.close)
        yield ports


def serve_forked(folder: Path, open_agent: Callable[[Path], KeyAgent] | None = None) -> int:
    """Serve a folder's key agent from a forked process; return its id.

    Args:
        open_agent: called in that process; a locked agent of the usual kind if None.
    """
    place = AgentFolder(folder)
    place.make_meeting_place()
    listener = meeting_point.listen(place.meeting_place)
    child = os.fork()
    if child:
        listener.close()
        return child
    status = 1
    try:
        agent = (open_agent or locked_agent)(folder)
        AgentServer(
            agent, partial(answer_to, agent), place, resident=True, limits=ServerLimits()
        ).serve(listener)
        status = 0
    finally:
        os._exit(status)


def end_process(pid: int, number: signal.Signals = signal.SIGKILL) -> int:
    """Signal a child and wait for its end; return its exit status, negative for a signal."""
    os.kill(pid, number)
    return wait_for(pid)


def wait_for(pid: int) -> int:
    """Wait for a child's end; return its exit status, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def new_sale_id() -> str:
    """Return an id that was never used."""
    return str(uuid.uuid4())


def pans_of(reads: Reads, count: int) -> list[str]:
    """Return the numbers of meters that may buy."""
    found = [meter.pan for meter in reads.meters(limit=2 * count + 2) if meter.status == ACTIVE]
    assert len(found) >= count
    return found[:count]


def a_request(pan: str, cents: int = 5_000, *, sale_id: str = "", tendered: int = 0) -> SaleRequest:
    """Return a request; the customer pays with a rand more unless it is said otherwise."""
    return SaleRequest(
        sale_id=sale_id or new_sale_id(),
        pan=pan,
        amount=Money(cents, CURRENCY),
        tenders=(Tender("cash", Money(tendered or cents + 100, CURRENCY)),),
    )


def digits_of(reads: Reads, sale_id: str) -> str:
    """Return the digits of a committed sale's token."""
    row = reads.sale(sale_id)
    assert row is not None
    (token,) = tokens_of(reads, row)
    return token.digits
