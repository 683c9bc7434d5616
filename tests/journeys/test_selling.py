"""Selling in full on the command line: lists, batches that are cut off, wrong meters."""

import json
import os
import signal
import subprocess
from pathlib import Path

from tests import terminal_stories as story
from tests.command_line import VENDWATT, resident_agent, sell, vendwatt
from tests.store_stories import pan

BOSS = ("--operator", "supervisor")


def a_list(place: Path, count: int) -> Path:
    """Write a list of meters with one bad line."""
    lines = ["meter,name,phone,sgc,krn,ti,ea,tariff"]
    lines += [
        f"{pan(number)},Zanele Mokoena {number},082 700 {number:04d},990011,1,01,11,training-zar"
        for number in range(1, count + 1)
    ]
    file = place / "meters.csv"
    file.write_text("\n".join([*lines, "12,,,,,,,"]) + "\n")
    return file


def test_a_batch_that_is_killed_goes_on_without_doubling(till: Path, tmp_path: Path) -> None:
    """A landlord's list comes in; the run is killed in the middle, and the same command ends it."""
    with resident_agent(till):
        *bad, taken = vendwatt(till, "meters", "import", str(a_list(tmp_path, 12)), *BOSS).lines
        assert ([each["line"] for each in bad], taken) == (
            [14],
            {"meters": 12, "unchanged": 0, "bad": 1},
        )
        rents = tmp_path / "rents.csv"
        rents.write_text("meter,amount\n" + "".join(f"{pan(n)},50\n" for n in range(1, 13)))
        killed_after_rows(till, rents, 3)
        done = vendwatt(till, "batch", str(rents))
        states = [row["state"] for row in done.lines]
        assert (done.status, len(states)) == (0, 12)
        assert states.count("repeated") >= 3
        digits = {token["digits"] for row in done.lines for token in row["tokens"]}
        assert len(digits) == 12
        assert len(vendwatt(till, "sales", "list").lines) == 12
        assert vendwatt(till, "journal", "verify").status == 0


def killed_after_rows(till: Path, rents: Path, count: int) -> None:
    """Start a batch and kill it once it told so many rows."""
    command = [str(VENDWATT), "--data", str(till), "--json", "batch", str(rents)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        for _ in range(count):
            assert json.loads(run.stdout.readline())["state"] == "sold"
        os.kill(run.pid, signal.SIGKILL)


def test_a_search_that_is_cut_off_says_so(till: Path) -> None:
    """In words only: a program counts twenty lines."""
    command = [str(VENDWATT), "--data", str(till), "meters", "find"]
    for text, told in (("T0000", b"There are more"), ("T000001", b""), ("zzzz", b"Nothing was")):
        found = subprocess.run([*command, text], capture_output=True, check=True)
        assert found.stderr.startswith(told)
        assert bool(found.stderr) == bool(told)
        assert (len(found.stdout.splitlines()) == 20) == told.startswith(b"There")
    assert len(vendwatt(till, "meters", "find", "T0000").lines) == 20


def test_a_batch_says_what_is_not_on_paper(till: Path, tmp_path: Path) -> None:
    """Slips wait, the sheet is in the language of papers, a sheet for nowhere sells nothing."""
    meter = vendwatt(till, "meters", "find", "T000001").line["meter"]
    rents, sheet = tmp_path / "rents.csv", tmp_path / "codes.txt"
    rents.write_text(f"meter,amount\n{meter},50\n{meter},60\n")
    assert vendwatt(till, "printers", "language", "fr", *BOSS).status == 0
    for nowhere in (tmp_path / "no" / "codes.txt", tmp_path):
        refused = vendwatt(till, "batch", str(rents), "--sheet", str(nowhere))
        assert (refused.status, refused.lines) == (2, ())
    paper = ("--printer", "tcp://127.0.0.1:9", "--sheet", str(sheet))
    command = [str(VENDWATT), "--data", str(till), "batch", str(rents), *paper]
    told = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    assert b"Slips not printed yet: 2" in told.stderr
    assert "Codes d\u2019une liste" in sheet.read_text()
    sheet.unlink()
    sheet.symlink_to(sheet)
    again = vendwatt(till, "batch", str(rents), "--sheet", str(sheet))
    assert again.refusal() == (5, "STORE-08", "sale_complete")
    assert [line["state"] for line in again.lines] == ["repeated", "repeated"]


def test_a_sale_to_the_wrong_meter(till: Path) -> None:
    """The same again asks first; a case, a refund with two people, a statement that says so."""
    with resident_agent(till):
        (meter, *_) = [
            each["meter"]
            for each in vendwatt(till, "meters", "find", "T00000").lines
            if each["status"] == "active"
        ]
        sale = sell(till, meter, "50").line
        assert sale["repeats"] == ""
        assert sell(till, meter, "50", "--repeat", "refuse").refusal() == (
            3,
            "SALE-09",
            "nothing_charged",
        )
        case = vendwatt(till, "reverse", sale["sale_id"], "--reason", "wrong_amount").line
        assert case["reason"] == "wrong_amount"
        command = [str(VENDWATT), "--data", str(till), "cases", "list"]
        told_people = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert told_people.endswith("Wrong amount\n")
        refund = ("refund", case["case"])
        assert vendwatt(till, *refund).refusal()[:2] == (3, "APPROVAL-01")
        paid = vendwatt(till, *refund, "--approver", "supervisor").line
        assert (paid["amount"], paid["state"]) == ("50.00", "refunded")
        drawer = vendwatt(till, "shift", "x").line
        assert drawer["refunds"] == "50.00"
        told = vendwatt(till, "sales", "statement", meter).line
        assert (told["total"], told["sales"][0]["case_state"]) == ("0.00", "refunded")
        (found,) = vendwatt(till, "sales", "find", sale["receipt_no"]).lines
        assert found["sale_id"] == sale["sale_id"]
        assert vendwatt(till, "sales", "last").line["tokens"] == sale["tokens"]
        again = ("--sale-id", story.new_sale_id())
        # Nobody can be asked here: it is sold, and the answer says what it repeats, each time.
        assert sell(till, meter, "50", *again).line["repeats"] == sale["sale_id"]
        assert sell(till, meter, "50", *again).line["repeats"] == sale["sale_id"]


def test_what_if_for_a_meter_of_the_terminal(till: Path, tmp_path: Path) -> None:
    """Each option changes one thing of its history, a file tells all of it."""
    meter = vendwatt(till, "meters", "find", "T00000").lines[0]["meter"]
    with resident_agent(till):
        quote = ("quote", "--meter", meter, "--amount", "300")
        plain = vendwatt(till, *quote).line
        much = vendwatt(till, *quote, "--month-to-date", "500").line
        assert float(much["units"]) < float(plain["units"])
        assert vendwatt(till, *quote, "--month-to-date", "0", "--arrears", "0").line == plain
        file = tmp_path / "state.json"
        file.write_text('{"month_to_date": "500"}')
        assert vendwatt(till, *quote, "--state", str(file)).line["units"] == much["units"]
        assert vendwatt(till, *quote, "--at", "1999-01-01").refusal()[:2] == (3, "TARIFF-03")
        for option in ("--month-to-date", "--arrears"):
            assert vendwatt(till, *quote, option, "-5").refusal()[:2] == (2, "AMOUNT-07")


def test_a_terminal_sells_in_a_currency_that_there_is(tmp_path: Path) -> None:
    """Nobody knows the decimals of another."""
    made = vendwatt(tmp_path / "shop", "init", "--training", "--currency", "XXQ")
    assert made.refusal()[:2] == (2, "CURRENCY-01")
    assert not (tmp_path / "shop" / "agent").exists()
