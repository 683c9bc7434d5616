"""A real key agent in a folder, and what a terminal asks of it, for tests."""

import os
import select
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from pos.app.ports import Issued, KeyStatus, LeaseStatus, SecurityModuleSetup
from pos.app.ports.slots import UnlockSecret
from pos.app.terminal.training import TRAINING_KEYS
from pos.domain.entries import MeterKeyed, SaleBegun
from pos.domain.journal import NO_HASH, Entry, format_time, read_entry, seal
from pos.domain.lease import DayCounts, LeaseLimits
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.agent.dispatch import answer_to
from pos.keystore.agent.provisioning import create_vault
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder
from pos.keystore.issue.token_maker import TokenMaker
from pos.keystore.server.server import AgentServer, ServerLimits
from pos.keystore.vault.openers import PassphraseOpener
from pos.keystore.vault.slots import MasterKeys, PassphraseCost
from pos.keystore.vault.vault import Vault
from pos.sts.identifiers import MeterPan, luhn_check_digit
from tests.builders import a_sale_begun
from tests.patience import PATIENCE_S

PASSPHRASE = b"correct horse battery staple"
BY_PASSPHRASE = UnlockSecret("passphrase", PASSPHRASE)
CHEAP = PassphraseCost(memory_kib=32, passes=1, lanes=1)
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
KEY_EA11, KEY_EA07, KEY_DKGA02 = TRAINING_KEYS[:3]


@dataclass(slots=True)
class SetClock:
    """Shows the time that a test sets."""

    time: datetime = NOON

    def now(self) -> datetime:
        """Return it."""
        return self.time


class MachineClock:
    """Shows the real time, as an agent in its own process does."""

    def now(self) -> datetime:
        """Return it."""
        return datetime.now(UTC)


def new_vault(folder: Path, *, training: bool = True) -> Path:
    """Make a vault that opens quickly."""
    create_vault(folder, PASSPHRASE, training=training, randomness=os.urandom, cost=CHEAP)
    return folder


def master_keys(vault: Vault, passphrase: bytes) -> MasterKeys:
    """Unwrap the master keys with a passphrase; raises as `slot_opened_by`."""
    return vault.slot_opened_by(PassphraseOpener(passphrase))[1]


def opened(
    folder: Path,
    clock: SetClock | MachineClock,
    *,
    maker: TokenMaker | None = None,
    randomness: Callable[[int], bytes] = os.urandom,
) -> KeyAgent:
    """Own a folder and unlock it."""
    agent = KeyAgent.open(folder, clock=clock, randomness=randomness, maker=maker)
    agent.unlock(PASSPHRASE)
    return agent


def a_lease(now: datetime, **changes: Any) -> LeaseStatus:
    """A lease of a year that no test reaches the end of by chance."""
    lease = LeaseStatus(
        serial=1,
        not_before=format_time(now - DAY),
        until=format_time(now + 365 * DAY),
        money_issued=0,
        money_may_reach=1_000_000_000,
        energy_issued_milli=0,
        energy_may_reach_milli=1_000_000_000,
        energy_per_meter_day_milli=100_000_000,
        lane=0,
        lanes=1,
        limits=LeaseLimits(day_limits=DayCounts(free=20, engineering=20, key_change=20)),
    )
    return replace(lease, **changes)


def make_ready(module: SecurityModuleSetup, now: datetime) -> tuple[KeyStatus, ...]:
    """Give an unlocked training agent its keys and a lease."""
    module.grant_training_lease(a_lease(now))
    on_device = module.status().key_device
    kept = [key for key in TRAINING_KEYS[:3] if not on_device or key is not KEY_DKGA02]
    return tuple(module.mint_training_key(key) for key in kept)


def ready_agent(folder: Path, clock: SetClock) -> KeyAgent:
    """Make a vault, own it, and give it keys and a lease."""
    agent = opened(new_vault(folder), clock)
    make_ready(agent, clock.now())
    return agent


def pan_of(number: int) -> str:
    """Return the PAN of a made-up meter."""
    body = f"00{number:08d}"
    return MeterPan.parse(f"{body}{luhn_check_digit(body)}").digits


def a_meter(number: int = 1, *, key: KeyStatus = KEY_EA11, **changes: Any) -> MeterKeyed:
    """A meter of one of the training groups."""
    values = {
        "pan": pan_of(number),
        "sgc": key.sgc,
        "krn": 1,
        "tariff_index": "01",
        "key_type": 2,
        "ea": "11" if key is KEY_EA11 else "07",
    }
    return MeterKeyed(**{**values, **changes})


def new_sale_id() -> str:
    """Return an id that was never used."""
    return str(uuid.uuid4())


def begun_bytes(sale_id: str, *, seq: int = 7, **changes: Any) -> bytes:
    """Return the stored bytes of a SaleBegun entry."""
    changes.setdefault("meter", a_meter())
    sale = a_sale_begun(sale_id=sale_id, **changes)
    entry = Entry("T1", 1, seq, format_time(NOON), "agent", sale.version, sale, NO_HASH)
    return seal(entry).body


def wait_for_end(pid: int) -> None:
    """Wait until a process has ended."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        assert select.select([descriptor], [], [], PATIENCE_S)[0], "the agent does not end"
    finally:
        os.close(descriptor)


def issue_one(module: SecurityModuleSetup, **changes: Any) -> Issued:
    """Issue for a new sale."""
    sale_id = new_sale_id()
    outcome = module.issue(sale_id, begun_bytes(sale_id, **changes))
    assert isinstance(outcome, Issued), outcome
    return outcome


@contextmanager
def served(folder: Path) -> Iterator[AgentClient]:
    """Serve a vault's agent from a thread of this process; give a client of it."""
    place = AgentFolder(folder)
    place.make_meeting_place()
    agent = KeyAgent.open(folder, clock=MachineClock(), randomness=os.urandom)
    listener = meeting_point.listen(place.meeting_place)
    server = AgentServer(
        agent, partial(answer_to, agent), place, resident=True, limits=ServerLimits()
    )
    thread = threading.Thread(target=server.serve, args=(listener,))
    thread.start()
    with AgentClient(folder) as client:
        _SERVED[client] = agent
        yield client
        del _SERVED[client]
    server.stop()
    thread.join(PATIENCE_S)
    assert not thread.is_alive()


_SERVED: dict[AgentClient, KeyAgent] = {}


def served_agent(client: AgentClient) -> KeyAgent:
    """Return the agent of this process that a client of `served` talks to."""
    return _SERVED[client]


def sold_to(issued: Issued) -> str:
    """Return the PAN that an issue was for."""
    payload = read_entry(issued.begun).payload
    assert isinstance(payload, SaleBegun)
    return payload.meter.pan
