"""Ways to unlock: added, changed and removed without touching what they open."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.app.ports.slots import UnlockSecret
from pos.bootstrap.os_keyring import OsKeyring
from pos.domain.errors import StoreUnusable, WrongPassphrase
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.agent.credential import CREDENTIAL_NAME, open_by_credential
from pos.keystore.errors.refusals import (
    LastSlot,
    PassphraseTooShort,
    RecoveryCodeMalformed,
    SlotMissing,
    UnlockSecretWrong,
)
from pos.keystore.files import folder
from pos.keystore.vault.openers import PassphraseOpener, SecretOpener
from pos.keystore.vault.recovery_code import (
    backup_public_key,
    new_recovery_code,
    read_recovery_code,
)
from pos.keystore.vault.slots import SlotKind
from pos.keystore.vault.vault import read_vault, write_vault
from tests import agent_stories as story
from tests.custody_stories import new_custody_vault, owned
from tests.keyring_in_memory import keyring_in_memory

BY = UnlockSecret("passphrase", story.PASSPHRASE)
OTHER = UnlockSecret("passphrase", b"another long passphrase")
KEYRING = UnlockSecret("keyring", b"k" * 32)
TPM = UnlockSecret("tpm", b"swtpm:path=/nowhere")


@pytest.fixture(name="agent")
def _agent(tmp_path: Path) -> Iterator[KeyAgent]:
    """Give an open agent of a real vault with one passphrase."""
    agent = owned(new_custody_vault(tmp_path, training=False))
    yield agent
    agent.close()


def locked(folder: Path) -> KeyAgent:
    """Own a folder, closed."""
    return KeyAgent.open(folder, clock=story.SetClock(), randomness=os.urandom, cost=story.CHEAP)


def compartments(folder: Path) -> tuple[bytes, bytes]:
    """Return both compartments as they lie on the disk."""
    vault = read_vault(folder / "vault")
    return vault.identity, vault.vending


def kinds(agent: KeyAgent) -> list[str]:
    """Name the slots in order."""
    return [slot.kind for slot in agent.slots.slots()]


def test_a_passphrase_is_changed_without_encrypting_anew(agent: KeyAgent, tmp_path: Path) -> None:
    """The old one opens no more; the compartments are the same bytes."""
    before = compartments(tmp_path)
    agent.slots.change(BY, OTHER)
    assert compartments(tmp_path) == before
    with pytest.raises(WrongPassphrase):
        agent.unlock(story.PASSPHRASE)
    agent.unlock(OTHER.secret)
    assert kinds(agent) == ["passphrase"]


def test_a_passphrase_has_one_slot(agent: KeyAgent) -> None:
    """Added again, and put in the place of another, it opens by one slot that goes whole."""
    agent.slots.add(BY, BY)
    assert kinds(agent) == ["passphrase"]
    agent.slots.add(BY, OTHER)
    agent.slots.change(BY, OTHER)
    assert kinds(agent) == ["passphrase"]
    with pytest.raises(WrongPassphrase):
        agent.unlock(story.PASSPHRASE)
    agent.unlock(OTHER.secret)


def test_a_changed_passphrase_keeps_its_place(agent: KeyAgent) -> None:
    """Whoever has just read the numbers removes the slot that they mean."""
    agent.slots.add(BY, UnlockSecret("credential", bytes(range(32))))
    agent.slots.change(BY, OTHER)
    assert kinds(agent) == ["passphrase", "credential"]


def test_a_new_recovery_code_keeps_the_place_of_the_old_one(agent: KeyAgent) -> None:
    """For the same reason; where there was none it comes last."""

    def add_code() -> None:
        agent.slots.add(BY, UnlockSecret("recovery", new_recovery_code(os.urandom).encode()))

    add_code()
    agent.slots.add(BY, UnlockSecret("credential", bytes(range(32))))
    add_code()
    assert kinds(agent) == ["passphrase", "recovery", "credential"]
    agent.slots.remove(BY, 2)
    add_code()
    assert kinds(agent) == ["passphrase", "credential", "recovery"]


def test_a_changed_passphrase_opens_no_slot_of_an_older_program(
    agent: KeyAgent, tmp_path: Path
) -> None:
    """Which added a second one for the same passphrase."""
    agent.close()
    vault = read_vault(tmp_path / "vault")
    opener = PassphraseOpener(story.PASSPHRASE, story.CHEAP)
    slot = opener.seal(vault.header, story.master_keys(vault, story.PASSPHRASE), os.urandom)
    write_vault(tmp_path / "vault", vault.with_slot(slot))
    again = owned(tmp_path)
    again.slots.change(BY, OTHER)
    with pytest.raises(WrongPassphrase):
        again.unlock(story.PASSPHRASE)
    assert kinds(again) == ["passphrase"]
    again.close()


def test_slots_come_and_go(agent: KeyAgent, tmp_path: Path) -> None:
    """Each opens what its kind opens; the last that opens the vending keys stays."""
    before = compartments(tmp_path)
    agent.slots.add(BY, OTHER)
    agent.slots.add(OTHER, KEYRING)
    assert kinds(agent) == ["passphrase", "passphrase", "keyring"]
    assert [slot.opens_vending for slot in agent.slots.slots()] == [True, True, False]
    agent.slots.remove(OTHER, 1)
    with pytest.raises(LastSlot):
        agent.slots.remove(OTHER, 1)
    for number in (-1, 0, 3):
        with pytest.raises(SlotMissing):
            agent.slots.remove(OTHER, number)
    assert compartments(tmp_path) == before
    agent.close()
    unattended = locked(tmp_path)
    unattended.slots.unlock(KEYRING)
    assert not unattended.status().vending_open
    assert unattended.device_key()
    with pytest.raises(SlotMissing):
        unattended.slots.add(KEYRING, BY)
    unattended.unlock(OTHER.secret)
    assert unattended.status().vending_open
    unattended.slots.unlock(KEYRING)
    assert unattended.status().vending_open
    unattended.close()


def test_a_slot_of_the_machine_is_not_the_last_one(agent: KeyAgent, tmp_path: Path) -> None:
    """It opens the vending keys as well, and no person could once the machine has changed."""
    vault = read_vault(tmp_path / "vault")
    unattended = SecretOpener(SlotKind.UNATTENDED, b"u" * 32)
    masters = story.master_keys(vault, story.PASSPHRASE)
    slot = unattended.seal(vault.header, masters, os.urandom)
    assert slot.opens == vault.slots[0].opens
    write_vault(tmp_path / "vault", vault.with_slot(slot))
    with pytest.raises(LastSlot):
        agent.slots.remove(BY, 1)
    agent.slots.remove(BY, 2)


def test_nobody_changes_slots_without_a_secret_that_opens(agent: KeyAgent) -> None:
    """Neither a wrong one, nor a malformed one, nor one of a kind that is not there."""
    before = agent.slots.slots()
    for by, refusal in (
        (UnlockSecret("passphrase", b"wrong"), WrongPassphrase),
        (UnlockSecret("recovery", b"wrong"), RecoveryCodeMalformed),
        (UnlockSecret("keyring", b"k" * 32), SlotMissing),
        (UnlockSecret("keyring", b"short"), SlotMissing),
        (UnlockSecret("tpm", b"k" * 32), SlotMissing),
    ):
        with pytest.raises(refusal):
            agent.slots.add(by, OTHER)
        with pytest.raises(refusal):
            agent.slots.remove(by, 1)
    with pytest.raises(PassphraseTooShort):
        agent.slots.change(BY, UnlockSecret("passphrase", b"short"))
    assert agent.slots.slots() == before


def test_after_a_disk_fault_the_file_says_which_slots_there_are(
    agent: KeyAgent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing but its folder was not made durable, the change has happened."""

    def broken(_: Path) -> None:
        raise OSError(errno.EIO, "broken")

    code = new_recovery_code(os.urandom)
    agent.slots.add(BY, OTHER)
    with monkeypatch.context() as disk:
        disk.setattr(folder, "sync_folder", broken)
        with pytest.raises(StoreUnusable):
            agent.slots.remove(BY, 2)
        assert kinds(agent) == ["passphrase"], "the next number 2 would be another one's"
        with pytest.raises(StoreUnusable):
            agent.slots.add(BY, UnlockSecret("recovery", code.encode()))
    assert agent.slots.backup_key() == backup_public_key(read_recovery_code(code))
    agent._safe.change_vending(agent._safe.open_vending())
    slots = [slot.name for slot in read_vault(tmp_path / "vault").slots]
    assert slots == kinds(agent) == ["passphrase", "recovery"]


def test_only_a_passphrase_is_changed_and_into_another_one(agent: KeyAgent) -> None:
    """Else nobody's secret would open the keys, or backups go on being sealed for the old code."""
    code, other = (UnlockSecret("recovery", new_recovery_code(os.urandom).encode()) for _ in "ab")
    agent.slots.add(BY, code)
    before, sealed_for = agent.slots.slots(), agent.slots.backup_key()
    for by, new in ((BY, KEYRING), (BY, other), (code, OTHER), (code, other), (BY, TPM)):
        with pytest.raises(SlotMissing):
            agent.slots.change(by, new)
    with pytest.raises(SlotMissing):
        agent.slots.add(BY, UnlockSecret("keyring", b"short"))
    assert (agent.slots.slots(), agent.slots.backup_key()) == (before, sealed_for)
    agent.unlock(story.PASSPHRASE)


def test_a_new_recovery_code_takes_the_place_of_the_old(agent: KeyAgent, tmp_path: Path) -> None:
    """And backups are sealed for the new one from now on, also after a restart."""
    codes = [new_recovery_code(os.urandom) for _ in range(2)]
    for code in codes:
        agent.slots.add(BY, UnlockSecret("recovery", code.encode()))
        assert agent.slots.backup_key() == backup_public_key(read_recovery_code(code))
    assert kinds(agent) == ["passphrase", "recovery"]
    device_key = agent.device_key()
    with pytest.raises(UnlockSecretWrong):
        agent.slots.unlock(UnlockSecret("recovery", codes[0].encode()))
    agent.close()
    again = locked(tmp_path)
    again.slots.unlock(UnlockSecret("recovery", codes[1].lower().encode()))
    assert again.status().vending_open
    assert again.device_key() == device_key
    assert again.slots.backup_key() == backup_public_key(read_recovery_code(codes[1]))
    again.close()


def test_nothing_is_sealed_for_a_recovery_code_that_is_gone(
    agent: KeyAgent, tmp_path: Path
) -> None:
    """Whoever it was taken away from reads no later backup, also after a restart."""
    agent.slots.add(BY, UnlockSecret("recovery", new_recovery_code(os.urandom).encode()))
    agent.slots.remove(BY, 2)
    assert agent.slots.backup_key() == b""
    agent.close()
    again = owned(tmp_path)
    assert again.slots.backup_key() == b""
    code = new_recovery_code(os.urandom)
    again.slots.add(BY, UnlockSecret("recovery", code.encode()))
    assert again.slots.backup_key() == backup_public_key(read_recovery_code(code))
    again.close()


def test_slots_are_changed_over_the_socket(tmp_path: Path) -> None:
    """As in the same process."""
    with story.served(new_custody_vault(tmp_path)) as client:
        client.slots.unlock(BY)
        client.slots.add(BY, OTHER)
        client.slots.change(OTHER, UnlockSecret("passphrase", b"a third one"))
        client.slots.remove(BY, 2)
        assert [slot.number for slot in client.slots.slots()] == [1]
        assert client.slots.backup_key() == b""
        with pytest.raises(WrongPassphrase):
            client.slots.unlock(OTHER)


def test_the_keyring_keeps_one_secret_for_each_vault(agent: KeyAgent, tmp_path: Path) -> None:
    """Through the real library, with a backend in memory."""
    with keyring_in_memory() as memory:
        mine = OsKeyring(tmp_path)
        assert mine.secret() is None
        mine.keep(KEYRING.secret)
        assert mine.secret() == KEYRING.secret
        assert list(memory.kept) == [("vendwatt", read_vault(tmp_path / "vault").vault_id.hex())]
        memory.kept = dict.fromkeys(memory.kept, "not hex")
        assert mine.secret() is None
        mine.forget()
        assert memory.kept == {}
    agent.slots.add(BY, KEYRING)


def test_the_services_credential_opens_identity(
    agent: KeyAgent,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One that does not fit is reported; then somebody types the passphrase."""
    secret = os.urandom(32)
    agent.slots.add(BY, UnlockSecret("credential", secret))
    agent.close()
    given = tmp_path / "credentials"
    given.mkdir()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(given))
    service = locked(tmp_path)
    for content in (None, b"", b"xyz", os.urandom(32).hex().encode()):
        if content is not None:
            (given / CREDENTIAL_NAME).write_bytes(content)
        open_by_credential(service)
    assert "VAULT-14" in capsys.readouterr().err
    (given / CREDENTIAL_NAME).write_bytes(secret.hex().encode() + b"\n")
    open_by_credential(service)
    assert service.device_key()
    assert not service.status().vending_open
    assert capsys.readouterr().err == ""
    service.close()
