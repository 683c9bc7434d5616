"""The agent's files: who may read them, who may own them, and how damage shows."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from sqlcipher3 import dbapi2  # type: ignore[import-untyped]  # The package ships no types.

from pos.domain.errors import (
    AgentStateDamaged,
    DiskFull,
    FolderInUse,
    FolderNotATerminal,
    FolderNotEmpty,
    IdentityLocked,
    MadeByNewerProgram,
    MeterKeyNotSold,
    NextStep,
    StoreBusy,
    StoreUnusable,
    VaultCutOff,
    VaultDamaged,
    VaultMissing,
    VaultSwapped,
    WrongPassphrase,
)
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.agent.provisioning import create_vault
from pos.keystore.files import encrypted_database
from pos.keystore.files.encrypted_database import create_database, open_database
from pos.keystore.files.folder import AgentFolder
from pos.keystore.files.schema import SCHEMA_VERSION
from pos.keystore.files.secret import Secret
from pos.keystore.issue.issue_rules import IssueMeans, plan_issue
from pos.keystore.keys.vending_keys import VendingRing
from pos.keystore.vault import vault_file
from pos.keystore.vault.compartments import decode_identity
from pos.keystore.vault.openers import passphrase_cost
from pos.keystore.vault.slots import PassphraseCost
from pos.keystore.vault.vault import Vault, read_vault, write_vault
from tests import agent_stories as story
from tests.agent_stories import SetClock
from tests.builders import a_sale_begun

PAGE_BYTES = 4096


def opened(folder: Path) -> KeyAgent:
    """Own a folder and unlock it."""
    return story.opened(folder, SetClock())


def owned(folder: Path) -> KeyAgent:
    """Own a folder."""
    return KeyAgent.open(folder, clock=SetClock(), randomness=os.urandom)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Give a folder with a vault, keys, a lease and three issues."""
    agent = story.ready_agent(tmp_path, SetClock())
    for _ in range(3):
        story.issue_one(agent)
    agent.close()
    return tmp_path


def test_only_the_owner_may_read(folder: Path) -> None:
    """Whatever the umask of whoever made them."""
    agent = opened(folder)
    story.issue_one(agent)
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    agent.close()
    assert set(modes.values()) == {0o600}, modes
    assert {"vault", "agent.db", "agent.db-wal", "agent.lock"} <= set(modes)


def test_a_folder_has_one_agent(folder: Path) -> None:
    """The second is refused, and is welcome when the first has gone."""
    first = owned(folder)
    with pytest.raises(FolderInUse) as refusal:
        owned(folder)
    assert refusal.value.facts == {"why": "another key agent"}
    # It may be one that cannot be reached: waiting alone ends nothing.
    assert refusal.value.next_step is NextStep.START_AGAIN
    with pytest.raises(FolderInUse):
        create_vault(folder, b"x", training=True, randomness=os.urandom)
    first.close()
    owned(folder).close()


def test_a_second_vault_is_never_made_over_the_first(folder: Path) -> None:
    """Nor beside an issue store that lost its vault."""
    for missing in (None, "vault"):
        if missing is not None:
            (folder / missing).unlink()
        with pytest.raises(FolderNotEmpty):
            create_vault(folder, b"x", training=True, randomness=os.urandom)


def test_a_folder_without_a_vault_has_no_agent(tmp_path: Path) -> None:
    """And a refused one holds nothing."""
    with pytest.raises(VaultMissing):
        owned(tmp_path)
    with pytest.raises(FolderNotATerminal):
        owned(tmp_path / "nowhere")
    story.new_vault(tmp_path)
    owned(tmp_path).close()


def test_a_vault_is_made_at_full_cost_unless_told_otherwise(tmp_path: Path) -> None:
    """64 MiB, three passes, four lanes, as the slot says."""
    create_vault(tmp_path, story.PASSPHRASE, training=False, randomness=os.urandom)
    vault = read_vault(tmp_path / "vault")
    cost = PassphraseCost()
    stored = [int.from_bytes(vault.slots[0].body[at : at + 4]) for at in (0, 4, 8)]
    assert stored == [cost.memory_kib, cost.passes, cost.lanes] == [64 * 1024, 3, 4]
    story.master_keys(vault, story.PASSPHRASE)


def test_rot_in_the_vault_is_not_a_wrong_passphrase(folder: Path) -> None:
    """Every sixth byte in turn, before and after the agent opened it."""
    vault = folder / "vault"
    whole = vault.read_bytes()
    agent = owned(folder)
    for place in range(0, len(whole), 6):
        rotten = bytearray(whole)
        rotten[place] ^= 0x40
        vault.write_bytes(rotten)
        with pytest.raises(VaultDamaged):
            agent.unlock(story.PASSPHRASE)
    agent.close()
    with pytest.raises(VaultDamaged):
        owned(folder)
    vault.write_bytes(whole)
    agent = opened(folder)
    with pytest.raises(WrongPassphrase):
        agent.unlock(b"wrong")
    agent.close()


def test_rot_in_the_vault_is_found_while_its_keys_are_open(folder: Path) -> None:
    """Before the next start needs it."""
    agent, vault = opened(folder), folder / "vault"
    agent.verify()
    vault.write_bytes(vault.read_bytes()[:-1] + b"?")
    with pytest.raises(VaultDamaged):
        agent.verify()
    agent.close()


def test_another_terminals_vault_is_refused(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """While the agent runs, and with its issue store."""
    other = story.new_vault(tmp_path_factory.mktemp("other"))
    agent = owned(folder)
    (folder / "vault").write_bytes((other / "vault").read_bytes())
    with pytest.raises(VaultSwapped):
        agent.unlock(story.PASSPHRASE)
    agent.close()
    with pytest.raises(VaultSwapped):
        owned(folder)
    (folder / "agent.lock").unlink()
    with pytest.raises(AgentStateDamaged):
        opened(folder)


def test_a_vault_that_was_cut_off_says_so(folder: Path) -> None:
    """Wherever it ends; rot is something else, and a wrong passphrase a third thing."""
    vault = folder / "vault"
    whole = vault.read_bytes()
    for length in (1, 20, 60, 200, len(whole) - 33, len(whole) - 1):
        vault.write_bytes(whole[:length])
        with pytest.raises(VaultCutOff):
            owned(folder)
    vault.write_bytes(whole)
    opened(folder).close()


def test_a_real_vault_makes_a_cheap_slot_dear_when_it_is_opened(tmp_path: Path) -> None:
    """The same passphrase goes on opening it; a training vault is left as it is."""
    dear = PassphraseCost(memory_kib=64, passes=1, lanes=1)
    for training in (False, True):
        place = tmp_path / str(training)
        place.mkdir()
        story.new_vault(place, training=training)
        agent = KeyAgent.open(place, clock=story.SetClock(), randomness=os.urandom, cost=dear)
        agent.unlock(story.PASSPHRASE)
        content = (place / "vault").read_bytes()
        agent.unlock(story.PASSPHRASE)
        assert (place / "vault").read_bytes() == content
        agent.close()
        cost = passphrase_cost(read_vault(place / "vault").slots[0])
        assert cost == (story.CHEAP if training else dear)


def test_a_cheap_slot_goes_on_opening_where_no_dear_one_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk keeps nobody from selling; it is made dear when there is room."""
    dear = PassphraseCost(memory_kib=64, passes=1, lanes=1)
    place = story.new_vault(tmp_path, training=False)
    agent = KeyAgent.open(place, clock=story.SetClock(), randomness=os.urandom, cost=dear)

    def full(path: Path, vault: Vault) -> NoReturn:
        del path, vault
        raise DiskFull

    for slot_cost, writing in ((story.CHEAP, full), (dear, write_vault)):
        monkeypatch.setattr(vault_file, "write_vault", writing)
        agent.unlock(story.PASSPHRASE)
        assert agent.status().vending_open
        assert passphrase_cost(read_vault(place / "vault").slots[0]) == slot_cost
    agent.close()


def lose(store: Path) -> None:
    """Delete the issue store."""
    store.unlink()


def empty(store: Path) -> None:
    """Leave nothing in it."""
    store.write_bytes(b"")


def cut(store: Path) -> None:
    """Leave its first page."""
    store.write_bytes(store.read_bytes()[:PAGE_BYTES])


def overwrite(store: Path) -> None:
    """Put something else in its place."""
    store.write_bytes(hashlib.sha256(b"x").digest() * 1000)


def test_a_store_is_made_and_kept_so_that_a_power_cut_takes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """EXTRA before its tables are there, then the name in its folder; FULL for whoever opens it."""
    steps: list[str] = []
    connect, path, key = encrypted_database._connect, tmp_path / "agent.db", Secret(bytes(32))

    def traced(path: Path, key: Secret) -> dbapi2.Connection:
        connection = connect(path, key)
        connection.set_trace_callback(lambda step: steps.append(step.strip()))
        return connection

    monkeypatch.setattr(encrypted_database, "_connect", traced)
    monkeypatch.setattr(encrypted_database, "sync_folder", lambda _: steps.append("folder"))
    create_database(path, key)
    begun = steps.index("BEGIN;")
    assert "PRAGMA synchronous = EXTRA" in steps[:begun]
    assert "COMMIT;" in steps[begun:]
    assert steps[-1] == "folder"
    database = open_database(path, key)
    full = 2
    assert database.all("PRAGMA synchronous") == [(full,)]
    database.close()


@pytest.mark.parametrize("harm", [lose, empty, cut, overwrite])
def test_a_lost_issue_store_is_never_made_anew(folder: Path, harm: Callable[[Path], None]) -> None:
    """The agent says so and stays shut; issuing again from zero would repeat identifiers."""
    harm(folder / "agent.db")
    agent = owned(folder)
    with pytest.raises(AgentStateDamaged):
        agent.unlock(story.PASSPHRASE)
    with pytest.raises(IdentityLocked):
        agent.device_key()
    agent.close()
    assert not (harm is lose and (folder / "agent.db").exists())


def test_every_flipped_page_of_the_issue_store_is_found(folder: Path) -> None:
    """At the latest when it is read; never wrong data."""
    store = folder / "agent.db"
    whole = store.read_bytes()
    agent = opened(folder)
    issued = list(agent.issues_after(0))
    keys = agent.status().keys
    agent.close()
    found = 0
    for page in range(len(whole) // PAGE_BYTES):
        rotten = bytearray(whole)
        rotten[page * PAGE_BYTES + 100] ^= 1
        store.write_bytes(rotten)
        agent = owned(folder)
        try:
            agent.unlock(story.PASSPHRASE)
            assert list(agent.issues_after(0)) == issued
            assert agent.status().keys == keys
            agent.outcome(story.new_sale_id())
        except AgentStateDamaged:
            found += 1
        finally:
            agent.close()
    assert found >= 4


def test_the_store_guards_itself_against_our_own_bugs(folder: Path) -> None:
    """Issues and tombstones stay, counters and identifiers grow, whatever statement we send."""
    agent = opened(folder)
    agent.cancel(story.new_sale_id())
    identity = agent._identity
    assert identity is not None
    for statement in (
        "DELETE FROM issue",
        "UPDATE issue SET begun = x'00'",
        "INSERT INTO issue VALUES (9, 'x', x'00', x'00')",
        "INSERT INTO issue SELECT 4, sale_id, begun, receipt FROM issue WHERE issue_no = 1",
        "INSERT OR REPLACE INTO issue SELECT 4, sale_id, begun, receipt FROM issue",
        "INSERT INTO issue SELECT 4, sale_id, x'00', x'00' FROM tombstone",
        "DELETE FROM tombstone",
        "UPDATE tombstone SET reason = 'x'",
        "INSERT INTO tombstone SELECT sale_id, 'x', '', '' FROM issue WHERE issue_no = 1",
        "UPDATE agent_state SET money_issued = 0, issues = issues + 1",
        "UPDATE agent_state SET issues = issues + 2",
        "UPDATE agent_state SET energy_issued_milli = energy_issued_milli + 1",
        "UPDATE agent_state SET issues = issues + 1, known_time = ''",
        "DELETE FROM agent_state",
        "INSERT INTO agent_state VALUES (2, x'00', 0, 0, 0, '')",
        "UPDATE meter_tid SET tid = tid",
    ):
        with pytest.raises(AgentStateDamaged), identity.database.transaction():
            identity.database.run(statement)
    assert agent.status().issues == 3
    agent.close()


def test_a_vault_that_cannot_be_a_vault_is_refused(tmp_path: Path) -> None:
    """A folder of that name, and a file of megabytes."""
    (tmp_path / "vault").mkdir()
    with pytest.raises(StoreUnusable):
        owned(tmp_path)
    (tmp_path / "vault").rmdir()
    (tmp_path / "vault").write_bytes(bytes(1024 * 1024 + 1))
    with pytest.raises(VaultDamaged):
        owned(tmp_path)


def test_names_that_are_taken_by_other_things_are_told(folder: Path) -> None:
    """A folder where the lock should be, a file where the socket's folder should be."""
    (folder / "agent").write_bytes(b"")
    with pytest.raises(StoreUnusable):
        AgentFolder(folder).make_meeting_place()
    with pytest.raises(FolderNotATerminal):
        AgentFolder(folder / "nowhere").make_meeting_place()
    (folder / "agent.lock").unlink()
    (folder / "agent.lock").mkdir()
    with pytest.raises(StoreUnusable):
        owned(folder)


def test_an_issue_store_is_never_made_over_another(folder: Path) -> None:
    """Nor where there is no folder."""
    for path in (folder / "agent.db", folder / "nowhere" / "agent.db"):
        with pytest.raises(StoreUnusable):
            create_database(path, Secret(bytes(32)))


@pytest.mark.parametrize(
    ("trigger", "statement"),
    [
        ("state_grows", "UPDATE agent_state SET issues = 2"),
        ("state_grows", "UPDATE agent_state SET money_issued = 1"),
        ("issue_kept", "DELETE FROM issue WHERE issue_no = 3"),
        ("state_kept", "DELETE FROM agent_state"),
        ("state_kept", "PRAGMA user_version = 0"),
        ("issue_fixed", "UPDATE issue SET receipt = x'7b7d' WHERE issue_no = 3"),
    ],
)
def test_a_store_that_was_tampered_with_does_not_open(
    folder: Path, trigger: str, statement: str
) -> None:
    """Even by somebody who has its key and drops a trigger."""
    agent = opened(folder)
    identity = agent._identity
    assert identity is not None
    with identity.database.transaction():
        identity.database.run(f"DROP TRIGGER {trigger}")
        identity.database.run(statement)
    agent.close()
    with pytest.raises(AgentStateDamaged):
        opened(folder)


def test_a_store_of_a_newer_program_is_not_called_damaged(folder: Path) -> None:
    """Nobody restores a terminal over it; the newer program finds it as it left it."""
    agent = opened(folder)
    identity = agent._identity
    assert identity is not None
    with identity.database.transaction():
        identity.database.run(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    agent.close()
    before = AgentFolder(folder).issue_store.read_bytes()
    with pytest.raises(MadeByNewerProgram) as found:
        opened(folder)
    assert found.value.facts == {"file": "agent.db"}
    assert AgentFolder(folder).issue_store.read_bytes() == before


@pytest.mark.parametrize("name", ["vault", "agent.lock", "agent.db"])
def test_a_pipe_in_the_place_of_a_file_holds_nobody_up(folder: Path, name: str) -> None:
    """No agent waits for ever for what nobody writes."""
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)
    with pytest.raises(StoreUnusable):
        opened(folder)


def test_lost_counters_are_told(folder: Path) -> None:
    """While the agent runs, too."""
    agent = opened(folder)
    identity = agent._identity
    assert identity is not None
    with identity.database.transaction():
        identity.database.run("DROP TRIGGER state_kept")
        identity.database.run("DELETE FROM agent_state")
    with pytest.raises(AgentStateDamaged):
        agent.status()
    agent.close()


def test_a_store_that_somebody_else_holds_is_busy(folder: Path) -> None:
    """After a moment's patience, on either side; it is as it was for whoever has it."""
    vault = read_vault(folder / "vault")
    masters = story.master_keys(vault, story.PASSPHRASE)
    content = decode_identity(vault.open_identity(masters.identity))
    path, key = folder / "agent.db", content.issue_store_key
    other = open_database(path, Secret(key))
    agent = owned(folder)
    with pytest.raises(StoreBusy):
        agent.unlock(story.PASSPHRASE)
    other.close()
    agent.unlock(story.PASSPHRASE)
    with pytest.raises(StoreBusy):
        open_database(path, Secret(key))
    assert story.issue_one(agent).receipt.issue_no == 4
    agent.close()


def test_a_real_vault_has_no_sample_tables(folder: Path) -> None:
    """EA07 meters wait for licensed ones; EA11 meters do not."""
    agent = opened(folder)
    identity = agent._identity
    ring = agent._safe.ring
    assert identity is not None
    assert ring is not None
    keys = [ring.find(key.sgc, 1) for key in (story.KEY_EA11, story.KEY_EA07)]
    held = VendingRing(key for key in keys if key is not None)
    means = IssueMeans(store=identity.store, training=False, draw=lambda: 5)
    asked = a_sale_begun(meter=story.a_meter(key=story.KEY_EA07))
    with pytest.raises(MeterKeyNotSold) as refusal:
        plan_issue(asked, held, story.NOON, means)
    assert refusal.value.facts == {"why": "tables"}
    plan_issue(a_sale_begun(meter=story.a_meter()), held, story.NOON, means)
    agent.close()


def test_an_old_library_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It can lose pages."""
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 51, 2))
    monkeypatch.setattr(dbapi2, "sqlite_version", "3.51.2")
    with pytest.raises(StoreUnusable) as refusal:
        opened(folder)
    assert refusal.value.facts == {"why": "SQLite 3.51.2"}


def test_a_store_that_cannot_be_opened_is_unusable(folder: Path) -> None:
    """A folder of its name."""
    (folder / "agent.db").unlink()
    (folder / "agent.db").mkdir()
    with pytest.raises(StoreUnusable):
        opened(folder)
