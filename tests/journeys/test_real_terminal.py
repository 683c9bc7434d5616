"""A real terminal from nothing to its first sale, by the real command alone."""

import json
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command_line import agent_has_left, agent_pid, end_agent, vendwatt
from tests.custody_stories import TABLES
from tests.journeys.test_sync_journey import serving
from tests.terminal_stories import ROOT

ATTRIBUTES = {
    "sgc": "123456",
    "krn": 1,
    "kt": 2,
    "dkga": "04",
    "base": 2014,
    "ken": 255,
    "tid_utc_offset": 120,
}
METERS = (
    "meter,account,name,address,phone,id_number,sgc,krn,ti,kt,ea,tct,tariff,arrears,status\n"
    "00000000000,,,,,,123456,1,01,2,11,02,training-zar,,\n"
)


@pytest.fixture(name="secret")
def _secret(tmp_path: Path) -> Callable[[str, str], str]:
    """Give what writes a secret into a file of its owner's only."""

    def write(name: str, content: str) -> str:
        path = tmp_path / name
        path.touch(0o600)
        path.write_text(content + "\n")
        return str(path)

    return write


def test_from_an_empty_folder_to_a_sale(tmp_path: Path, secret: Callable[[str, str], str]) -> None:
    """People, tariff, meters, a ceremony of two, a real head office, its lease, a code."""
    till = tmp_path / "till"
    passphrase, pin = secret("passphrase", "a long passphrase"), secret("zanele", "493817")
    second = secret("amina", "739105")
    unlocked = ("--passphrase-file", passphrase)
    zanele = ("--operator", "Zanele", "--pin-file", pin)
    amina = ("--operator", "Amina", "--pin-file", second)
    init = ("init", "--terminal", "SHOP1", "--currency", "ZAR", "--first-supervisor", "Zanele")
    refused = vendwatt(till, *init, *unlocked, "--pin-file", secret("plain", "1234"))
    assert refused.refusal() == (2, "PIN-05", "not_involved")
    Path(pin).chmod(0o644)
    refused = vendwatt(till, *init, *unlocked, "--pin-file", pin)
    assert refused.refusal() == (3, "VAULT-04", "not_involved")
    Path(pin).chmod(0o600)
    assert not till.exists()
    # A place that is not ours is named; nobody is told that the disk is broken.
    refused = vendwatt(Path("/proc/till"), *init, *unlocked, "--pin-file", pin)
    assert refused.refusal() == (5, "STORE-08", "not_involved")
    made = vendwatt(till, *init, *unlocked, "--pin-file", pin).line
    code = made["recovery_code"]
    assert len(code.replace("-", "")) == 28
    assert not any(code.encode() in file.read_bytes() for file in till.rglob("*") if file.is_file())
    # Nothing is open to be locked; no agent stays that the next command would leave open.
    assert vendwatt(till, "keys", "lock").refusal() == (8, "AGENT-03", "nothing_charged")
    agent_has_left(till)
    assert vendwatt(till, "keys", "unlock", *unlocked).status == 0
    try:
        _work(tmp_path, till, zanele, amina)
        _lose_pins(tmp_path, till, secret, code)
    finally:
        end_agent(agent_pid(till), signal.SIGTERM)


def _work(tmp_path: Path, till: Path, zanele: tuple[str, ...], amina: tuple[str, ...]) -> None:
    """Fill the terminal and sell, with its key agent running."""
    add = ("operators", "add", "Amina", "--role", "agent", "--new-pin-file", amina[-1])
    assert vendwatt(till, *add, *zanele).line["role"] == "agent"
    tariff = ROOT / "resources" / "tariffs" / "training-zar.tariff.json"
    assert vendwatt(till, "tariffs", "load", str(tariff), *zanele).status == 0
    meters = tmp_path / "meters.csv"
    meters.write_text(METERS)
    assert vendwatt(till, "meters", "import", str(meters), *zanele).status == 0
    key = _ceremony(tmp_path, till, zanele, amina)
    _tables(tmp_path, till, zanele)
    _lease(tmp_path, till, zanele, key)
    assert vendwatt(till, "shift", "open", "--float", "0", *amina).status == 0
    sale = ("--meter", "00000000000", "--amount", "50", "--tender", "cash:50")
    sold = vendwatt(till, "sell", *sale, *amina).line
    assert len(sold["tokens"][0]["digits"]) == 20
    receipt = vendwatt(till, *amina, "receipt", sold["sale_id"], "--format", "text")
    assert b"TRAINING" not in receipt.output
    # It came out of the printer: what a file holds is no second original.
    assert b"COPY FROM THE FILES" in receipt.output


def _ceremony(tmp_path: Path, till: Path, zanele: tuple[str, ...], amina: tuple[str, ...]) -> str:
    """Split a key, and load it by two custodians; return its check value."""
    attributes = tmp_path / "attributes.json"
    attributes.write_text(json.dumps(ATTRIBUTES))
    brought = ("--attributes", str(attributes))
    parts = tmp_path / "parts"
    make = ("keys", "split", *brought, "--components", "2", "--out")
    assert vendwatt(till, *make, "/proc/parts").refusal()[:2] == (5, "STORE-08")
    split = vendwatt(till, *make, str(parts)).line
    files = [each["file"] for each in split["components"]]
    assert {stat.S_IMODE(Path(file).stat().st_mode) for file in files} == {0o600}
    refused = vendwatt(till, "keys", "load", "--components", *files, *brought, *zanele)
    assert refused.refusal() == (3, "LOAD-09", "not_involved")
    first = vendwatt(till, "keys", "load", "--component", files[0], *brought, *zanele).line
    assert (first["loaded"], first["pending"]["have"]) == (False, 1)
    assert first["component_check_value"] == split["components"][0]["check_value"]
    last = vendwatt(till, "keys", "load", "--component", files[1], *brought, *amina).line
    assert (last["loaded"], last["check_value"]) == (True, split["check_value"])
    return str(last["check_value"])


def _tables(tmp_path: Path, till: Path, zanele: tuple[str, ...]) -> None:
    """Take licensed tables, out of a file that nobody else can read."""
    file = tmp_path / "tables.json"
    file.write_bytes(TABLES)
    file.chmod(0o644)
    take = ("keys", "import-tables", str(file))
    assert vendwatt(till, *take, *zanele).refusal() == (3, "VAULT-04", "not_involved")
    file.chmod(0o600)
    assert vendwatt(till, *take, *zanele).line["name"] == "licensed"


def _lease(tmp_path: Path, till: Path, zanele: tuple[str, ...], key: str) -> None:
    """Join a real head office, and take its lease from a file."""
    database = ("--database", f"sqlite:///{tmp_path}/office.db")
    root = tmp_path / "root.pem"
    assert vendwatt(till, "headoffice", "init", *database, "--root-key-out", str(root)).status == 0
    code = vendwatt(till, "headoffice", "enrol-code", "SHOP1", *database).line["code"]
    code_file = tmp_path / "code"
    code_file.touch(0o600)
    code_file.write_text(code)
    with serving(database[1]) as url:
        refused = vendwatt(till, "enrol", "--url", url, "--code", code, *zanele)
        assert refused.status == 2
        joined = vendwatt(till, "enrol", "--url", url, "--code-file", str(code_file), *zanele)
        assert joined.line["terminal"] == "SHOP1"
    out = tmp_path / "lease.json"
    grant = ("grant", "SHOP1", "--money", "500", "--kwh", "400", "--until", "2099-12-31")
    assert vendwatt(till, "headoffice", *grant, *database, "--out", str(out)).status == 0
    assert vendwatt(till, "lease", "install", str(out), *zanele).line["serial"] == 1
    status = vendwatt(till, "keys", "status", *zanele).line
    assert [each["check_value"] for each in status["keys"]] == [key]
    assert (status["training"], status["slots"]) == (False, ["passphrase", "recovery"])


def test_a_real_terminal_is_lost_and_comes_back(
    tmp_path: Path, secret: Callable[[str, str], str]
) -> None:
    """From its backup and the recovery code, with a new passphrase and nobody's old PIN."""
    till, again = tmp_path / "till", tmp_path / "again"
    unlocked = ("--passphrase-file", secret("passphrase", "a long passphrase"))
    zanele = ("--first-supervisor", "Zanele", "--pin-file", secret("zanele", "493817"))
    init = ("init", "--terminal", "SHOP1", "--currency", "ZAR")
    code = vendwatt(till, *init, *unlocked, *zanele).line["recovery_code"]
    file = str(tmp_path / "backup")
    saved = vendwatt(till, "backup", file, *unlocked).line
    assert (saved["terminal"], saved["entries"]) == ("SHOP1", 2)
    assert vendwatt(till, "backup", file, *unlocked).refusal()[:2] == (3, "BACKUP-02")
    restore = ("restore", file, "--code-file", secret("code", code))
    fresh = ("--passphrase-file", secret("fresh", "another long passphrase"))
    assert vendwatt(again, *restore, *fresh).status == 2
    made = vendwatt(again, *restore, *fresh, *zanele).line
    assert (made["incarnation"], made["without_pin"], made["left_shift"]) == (2, [], 0)
    assert made["recovery_code"] != code
    assert vendwatt(again, "journal", "verify", *unlocked).refusal()[:2] == (3, "VAULT-01")
    assert vendwatt(again, "journal", "verify", *fresh).line["entries"] == 1
    assert vendwatt(again, "journal", "scan", *fresh).line == {"ok": True, "checked": 0}


def _lose_pins(tmp_path: Path, till: Path, secret: Callable[[str, str], str], code: str) -> None:
    """The only supervisor forgets the PIN, then leaves: head office helps, and the code."""
    asked, signed = str(tmp_path / "asked"), str(tmp_path / "signed")
    reset = ("operators", "reset", "Zanele")
    pin = ("--new-pin-file", secret("zanele 2", "862047"))
    request = vendwatt(till, *reset, "--ask", asked, *pin).line
    allow = ("headoffice", "reset-pin", "--database", f"sqlite:///{tmp_path}/office.db")
    root = ("--root-key", str(tmp_path / "root.pem"))
    allowed = vendwatt(till, *allow, *root, "--request", asked, "--out", signed).line
    assert (allowed["code"], allowed["role"]) == (request["code"], "supervisor")
    assert vendwatt(till, *reset, "--signed", signed).line["pin"] == "reset"
    assert vendwatt(till, *reset, "--signed", signed).refusal() == (3, "PIN-07", "not_involved")
    pin = ("--new-pin-file", secret("sipho", "530918"))
    by_code = ("--supervisor", "--recovery-code-file", secret("recovery", code))
    assert vendwatt(till, "operators", "reset", "Sipho", *by_code, *pin).line["pin"] == "reset"
    sipho = ("--operator", "Sipho", "--pin-file", pin[1])
    assert vendwatt(till, "operators", "remove", "Zanele", *sipho).line["removed"]
    assert vendwatt(till, "journal", "verify").status == 0
