"""Delivery against a printer that behaves, and against one that fails in every way."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from printers.commands import process_id_for
from printers.delivery import deliver
from printers.document import Columns, Cut, Document, Text, Token
from printers.outcome import MUTE, Capabilities, Deadlines, Delivery, Outcome
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.escpos import drawer_kick
from printers.render.job import render_job
from printers.status import Fault
from printers.transport.file import FileTransport
from printers.transport.tcp import TcpTransport
from printers.transport.virtual import VirtualTransport
from tests.printer_simulator import Behaviour, PrinterSimulator

DOCUMENT = Document(
    (Text("Tax invoice"), Columns.labelled("Total", "50.00"), Token("0123" * 5), Cut())
)
RENDERED = render_job(DOCUMENT, Paper.of(42), EPSON)
PAPER = RENDERED.text.splitlines()[:-1]
ANSWERS_AND_CONFIRMS = Capabilities(answers_status=True, confirms=True)
ONLY_ANSWERS = Capabilities(answers_status=True, confirms=False, fences=False)
FENCES = Capabilities(answers_status=True, confirms=False, fences=True)
# Waits that a good answer ends are long, so that a slow machine fails no test; waits for what never
# comes are short.
SHORT = Deadlines(
    first_answer_s=5.0,
    answer_s=5.0,
    silence_s=5.0,
    first_confirm_s=0.4,
    confirm_s=0.4,
    finish_s=5.0,
)
FOR_SILENCE = Deadlines(
    first_answer_s=0.2, answer_s=0.2, silence_s=0.2, first_confirm_s=0.4, finish_s=5.0
)
FENCED = Deadlines(first_answer_s=5.0, answer_s=5.0, confirm_s=0.8, after_fence_s=0.2)
STOPPED = Deadlines(
    first_answer_s=5.0, answer_s=5.0, first_confirm_s=0.2, confirm_s=0.2, after_fence_s=0.1
)
PATIENT = Deadlines()


def attempt(
    printer: PrinterSimulator,
    capabilities: Capabilities,
    deadlines: Deadlines = SHORT,
    job: bytes = RENDERED.data,
    number: int = 1,
) -> Delivery:
    """Deliver a job to a simulator."""
    return deliver(
        job,
        TcpTransport.connect("127.0.0.1", printer.port),
        capabilities,
        time.monotonic,
        process_id=process_id_for(number, 1),
        deadlines=deadlines,
    )


@pytest.mark.parametrize("known", [Capabilities(), ANSWERS_AND_CONFIRMS])
@pytest.mark.parametrize("chatter", [b"", b"\x13\x11", b"\x10\x00\x00\x0f"])
def test_a_good_printer_confirms(known: Capabilities, chatter: bytes) -> None:
    """Known or not, talkative or not: its own word that everything is on paper."""
    with PrinterSimulator(Behaviour(chatter=chatter)) as printer:
        delivery = attempt(printer, known, PATIENT)
        learnt = delivery.capabilities
        assert (delivery.outcome, delivery.error) == (Outcome.CONFIRMED, None)
        assert (learnt.answers_status, learnt.confirms) == (True, True)
        assert not delivery.status.faults
        printer.wait_for_end()
        assert [line.rstrip() for line in printer.paper.lines] == PAPER
        assert printer.paper.cuts == 1


def test_the_order_of_commands_is_as_documented() -> None:
    """Status questions, reset, automatic status, the job, process id, automatic status off."""
    with PrinterSimulator() as printer:
        attempt(printer, ANSWERS_AND_CONFIRMS, PATIENT)
        printer.wait_for_end()
        request = b"\x1d(H\x06\x00\x30\x30" + process_id_for(1, 1)
        body = RENDERED.data.removeprefix(b"\x1b@")
        expected = b"\x10\x04\x01\x10\x04\x04\x1b@\x1da\x0f" + body + request + b"\x1da\x00"
        assert bytes(printer.received) == expected


def test_a_mute_printer_is_handed_the_job() -> None:
    """Nothing came back: that is learnt, and the next job waits for nothing and is sent bare."""
    with PrinterSimulator(Behaviour(answers=False)) as printer:
        delivery = attempt(printer, Capabilities(), FOR_SILENCE)
        assert (delivery.outcome, delivery.capabilities) == (Outcome.HANDED_OVER, MUTE)
        printer.wait_for_end()
        printer.received.clear()
        again = attempt(printer, delivery.capabilities)
        assert (again.outcome, again.capabilities) == (Outcome.HANDED_OVER, MUTE)
        printer.wait_for_end()
        assert bytes(printer.received) == RENDERED.data


def test_a_printer_without_process_ids_is_learnt() -> None:
    """It answers status only, so it is asked before a job and not after."""
    with PrinterSimulator(Behaviour(confirms=False, fences=False)) as printer:
        delivery = attempt(printer, Capabilities(), FOR_SILENCE)
        assert (delivery.outcome, delivery.capabilities) == (Outcome.HANDED_OVER, ONLY_ANSWERS)
        printer.wait_for_end()
        printer.received.clear()
        assert attempt(printer, ONLY_ANSWERS).outcome is Outcome.HANDED_OVER
        printer.wait_for_end()
        assert b"\x1d(H" not in printer.received
        assert b"\x1dr" not in printer.received


@pytest.mark.parametrize(
    "known",
    [Capabilities(), Capabilities(answers_status=True, confirms=False), FENCES],
)
def test_a_printer_that_comes_to_the_fence_confirms(known: Capabilities) -> None:
    """It worked off everything before the fence, and nothing stopped it meanwhile."""
    with PrinterSimulator(Behaviour(confirms=False)) as printer:
        delivery = attempt(printer, known, FENCED)
        assert (delivery.outcome, delivery.capabilities) == (Outcome.CONFIRMED, FENCES)
        printer.wait_for_end()
        assert [line.rstrip() for line in printer.paper.lines] == PAPER


def test_paper_that_ends_before_the_fence_is_unknown() -> None:
    """The fence is not answered, and the printer says why."""
    with PrinterSimulator(Behaviour(confirms=False, paper_lines=2)) as printer:
        delivery = attempt(printer, FENCES, FENCED)
        assert (delivery.outcome, delivery.capabilities) == (Outcome.UNKNOWN, FENCES)
        assert Fault.PAPER_END in delivery.status.faults


def test_an_older_jobs_fence_confirms_nothing() -> None:
    """A late answer is taken in with the fence that is put up before the job."""
    with PrinterSimulator(Behaviour(confirms=False, stale_fences=1, paper_lines=2)) as printer:
        assert attempt(printer, FENCES, FENCED).outcome is Outcome.UNKNOWN
        assert len(printer.paper.lines) == 2


def test_a_printer_stuck_before_the_job_gets_none_of_it() -> None:
    """It used to come to fences; now its buffer is full of something else."""
    with PrinterSimulator(Behaviour(confirms=False, fences=False)) as printer:
        delivery = attempt(printer, FENCES, FENCED)
        assert (delivery.outcome, delivery.capabilities) == (Outcome.BLOCKED, FENCES)
        assert delivery.status.faults == {Fault.NOT_ANSWERING}
        assert b"Tax" not in printer.received


@pytest.mark.parametrize("known", [Capabilities(), ANSWERS_AND_CONFIRMS, ONLY_ANSWERS])
@pytest.mark.parametrize(
    ("behaviour", "fault"),
    [
        (Behaviour(paper_lines=0), Fault.PAPER_END),
        (Behaviour(is_cover_open=True), Fault.COVER_OPEN),
    ],
)
def test_a_printer_that_cannot_print_gets_nothing(
    known: Capabilities, behaviour: Behaviour, fault: Fault
) -> None:
    """Asked first, so no byte of the job leaves and it may be tried again by itself."""
    with PrinterSimulator(behaviour) as printer:
        delivery = attempt(printer, known)
        assert delivery.outcome is Outcome.BLOCKED
        assert fault in delivery.status.faults
        printer.wait_for_end()
        assert b"Tax" not in printer.received


@pytest.mark.parametrize("known", [Capabilities(), ANSWERS_AND_CONFIRMS])
def test_paper_that_ends_in_the_middle_is_unknown(known: Capabilities) -> None:
    """The printer says why, and nothing is learnt from its silence."""
    with PrinterSimulator(Behaviour(paper_lines=2)) as printer:
        delivery = attempt(printer, known)
        assert delivery.outcome is Outcome.UNKNOWN
        assert Fault.PAPER_END in delivery.status.faults
        learnt = delivery.capabilities
        assert (learnt.answers_status, learnt.confirms) == (known.answers_status, known.confirms)
        assert len(printer.paper.lines) == 2


def test_a_printer_known_to_answer_that_does_not_is_blocked() -> None:
    """It hangs or its buffer is full; nothing is put on top."""
    with PrinterSimulator(Behaviour(answers=False)) as printer:
        delivery = attempt(printer, ANSWERS_AND_CONFIRMS, FOR_SILENCE)
        assert delivery.outcome is Outcome.BLOCKED
        assert delivery.status.faults == {Fault.NOT_ANSWERING}
        assert delivery.capabilities == ANSWERS_AND_CONFIRMS


def test_a_printer_known_to_confirm_that_does_not_is_unknown() -> None:
    """Silence of one that used to speak is not consent."""
    with PrinterSimulator(Behaviour(confirms=False)) as printer:
        delivery = attempt(printer, ANSWERS_AND_CONFIRMS)
        assert (delivery.outcome, delivery.capabilities) == (
            Outcome.UNKNOWN,
            ANSWERS_AND_CONFIRMS,
        )


def test_another_jobs_id_confirms_nothing() -> None:
    """A late answer to an earlier job is not taken for this one."""
    stale = b"\x37\x22" + process_id_for(7, 1) + b"\x00"
    with PrinterSimulator(Behaviour(confirms=False, chatter=stale)) as printer:
        assert attempt(printer, ANSWERS_AND_CONFIRMS, number=8).outcome is Outcome.UNKNOWN


QUESTIONS_BYTES = 6
FRAMED_BYTES = QUESTIONS_BYTES + 3 + len(RENDERED.data) + 11


@pytest.mark.parametrize(
    "known", [Capabilities(), ANSWERS_AND_CONFIRMS, ONLY_ANSWERS, MUTE, FENCES]
)
@pytest.mark.parametrize("way", ["dies_after", "closes_after"])
def test_a_connection_lost_at_any_byte_is_told_truly(known: Capabilities, way: str) -> None:
    """Blocked means blank paper, confirmed means all of it; everything else is unknown."""
    for lost_at in [*range(1, 12), *range(12, FRAMED_BYTES, 17), FRAMED_BYTES - 1]:
        behaviour = Behaviour(**{way: lost_at})
        with PrinterSimulator(behaviour) as printer:
            delivery = attempt(printer, known)
            printer.wait_for_end()
            lines = printer.paper.lines
            whole = len(lines) == len(PAPER) and printer.paper.cuts == 1
            match delivery.outcome:
                case Outcome.BLOCKED:
                    assert lines == [], lost_at
                case Outcome.CONFIRMED:
                    assert whole, lost_at
                case Outcome.HANDED_OVER:
                    assert whole, lost_at
                    assert known.confirms is False
                case Outcome.UNKNOWN:
                    assert known == MUTE or lost_at >= QUESTIONS_BYTES, lost_at


def test_a_drawer_kick_is_delivered_without_a_reset() -> None:
    """The pulse and nothing on paper; whatever else the printer holds is left alone."""
    with PrinterSimulator() as printer:
        delivery = attempt(printer, Capabilities(), PATIENT, job=drawer_kick(EPSON, 2))
        assert delivery.outcome is Outcome.CONFIRMED
        printer.wait_for_end()
        assert printer.paper.drawer_kicks == 1
        assert b"\x1b@" not in printer.received


def test_a_file_is_handed_the_bare_job(tmp_path: Path) -> None:
    """No questions to somebody who cannot answer."""
    path = tmp_path / "printer"
    delivery = deliver(
        RENDERED.data,
        FileTransport(str(path)),
        Capabilities(),
        time.monotonic,
        process_id=b"AAAA",
    )
    assert (delivery.outcome, delivery.capabilities) == (Outcome.HANDED_OVER, MUTE)
    assert path.read_bytes() == RENDERED.data


def test_a_virtual_printer_vouches_for_itself(tmp_path: Path) -> None:
    """Kept durably is confirmed; refused is blocked, for nothing is kept."""

    def once() -> Delivery:
        transport = VirtualTransport(tmp_path, "000001-1", RENDERED.text)
        return deliver(RENDERED.data, transport, Capabilities(), time.monotonic, process_id=b"AAAA")

    assert once().outcome is Outcome.CONFIRMED
    refused = once()
    assert refused.outcome is Outcome.BLOCKED
    assert refused.error is not None
    assert refused.error.code == "PRINTER-07"


TROUBLES = {
    "cover": Fault.COVER_OPEN,
    "cutter": Fault.CUTTER,
    "stuck": Fault.MECHANICAL,
    "broken": Fault.UNRECOVERABLE,
    "hot": Fault.OVERHEATED,
}


SAYS_LESS: dict[str, tuple[dict[str, Any], Capabilities]] = {
    "ids": ({}, ANSWERS_AND_CONFIRMS),
    "fences": ({"confirms": False}, FENCES),
    "status": ({"confirms": False, "fences": False}, ONLY_ANSWERS),
    "ids, asked only": ({"tells": False}, ANSWERS_AND_CONFIRMS),
    "fences, asked only": ({"confirms": False, "tells": False}, FENCES),
    "status, asked only": ({"confirms": False, "fences": False, "tells": False}, ONLY_ANSWERS),
    "a stranger": ({}, Capabilities()),
}


@pytest.mark.parametrize("says", SAYS_LESS)
@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_stops_a_printer_in_the_middle_is_never_called_printed(
    trouble: str, says: str
) -> None:
    """Whatever the unit can say; and what stopped it is named where it can be."""
    less, known = SAYS_LESS[says]
    behaviour = replace(Behaviour(stops_after=2, stopped_by=trouble), **less)
    with PrinterSimulator(behaviour) as printer:
        delivery = attempt(printer, known, STOPPED)
        printer.wait_for_end()
        assert len(printer.paper.lines) < len(PAPER)
    assert delivery.outcome is Outcome.UNKNOWN
    if says not in ("ids, asked only", "fences, asked only"):
        assert TROUBLES[trouble] in delivery.status.faults


def test_a_roll_that_is_nearly_used_up_prints_on() -> None:
    """And it is told."""
    with PrinterSimulator(Behaviour(is_near_end=True)) as printer:
        delivery = attempt(printer, ANSWERS_AND_CONFIRMS, PATIENT)
        assert delivery.outcome is Outcome.CONFIRMED
        assert delivery.status.is_paper_near_end
