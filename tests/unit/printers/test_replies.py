"""The mixed stream of replies, in pieces of any size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.commands import process_id_for
from printers.replies import (
    AutomaticStatus,
    FlowControl,
    OtherBlock,
    ProcessIdAnswer,
    RealTimeAnswer,
    Reply,
    ReplyParser,
    SensorAnswer,
    Unrecognised,
)
from printers.status import Fault, PrinterStatus, real_time_status

READY = b"\x10\x00\x00\x0f"
PAPER_OUT = b"\x18\x00\x0f\x0f"

ids = st.builds(process_id_for, st.integers(0, 10**6), st.integers(1, 99))
whole_replies = st.one_of(
    st.just((READY, AutomaticStatus(PrinterStatus()))),
    st.just(
        (
            PAPER_OUT,
            AutomaticStatus(
                PrinterStatus(frozenset({Fault.PAPER_END, Fault.OFFLINE}), is_paper_near_end=True)
            ),
        )
    ),
    ids.map(lambda found: (b"\x37\x22" + found + b"\x00", ProcessIdAnswer(found))),
    st.sampled_from([0x00, 0x0C, 0x03]).map(lambda bits: (bytes((bits,)), SensorAnswer(bits))),
    st.just((b"\x5fTM-T20\x00", OtherBlock(b"TM-T20"))),
)
intruders = st.sampled_from(
    [
        (b"\x12", RealTimeAnswer(0x12)),
        (b"\x1a", RealTimeAnswer(0x1A)),
        (b"\x72", RealTimeAnswer(0x72)),
        (b"\x11", FlowControl(is_full=False)),
        (b"\x13", FlowControl(is_full=True)),
    ]
)


@given(st.lists(st.one_of(whole_replies, intruders), max_size=12), st.data())
def test_any_mixture_cut_anywhere_is_read_in_order(
    stream: list[tuple[bytes, Reply]], data: st.DataObject
) -> None:
    """Replies one after another, cut at any byte."""
    raw = b"".join(part for part, _ in stream)
    cut = data.draw(st.integers(0, len(raw)))
    parser = ReplyParser()
    assert parser.feed(raw[:cut]) + parser.feed(raw[cut:]) == [reply for _, reply in stream]


@given(ids, intruders, st.integers(1, 6))
def test_a_reply_that_falls_into_a_process_id_is_told_apart(
    found: bytes, intruder: tuple[bytes, Reply], at: int
) -> None:
    """Real-time answers and flow control may come between any two bytes of the answer."""
    answer = b"\x37\x22" + found + b"\x00"
    replies = ReplyParser().feed(answer[:at] + intruder[0] + answer[at:])
    assert replies == [intruder[1], ProcessIdAnswer(found)]


@given(intruders, st.integers(1, 3))
def test_a_reply_that_falls_into_automatic_status_is_told_apart(
    intruder: tuple[bytes, Reply], at: int
) -> None:
    """The four bytes are put together around it."""
    replies = ReplyParser().feed(READY[:at] + intruder[0] + READY[at:])
    assert replies == [intruder[1], AutomaticStatus(PrinterStatus())]


@given(st.binary(max_size=300))
def test_any_noise_is_survived(noise: bytes) -> None:
    """After noise and an end of block, a status is read again."""
    parser = ReplyParser()
    parser.feed(noise)
    tail = parser.feed(b"\x00\x00\x00\x00" + READY)
    assert tail[-1] == AutomaticStatus(PrinterStatus())


def test_a_torn_status_is_given_up_byte_by_byte() -> None:
    """A new status in the middle of one begins afresh."""
    replies = ReplyParser().feed(READY[:2] + PAPER_OUT)
    assert replies[:2] == [Unrecognised(0x10), Unrecognised(0x00)]
    assert isinstance(replies[2], AutomaticStatus)


def test_an_endless_block_is_given_up() -> None:
    """A header without an end does not swallow the stream."""
    replies = ReplyParser().feed(b"\x5f" + b"A" * 200 + READY)
    assert replies[-1] == AutomaticStatus(PrinterStatus())


@pytest.mark.parametrize(
    ("first", "fault"),
    [
        (b"\x30\x00\x00\x0f", Fault.COVER_OPEN),
        (b"\x10\x08\x00\x0f", Fault.CUTTER),
        (b"\x10\x04\x00\x0f", Fault.MECHANICAL),
        (b"\x10\x20\x00\x0f", Fault.UNRECOVERABLE),
        (b"\x10\x40\x00\x0f", Fault.OVERHEATED),
        (b"\x10\x00\x0c\x0f", Fault.PAPER_END),
        (b"\x18\x00\x00\x0f", Fault.OFFLINE),
    ],
)
def test_every_fault_has_its_bit(first: bytes, fault: Fault) -> None:
    """Automatic status names one fault a bit."""
    assert ReplyParser().feed(first) == [AutomaticStatus(PrinterStatus(frozenset({fault})))]


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ({1: 0x12, 4: 0x12}, set()),
        ({1: 0x1A, 2: 0x16, 3: 0x12, 4: 0x12}, {Fault.OFFLINE, Fault.COVER_OPEN}),
        ({1: 0x1A, 2: 0x32, 3: 0x12, 4: 0x72}, {Fault.OFFLINE, Fault.PAPER_END}),
        ({1: 0x1A, 2: 0x52, 3: 0x1A}, {Fault.OFFLINE, Fault.CUTTER}),
        ({4: 0x7E}, {Fault.PAPER_END}),
    ],
)
def test_real_time_answers_are_put_together(answers: dict[int, int], faults: set[Fault]) -> None:
    """Each question has bits of its own."""
    assert real_time_status(answers).faults == faults


def test_near_end_is_a_warning_and_not_a_fault() -> None:
    """The roll lasts a little longer."""
    assert real_time_status({1: 0x12, 4: 0x1E}) == PrinterStatus(is_paper_near_end=True)
