"""Head office and terminals through the command line alone, each in its own process."""

import shutil
import signal
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from pos.app.selling.quoting import terminal_of
from pos.domain.meter import display_number
from pos.keystore.files.folder import AgentFolder
from tests import command_line, store_stories
from tests import terminal_stories as story
from tests.command_line import VENDWATT, Answered, sell, vendwatt
from tests.kept_port import kept_port


@dataclass(frozen=True, slots=True)
class Shop:
    """A terminal and the head office's database.

    Attributes:
        folder: of the terminal.
        database: URL.
        terminal: id.
        meters: numbers to sell to.
    """

    folder: Path
    database: str
    terminal: str
    meters: tuple[str, ...]

    def office(self, *arguments: str) -> Answered:
        """Run a head-office command."""
        return vendwatt(self.folder, "headoffice", *arguments, "--database", self.database)

    def report(self) -> dict[str, object]:
        """Return the report of the one terminal."""
        (found,) = self.office("report").line["terminals"]
        assert isinstance(found, dict)
        return found

    def wait_until_free(self) -> None:
        """Wait until the agent of the last command has left."""
        lock = str(AgentFolder(self.folder).agent_lock)
        subprocess.run(["flock", "--timeout", "60", lock, "true"], check=True)


@contextmanager
def serving(database: str, listen: str = "127.0.0.1:0", *options: str) -> Iterator[str]:
    """Serve a head office; stopped with SIGTERM, which it takes for a success."""
    command = [str(VENDWATT), "--json", "headoffice", "serve", "--listen", listen]
    with subprocess.Popen(
        [*command, "--database", database, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            yield msgspec.json.decode(process.stdout.readline())["listening"]
        finally:
            process.send_signal(signal.SIGTERM)
            said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


@pytest.fixture(name="shop")
def _shop(till: Path, tmp_path: Path) -> Shop:
    return shop_of(till, tmp_path)


def shop_of(till: Path, tmp_path: Path) -> Shop:
    """Give a training terminal and a new training head office that do not know each other."""
    with story.opened(till) as ports, ports.store.read() as reads:
        terminal = terminal_of(reads).terminal
        meters = tuple(display_number(pan) for pan in story.pans_of(reads, 3))
    shop = Shop(till, f"sqlite:///{tmp_path}/office.db", terminal, meters)
    root = tmp_path / "root.pem"
    assert shop.office("init", "--training", "--root-key-out", str(root)).line["training"]
    for file in (root, tmp_path / "office.db"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert b"PRIVATE KEY" in root.read_bytes()
    return shop


def test_a_shop_joins_sells_and_delivers(shop: Shop) -> None:
    """The whole way: code, fingerprints, sale, report, lease, and nothing twice."""
    before = vendwatt(shop.folder, "sync", "--status").line
    assert (before["acknowledged"], before["equal"]) == (0, False)
    assert vendwatt(shop.folder, "sync").refusal() == (4, "SYNC-01", "not_involved")
    with serving(shop.database) as url:
        code = shop.office("enrol-code", shop.terminal).line
        joined = vendwatt(shop.folder, "enrol", "--url", url, "--code", code["code"]).line
        known = shop.office("terminals").line
        assert joined["headoffice_fingerprint"] == code["headoffice_fingerprint"]
        assert joined["terminal_fingerprint"] == known["terminal_fingerprint"]
        sold = sell(shop.folder, shop.meters[0], "50").line
        status = vendwatt(shop.folder, "sync").line
        assert status["equal"]
        assert status["entries"] == status["acknowledged"]
        assert status["head_hash"] == status["headoffice_hash"]
        report = shop.report()
        assert (report["sales"], report["total"]) == (1, "50.00")
        assert report["entries"] == status["entries"]
        assert report["head_hash"] == status["head_hash"]
        assert sold["total"] == "50.00"
        wish = ("sales", "text", str(sold["receipt_no"]), "--to", "+27821234567")
        assert vendwatt(shop.folder, *wish).line["sale_id"] == sold["sale_id"]
        granted = shop.office(
            "grant", shop.terminal, "--money", "60", "--kwh", "500", "--until", "2099-12-31"
        ).line
        assert granted["money_may_reach"] == "110.00"
        assert vendwatt(shop.folder, "sync").line["lease_received"]
        assert vendwatt(shop.folder, "lease", "show").line["money_left"] == "60.00"
        assert sell(shop.folder, shop.meters[1], "61").refusal()[:2] == (3, "LEASE-01")
        assert sell(shop.folder, shop.meters[1], "60").status == 0
        assert vendwatt(shop.folder, "sync").line["equal"]
    assert (shop.report()["sales"], shop.report()["exceptions"]) == (2, 0)
    assert vendwatt(shop.folder, "journal", "verify").line["ok"]
    assert vendwatt(shop.folder, "journal", "rebuild").line["ok"]


def test_without_a_network_selling_goes_on_and_nothing_is_lost(shop: Shop) -> None:
    """Sync says so with its own status; the next one delivers everything."""
    with kept_port() as port:
        place = f"127.0.0.1:{port}"
        with serving(shop.database, place) as url:
            code = shop.office("enrol-code", shop.terminal).line["code"]
            assert vendwatt(shop.folder, "enrol", "--url", url, "--code", code).status == 0
        assert vendwatt(shop.folder, "sync").refusal() == (7, "SYNC-02", "not_involved")
        assert sell(shop.folder, shop.meters[0], "20").status == 0
        assert vendwatt(shop.folder, "sync").status == 7
        assert not vendwatt(shop.folder, "sync", "--status").line["equal"]
        with serving(shop.database, place):
            assert vendwatt(shop.folder, "sync").line["equal"]
    assert shop.report()["total"] == "20.00"


def test_a_copied_folder_is_found_out(shop: Shop, tmp_path: Path) -> None:
    """Both sell; the second to deliver is stopped, and both sales are counted."""
    with serving(shop.database) as url:
        code = shop.office("enrol-code", shop.terminal).line["code"]
        assert vendwatt(shop.folder, "enrol", "--url", url, "--code", code).status == 0
        assert vendwatt(shop.folder, "sync").status == 0
        shop.wait_until_free()
        twin = shutil.copytree(
            shop.folder, tmp_path / "twin", ignore=shutil.ignore_patterns("socket")
        )
        assert sell(shop.folder, shop.meters[0], "20").status == 0
        assert sell(twin, shop.meters[0], "30").status == 0
        assert vendwatt(shop.folder, "sync").status == 0
        assert vendwatt(twin, "sync").refusal()[:2] == (3, "SYNC-04")
        assert sell(twin, shop.meters[0], "30").refusal() == (3, "SYNC-04", "nothing_charged")
        status = vendwatt(twin, "sync", "--status").line
        assert (status["standing"], status["equal"]) == ("fork", True)
        assert sell(shop.folder, shop.meters[1], "20").status == 0
        assert vendwatt(shop.folder, "sync").line["equal"]
    report = shop.report()
    assert (report["sales"], report["total"]) == (3, "70.00")
    assert [alarm["kind"] for alarm in report["alarms"]] == ["fork"]  # type: ignore[attr-defined]  # JSON.
    assert vendwatt(twin, "journal", "verify").line["ok"]


def test_a_revoked_terminal_stops(shop: Shop) -> None:
    """It delivers what it sold, and sells no more."""
    with serving(shop.database) as url:
        code = shop.office("enrol-code", shop.terminal).line["code"]
        file = shop.folder / "code"
        file.write_text(code + "\n")
        enrolled = vendwatt(shop.folder, "enrol", "--url", url, "--code-file", str(file))
        assert enrolled.status == 0
        assert sell(shop.folder, shop.meters[0], "20").status == 0
        assert shop.office("revoke", shop.terminal).status == 0
        assert vendwatt(shop.folder, "sync").refusal()[:2] == (3, "SYNC-06")
        assert sell(shop.folder, shop.meters[0], "20").refusal()[:2] == (3, "SYNC-06")
    assert shop.report()["total"] == "20.00"


def test_a_lease_travels_by_stick(shop: Shop, tmp_path: Path) -> None:
    """The file does what the line does, once."""
    with serving(shop.database) as url:
        code = shop.office("enrol-code", shop.terminal).line["code"]
        assert vendwatt(shop.folder, "enrol", "--url", url, "--code", code).status == 0
    file = str(tmp_path / "lease.json")
    grant = ("grant", shop.terminal, "--money", "5", "--kwh", "5", "--until", "2099-01-01")
    limits = ("--floor", "2.5001", "--floor", "990011=1.9", "--free-per-day", "3")
    granted = shop.office(*grant, *limits, "--lane", "990011=1/2", "--out", file)
    assert granted.line["per_day"] == {"free": 3, "engineering": 20, "key_change": 50}
    assert shop.office(*grant, "--lane", "990011=2/2").status == 2
    assert vendwatt(shop.folder, "lease", "install", file).line["serial"] == 2
    shown = vendwatt(shop.folder, "lease", "show").line
    assert shown["floor_prices"] == [
        {"sgc": "", "resource": "electricity", "per_unit": "2.50010"},
        {"sgc": "990011", "resource": "electricity", "per_unit": "1.90000"},
    ]
    assert shown["left_today"] == {"free": 3, "engineering": 20, "key_change": 50}
    assert shown["group_lanes"] == [{"sgc": "990011", "lane": 1, "lanes": 2}]
    assert vendwatt(shop.folder, "lease", "install", file).refusal()[:2] == (3, "LEASE-05")
    missing = vendwatt(shop.folder, "lease", "install", str(tmp_path / "none"))
    assert missing.refusal()[:2] == (4, "FILE-02")
    unwritten = shop.office(*grant, "--out", str(tmp_path / "none" / "lease.json"))
    assert unwritten.refusal()[:2] == (5, "STORE-08")
    assert [line["serial"] for line in unwritten.lines] == [3]


def test_a_landlord_without_a_line_grants_by_stick(shop: Shop, tmp_path: Path) -> None:
    """Joining, a ceiling of the root key, and a grant that a second person confirms."""
    request, answer, lease = (str(tmp_path / name) for name in ("request", "answer", "lease"))
    code = ("--code", shop.office("enrol-code", shop.terminal).line["code"])
    assert vendwatt(shop.folder, "enrol", "--out", request, *code).status == 0
    assert vendwatt(shop.folder, "enrol", "--out", request, "--url", "http://x").status == 2
    assert shop.office("admit", request, "--out", answer).status == 0
    joined = vendwatt(shop.folder, "enrol", "--answer", answer, *code).line
    known = shop.office("terminals").line
    assert joined["terminal_fingerprint"] == known["terminal_fingerprint"]
    assert vendwatt(shop.folder, "sync").refusal()[:2] == (4, "SYNC-32")
    assert vendwatt(shop.folder, "sync", "--status").line["joined"]
    anne, ben = (_password(tmp_path, name) for name in ("anne", "ben"))
    by_anne = ("--by", "anne", "--password-file", anne)
    by_ben = ("--by", "ben", "--password-file", ben)
    assert shop.office("user", "add", "anne", "--new-password-file", anne).status == 0
    assert shop.office("user", "add", "ben", "--new-password-file", ben, *by_anne).status == 0
    limit = ("limit", "--currency", "ZAR", "--money", "100", "--kwh", "1000")
    assert shop.office(*limit, *by_anne).line["set"]
    root = str(tmp_path / "root.pem")
    most = ("--money", "500", "--kwh", "5000")
    signed = ("ceiling", shop.terminal, "--root-key", root, "--until", "2099-12-31")
    assert shop.office(*signed, *most).refusal()[:2] == (3, "OFFICE-13")
    assert shop.office(*signed, *most, *by_anne).line["serial"] == 1
    higher = (*signed, "--money", "501", "--kwh", "5000", *by_anne)
    assert shop.office(*higher).refusal()[:2] == (3, "OFFICE-13")
    second = ("--second", "anne", "--second-password-file", anne)
    assert shop.office(*higher, *second).refusal()[:2] == (3, "OFFICE-14")
    grant = ("grant", shop.terminal, "--kwh", "1000", "--until", "2099-01-01", "--money")
    assert shop.office(*grant, "101").refusal()[:2] == (3, "OFFICE-13")
    assert shop.office(*grant, "501", *by_anne).line["proposal"] == 1
    assert shop.office("confirm", "1", *by_ben).refusal()[:2] == (3, "OFFICE-09")
    assert not shop.office(*grant, "300", *by_anne).line["granted"]
    assert shop.office("confirm", "2", *by_anne).refusal()[:2] == (3, "OFFICE-14")
    assert shop.office("confirm", "2", *by_ben, "--out", lease).line["money_may_reach"] == "300.00"
    assert vendwatt(shop.folder, "lease", "install", lease).line["serial"] == 2
    assert sell(shop.folder, shop.meters[0], "300").status == 0


def test_head_office_changes_the_key_of_its_answers(shop: Shop) -> None:
    """While it serves; terminals follow, and a stolen key is revoked by the root key."""
    kept = f"{shop.database.removeprefix('sqlite:///')}.keys/passphrase"
    opened, root = ("--passphrase-file", kept), str(shop.folder.parent / "root.pem")
    with serving(shop.database) as url:
        code = shop.office("enrol-code", shop.terminal).line["code"]
        assert vendwatt(shop.folder, "enrol", "--url", url, "--code", code).status == 0
        first = shop.office("keys", "rotate", "--days", "30", *opened).line
        assert (first["n"], first["said_by"]) == (1, "old")
        assert vendwatt(shop.folder, "sync").status == 0
        assert shop.office("keys", "rotate", "--stolen", *opened).status == 2
        stolen = shop.office("keys", "rotate", "--stolen", "--root-key", root, *opened).line
        assert (stolen["n"], stolen["said_by"]) == (2, "root")
        assert stolen["old_fingerprint"] == first["fingerprint"]
        assert vendwatt(shop.folder, "sync").status == 0
        known = shop.office("keys", "answer-keys").lines
        assert [one["said_by"] for one in known] == ["both", "root"]
    told = vendwatt(shop.folder, "journal", "show").lines
    kinds = [entry["payload"]["kind"] for entry in told]
    assert kinds.count("answer_key_changed") == 2


def _password(folder: Path, name: str) -> str:
    file = folder / f"{name}.password"
    file.touch(0o600)
    file.write_text(f"the password of {name}")
    return str(file)


def test_a_shop_without_a_network_delivers_by_stick(shop: Shop, tmp_path: Path) -> None:
    """Joined once; then a file goes there and another comes back, and both sides are equal."""
    with serving(shop.database) as url:
        code = shop.office("enrol-code", shop.terminal).line["code"]
        assert vendwatt(shop.folder, "enrol", "--url", url, "--code", code).status == 0
    sell(shop.folder, shop.meters[0], "50")
    there, back = tmp_path / "journal.stick", tmp_path / "answer.stick"
    missing = vendwatt(shop.folder, "sync", "--to-file", str(tmp_path / "none" / "j"))
    assert missing.refusal()[:2] == (5, "STORE-08")
    assert vendwatt(shop.folder, "sync", "--to-file", str(there)).line["equal"] is False
    assert stat.S_IMODE(there.stat().st_mode) == 0o600
    assert shop.office("receive", str(there), "--out", str(back)).line["refused"] == []
    status = vendwatt(shop.folder, "sync", "--from-file", str(back)).line
    assert status["equal"]
    assert shop.report()["head_hash"] == status["head_hash"]
    wrong = vendwatt(shop.folder, "sync", "--from-file", str(there))
    assert wrong.refusal()[:2] == (2, "SYNC-09")


def test_head_office_gives_by_line_and_by_stick(shop: Shop, tmp_path: Path) -> None:
    """Messages down the line, people by stick, what a meter bought, and the sales as a file."""
    said, people = tmp_path / "said.json", tmp_path / "people.json"
    said.write_text(
        '[{"id":"hello","place":"receipt","texts":{"en":"Good day from head office."}}]'
    )
    people.write_text('[{"name":"zola","role":"technician"}]')
    with serving(shop.database) as url:
        code = shop.office("enrol-code", shop.terminal).line["code"]
        assert vendwatt(shop.folder, "enrol", "--url", url, "--code", code).status == 0
        assert shop.office("publish", "messages", str(said)).line["bundles"] == 1
        sold = sell(shop.folder, shop.meters[0], "50").line
        assert vendwatt(shop.folder, "sync").line["bundles"] == 1
        told = shop.office("publish", "standings").line
        assert (told["bundles"], told["meters"]) == (1, 1)
        assert vendwatt(shop.folder, "sync").line["standings_at"]
    paper = vendwatt(shop.folder, "receipt", str(sold["sale_id"]), "--format", "text")
    assert b"Good day" not in paper.output
    after = sell(shop.folder, shop.meters[0], "50").line
    paper = vendwatt(shop.folder, "receipt", str(after["sale_id"]), "--format", "text")
    assert b"Good day from head office." in paper.output
    shop.office("publish", "operators", str(people))
    down, sales = tmp_path / "down.stick", tmp_path / "sales.csv"
    assert shop.office("carry", shop.terminal, "--out", str(down)).line["bundles"] == 3
    assert vendwatt(shop.folder, "sync", "--from-file", str(down)).line["bundles"] == 1
    assert vendwatt(shop.folder, "sync", "--from-file", str(down)).line["bundles"] == 0
    down.write_bytes(down.read_bytes()[:-100])
    assert vendwatt(shop.folder, "sync", "--from-file", str(down)).refusal()[:2] == (2, "DOWN-05")
    assert shop.office("export", "sales", "--out", str(sales)).line["sales"] == 1
    assert sales.read_text().count(str(sold["sale_id"])) == 1


def test_a_list_that_is_killed_in_the_middle_is_old_or_new(shop: Shop, tmp_path: Path) -> None:
    """After each kill there are whole bundles and no part of one; the same file brings the rest."""
    listed, down = tmp_path / "list.csv", tmp_path / "down.stick"
    with story.opened(shop.folder) as ports, ports.store.read() as reads:
        tariff = reads.tariffs()[0].tariff
        before = {meter.pan for meter in reads.each_meter()}
    pans = [pan for number in range(12_000) if (pan := store_stories.pan(number)) not in before]
    rows = [f"{display_number(pan)},990011,1,01,11,{tariff}" for pan in pans]
    listed.write_text("\n".join(["meter,sgc,krn,ti,ea,tariff", *rows]))
    with serving(shop.database) as url:
        code = shop.office("enrol-code", shop.terminal).line["code"]
        assert vendwatt(shop.folder, "enrol", "--url", url, "--code", code).status == 0
    assert shop.office("publish", "meters", str(listed)).line["bundles"] > 1
    assert shop.office("carry", shop.terminal, "--out", str(down)).status == 0
    bundles = [msgspec.json.decode(line)["body"] for line in down.read_bytes().splitlines()[1:]]
    whole = [sum(body.count("\n") - 1 for body in bundles[:count]) for count in range(9)]
    command = [str(VENDWATT), "--data", str(shop.folder), "sync", "--from-file", str(down)]
    for tenths in (8, 14, 22):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            try:
                process.wait(tenths / 10)
            except subprocess.TimeoutExpired:
                process.kill()
        shop.wait_until_free()
        with story.opened(shop.folder) as ports, ports.store.read() as reads:
            state = reads.uplink()
            assert state is not None
            found = sum(meter.pan not in before for meter in reads.each_meter())
            assert found == whole[state.bundle_n]
    assert vendwatt(shop.folder, "sync", "--from-file", str(down)).status == 0
    shop.wait_until_free()
    with story.opened(shop.folder) as ports:
        with ports.store.read() as reads:
            assert sum(meter.pan not in before for meter in reads.each_meter()) == len(pans)
        assert ports.store.rebuild() > 0


def test_wrong_use_is_refused_in_words(shop: Shop, tmp_path: Path) -> None:
    """Each mistake has its code and status, none a traceback."""
    enrol = ("enrol", "--code", "0" * 20, "--url")
    assert vendwatt(shop.folder, *enrol, "http://example.com").refusal()[:2] == (2, "ENROL-03")
    assert vendwatt(shop.folder, *enrol, "not a url").refusal()[:2] == (2, "ENROL-03")
    assert vendwatt(shop.folder, *enrol, "http://127.0.0.1:1").refusal()[:2] == (7, "SYNC-02")
    short = vendwatt(shop.folder, "enrol", "--code", "abc", "--url", "http://127.0.0.1:1")
    assert short.refusal()[:2] == (2, "ENROL-04")
    again = shop.office("init", "--training", "--root-key-out", str(tmp_path / "root2.pem"))
    assert again.refusal()[:2] == (3, "OFFICE-02")
    assert not (tmp_path / "root2.pem").exists()
    assert shop.office("revoke", "T-none").refusal()[:2] == (4, "OFFICE-03")
    open_to_all = shop.office("serve", "--listen", "0.0.0.0:0")
    assert open_to_all.refusal()[:2] == (2, "OFFICE-06")
    none = vendwatt(shop.folder, "headoffice", "report", "--database", "sqlite:////none/x.db")
    assert none.refusal()[:2] == (4, "OFFICE-01")
    other = vendwatt(shop.folder, "headoffice", "report", "--database", "mysql://h/db")
    assert other.refusal()[:2] == (2, "OFFICE-05")
    nonsense = vendwatt(shop.folder, "headoffice", "report", "--database", "nonsense")
    assert nonsense.refusal()[:2] == (2, "OFFICE-05")


def test_tls_serves_off_this_machine_too(shop: Shop, tmp_path: Path) -> None:
    """With a certificate any address may be listened on; a broken one is refused."""
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "1"),
            *("-subj", "/CN=localhost", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    tls = ("--tls-cert", str(certificate), "--tls-key", str(key))
    with serving(shop.database, "0.0.0.0:0", *tls) as url:
        assert url.startswith("https://0.0.0.0:")
    broken = shop.office("serve", "--tls-cert", str(key), "--tls-key", str(key))
    assert broken.refusal()[:2] == (2, "OFFICE-06")


def test_status_and_report_are_told_to_people_too(shop: Shop) -> None:
    """Without --json the same comes in words."""
    done = subprocess.run(
        [str(command_line.VENDWATT), "--data", str(shop.folder), "sync", "--status"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("Not joined to a head office")
