"""What `doctor` looks at, and that each thing that is wrong is found."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pos.app.paper.print_paper import queue_paper
from pos.app.paper.set_printer import set_printer
from pos.app.ports import Ports, PrintKind, UplinkState
from pos.app.sold.history import settle_print
from pos.app.terminal.examine import examine
from pos.domain.errors import PosError, PrintJobUnknown
from pos.domain.journal import NO_HASH, parse_time
from pos.domain.standing import Standing
from tests import terminal_stories as terminal
from tests.command_line import vendwatt
from tests.printer_simulator import Behaviour, PrinterSimulator
from tests.terminal_fixtures import copied_till, made_template

__all__ = ["copied_till", "made_template"]
JOINED = UplinkState("https://office", "", "", 1, 0, NO_HASH, Standing.MAIN, 0, "")
BY_STICK = replace(JOINED, url="")


@pytest.fixture(name="ports")
def _ports(till: Path) -> Iterator[Ports]:
    with terminal.opened(till) as ports:
        yield ports


def found(ports: Ports, till: Path) -> dict[str, PosError | None]:
    """Return what was looked at, each with what is wrong."""
    return {finding.what: finding.problem for finding in examine(ports, till)}


def test_a_new_terminal_is_well(ports: Ports, till: Path) -> None:
    """Everything that it needs is looked at, and a terminal that stands alone misses nothing."""
    looked = found(ports, till)
    assert list(looked) == [
        "disk",
        "clock",
        "keys",
        "lease",
        "journal",
        "issues",
        "head office",
        "shift",
        "open sales",
        "paper",
        "printer",
    ]
    assert set(looked.values()) == {None}


def test_locked_keys_are_found(ports: Ports, till: Path) -> None:
    """Only what is locked is wrong."""
    ports.keys.lock()
    wrong = {what: problem.code for what, problem in found(ports, till).items() if problem}
    assert list(wrong) == ["keys"]


def test_a_lease_counts_between_its_times(till: Path) -> None:
    """One of a restored terminal begins a day later, and nothing is sold until then."""
    with terminal.opened(till) as ports:
        lease = ports.keys.status().lease
        assert lease is not None
    begins, ends = parse_time(lease.not_before), parse_time(lease.until)
    moment = timedelta(milliseconds=1)
    for now, code in (
        (begins - moment, "LEASE-03"),
        (begins, None),
        (ends - moment, None),
        (ends, "LEASE-02"),
    ):
        with terminal.opened(till, clock=terminal.MovedClock(now)) as ports:
            problem = found(ports, till)["lease"]
        assert (problem.code if problem else None) == code


@pytest.mark.parametrize("stopped", [each for each in Standing if each is not Standing.MAIN])
@pytest.mark.parametrize("joined", [JOINED, BY_STICK])
def test_head_offices_word_is_found(
    ports: Ports, till: Path, joined: UplinkState, stopped: Standing
) -> None:
    """A terminal that may not sell any more learns why, whichever way it joined."""
    with ports.store.write() as work:
        work.set_uplink(joined)
        work.commit()
    assert found(ports, till)["head office"] is None
    with ports.store.write() as work:
        work.set_uplink(replace(joined, stopped=stopped))
        work.commit()
    assert found(ports, till)["head office"] is not None


def test_printers_are_asked_and_nothing_is_printed(ports: Ports, till: Path) -> None:
    """Of two, the one with its cover open is found, by name and in words."""
    with PrinterSimulator(Behaviour(is_cover_open=True)) as jammed, PrinterSimulator() as ready:
        names = [f"tcp://127.0.0.1:{each.port}" for each in (jammed, ready)]
        set_printer(ports, " ".join(names), operator="agent")
        *_, first, second = examine(ports, till)
        ready.wait_for_end()
        assert ready.paper.lines == []
    assert first.problem is not None
    assert first.problem.code == "PRINT-06"
    assert first.problem.facts["printer"] == names[0]
    assert "cover is open" in str(first.problem.facts["said"])
    assert second.problem is None


def test_a_printer_that_was_named_once_is_asked_while_paper_waits_for_it(
    ports: Ports, till: Path
) -> None:
    """Nobody looks at it otherwise, and the paper would lie there for ever."""
    gone = "tcp://127.0.0.1:1"
    with ports.store.write() as work:
        queue_paper(work, ports, PrintKind.CASH_SLIP, "1", operator="agent", printer=gone)
        work.commit()
    *_, paper, _own, named = examine(ports, till)
    assert paper.note == f"1 queued for {gone}"
    assert named.problem is not None
    assert (named.problem.code, named.problem.facts["printer"]) == ("PRINT-06", gone)


def test_paper_of_a_process_that_died_is_found_and_settled(ports: Ports, till: Path) -> None:
    """Left while it was sent: a person says what came out. One that is being sent is left alone."""
    with ports.store.write() as work:
        queued = queue_paper(work, ports, PrintKind.CASH_SLIP, "1", operator="agent")
        work.claim_print(queued.job)
        work.commit()
    with ports.store.spool_lock(queued.printer) as is_owner:
        assert is_owner
        assert found(ports, till)["paper"] is None
        with pytest.raises(PrintJobUnknown):
            settle_print(ports, queued.job, printed=False, operator="agent")
    left = found(ports, till)["paper"]
    assert left is not None
    assert (left.code, left.facts["jobs"]) == ("PRINT-03", queued.job)
    settle_print(ports, queued.job, printed=False, operator="agent")
    assert found(ports, till)["paper"] is None


def test_the_command_ends_with_the_first_findings_status(till: Path) -> None:
    """A line for each thing; well is 0."""
    answered = vendwatt(till, "doctor")
    assert answered.status == 0
    assert all(line["ok"] for line in answered.lines)
