"""Whatever is wrong at the counter: a code and a status of its own, and nothing is issued."""

import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pos.domain.meter import ACTIVE, display_number
from pos.keystore.client.agent_client import AgentClient
from pos.sts.identifiers import luhn_check_digit
from tests import command_line as cli
from tests import terminal_stories as story
from tests.command_line import vendwatt
from tests.promises_kept import broken_promises

NOTHING = "nothing_charged"
UNINVOLVED = "not_involved"
SALE_ID = "00000000-0000-4000-8000-00000000cafe"
UNKNOWN = "0099999999"
SUPERVISOR = ("--operator", "supervisor")


@dataclass(frozen=True, slots=True)
class Counter:
    """An open terminal whose agent stays.

    Attributes:
        meter, other: numbers that may buy.
        blocked: one that may not.
        agent: connection to the key agent.
    """

    folder: Path
    meter: str
    other: str
    blocked: str
    agent: AgentClient

    def issues(self) -> int:
        """Return how many tokens were ever issued."""
        return self.agent.status().issues


@pytest.fixture(name="counter", scope="module")
def _counter(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """Open a terminal for all refusals of this file; at the end all promises still hold."""
    folder = Path(shutil.copytree(template, tmp_path_factory.mktemp("counter") / "till"))
    with story.opened(folder) as ports, ports.store.read() as reads:
        meters = reads.meters(limit=300)
    active = [display_number(meter.pan) for meter in meters if meter.status == ACTIVE]
    blocked = next(display_number(meter.pan) for meter in meters if meter.status != ACTIVE)
    with cli.resident_agent(folder):
        agent = AgentClient(folder)
        yield Counter(folder, active[0], active[1], blocked, agent)
        with story.reached(folder) as ports:
            assert broken_promises(ports) == []
        agent.close()


@pytest.mark.parametrize(
    ("meter", "amount", "tender", "refusal"),
    [
        ("00000000000{}", "50", "cash:100", (2, "METER-01", NOTHING)),
        ("wrong digit", "50", "cash:100", (2, "METER-02", NOTHING)),
        ("unknown", "50", "cash:100", (4, "METER-03", NOTHING)),
        ("blocked", "50", "cash:100", (3, "METER-04", NOTHING)),
        ("good", "fifty", "cash:100", (2, "AMOUNT-01", NOTHING)),
        ("good", "1e3", "cash:100", (2, "AMOUNT-01", NOTHING)),
        ("good", "0", "cash:100", (2, "AMOUNT-02", NOTHING)),
        ("good", "-50", "cash:100", (2, "AMOUNT-02", NOTHING)),
        ("good", "50.001", "cash:100", (2, "AMOUNT-03", NOTHING)),
        ("good", "9000000", "cash:9000000", (3, "AMOUNT-08", NOTHING)),
        ("good", "50", "gold:100", (2, "TENDER-01", NOTHING)),
        ("good", "50", "card:100", (3, "TENDER-03", NOTHING)),
        ("good", "50", "cash:49.99", (3, "TENDER-02", NOTHING)),
    ],
)
def test_what_was_typed_is_refused(
    counter: Counter, meter: str, amount: str, tender: str, refusal: tuple[int, str, str]
) -> None:
    """A bad value exits 2, a rule 3, an unknown meter 4; nothing was charged, nothing issued."""
    last = counter.meter[-1]
    number = {
        "good": counter.meter,
        "blocked": counter.blocked,
        "wrong digit": counter.meter[:-1] + str((int(last) + 5) % 10),
        "unknown": UNKNOWN + str(luhn_check_digit(UNKNOWN)),
    }.get(meter, meter)
    before = counter.issues()
    arguments = ("--meter", number, f"--amount={amount}", "--tender", tender)
    answer = vendwatt(counter.folder, "sell", *arguments)
    assert answer.refusal() == refusal
    assert answer.error["next"]
    assert answer.error["message"]
    assert counter.issues() == before


def test_locked_keys_stay_locked_where_nothing_was_open(template: Path, tmp_path: Path) -> None:
    """`keys lock` with no agent running holds a training terminal locked for the next commands."""
    folder = Path(shutil.copytree(template, tmp_path / "till"))
    assert vendwatt(folder, "keys", "lock").line == {"vending_open": False}
    try:
        assert not vendwatt(folder, "keys", "status").line["vending_open"]
        found = vendwatt(folder, "meters", "find", "a").lines
        meter = next(each["meter"] for each in found if each["status"] == "active")
        sold = cli.sell(folder, meter)
        assert sold.refusal() == (8, "AGENT-01", NOTHING)
    finally:
        cli.end_agent(cli.agent_pid(folder), signal.SIGTERM)


@pytest.mark.parametrize(
    "arguments",
    [
        ("sell",),
        ("bogus",),
        ("printers", "settle", "J-1", "--printed", "--lost"),
        ("--pin-file", "/dev/null/none", "sales", "show", SALE_ID, "--bad"),
        # Nobody can be asked for this PIN: still one line, and no warning about echo.
        ("--approver", "bob", "refund", "C-1"),
    ],
)
def test_wrong_usage_says_what_to_do_next(counter: Counter, arguments: tuple[str, ...]) -> None:
    """Wrong usage exits 2 with one JSON line that names the next step."""
    answer = vendwatt(counter.folder, *arguments)
    assert answer.refusal() == (2, "USAGE-01", UNINVOLVED)
    assert answer.error["next"]


def test_a_sale_id_cannot_be_used_for_another_sale(counter: Counter) -> None:
    """The same id and content answers the same; other content is refused; an id has its form."""
    first = cli.sell(counter.folder, counter.meter, "50", "--sale-id", SALE_ID).line
    before = counter.issues()
    assert cli.sell(counter.folder, counter.meter, "50", "--sale-id", SALE_ID).line == first
    for meter, amount in ((counter.meter, "51"), (counter.other, "50")):
        answer = cli.sell(counter.folder, meter, amount, "--sale-id", SALE_ID)
        assert answer.refusal() == (3, "SALE_ID_REUSED", NOTHING)
    for no_id in ("../../etc", ""):
        answer = cli.sell(counter.folder, counter.meter, "50", "--sale-id", no_id)
        assert answer.refusal() == (2, "SALE-01", NOTHING)
    assert counter.issues() == before


def test_locked_keys_stop_sales_and_nothing_else(counter: Counter) -> None:
    """A locked agent refuses a new sale before it begins; repeats and the journal go on."""
    folder = counter.folder
    sale_id = story.new_sale_id()
    first = cli.sell(folder, counter.meter, "50", "--sale-id", sale_id).line
    before = counter.issues()
    assert vendwatt(folder, "keys", "lock").line == {"vending_open": False}
    assert cli.sell(folder, counter.meter).refusal() == (8, "AGENT-01", NOTHING)
    assert cli.sell(folder, counter.meter, "50", "--sale-id", sale_id).line == first
    assert vendwatt(folder, "journal", "verify").line["ok"]
    assert vendwatt(folder, "sales", "list", "--open").lines == ()
    assert counter.issues() == before
    assert vendwatt(folder, "keys", "unlock").line == {"vending_open": True}
    assert cli.sell(folder, counter.meter).status == 0


def test_a_wrong_pin_sells_nothing(counter: Counter, tmp_path: Path) -> None:
    """A wrong PIN and an unknown name are refused alike; after five the agent makes one wait."""
    wrong = tmp_path / "pin"
    wrong.write_text("12\n")
    before = counter.issues()
    for operator in ("supervisor", "nobody"):
        answer = cli.sell(
            counter.folder, counter.meter, "50", "--operator", operator, "--pin-file", str(wrong)
        )
        assert answer.refusal() == (3, "PIN-01", NOTHING)
    assert counter.issues() == before


def test_a_supervisor_may_not_vend_under_an_agents_pin(counter: Counter) -> None:
    """PINs belong to people."""
    pin = str(counter.folder / "secrets" / "agent.pin")
    answer = cli.sell(counter.folder, counter.meter, "50", *SUPERVISOR, "--pin-file", pin)
    assert answer.refusal() == (3, "PIN-01", NOTHING)


def test_a_printer_that_is_down_stops_no_sale(counter: Counter) -> None:
    """The sale is done and says that its paper waits; another printer's address is checked."""
    answer = cli.sell(counter.folder, counter.other, "50", "--printer", "tcp://127.0.0.1:1").line
    assert answer["print"] == {"state": "blocked"}
    assert len(answer["tokens"][0]["digits"]) == 20
    before = counter.issues()
    answer = cli.sell(counter.folder, counter.other, "50", "--printer", "gopher://x")
    assert answer.refusal() == (2, "PRINT-01", NOTHING)
    assert counter.issues() == before


def test_no_terminal_and_no_place_for_one(counter: Counter, tmp_path: Path) -> None:
    """A folder without a terminal is said so; one with files in it is not taken for a new one."""
    empty, missing = tmp_path / "empty", tmp_path / "missing"
    empty.mkdir()
    for folder in (empty, missing):
        assert cli.sell(folder, counter.meter).refusal() == (4, "FOLDER-02", UNINVOLVED)
    assert list(empty.iterdir()) == []
    answer = vendwatt(counter.folder, "init", "--training")
    assert answer.refusal() == (3, "FOLDER-03", UNINVOLVED)


def test_a_terminal_without_its_journal_is_to_be_restored(counter: Counter, tmp_path: Path) -> None:
    """And is never taken for a place where a new one could be made."""
    folder = tmp_path / "lost"
    shutil.copytree(counter.folder, folder, ignore=shutil.ignore_patterns("terminal.db*", "agent"))
    answer = cli.sell(folder, counter.meter)
    assert answer.refusal() == (6, "JOURNAL-02", NOTHING)


def test_a_terminal_without_its_vault_is_to_be_restored(counter: Counter, tmp_path: Path) -> None:
    """Whoever asks is not sent to another folder, whatever else of the terminal is left."""
    folder = tmp_path / "lost"
    shutil.copytree(counter.folder, folder, ignore=shutil.ignore_patterns("vault", "agent"))
    lost = (6, "VAULT-02", UNINVOLVED)
    assert cli.sell(folder, counter.meter).refusal() == lost
    assert vendwatt(folder, "keys", "status").refusal() == lost
    (folder / "terminal.db").unlink()
    assert cli.sell(folder, counter.meter).refusal() == lost


def test_sales_that_are_not_there(counter: Counter) -> None:
    """Resume, cancel and show of an unknown sale; cancel of a sale that has its token."""
    unknown = story.new_sale_id()
    for verb in ("resume", "cancel", "show"):
        answer = vendwatt(counter.folder, "sales", verb, unknown)
        assert answer.refusal() == (4, "SALE-02", UNINVOLVED)
    sold = cli.sell(counter.folder, counter.other).line
    answer = vendwatt(counter.folder, "sales", "cancel", sold["sale_id"])
    assert answer.refusal() == (3, "SALE-07", "sale_complete")
    assert vendwatt(counter.folder, "sales", "resume", sold["sale_id"]).line == sold
