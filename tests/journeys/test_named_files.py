"""Every command says the same of a file that it was named and cannot read."""

from pathlib import Path

from tests import terminal_stories as story
from tests.command_line import resident_agent, sell, vendwatt

REFUSED = {
    "none": ((4, "FILE-02", "not_involved"), "There is no file none."),
    "folder": (
        (2, "FILE-01", "not_involved"),
        "The file folder cannot be read: it is a folder.",
    ),
}
SUPERVISOR = ("--operator", "supervisor")
FILE = "FILE"
KEY = ("--attributes", FILE)
AT_A_TERMINAL = (
    ("sts", "encode", "--tables", FILE),
    ("quote", "--tariff", FILE, "--amount", "1"),
    ("tariffs", "check", FILE),
    ("tariffs", "load", FILE, *SUPERVISOR),
    ("tariffs", "rehearse", FILE),
    ("meters", "import", FILE, *SUPERVISOR),
    ("batch", FILE),
    ("lease", "install", FILE),
    ("sync", "--from-file", FILE),
    ("enrol", "--answer", FILE, "--code", "AAAA-AAAA-AAAA-AAAA-AAAA"),
    ("enrol", "--url", "http://127.0.0.1:1", "--code-file", FILE),
    ("keys", "split", "--attributes", FILE, "--components", "2", "--out", "DIR"),
    ("keys", "load", "--attributes", FILE, "--component", FILE),
    ("keys", "load", "--sealed", FILE),
    ("keys", "import-tables", FILE, *SUPERVISOR),
    ("keys", "unlock", "--recovery-code-file", FILE),
    ("keys", "unlock", "--passphrase-file", FILE),
    ("shift", "open", "--float", "0", "--pin-file", FILE),
    ("operators", "add", "new", "--role", "agent", "--new-pin-file", FILE, *SUPERVISOR),
    ("operators", "reset", "agent", "--signed", FILE),
    ("operators", "reset", "agent", "--recovery-code-file", FILE),
    ("restore", FILE, "--code-file", FILE),
)
AT_HEAD_OFFICE = (
    ("admit", FILE, "--out", "OUT"),
    ("receive", FILE, "--out", "OUT"),
    ("publish", "meters", FILE),
    ("match", "--file", FILE),
    ("user", "add", "amina", "--new-password-file", FILE),
    ("keys", "rotate", "--passphrase-file", FILE),
    ("reset-pin", "--request", FILE, "--root-key", FILE, "--out", "OUT"),
    ("seal-key", "T", "--sealing-key", FILE, *KEY, "--component", FILE, "--out", "OUT"),
    ("texts", "--gateway", FILE),
    ("serve", "--tls-cert", FILE, "--tls-key", FILE),
)


def _unlike(commands: tuple[tuple[str, ...], ...], tmp_path: Path, *before: str) -> list[object]:
    """Return what was not refused alike: with a name of nothing, and with a folder's."""
    folder = tmp_path / "folder"
    folder.mkdir()
    others = {"OUT": str(tmp_path / "out"), "DIR": str(tmp_path / "parts")}
    found: list[object] = []
    for name, (refusal, message) in REFUSED.items():
        given = others | {FILE: str(tmp_path / name)}
        for command in commands:
            told = vendwatt(
                tmp_path / "till", *before, *(given.get(each, each) for each in command)
            )
            if told.refusal() != refusal or told.error["message"] != message:
                found.append((command, told.status, told.output.decode()))
    assert list(folder.iterdir()) == []
    assert not any(Path(made).exists() for made in others.values())
    return found


def test_at_a_terminal(till: Path, tmp_path: Path) -> None:
    """Lists, tariffs, keys, leases, secrets and what comes on sticks."""
    with story.opened(till) as ports, ports.store.read() as reads:
        (pan,) = story.pans_of(reads, 1)
    with resident_agent(till):
        for secret in ("--pin-file", "--approver-pin-file"):
            people = ("--approver", "supervisor", secret, str(tmp_path / "none"))
            assert sell(till, pan, "50", *people).refusal() == (4, "FILE-02", "nothing_charged")
        commands = (*AT_A_TERMINAL, ("quote", "--meter", pan, "--amount", "1", "--state", FILE))
        assert _unlike(commands, tmp_path) == []


def test_at_head_office(tmp_path: Path) -> None:
    """What terminals sent, what they are given, the root key, passwords and certificates."""
    root = str(tmp_path / "root.pem")
    made = ("headoffice", "init", "--training", "--root-key-out", root)
    database = ("--database", f"sqlite:///{tmp_path}/office.db")
    assert vendwatt(tmp_path, *made, *database).status == 0
    commands = tuple((*command, *database) for command in AT_HEAD_OFFICE)
    assert _unlike((*commands, ("report", "--database-file", FILE)), tmp_path, "headoffice") == []
