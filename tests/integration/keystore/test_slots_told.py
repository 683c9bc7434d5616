"""A new way to unlock is neither lost nor kept for nothing, whatever goes wrong around it."""

import json
import os
from pathlib import Path
from typing import NoReturn

import pytest

from pos.app.custody.change_slots import add_slot
from pos.app.people.sign_in import sign_in
from pos.app.ports import Ports
from pos.app.ports.slots import UnlockSecret
from pos.bootstrap.terminals import InstalledTerminals
from pos.cli.main import run
from pos.domain.errors import AgentUnreachable, DiskFull, PosError, StoreUnusable, WrongPassphrase
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.client.slots_client import SlotsClient
from pos.keystore.vault.recovery_code import (
    backup_public_key,
    new_recovery_code,
    read_recovery_code,
)
from tests import command_line as cli
from tests import terminal_stories as story
from tests.keyring_in_memory import keyring_in_memory

SUPERVISOR = "supervisor"
TILLS = InstalledTerminals()
CODE_ALONE = {"kind", "recovery_code"}


@pytest.fixture(name="till")
def _till(tmp_path: Path) -> Path:
    """Give a training terminal."""
    return story.new_terminal(tmp_path / "till")


def pin_file(till: Path) -> Path:
    """Return where the supervisor's PIN lies."""
    return till / "secrets" / f"{SUPERVISOR}.pin"


def by_supervisor(till: Path) -> tuple[str, ...]:
    """Begin a command on a terminal that a supervisor gives."""
    return ("--data", str(till), "--operator", SUPERVISOR, "--pin-file", str(pin_file(till)))


def agent_of(ports: Ports) -> KeyAgent:
    """Return the agent of this process."""
    assert isinstance(ports.keys, KeyAgent)
    return ports.keys


def full(*_: object) -> NoReturn:
    """Have no room for one entry more."""
    raise DiskFull


def test_it_is_told_before_the_journal_fails(till: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vault took it, so the old one opens no more, whatever the rest of the disk says."""
    told: list[tuple[str, bool]] = []
    with story.opened(till) as ports:
        agent = agent_of(ports)
        who = sign_in(ports, SUPERVISOR, pin_file(till).read_bytes().strip())
        code = new_recovery_code(os.urandom)
        by = UnlockSecret("passphrase", story.passphrase_of(till))
        monkeypatch.setattr(ports.store, "write", full)
        with pytest.raises(DiskFull):
            add_slot(
                ports,
                agent.slots,
                who,
                by,
                UnlockSecret("recovery", code.encode()),
                tell=lambda *, is_sure: told.append((code, is_sure)),
            )
        assert agent.slots.backup_key() == backup_public_key(read_recovery_code(code))
    assert told == [(code, True)]


@pytest.mark.parametrize(
    ("fault", "is_told"),
    [(AgentUnreachable, True), (StoreUnusable, True), (DiskFull, False), (WrongPassphrase, False)],
)
def test_it_is_told_where_nobody_knows(
    till: Path, fault: type[PosError], *, is_told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An agent that dies or a disk that fails may have it; one that refuses has not."""
    told: list[bool] = []
    with story.opened(till) as ports:
        agent = agent_of(ports)
        who = sign_in(ports, SUPERVISOR, pin_file(till).read_bytes().strip())

        def fail(*_: object) -> NoReturn:
            raise fault

        monkeypatch.setattr(agent.slots, "add", fail)
        by = UnlockSecret("passphrase", b"")
        with pytest.raises(fault):
            add_slot(ports, agent.slots, who, by, by, tell=lambda *, is_sure: told.append(is_sure))
    assert told == ([False] if is_told else [])


def test_only_a_code_is_told_where_nobody_knows(
    till: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing else is said to be there that may not be; a code also where slots are not told."""

    def silent(*_: object) -> NoReturn:
        raise AgentUnreachable(why="silent")

    def add(kind: str, *more: str) -> tuple[int, list[set[str]]]:
        command = ("--data", str(till), "--json", "--operator", SUPERVISOR, "--pin-file")
        status = run((*command, str(pin_file(till)), "keys", "slots", "add", kind, *more), TILLS)
        return status, [set(json.loads(line)) for line in capsys.readouterr().out.splitlines()]

    new = till / "new"
    new.write_bytes(b"correct horse battery staple")
    new.chmod(0o600)
    with cli.resident_agent(till):
        monkeypatch.setattr(SlotsClient, "slots", silent)
        assert add("recovery") == (0, [CODE_ALONE])
        monkeypatch.setattr(SlotsClient, "add", silent)
        assert add("recovery") == (8, [CODE_ALONE])
        assert add("passphrase", "--new-passphrase-file", str(new)) == (8, [])


def test_no_number_of_another_slot_is_told(till: Path, tmp_path: Path) -> None:
    """A passphrase that is added again stays where it was, beside newer ones."""
    by = ("--operator", SUPERVISOR, "--pin-file", str(pin_file(till)))

    def add(passphrase: bytes) -> tuple[str, int | None]:
        new = tmp_path / "new"
        new.write_bytes(passphrase)
        new.chmod(0o600)
        add = ("keys", "slots", "add", "passphrase", "--new-passphrase-file", str(new))
        line = cli.vendwatt(till, *by, *add).line
        return line["kind"], line.get("number")

    with cli.resident_agent(till):
        assert add(b"correct horse battery staple") == ("passphrase", 3)
        assert add(story.passphrase_of(till)) == ("passphrase", None)
        listed = cli.vendwatt(till, "keys", "slots", "list").lines
        assert [slot["kind"] for slot in listed] == ["passphrase", "recovery", "passphrase"]
        assert cli.vendwatt(till, *by, "keys", "slots", "remove", "3").line["removed"]
        assert add(story.passphrase_of(till)) == ("passphrase", 1)


def test_the_keyring_keeps_its_secret_where_no_slot_was_added(
    till: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What opened before a wrong passphrase goes on opening; where nothing was, nothing is kept."""
    wrong = till / "wrong"
    wrong.write_bytes(b"not the passphrase")
    wrong.chmod(0o600)
    add = (*by_supervisor(till), "keys", "slots", "add", "keyring")
    with cli.resident_agent(till), keyring_in_memory() as memory:
        assert run((*add, "--passphrase-file", str(wrong)), TILLS) == 3
        assert memory.kept == {}
        assert run(add, TILLS) == 0
        (opens,) = memory.kept.values()
        assert run((*add, "--passphrase-file", str(wrong)), TILLS) == 3
        assert list(memory.kept.values()) == [opens]
        assert run(add, TILLS) == 0
        assert list(memory.kept.values()) != [opens]
    capsys.readouterr()


def test_a_credential_is_written_for_a_slot_that_was_added(
    till: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What lay in its place may open; a wrong passphrase leaves it there."""
    wrong, out = till / "wrong", till / "credential"
    wrong.write_bytes(b"not the passphrase")
    wrong.chmod(0o600)
    out.write_bytes(b"what was there")
    add = (*by_supervisor(till), "keys", "slots", "add", "credential", "--out", str(out))
    with cli.resident_agent(till):
        assert run((*add, "--passphrase-file", str(wrong)), TILLS) == 3
        assert out.read_bytes() == b"what was there"
        assert run(add, TILLS) == 0
        secret = UnlockSecret("credential", bytes.fromhex(out.read_text()))
        with AgentClient(till) as agent:
            agent.slots.unlock(secret)
    capsys.readouterr()


def test_the_keyring_forgets_with_its_last_slot(
    till: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that was added again is opened by the newer secret, which stays with the older gone."""
    slots = (*by_supervisor(till), "keys", "slots")
    with cli.resident_agent(till), keyring_in_memory() as memory:
        for _ in range(2):
            assert run((*slots, "add", "keyring"), TILLS) == 0
        (opens,) = memory.kept.values()
        assert run((*slots, "remove", "3"), TILLS) == 0
        assert list(memory.kept.values()) == [opens]
        assert run((*slots, "remove", "3"), TILLS) == 0
        assert memory.kept == {}
    capsys.readouterr()


def test_slots_are_changed_from_the_command_line(till: Path) -> None:
    """Added, listed and removed; the code that was shown opens, the one before does not."""
    old = (till / "secrets" / "recovery-code").read_bytes()
    by = ("--operator", SUPERVISOR, "--pin-file", str(pin_file(till)))
    with cli.resident_agent(till):
        made = cli.vendwatt(till, *by, "keys", "slots", "add", "recovery").line
        assert (made["number"], made["opens"]) == (2, ["identity", "vending"])
        listed = cli.vendwatt(till, "keys", "slots", "list").lines
        assert [slot["kind"] for slot in listed] == ["passphrase", "recovery"]
        file = till / "code"
        for content, status in ((old, 3), (made["recovery_code"].encode(), 0)):
            file.write_bytes(content)
            file.chmod(0o600)
            opened = cli.vendwatt(till, "keys", "unlock", "--recovery-code-file", str(file))
            assert opened.status == status
        assert cli.vendwatt(till, *by, "keys", "slots", "remove", "2").line["removed"]
