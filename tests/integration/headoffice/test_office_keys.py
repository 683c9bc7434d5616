"""Keys that an older program kept in the database, and servers whose keys are locked."""

import os
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.app.office.sync_journal import sync_status
from pos.app.ports import Ports
from pos.bootstrap.office_keys import make_vault
from pos.bootstrap.offices import InstalledOffices
from pos.cli.office.key_places import KeysWanted
from pos.domain.errors import HeadOfficeUnreachable, VaultDamaged
from pos.domain.errors.office import RootKeyUnusable
from pos.domain.errors.signing import SigningKeysExposed
from pos.domain.journal import format_time
from pos.headoffice.administration.commands import OfficeCommand
from pos.headoffice.keys.office_keys import exposed_keys
from pos.headoffice.keys.set_up import _write_secret
from pos.headoffice.store.database import new_database, open_database
from pos.headoffice.store.schema import OFFICE, OFFICE_KEY
from pos.keystore.signing.signing_keys import SigningKeys
from pos.wire.uplink_keys import KeyPurpose, certify
from tests import office_stories as story
from tests.agent_stories import PASSPHRASE
from tests.office_stories import OfficeHere, RealClock
from tests.secret_forms import found_under
from tests.signing_stories import a_root, keys_of, shared_agent

FIRST = (KeyPurpose.LEASE, KeyPurpose.ANSWER)
SEEDS = {purpose: bytes([10 + n]) * 31 + b"!" for n, purpose in enumerate(FIRST)}
ROOT = a_root()


def _old_office(url: str, root_file: Path) -> None:
    """Make a head office as a program from before did, with its private keys in the database."""
    root_key = ROOT.public_key().public_bytes_raw().hex()
    with new_database(url) as connection:
        for purpose, seed in SEEDS.items():
            public = Ed25519PrivateKey.from_private_bytes(seed).public_key()
            word = certify(ROOT, purpose, public.public_bytes_raw().hex(), training=True)
            connection.execute(
                OFFICE_KEY.insert().values(
                    purpose=purpose.value, private_key=seed, certificate=msgspec.json.encode(word)
                )
            )
        now = format_time(RealClock().now())
        connection.execute(
            OFFICE.insert().values(id=1, training=1, root_key=root_key, epoch=1, created_at=now)
        )
    _write_secret(root_file, ROOT)


def _secrets() -> dict[str, bytes]:
    return {purpose.value: seed for purpose, seed in SEEDS.items()}


MOVING = OfficeCommand("", "root at here", "", "keys move")


@pytest.fixture(name="url", params=["sqlite", "postgres"])
def _url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of an old head office."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'office.db'}"
    else:
        url = str(request.getfixturevalue("postgres").new_database())
    _old_office(url, tmp_path / "root.pem")
    return url


def test_keys_move_out_of_the_database_once(url: str, tmp_path: Path) -> None:
    """Before, nothing is signed; afterwards all of it is, by the same keys, from the vault."""
    offices, keys = InstalledOffices(), tmp_path / "moved"
    clock = RealClock()
    with shared_agent(keys) as signing:
        with pytest.raises(SigningKeysExposed), story.office_at(url, clock, signing):
            pass
        wanted = KeysWanted(keys)
        moved = offices.move_keys(url, wanted, tmp_path / "root.pem", MOVING)
        assert moved is not None
        assert moved.passphrase_file == keys / "passphrase"
        assert offices.move_keys(url, wanted, None, MOVING) is None
        with story.office_at(url, clock, signing) as office:
            with office.database.read() as connection:
                assert exposed_keys(connection) is None
            assert not found_under(tmp_path, _secrets())
            folder = story.new_terminal(tmp_path / "terminal", clock)
            with story.terminal_at(folder, clock) as ports:
                story.join(office, ports)
                office.grant(story.TERMINAL, 5_000, 500)
                assert story.sync(office, ports).lease_received


def test_a_move_that_broke_off_is_finished_by_the_next(tmp_path: Path) -> None:
    """The vault is there, the database still has the keys; another vault is not taken for it."""
    url, root = f"sqlite:///{tmp_path / 'office.db'}", tmp_path / "root.pem"
    _old_office(url, root)
    offices = InstalledOffices()
    with offices.opened(url, MOVING) as office:
        exposed = office.exposed_keys()
    assert exposed is not None
    keys = SigningKeys(exposed.root_key, exposed.seeds, exposed.certificates)
    wanted = KeysWanted(passphrase=PASSPHRASE)
    make_vault(keys_of(tmp_path / "office.db"), keys, wanted, training=True)
    other = SigningKeys(exposed.root_key, {}, ()).with_missing(
        lambda purpose, key: certify(ROOT, purpose, key, training=True), os.urandom
    )
    make_vault(tmp_path / "other", other, wanted, training=True)
    with pytest.raises(VaultDamaged):
        offices.move_keys(url, KeysWanted(tmp_path / "other", PASSPHRASE), None, MOVING)
    assert offices.move_keys(url, wanted, None, MOVING) is not None
    assert not found_under(tmp_path, _secrets())


def test_another_root_key_adds_nothing(tmp_path: Path) -> None:
    """The keys stay where they were."""
    url, root = f"sqlite:///{tmp_path / 'office.db'}", tmp_path / "root.pem"
    _old_office(url, root)
    _write_secret(tmp_path / "other.pem", a_root(2))
    with pytest.raises(RootKeyUnusable):
        InstalledOffices().move_keys(url, KeysWanted(), tmp_path / "other.pem", MOVING)
    database = open_database(url)
    with database.read() as connection:
        assert exposed_keys(connection) is not None
    database.close()


def _lock_all(office: OfficeHere) -> None:
    agent = story.signing_of(office)
    agent._answering = agent._granting = None


def _acknowledged(ports: Ports) -> int:
    with ports.store.read() as reads:
        return sync_status(reads).acknowledged


def test_what_comes_while_the_keys_are_locked_is_kept(tmp_path: Path) -> None:
    """The terminal is told to ask again, counts nothing as delivered, and later all of it."""
    clock = RealClock()
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with (
        story.office_at(story.new_office(tmp_path), clock) as office,
        story.terminal_at(folder, clock) as ports,
    ):
        story.join(office, ports)
        story.sync(office, ports)
        before = _acknowledged(ports)
        total = story.sell_many(ports, 1, 10)
        _lock_all(office)
        assert not office.office.is_well()
        with pytest.raises(HeadOfficeUnreachable):
            story.sync(office, ports)
        assert _acknowledged(ports) == before
        assert story.stored_hashes(office) == story.hashes_of(ports)
        story.signing_of(office).unlock(PASSPHRASE)
        assert office.office.is_well()
        story.sync(office, ports)
        found = office.only_terminal()
        assert (found.sales, found.total, found.alarms) == (10, total, ())
        assert story.stored_hashes(office) == story.hashes_of(ports)
