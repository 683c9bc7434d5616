"""An auditor's folder of a terminal that was restored twice holds every incarnation."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pos.app.cash.open_shift import open_shift
from pos.cli.terminal.audit import INDEX, JOURNAL, verify_audit, write_audit
from pos.domain.errors import JournalDamaged
from pos.domain.journal import hash_body
from pos.domain.money import Money
from tests import terminal_stories as story
from tests.command_line import vendwatt
from tests.integration.restore.test_restore import (
    back_up,
    code_of,
    moved,
    pans,
    restored_into,
    sold,
)

FIRST, SECOND = "earlier-1.jsonl", "earlier-2.jsonl"
Change = Callable[[Path], object]


@pytest.fixture(name="pristine", scope="module")
def _pristine(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sell in three incarnations, and export the third."""
    tmp_path = tmp_path_factory.mktemp("restored")
    till, place, folder = (tmp_path / name for name in ("till", "elsewhere", "audit"))
    shutil.copytree(template, till)
    with moved(till, tmp_path) as (ports, _, _):
        open_shift(ports, Money(0, story.CURRENCY), operator="agent")
        sold(ports, pans(ports)[2])
        backup = back_up(place, ports, tmp_path / "backup-2")
    restored_into(place, backup, code_of(place), replace=True)
    with story.opened(place) as ports:
        write_audit(ports, folder)
    return folder


@pytest.fixture(name="audit")
def _audit(pristine: Path, tmp_path: Path) -> Path:
    """Give a copy to be changed."""
    return Path(shutil.copytree(pristine, tmp_path / "audit"))


def test_every_incarnation_is_proved_elsewhere(audit: Path, tmp_path: Path) -> None:
    """Without a terminal; the page tells the sales of all of them."""
    assert {path.name for path in audit.iterdir()} >= {FIRST, SECOND, JOURNAL, INDEX}
    report = verify_audit(audit)
    lines = [len((audit / name).read_text().splitlines()) - 1 for name in (FIRST, SECOND)]
    assert report.earlier == sum(lines)
    assert f"<td>Entries of earlier incarnations<td>{sum(lines)}" in (audit / INDEX).read_text()
    told = vendwatt(tmp_path / "nowhere", "journal", "verify", "--audit", str(audit))
    assert (told.status, told.line["earlier"]) == (0, report.earlier)


def edited(audit: Path) -> None:
    """Change what a customer handed over, and recompute the entry's own hash."""
    path = audit / FIRST
    lines = path.read_text().splitlines()
    for place, line in enumerate(lines):
        record = json.loads(line)
        if "sale_begun" in record.get("body", ""):
            record["body"] = record["body"].replace('"total":', '"total":1')
            record["hash"] = hash_body(record["body"].encode())
            lines[place] = json.dumps(record)
            break
    path.write_text("\n".join(lines) + "\n")


def cut_off(audit: Path) -> None:
    """Take the newest entry of the first incarnation away."""
    lines = (audit / FIRST).read_text().splitlines()
    (audit / FIRST).write_text("\n".join(lines[:-1]) + "\n")


CHANGES: dict[str, Change] = {
    "an entry is edited": edited,
    "the newest entry is taken away": cut_off,
    "the first is taken away": lambda audit: (audit / FIRST).unlink(),
    "the second is taken away": lambda audit: (audit / SECOND).unlink(),
    "the first is there twice": lambda audit: (audit / "earlier-3.jsonl").write_bytes(
        (audit / FIRST).read_bytes()
    ),
    "they are exchanged": lambda audit: (audit / FIRST).rename(audit / "earlier-7.jsonl"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_nothing_of_an_earlier_incarnation_can_be_changed(audit: Path, change: Change) -> None:
    """Each end is named by what follows, and the last of it is signed."""
    change(audit)
    with pytest.raises(JournalDamaged):
        verify_audit(audit)
