"""Head office's keys as the person who runs it meets them: made, taken away, opened, closed."""

import signal
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import msgspec

from tests.command_line import VENDWATT, Answered, agent_has_left, vendwatt


def _health(url: str) -> int:
    try:
        with urllib.request.urlopen(f"{url}/health") as answer:  # noqa: S310 - loopback, our own.
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_a_server_without_its_passphrase_waits_for_somebody(tmp_path: Path) -> None:
    """It starts, says that its keys are locked, and answers once they are opened."""
    database = f"sqlite:///{tmp_path}/office.db"

    def office(*arguments: str) -> Answered:
        return vendwatt(tmp_path, "headoffice", *arguments, "--database", database)

    made = office("init", "--root-key-out", str(tmp_path / "root.pem")).line
    assert made["keys"] == f"{tmp_path}/office.db.keys"
    assert made["keys_recovery_code"]
    taken_away = tmp_path / "passphrase"
    Path(made["keys_passphrase_file"]).rename(taken_away)
    command = [str(VENDWATT), "--json", "headoffice", "serve", "--listen", "127.0.0.1:0"]
    with subprocess.Popen(
        [*command, "--database", database],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as server:
        assert server.stdout is not None
        told = msgspec.json.decode(server.stdout.readline())
        try:
            assert told["keys"] == "locked"
            assert _health(told["listening"]) == 503
            opened = office("keys", "unlock", "--passphrase-file", str(taken_away))
            assert opened.line == {"answers": True, "grants": True}
            assert _health(told["listening"]) == 200
            assert office("keys", "lock").line == {"grants": False}
            state = office("keys", "status").line
            assert (state["answers"], state["grants"]) == (True, False)
            assert state["slots"] == ["passphrase", "recovery"]
        finally:
            server.send_signal(signal.SIGTERM)
            assert office("keys", "stop").line == {"ended": True}


def test_keys_that_are_unlocked_stay_open_without_a_server(tmp_path: Path) -> None:
    """Commands that come later ask for no passphrase, until somebody ends the key agent."""
    database = f"sqlite:///{tmp_path}/office.db"

    def office(*arguments: str) -> Answered:
        return vendwatt(tmp_path, "headoffice", *arguments, "--database", database)

    made = office("init", "--root-key-out", str(tmp_path / "root.pem")).line
    taken_away = tmp_path / "passphrase"
    Path(made["keys_passphrase_file"]).rename(taken_away)
    assert office("keys", "signer", "list").status != 0
    agent_has_left(Path(made["keys"]))
    assert office("keys", "stop").line == {"ended": False}
    assert office("keys", "unlock", "--passphrase-file", str(taken_away)).status == 0
    try:
        assert office("keys", "signer", "list").status == 0
        state = office("keys", "status").line
        assert (state["answers"], state["grants"]) == (True, True)
    finally:
        assert office("keys", "stop").line == {"ended": True}
    agent_has_left(Path(made["keys"]))
    assert not office("keys", "status").line["answers"]


def test_a_lost_passphrase_is_replaced_and_removed(tmp_path: Path) -> None:
    """The recovery code adds another one; of the numbered ways the lost one is taken away."""
    database = f"sqlite:///{tmp_path}/office.db"

    def office(*arguments: str) -> Answered:
        return vendwatt(tmp_path, "headoffice", *arguments, "--database", database)

    def slots() -> list[tuple[int, str, list[str]]]:
        listed = office("keys", "slots", "list")
        assert listed.status == 0
        return [(slot["number"], slot["kind"], slot["opens"]) for slot in listed.lines]

    code, new, newer, lost = (tmp_path / name for name in ("code", "new", "newer", "lost"))
    made = office("init", "--root-key-out", str(tmp_path / "root.pem")).line
    for file, content in (
        (code, made["keys_recovery_code"]),
        (new, "a new passphrase"),
        (newer, "a newer one"),
    ):
        file.write_text(content)
        file.chmod(0o600)
    Path(made["keys_passphrase_file"]).rename(lost)
    given = ("keys", "passphrase", "--new-passphrase-file")
    told = office(*given, str(new), "--recovery-code-file", str(code)).line
    assert (told["changed"], told["added"]) == (False, True)
    both = ["answers", "grants"]
    assert slots() == [(1, "passphrase", both), (2, "recovery", both), (3, "passphrase", both)]
    told = office(*given, str(newer), "--passphrase-file", str(new)).line
    assert (told["changed"], told["added"]) == (True, False)
    assert office("keys", "status").line["slots"] == ["passphrase", "recovery", "passphrase"]

    by = ("--passphrase-file", str(newer))
    wrong = office("keys", "slots", "remove", "1", "--passphrase-file", str(new))
    assert wrong.refusal()[1] == "VAULT-01"
    assert office("keys", "slots", "remove", "4", *by).refusal()[1] == "VAULT-11"
    assert office("keys", "slots", "remove", "1", *by).line == {"number": 1, "removed": True}
    assert slots() == [(1, "recovery", both), (2, "passphrase", both)]
    opened = office("keys", "slots", "remove", "1", "--passphrase-file", str(lost))
    assert opened.refusal()[1] == "VAULT-01"
    by_code = ("--recovery-code-file", str(code))
    assert office("keys", "slots", "remove", "2", *by_code).status == 0
    assert office("keys", "slots", "remove", "1", *by_code).refusal()[1] == "VAULT-13"


def test_a_recovery_code_that_others_saw_is_replaced(tmp_path: Path) -> None:
    """By the passphrase or by the code itself; what was shown opens, and nothing before it."""
    database = f"sqlite:///{tmp_path}/office.db"

    def office(*arguments: str) -> Answered:
        return vendwatt(tmp_path, "headoffice", *arguments, "--database", database)

    def by_code(code: str) -> tuple[str, str]:
        file = tmp_path / "code"
        file.write_text(code)
        file.chmod(0o600)
        return "--recovery-code-file", str(file)

    made = office("init", "--root-key-out", str(tmp_path / "root.pem")).line
    codes = [made["keys_recovery_code"]]
    by_passphrase = ("--passphrase-file", made["keys_passphrase_file"])
    for by in (by_passphrase, None):
        told = office("keys", "recovery-code", *(by or by_code(codes[-1]))).line
        assert told["sure"] is True
        codes.append(told["recovery_code"])
    assert len({*codes}) == len(codes)
    for old in codes[:-1]:
        assert office("keys", "unlock", *by_code(old)).refusal()[1] == "VAULT-14"
    assert office("keys", "status").line["slots"] == ["passphrase", "recovery"]
    try:
        assert office("keys", "unlock", *by_code(codes[-1])).status == 0
    finally:
        assert office("keys", "stop").line == {"ended": True}


def test_what_was_locked_stays_locked_when_ways_to_unlock_change(tmp_path: Path) -> None:
    """An agent that goes on grants nothing until somebody unlocks it, whatever slot changed."""
    database = f"sqlite:///{tmp_path}/office.db"

    def office(*arguments: str) -> Answered:
        return vendwatt(tmp_path, "headoffice", *arguments, "--database", database)

    made = office("init", "--root-key-out", str(tmp_path / "root.pem")).line
    old, new = Path(made["keys_passphrase_file"]).rename(tmp_path / "old"), tmp_path / "new"
    new.write_text("another passphrase")
    new.chmod(0o600)
    by_old, by_new = ("--passphrase-file", str(old)), ("--passphrase-file", str(new))
    assert office("keys", "unlock", *by_old).status == 0
    try:
        assert office("keys", "lock").status == 0
        for change in (
            ("recovery-code", *by_old),
            ("passphrase", "--new-passphrase-file", str(new), *by_old),
            ("credential", "--out", str(tmp_path / "credential"), *by_new),
            ("slots", "remove", "3", *by_new),
        ):
            assert office("keys", *change).status == 0
            state = office("keys", "status").line
            assert (state["answers"], state["grants"]) == (True, False), change
        assert state["slots"] == ["passphrase", "recovery"]
    finally:
        assert office("keys", "stop").line == {"ended": True}
