"""A thief with the disk: copies, searches, edits and exchanges its files."""

import os
import shutil
import signal
import sys
import traceback
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2  # type: ignore[import-untyped]  # The package ships no types.

from pos.app.ports.custody import ComponentOffer
from pos.app.ports.slots import UnlockSecret
from pos.app.terminal.training import TRAINING_KEYS
from pos.domain.errors import (
    AgentStateDamaged,
    DiskFull,
    PosError,
    SignInRefused,
    VaultSwapped,
    WrongPassphrase,
)
from pos.domain.operator import Role
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.agent.provisioning import create_vault
from pos.keystore.files import folder as agent_folder
from pos.keystore.vault.compartments import decode_identity
from pos.keystore.vault.recovery_code import new_recovery_code
from pos.keystore.vault.vault import read_vault
from tests import agent_stories as story
from tests.custody_stories import (
    BY,
    PEOPLE,
    PIN,
    attributes_file,
    components_of,
    new_custody_vault,
    owned,
)
from tests.faults.keystore.gains import gained
from tests.secret_forms import found_under, vending_content
from tests.terminal_stories import wait_for

ATTRIBUTES = attributes_file()
COMMON = ("1234", "0000", "1111", "123456", "password", "admin", "letmein", "vendwatt")
STEPS_MAX = 40


def a_full_terminal(folder: Path) -> dict[str, bytes]:
    """Make a real key store with all that can be in one; return every secret by name."""
    code = new_recovery_code(os.urandom)
    create_vault(
        folder,
        story.PASSPHRASE,
        training=False,
        randomness=os.urandom,
        cost=story.CHEAP,
        recovery_code=code,
    )
    agent = owned(folder)
    for name in PEOPLE:
        agent.set_pin(name, PIN, Role.SUPERVISOR)
    waiting = attributes_file(sgc="654321")
    parts, others = components_of(ATTRIBUTES), components_of(waiting, 3)
    desk = agent.custody
    for name, part in zip(PEOPLE, parts, strict=False):
        desk.enter_component(name, PIN, ComponentOffer(ATTRIBUTES, part))
    desk.enter_component(PEOPLE[0], PIN, ComponentOffer(waiting, others[0]))
    keyring = os.urandom(32)
    by = UnlockSecret("passphrase", story.PASSPHRASE)
    agent.slots.add(by, UnlockSecret("keyring", keyring))
    agent.close()
    vault = read_vault(folder / "vault")
    masters = story.master_keys(vault, story.PASSPHRASE)
    assert masters.vending is not None
    identity = decode_identity(vault.open_identity(masters.identity))
    secrets = {
        "passphrase": story.PASSPHRASE,
        "recovery code": code.encode(),
        "recovery code, plain": code.replace("-", "").encode(),
        "keyring secret": keyring,
        "master key of identity": masters.identity.reveal(),
        "master key of vending": masters.vending.reveal(),
        "device seed": identity.device_seed,
        "database key": identity.database_key,
        "issue store key": identity.issue_store_key,
        "PIN pepper": identity.pin_pepper,
    }
    content = vending_content(vault, story.PASSPHRASE)
    secrets |= {f"vending key {key.sgc}": key.key for key in content.keys}
    for number, part in enumerate((*parts, *others)):
        secrets[f"component {number}"] = bytes.fromhex(part.split(b"\n", 1)[0].decode())
    return secrets


def test_copy_the_disk_and_search_it(tmp_path: Path) -> None:
    """No secret lies there, raw, in hex or in base64."""
    till, copy = tmp_path / "till", tmp_path / "copy"
    till.mkdir()
    secrets = a_full_terminal(till)
    assert len(secrets) >= 16
    shutil.copytree(till, copy)
    assert found_under(copy, secrets) == []
    gained("copy the disk and search it", f"nothing: none of {len(secrets)} secrets in any form")


def test_copy_the_disk_and_try_the_usual_passphrases(tmp_path: Path) -> None:
    """Each costs a whole Argon2; none opens; a real vault was not made with a short one."""
    new_custody_vault(tmp_path, training=False)
    vault = read_vault(tmp_path / "vault")
    for guess in COMMON:
        with pytest.raises(WrongPassphrase):
            story.master_keys(vault, guess.encode())
    gained("guess the passphrase", "one guess for each 64 MiB and three passes of Argon2id")


def test_copy_the_disk_and_use_it_beside_the_thiefs_own_vault(tmp_path: Path) -> None:
    """A vault whose passphrase the thief knows, in the place of ours."""
    till, own = tmp_path / "till", tmp_path / "own"
    for place in (till, own):
        place.mkdir()
        new_custody_vault(place, training=False)
    shutil.copy(own / "vault", till / "vault")
    with pytest.raises(VaultSwapped):
        owned(till)
    shutil.copy(own / "agent.lock", till / "agent.lock")
    with pytest.raises(AgentStateDamaged):
        owned(till)
    gained("put another vault in its place", "nothing: VAULT-09, and its issue store stays shut")


def test_put_an_older_copy_of_the_vault_back(tmp_path: Path) -> None:
    """By a passphrase that was changed since; what was issued meanwhile stays issued."""
    clock = story.SetClock()
    agent = story.ready_agent(tmp_path, clock)
    kept = (tmp_path / "vault").read_bytes()
    old, new = (UnlockSecret("passphrase", each) for each in (story.PASSPHRASE, b"another one"))
    agent.slots.change(old, new)
    later = agent.mint_training_key(TRAINING_KEYS[3])
    issued = story.issue_one(agent)
    before = agent.status()
    with pytest.raises(WrongPassphrase):
        agent.slots.unlock(old)
    agent.close()
    (tmp_path / "vault").write_bytes(kept)
    agent = story.opened(tmp_path, clock)
    after = agent.status()
    assert after.lease == before.lease
    assert after.issues == before.issues
    assert agent.outcome(issued.receipt.sale_id) == issued
    assert later not in after.keys
    agent.close()
    gained("put the vault's own older copy back", "what its old passphrase opens; not detected")


def test_put_an_older_copy_of_the_issue_store_back(tmp_path: Path) -> None:
    """Before anything was issued or signed since; afterwards the journal finds it."""
    clock = story.SetClock()
    story.ready_agent(tmp_path, clock).close()
    agent = story.opened(tmp_path, clock)
    agent.set_pin("supervisor", b"4711", Role.SUPERVISOR)
    agent.set_pin("removed", b"2580", Role.SUPERVISOR)
    agent.close()
    kept = (tmp_path / "agent.db").read_bytes()
    agent = story.opened(tmp_path, clock)
    agent.people.remove_pin("removed", by="supervisor", by_pin=b"4711")
    with pytest.raises(SignInRefused):
        agent.sign_in("removed", b"2580")
    agent.close()
    (tmp_path / "agent.db").write_bytes(kept)
    agent = story.opened(tmp_path, clock)
    agent.sign_in("removed", b"2580")
    agent.close()
    gained(
        "put an older agent.db back before the next sale",
        "a role that was taken away, wrong PINs' counts; not detected",
    )


def open_and_verify(till: Path) -> None:
    """Open a key store and read all of it."""
    agent = KeyAgent.open(till, clock=story.SetClock(), randomness=os.urandom)
    try:
        agent.unlock(story.PASSPHRASE)
        agent.verify()
    finally:
        agent.close()


def set_counters_back(till: Path) -> None:
    """Open the issue store as somebody who has the passphrase, and make room in the lease."""
    vault = read_vault(till / "vault")
    masters = story.master_keys(vault, story.PASSPHRASE)
    key = decode_identity(vault.open_identity(masters.identity)).issue_store_key
    store = dbapi2.connect(str(till / "agent.db"), isolation_level=None)
    store.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for (name,) in store.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        store.execute(f"DROP TRIGGER {name}")
    store.execute("UPDATE agent_state SET money_issued = 0, energy_issued_milli = 0")
    store.close()


def test_edit_the_counters(tmp_path: Path) -> None:
    """Without the passphrase the file only breaks; with it the books do not agree."""
    agent = story.ready_agent(tmp_path, story.SetClock())
    for number in range(3):
        story.issue_one(agent, meter=story.a_meter(number + 1))
    agent.close()
    store = tmp_path / "agent.db"
    whole = store.read_bytes()
    store.write_bytes(whole[:5000] + bytes(byte ^ 1 for byte in whole[5000:5016]) + whole[5016:])
    with pytest.raises(PosError):
        open_and_verify(tmp_path)
    store.write_bytes(whole)
    set_counters_back(tmp_path)
    with pytest.raises(AgentStateDamaged):
        story.opened(tmp_path, story.SetClock())
    gained(
        "edit the counters", "nothing without the passphrase; with it: found at the next opening"
    )


def enter_and_die(till: Path, part: bytes, step: int) -> None:
    """Enter a component and die at a step of writing the vault; exit 0 if there were fewer."""
    left = step

    def count_down(event: str, _: tuple[object, ...]) -> None:
        nonlocal left
        if event in ("open", "os.rename", "os.remove") and agent_folder.__name__ in _callers():
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    agent = owned(till)
    sys.addaudithook(count_down)
    agent.custody.enter_component(PEOPLE[1], PIN, ComponentOffer(ATTRIBUTES, part))
    agent.close()


def _callers() -> set[str]:
    return {str(frame.f_globals.get("__name__")) for frame, _ in traceback.walk_stack(None)}


def test_kill_at_every_write_of_the_vault(tmp_path: Path) -> None:
    """The last component of a key: afterwards it waits still, or the key is there; never half."""
    parts = components_of(ATTRIBUTES)
    first = tmp_path / "first"
    first.mkdir()
    agent = owned(new_custody_vault(first))
    for name in PEOPLE:
        agent.set_pin(name, PIN, Role.SUPERVISOR)
    agent.custody.enter_component(PEOPLE[0], PIN, ComponentOffer(ATTRIBUTES, parts[0]))
    agent.close()
    seen = set()
    for step in range(1, STEPS_MAX):
        till = tmp_path / str(step)
        shutil.copytree(first, till)
        child = os.fork()
        if child == 0:
            try:
                enter_and_die(till, parts[1], step)
            finally:
                os._exit(0)
        died = wait_for(child) == -signal.SIGKILL
        after = owned(till)
        status = after.custody.status()
        loaded = len(after.status().keys)
        after.close()
        assert (len(status.pending), loaded, len(status.unwritten)) in {(1, 0, 0), (0, 1, 1)}
        seen.add(loaded)
        if not died:
            break
    assert seen == {0, 1}
    gained("kill it at every write", f"nothing: old or new, whole, at each of {step} steps")


def test_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A vault that cannot be written stays as it was, and the agent goes on with it."""
    agent = owned(new_custody_vault(tmp_path))
    agent.set_pin(BY["by"], BY["pin"], Role.SUPERVISOR)
    before = (tmp_path / "vault").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full)
    by = UnlockSecret("passphrase", story.PASSPHRASE)
    calls: list[PosError] = []
    for attempt in (
        lambda: agent.slots.add(by, UnlockSecret("keyring", bytes(32))),
        lambda: agent.custody.set_idle_lock(5, **BY),
        lambda: agent.custody.load_together(ATTRIBUTES, components_of(ATTRIBUTES)),
    ):
        with pytest.raises(DiskFull) as refused:
            attempt()
        calls.append(refused.value)
    monkeypatch.undo()
    assert (tmp_path / "vault").read_bytes() == before
    assert isinstance(agent, KeyAgent)
    assert agent.status().slots == ("passphrase",)
    agent.custody.set_idle_lock(5, **BY)
    agent.close()
    gained("fill the disk", f"nothing: {len(calls)} changes refused, the vault is as it was")
