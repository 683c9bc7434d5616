"""A thief of head office: with its database, its disk, or its web process."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.app.ports import Ports
from pos.domain.errors import IdentityLocked, LeaseNotGenuine, WrongPassphrase
from pos.domain.errors.office import GrantAboveCeiling
from pos.domain.errors.signing import SigningRefused
from pos.domain.journal import format_time
from pos.headoffice.keys.ceilings import CeilingWish
from pos.headoffice.store.columns import METADATA
from pos.headoffice.store.database import open_database
from pos.headoffice.store.schema import OFFICE_KEY
from pos.headoffice.terminals.leases import newest_lease
from pos.wire.bundle import BundleHead, BundleKind
from pos.wire.uplink import UPLINK_PATH
from pos.wire.uplink_lease import SignedLease, lease_terms
from tests import office_stories, signing_stories
from tests.agent_stories import PASSPHRASE
from tests.faults.keystore.gains import gained
from tests.office_stories import DAY, OfficeHere, RealClock
from tests.secret_forms import found_in, found_under

T = office_stories.TERMINAL


@dataclass(frozen=True)
class Stolen:
    """A head office at work, and all that its key agent must keep to itself.

    Attributes:
        seeds: of its signing keys.
    """

    office: OfficeHere
    ports: Ports
    seeds: dict[str, bytes]


@pytest.fixture(name="stolen")
def _stolen(tmp_path: Path) -> Iterator[Stolen]:
    """Give a head office that granted, answered and published."""
    clock = RealClock()
    folder = office_stories.new_terminal(tmp_path / "terminal", clock)
    place = tmp_path / "office"
    place.mkdir()
    with (
        office_stories.office_at(office_stories.new_office(place), clock) as office,
        office_stories.terminal_at(folder, clock) as ports,
    ):
        office_stories.join(office, ports)
        wish = CeilingWish(T, 20_000, 10**9, clock.now() + 60 * DAY)
        office.administration.set_ceiling(wish, place / "root.pem")
        office.grant(T, 5_000, 500)
        office_stories.sync(office, ports)
        agent = office_stories.signing_of(office)
        assert agent._answering is not None
        assert agent._granting is not None
        seeds = {
            "answer": agent._answering.answer_seed,
            "ledger": agent._answering.ledger_key,
        }
        seeds |= {purpose.value: seed.reveal() for purpose, seed in agent._granting.items()}
        yield Stolen(office, ports, seeds)


def _everything(connection: Connection) -> bytes:
    """Return each value of each table."""
    rows = (
        tuple(row) for table in METADATA.sorted_tables for row in connection.execute(select(table))
    )
    return b"\n".join(
        value if isinstance(value, bytes) else str(value).encode() for row in rows for value in row
    )


def test_the_whole_database(stolen: Stolen, tmp_path: Path) -> None:
    """Copied, with its log: no value of any row is anything to sign with."""
    copied = tmp_path / "copied"
    copied.mkdir()
    for file in stolen.office.path.parent.glob("office.db*"):
        if file.is_file():
            shutil.copy(file, copied)
    assert not found_under(copied, stolen.seeds)
    database = open_database(f"sqlite:///{copied / 'office.db'}")
    with database.read() as connection:
        assert {row.private_key for row in connection.execute(select(OFFICE_KEY))} == {b""}
        assert not found_in(_everything(connection), stolen.seeds)
        lease = newest_lease(connection, T)
    database.close()
    assert lease is not None
    terms = lease_terms(lease)
    assert terms is not None
    richer = msgspec.structs.replace(terms, serial=99, money_may_reach=9_999)
    forged = SignedLease(msgspec.json.encode(richer).decode(), lease.signature, lease.certificate)
    with pytest.raises(LeaseNotGenuine):
        stolen.ports.keys.take_lease(forged)
    gained(
        "copy head office's whole database",
        "what was sold, and to which meter; nothing can be signed with it: no lease, no answer,"
        " no bundle, no sealed key",
    )


def test_the_folder_of_the_keys_without_its_passphrase(stolen: Stolen, tmp_path: Path) -> None:
    """The vault and its ledger are sealed; guesses cost Argon2id each."""
    kept = signing_stories.keys_of(stolen.office.path)
    copied = tmp_path / "copied"
    copied.mkdir()
    for name in ("vault", "agent.db", "agent.db-wal", "agent.lock"):
        if (kept / name).exists():
            shutil.copy(kept / name, copied)
    assert not found_under(copied, stolen.seeds)
    with signing_stories.agent_at(copied, RealClock(), locked=True) as agent:
        with pytest.raises(WrongPassphrase):
            agent.unlock(b"a guess of mine")
        with pytest.raises(IdentityLocked):
            agent.sign_answer(UPLINK_PATH, "ab" * 64, b"{}")
    gained(
        "copy the folder of head office's keys, without the passphrase",
        "nothing; with the file `passphrase` that a new head office leaves beside the vault: all",
    )


def test_take_over_the_web_process(stolen: Stolen) -> None:
    """It may ask the open agent for anything, with a database that says what the thief likes."""
    agent = office_stories.signing_of(stolen.office)
    with stolen.office.database.write() as connection:
        lease = newest_lease(connection, T)
        connection.exec_driver_sql("DELETE FROM ceiling")
    assert lease is not None
    terms = lease_terms(lease)
    assert terms is not None
    now = stolen.office.clock.now()
    for wanted, refused in (
        ({"serial": terms.serial + 1, "money_may_reach": 20_001}, GrantAboveCeiling),
        ({"serial": terms.serial + 1, "until": format_time(now + 90 * DAY)}, GrantAboveCeiling),
        ({"serial": terms.serial}, SigningRefused),
    ):
        with pytest.raises(refused):
            agent.sign_lease(msgspec.structs.replace(terms, **wanted), None)
    for body in (os.urandom(64), b"vendwatt lease 1\0" + lease.body.encode(), b"{}"):
        with pytest.raises(SigningRefused):
            agent.sign_answer(UPLINK_PATH, "ab" * 64, body)
    epoch, n = agent.signed_before("").bundle
    head = BundleHead(
        epoch=max(epoch, 1),
        n=n + 1,
        terminal=T,
        training=True,
        kind=BundleKind.TARIFF,
        digest="0" * 64,
        created_at=format_time(now),
    )
    assert agent.sign_bundle(head, "a tariff of mine").body == "a tariff of mine"
    most = msgspec.structs.replace(terms, serial=terms.serial + 1, money_may_reach=20_000)
    agent.sign_lease(most, None)
    assert agent.signed_before(T).lease_serial == most.serial
    gained(
        "take over head office's web process while the agent is open and knows no people",
        "leases up to the ceilings that the root key signed, of which the agent's ledger knows the"
        " newest; of a terminal without a ceiling: NOT BOUNDED; what head office says in bundles"
        " and answers; nothing else signed as an answer",
    )


def test_look_into_the_memory_of_a_locked_agent(stolen: Stolen) -> None:
    """The keys that grant are overwritten when they are locked, or opened once more."""
    agent = office_stories.signing_of(stolen.office)
    held = list((agent._granting or {}).values())
    agent.unlock(PASSPHRASE)
    held += (agent._granting or {}).values()
    agent.lock()
    assert len(held) == 2 * len({"lease", "keys", "bundle"})
    assert all(seed._content == b"" for seed in held)
    gained(
        "look into the memory of a locked agent of head office",
        "none of the buffers of keys; copies that Python made may stay until they are reused",
    )
