"""A full day at the drawer on the command line: two agents, a wrong count, two signatures."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.command_line import Answered, resident_agent, vendwatt

Z_KEYS = {
    *("z_no", "float", "cash_tendered", "change", "refunds", "paid_in", "paid_out", "drops"),
    *("expected", "counted", "over_short"),
}
BOSS, THANDI = ("--operator", "supervisor"), ("--operator", "thandi")
CLOSE = ("shift", "close", "--approver", "supervisor")
SOLD = {"agent": "50.00", "thandi": "100.00"}
TERMS = ("float", "cash_tendered", "change", "refunds", "paid_in", "paid_out", "drops")


def cents(amount: str) -> int:
    """Read a decimal string of rands."""
    return int(Decimal(amount) * 100)


def equation_holds(facts: dict[str, str]) -> bool:
    """Compute the cash equation plainly, from what a command answered."""
    value = {name: cents(facts[name]) for name in TERMS}
    came = value["float"] + value["cash_tendered"] + value["paid_in"]
    went = value["change"] + value["refunds"] + value["paid_out"] + value["drops"]
    return cents(facts["expected"]) == came - went


def meters_of(till: Path) -> list[str]:
    """Return meters that may buy."""
    found = vendwatt(till, "meters", "find", "T00000").lines
    return [meter["meter"] for meter in found if meter["status"] == "active"]


def sell(till: Path, meter: str, amount: str, tendered: str, *options: str) -> Answered:
    """Sell for cash."""
    tender = f"cash:{tendered}"
    return vendwatt(
        till, "sell", "--meter", meter, "--amount", amount, "--tender", tender, *options
    )


@pytest.fixture(name="till")
def _till(till: Path) -> Iterator[Path]:
    """Keep the key agent of the day running, as a shop does."""
    with resident_agent(till):
        yield till


def test_a_day_with_two_agents(till: Path, tmp_path: Path) -> None:
    """Every figure is equal between commands, Z report, reports and a plain recomputation."""
    first, other = meters_of(till)[:2]
    trade(till, first, other)
    count_wrong_and_sell_on(till, first)
    nobody_closes_alone(till, tmp_path / "pin")
    closed = vendwatt(till, *CLOSE).line
    assert equation_holds(closed)
    assert (closed["over_short"], closed["sales"], closed["sales_total"]) == ("0.00", 3, "150.00")
    assert {own["operator"]: own["total"] for own in closed["operators"]} == SOLD
    assert {**vendwatt(till, *CLOSE).line, "repeated": False} == closed
    printed = [vendwatt(till, "shift", "z", "1", "--format", "escpos").output for _ in range(2)]
    assert printed[0] == printed[1]
    assert vendwatt(till, "shift", "z", closed["z_no"]).line["expected"] == closed["expected"]
    reports_agree(till)
    assert sell(till, first, "30", "50").refusal() == (3, "SHIFT-01", "nothing_charged")
    next_morning(till, first)
    assert vendwatt(till, "journal", "verify").status == 0
    assert vendwatt(till, "journal", "rebuild").status == 0
    papers_for_the_auditor(till, tmp_path)


def papers_for_the_auditor(till: Path, tmp_path: Path) -> None:
    """A report as a file, and a stick that is proved without this terminal."""
    pdf, stick = tmp_path / "cash.pdf", tmp_path / "stick"
    assert vendwatt(till, "report", "cash", "--format", "pdf", "--out", str(pdf)).status == 0
    rows = tmp_path / "rows"
    assert vendwatt(till, "report", "cash", "--out", str(rows)).output == b""
    told = vendwatt(till, "report", "cash").lines
    assert tuple(map(json.loads, rows.read_text().splitlines())) == told
    assert pdf.read_bytes().startswith(b"%PDF-")
    written = vendwatt(till, "journal", "export", "--audit", str(stick)).line
    proved = vendwatt(tmp_path / "elsewhere", "journal", "verify", "--audit", str(stick)).line
    assert proved["entries"] == written["entries"]
    assert "-1-000001" in (stick / "index.html").read_text()
    journal = stick / "journal.jsonl"
    journal.write_text(journal.read_text().replace("coins", "notes"))
    changed = vendwatt(tmp_path / "elsewhere", "journal", "verify", "--audit", str(stick))
    assert changed.refusal()[:2] == (6, "JOURNAL-01")


def trade(till: Path, first: str, other: str) -> None:
    """Two agents sell; cash goes in, out, and into the safe with a supervisor's approval."""
    added = vendwatt(
        till, *BOSS, "operators", "add", "thandi", "--role", "agent", "--cash-limit=50"
    )
    assert Path(added.line["pin_file"]).stat().st_mode & 0o077 == 0
    assert sell(till, first, "50", "100").status == 0
    assert sell(till, other, "70", "70", *THANDI).status == 0
    assert vendwatt(till, "shift", "paid-in", "20", "--reason", "coins").status == 0
    assert vendwatt(till, "shift", "paid-out", "5", "--reason", "tape").status == 0
    drop = ("shift", "drop", "60", "--reason", "full", "--reference", "BAG-1")
    assert vendwatt(till, *THANDI, *drop).refusal() == (3, "CASH-03", "not_involved")
    approved = vendwatt(till, *THANDI, *drop, "--approver", "supervisor").line
    assert (approved["amount"], approved["reference"]) == ("60.00", "BAG-1")
    assert vendwatt(till, "shift", "drawer", "--reason", "change of notes").status == 0


def count_wrong_and_sell_on(till: Path, meter: str) -> None:
    """A wrong count closes nothing without a reason; a sale voids it; the recount is right."""
    wrong = vendwatt(till, "shift", "count", "50x1,20x1").line
    assert wrong["counted"] == "70.00"
    assert "expected" not in wrong
    seen = vendwatt(till, "shift", "x").line
    assert set(seen) >= Z_KEYS
    assert equation_holds(seen)
    assert (seen["expected"], seen["z_no"], seen["counted"]) == ("75.00", None, None)
    assert vendwatt(till, *CLOSE).refusal() == (3, "SHIFT-07", "not_involved")
    assert sell(till, meter, "30", "50", *THANDI).status == 0
    assert vendwatt(till, *CLOSE).refusal() == (3, "SHIFT-06", "not_involved")
    assert vendwatt(till, "shift", "count", "50x2,5x1").line["counted"] == "105.00"


def nobody_closes_alone(till: Path, pin: Path) -> None:
    """Neither without a second person, nor as one's own, nor with a guessed PIN."""
    assert vendwatt(till, "shift", "close").refusal() == (3, "APPROVAL-01", "not_involved")
    own = vendwatt(till, "shift", "close", "--approver", "agent")
    assert own.refusal() == (3, "APPROVAL-02", "not_involved")
    pin.write_text("000000")
    guessed = vendwatt(till, *CLOSE, "--approver-pin-file", str(pin))
    assert guessed.refusal()[:2] == (3, "PIN-01")


def reports_agree(till: Path) -> None:
    """Each adds up to what was sold, and tells what was odd."""
    reports = {
        name: vendwatt(till, "report", name).lines
        for name in ("sales-by-operator", "sales-by-hour", "over-short", "exceptions")
    }
    assert {row["operator"]: row["total"] for row in reports["sales-by-operator"]} == SOLD
    assert sum(cents(row["total"]) for row in reports["sales-by-hour"]) == 15_000
    assert [row["over_short"] for row in reports["over-short"]] == ["0.00"]
    listed = {row["what"] for row in reports["exceptions"]}
    assert {"drawer opened", "sign in refused"} <= listed


def next_morning(till: Path, meter: str) -> None:
    """The next shift opens with its own float, once; who was removed sells nothing."""
    opened = vendwatt(till, *THANDI, "shift", "open", "--float", "105").line
    assert (opened["shift_no"], opened["opener"]) == (2, "thandi")
    refused = vendwatt(till, "shift", "open", "--float", "1").refusal()
    assert refused == (3, "SHIFT-02", "not_involved")
    mixed = ("--amount", "50", "--tender", "card:20", "--tender", "cash:50")
    assert vendwatt(till, *THANDI, "sell", "--meter", meter, *mixed).line["change"] == "20.00"
    assert vendwatt(till, *THANDI, "shift", "count", "50x2,20x1,10x1,5x1").status == 0
    handed = vendwatt(till, *THANDI, "shift", "hand-over", "--approver", "agent").line
    assert (handed["keeper"], handed["taker"]) == ("thandi", "agent")
    assert handed["print"]["state"] == "confirmed"
    deposit = ("shift", "deposit", "35", "--bag", "B-1")
    assert vendwatt(till, *deposit).line["reference"] == "B-1"
    assert vendwatt(till, *deposit).refusal()[:2] == (3, "CASH-05")
    seen = vendwatt(till, "shift", "x", "--print").line
    assert (seen["keeper"], seen["expected"]) == ("agent", "100.00")
    assert {each["tender"]: each["amount"] for each in seen["tenders"]} == {
        "card": "20.00",
        "cash": "30.00",
    }
    assert seen["print"]["state"] == "confirmed"
    assert vendwatt(till, *BOSS, "operators", "remove", "thandi").line["removed"]
    assert sell(till, meter, "30", "50", *THANDI).refusal()[:2] == (3, "PIN-01")


REFUSED = (
    (("shift", "count", "30x1"), 2, "COUNT-02"),
    (("shift", "count", "lots"), 2, "COUNT-01"),
    (("shift", "drop", "-5", "--reason", "x"), 2, "USAGE-01"),
    (("shift", "drop", "0", "--reason", "x"), 2, "AMOUNT-02"),
    (("shift", "drop", "5.005", "--reason", "x"), 2, "AMOUNT-03"),
    (("shift", "drop", "5", "--reason", " "), 2, "CASH-01"),
    (("shift", "drop", "5"), 2, "USAGE-01"),
    (("shift", "drop", "5", "--reason", "x"), 3, "CASH-02"),
    (("shift", "close", "--approver", "supervisor"), 3, "SHIFT-05"),
    (("shift", "z", "1"), 4, "SHIFT-10"),
    (("shift", "policy", "--drawer-limit", "5"), 3, "ROLE-01"),
    (("operators", "add", "x", "--role", "agent"), 3, "ROLE-01"),
    (("operators", "add", "../x", "--role", "agent"), 2, "OPERATOR-03"),
    (("operators", "add", "x", "--role", "king"), 2, "USAGE-01"),
    (("--operator", "supervisor", "operators", "pin", "nobody"), 4, "OPERATOR-02"),
    (("report", "gossip"), 2, "USAGE-01"),
    (("report", "cash", "--from", "yesterday"), 2, "TIME-01"),
    (("shift", "hand-over", "--approver", "supervisor"), 3, "SHIFT-05"),
    (("shift", "close", "--reason-code", "x", "--approver", "supervisor"), 3, "SHIFT-05"),
    (("journal", "verify", "--audit", "nowhere"), 4, "AUDIT-01"),
)


def test_bad_input_is_refused_in_its_own_way(till: Path) -> None:
    """With the exit status and code that scripts rely on, and no traceback."""
    found = []
    for arguments, _, _ in REFUSED:
        answered = vendwatt(till, *arguments)
        found.append((arguments, answered.status, answered.error["code"]))
    assert tuple(found) == REFUSED


def test_a_drawer_is_closed_while_the_vending_keys_are_locked(till: Path) -> None:
    """People and journal are in the compartment that stays open."""
    assert vendwatt(till, "shift", "count", "50x0").status == 0
    assert vendwatt(till, "keys", "lock").status == 0
    closed = vendwatt(till, "shift", "close", "--approver", "supervisor")
    assert closed.line["over_short"] == "0.00"
    assert vendwatt(till, "shift", "show").refusal()[:2] == (3, "SHIFT-01")
