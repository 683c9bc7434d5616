"""From an empty folder to electricity in a meter, and to a journal that anybody can check."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pos.domain.energy import format_units
from pos.domain.entries import SaleBegun
from pos.domain.journal import read_entry
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.client.starter import ensure_agent
from pos.sts.meter_answer import MeterCode
from pos.sts.tables import SAMPLE_TABLES
from pos.sts.virtual_meter import VirtualMeter
from tests import command_line as cli
from tests.command_line import VENDWATT, vendwatt
from tests.journeys import journal_checker
from tests.journeys.journal_checker import check
from tests.printer_simulator import PrinterSimulator
from tests.secret_forms import config_of


def begun_sale(folder: Path, sale_id: str) -> SaleBegun:
    """Return the beginning of a sale as the journal tells it."""
    answer = vendwatt(folder, "journal", "export")
    bodies = (record["body"] for record in answer.lines if record["record"] == "entry")
    payloads = (read_entry(body.encode()).payload for body in bodies)
    return next(
        payload
        for payload in payloads
        if isinstance(payload, SaleBegun) and payload.sale_id == sale_id
    )


def test_a_training_terminal_takes_a_passphrase_that_is_given(tmp_path: Path) -> None:
    """It opens the key store, and is kept where later commands look."""
    folder, file = tmp_path / "till", tmp_path / "passphrase"
    file.write_text("words of my own\n")
    made = vendwatt(folder, "init", "--training", "--passphrase-file", str(file)).line
    assert Path(made["passphrase_file"]).read_text().strip() == "words of my own"
    with cli.resident_agent(folder):
        for given in (("--passphrase-file", str(file)), ()):
            assert vendwatt(folder, "keys", "lock").status == 0
            assert vendwatt(folder, "keys", "unlock", *given).line == {"vending_open": True}


def test_a_folder_may_have_a_name_that_is_no_text(tmp_path: Path) -> None:
    """Names of files are bytes; an old disk has some of another alphabet above the terminal."""
    place = tmp_path / os.fsdecode(b"caf\xe9")
    place.mkdir()

    def here(*arguments: str) -> Any:
        command = [str(VENDWATT), "--data", "till", "--json", *arguments]
        done = subprocess.run(command, cwd=place, capture_output=True, check=True)
        return json.loads(done.stdout)

    made = here("init", "--training")
    assert Path(made["data"]) == place / "till"
    sale = here("sell", "--meter", made["meters"][0], "--amount", "50", "--tender", "cash:50")
    assert sale["total"] == "50.00"


def test_keys_that_are_unlocked_stay_open_whoever_started_the_agent(tmp_path: Path) -> None:
    """A window's agent would go with the window; a wrong passphrase leaves none behind."""
    folder, wrong = tmp_path / "till", tmp_path / "wrong"
    wrong.write_text("not these words\n")
    assert vendwatt(folder, "init", "--training").status == 0
    cli.agent_has_left(folder)
    refused = vendwatt(folder, "keys", "unlock", "--passphrase-file", str(wrong))
    assert refused.refusal()[1] == "VAULT-01"
    cli.agent_has_left(folder)
    with ensure_agent(folder) as window:
        assert vendwatt(folder, "keys", "unlock").line == {"vending_open": True}
        pid = window.agent_pid()
    try:
        with AgentClient(folder) as later:
            assert later.agent_pid() == pid
            assert later.status().vending_open
    finally:
        assert vendwatt(folder, "keys", "stop").line == {"ended": True}


def test_an_agent_that_stays_is_stopped_before_its_terminal_is_restored(tmp_path: Path) -> None:
    """It owns the folder until then; where none is, nothing has to be stopped."""
    folder, kept = tmp_path / "till", str(tmp_path / "backup")
    assert vendwatt(folder, "init", "--training").status == 0
    assert vendwatt(folder, "backup", kept).status == 0
    cli.agent_has_left(folder)
    assert vendwatt(folder, "keys", "unlock").status == 0
    try:
        refused = vendwatt(folder, "restore", kept, "--replace").refusal()
        assert refused[:2] == (8, "FOLDER-01")
    finally:
        stopped = vendwatt(folder, "keys", "stop")
    assert stopped.line == {"ended": True}
    assert vendwatt(folder, "keys", "stop").line == {"ended": False}
    assert vendwatt(folder, "restore", kept, "--replace").line["incarnation"] == 2


def test_a_newcomer_sells_electricity(tmp_path: Path) -> None:
    """Init, sale over TCP, code into the meter once, journal verified, rebuilt, exported."""
    folder = tmp_path / "till"
    made = vendwatt(folder, "init", "--training").line
    assert made["headoffice"] is None
    assert len(made["meters"]) == 10
    with PrinterSimulator() as printer:
        address = f"tcp://127.0.0.1:{printer.port}"
        sale = cli.sell(folder, made["meters"][0], "75.50", "--printer", address).line
    assert (sale["total"], sale["change"], sale["currency"]) == ("75.50", "999924.50", "ZAR")
    assert sale["print"] == {"state": "confirmed"}
    (token,) = sale["tokens"]
    grouped = " ".join(token["digits"][at : at + 4] for at in range(0, 20, 4))
    paper = "\n".join(printer.paper.lines)
    assert grouped in paper
    assert sale["receipt_no"] in paper

    begun = begun_sale(folder, sale["sale_id"])
    config, decoder_key = config_of(folder, begun.meter)
    meter = VirtualMeter(config, decoder_key, SAMPLE_TABLES)
    taken = meter.enter(grouped)
    assert (taken.code, taken.credited_steps) == (MeterCode.ACCEPT, begun.credited_milli // 100)
    assert format_units(begun.credited_milli) == token["units"] == sale["units"]
    assert meter.enter(grouped).code is MeterCode.USED

    verified = vendwatt(folder, "journal", "verify").line
    assert (verified["ok"], verified["issues"]) == (True, 1)
    assert vendwatt(folder, "journal", "rebuild").line["entries"] == verified["entries"]
    export = tmp_path / "journal.jsonl"
    assert vendwatt(folder, "journal", "export", "--out", str(export)).status == 0
    checker = [sys.executable, str(journal_checker.__file__), str(export)]
    assert subprocess.run(checker, check=False).returncode == 0


@pytest.fixture(name="export", scope="module")
def _export(template: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Export the journal of a terminal that has sold."""
    folder = Path(shutil.copytree(template, tmp_path_factory.mktemp("export") / "till"))
    meter = vendwatt(folder, "meters", "find", "T00000").lines[0]["meter"]
    assert cli.sell(folder, meter).status == 0
    exported = vendwatt(folder, "journal", "export")
    return [json.dumps(line, ensure_ascii=False) for line in exported.lines]


def _record(kind: str, line: str) -> bool:
    return bool(json.loads(line)["record"] == kind)


def _changed(lines: list[str], at: int, **changes: object) -> list[str]:
    record = json.loads(lines[at]) | changes
    return [*lines[:at], json.dumps(record), *lines[at + 1 :]]


def _other_amount(lines: list[str]) -> list[str]:
    at = next(n for n, line in enumerate(lines) if "sale_begun" in line)
    body: str = json.loads(lines[at])["body"]
    return _changed(lines, at, body=body.replace('"total":5000', '"total":4000'))


def _other_hash(lines: list[str]) -> list[str]:
    return _changed(lines, 2, hash="0" * 64)


def _entry_missing(lines: list[str]) -> list[str]:
    return [*lines[:3], *lines[4:]]


def _other_signature(lines: list[str]) -> list[str]:
    at = next(n for n, line in enumerate(lines) if _record("head", line))
    return _changed(lines, at, signature="00" * 64)


def _other_key(lines: list[str]) -> list[str]:
    return _changed(lines, 0, device_key="11" * 32)


def _other_terminal(lines: list[str]) -> list[str]:
    return _changed(lines, 0, terminal="T9")


def test_an_export_is_whole_by_the_page_alone(export: list[str]) -> None:
    """The checker finds nothing wrong, and has seen entries, heads and an issue."""
    assert check(export) == ""
    assert sum(_record("head", line) for line in export) >= 2
    assert any("sale_committed" in line for line in export)


@pytest.mark.parametrize(
    "damage",
    [
        _other_amount,
        _other_hash,
        _entry_missing,
        _other_signature,
        _other_key,
        _other_terminal,
    ],
)
def test_a_changed_export_is_found(
    export: list[str], damage: Callable[[list[str]], list[str]]
) -> None:
    """Whatever is changed in it, the page's own rules show it."""
    assert check(export) == ""
    assert damage(export) != export
    assert check(damage(export)) != ""
