"""Paper from the command line: files, copies, test pages, a printer that fails."""

from pathlib import Path
from typing import Any

from tests.command_line import vendwatt
from tests.printer_simulator import Behaviour, PrinterSimulator

METER_AND_MONEY = ("--amount", "50", "--tender", "cash:100")


def a_sale(till: Path, *options: str) -> dict[str, Any]:
    """Sell to the first meter; return the answer."""
    meter = vendwatt(till, "meters", "find", "T0000").lines[0]["meter"]
    line = vendwatt(till, "sell", "--meter", meter, *METER_AND_MONEY, *options).line
    assert isinstance(line, dict)
    return line


def test_a_receipt_becomes_every_kind_of_file(till: Path, tmp_path: Path) -> None:
    """Each begins as its kind does."""
    sale = str(a_sale(till)["sale_id"])
    beginnings = {"text": b" ", "escpos": b"\x1b@", "png": b"\x89PNG", "pdf": b"%PDF"}
    for form, beginning in beginnings.items():
        out = tmp_path / form
        done = vendwatt(till, "receipt", sale, "--format", form, "--out", str(out))
        assert done.status == 0, done.output
        assert out.read_bytes().startswith(beginning)


def test_a_broken_printer_never_costs_a_sale_or_a_copy(till: Path) -> None:
    """With its cover open receipts go to the second printer; closed, to the first again."""
    with PrinterSimulator(Behaviour(is_cover_open=True)) as printer:
        address = f"tcp://127.0.0.1:{printer.port}"
        added = vendwatt(till, "printers", "add", address, "--second", "virtual:?columns=32").line
        assert added == {"printer": f"{address} virtual:?columns=32"}
        assert a_sale(till)["print"] == {"state": "confirmed"}
        first, second = vendwatt(till, "printers", "status").lines
        assert (first["state"], first["faults"][0]) == ("fault", "cover_open")
        assert (second["printer"], second["state"]) == ("virtual:?columns=32", "cannot_say")
        assert printer.paper.lines == []
    with PrinterSimulator() as printer:
        address = f"tcp://127.0.0.1:{printer.port}"
        tested = vendwatt(till, "printers", "test", address)
        assert tested.line["print"] == {"state": "confirmed"}
        assert any("TEST PAGE" in line for line in printer.paper.lines)


def test_a_receipt_that_waits_is_printed_when_the_printer_is_back(
    till: Path, tmp_path: Path
) -> None:
    """Blocked is no failure of the sale; trying again prints it once."""
    device = tmp_path / "device"
    device.mkdir()
    sale = a_sale(till, "--printer", f"file://{device}")
    assert sale["print"] == {"state": "blocked"}
    refused = vendwatt(till, "printers", "retry")
    assert refused.refusal() == (5, "PRINT-06", "not_involved")
    assert [job["state"] for job in refused.lines[0]["jobs"]] == ["blocked"]
    device.rmdir()
    assert vendwatt(till, "printers", "retry").line == {"jobs": []}
    assert device.read_bytes().startswith(b"\x1b@")


def test_a_test_page_that_does_not_come_out_says_so(till: Path) -> None:
    """The state tells, in words too; a wrong address is refused."""
    for command in ("test", "status", "probe"):
        done = vendwatt(till, "printers", command, "file:///dev/no-such-printer")
        assert done.refusal() == (5, "PRINT-06", "not_involved")
        (line,) = done.lines
        assert line.get("state", "unreachable") == "unreachable"
        assert line.get("print", {"state": "blocked"}) == {"state": "blocked"}
        assert "cannot be reached" in line["words"][0]
    assert vendwatt(till, "printers", "test", "nonsense").refusal()[:2] == (2, "PRINT-01")


def test_with_every_printer_dead_the_code_is_there_and_paper_comes_later(till: Path) -> None:
    """The sale stands, its code is in the answer; a new printer brings out what waited, once."""
    dead = ("tcp://127.0.0.1:9", "tcp://127.0.0.1:10")
    vendwatt(till, "printers", "add", dead[0], "--second", dead[1])
    sale = a_sale(till)
    assert sale["print"] == {"state": "blocked"}
    (token,) = sale["tokens"]
    assert len(token["digits"]) == 20
    asked = vendwatt(till, "printers", "status")
    first, second = asked.lines
    assert (first["state"], second["state"]) == ("unreachable", "unreachable")
    assert (asked.status, asked.error["code"]) == (5, "PRINT-06")
    assert asked.error["message"].startswith(dead[0])
    vendwatt(till, "printers", "add", "virtual:")
    assert vendwatt(till, "printers", "retry").line == {"jobs": []}
    assert vendwatt(till, "reprint", str(sale["sale_id"])).line["copy"] == 1
    papers = [path.read_text() for path in sorted((till / "paper").glob("*.txt"))]
    assert ["COPY" in paper for paper in papers] == [False, True]
