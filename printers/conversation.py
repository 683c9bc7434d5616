"""Talk with a printer: put questions, listen, and keep what was heard."""

from collections.abc import Callable
from typing import Final, assert_never

from printers.commands import FENCE, ask_status
from printers.outcome import DEADLINES, Deadlines
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
from printers.status import Fault, PrinterStatus, real_time_status, sensor_says_paper_end
from printers.transport.port import Transport

Clock = Callable[[], float]
"""Seconds that only go forward, such as time.monotonic."""
Hear = Callable[[PrinterStatus], None]
"""Told at once about every status that a printer sends by itself."""

_STALE_READS_MAX: Final = 64
_SETTLE_S: Final = 0.1


class Conversation:
    """What was said on one connection.

    Attributes:
        status: what the printer said last; empty if it said nothing.
        has_answered: anything at all was understood.
        process_ids: ids that came back.
        sensor_answers: how often GS r was answered since forget_sensors().
    """

    def __init__(self, transport: Transport, clock: Clock, hear: Hear | None = None) -> None:
        self.status = PrinterStatus()
        self.has_answered = False
        self.process_ids: set[bytes] = set()
        self.sensor_answers = 0
        self._transport = transport
        self._clock = clock
        self._hear_status = hear
        self._parser = ReplyParser()
        self._real_time: list[int] = []

    def forget_stale(self) -> None:
        """Take in what came before anything was asked, such as the end of an older conversation."""
        for _ in range(_STALE_READS_MAX):
            stale = self._transport.receive(0)
            if not stale:
                break
            for reply in self._parser.feed(stale):
                self._hear(reply)
        self.has_answered = False
        self.sensor_answers = 0

    def ask_status(self, seconds: float) -> PrinterStatus | None:
        """Ask what state the printer is in.

        Args:
            seconds: how long to wait for each answer.

        Returns:
            Its state, or None if it does not answer.
        """
        answers: dict[int, int] = {}
        printer = self._ask(1, seconds)
        if printer is None:
            return None
        answers[1] = printer
        for question in (4, 2, 3) if real_time_status(answers).faults else (4,):
            answer = self._ask(question, seconds)
            if answer is not None:
                answers[question] = answer
        self.status = real_time_status(answers)
        return self.status

    def answers_fence(self, seconds: float) -> bool:
        """Put a fence up and tell whether the printer came to it.

        Whatever an earlier job left to be answered comes before it, so it is waited for a moment
        longer: a late answer must not be taken for that of the next fence.
        """
        self.sensor_answers = 0
        self._transport.send(FENCE)
        self.listen(lambda: self.sensor_answers > 0, seconds)
        came = self.sensor_answers > 0
        if came:
            self.listen(lambda: False, _SETTLE_S)
        self.sensor_answers = 0
        return came

    def listen(self, is_enough: Callable[[], bool], seconds: float) -> None:
        """Take in what comes until it is enough or the time is over."""
        deadline = self._clock() + seconds
        while not is_enough():
            left = deadline - self._clock()
            if left <= 0:
                return
            for reply in self._parser.feed(self._transport.receive(left)):
                self._hear(reply)

    def _ask(self, question: int, seconds: float) -> int | None:
        self._real_time.clear()
        self._transport.send(ask_status(question))
        self.listen(lambda: bool(self._real_time), seconds)
        return self._real_time[0] if self._real_time else None

    def _hear(self, reply: Reply) -> None:
        match reply:
            case AutomaticStatus(status):
                self.has_answered = True
                self.status = status
                if self._hear_status is not None:
                    self._hear_status(status)
            case RealTimeAnswer(value):
                self.has_answered = True
                self._real_time.append(value)
            case ProcessIdAnswer(process_id):
                self.has_answered = True
                self.process_ids.add(process_id)
            case SensorAnswer(value):
                if sensor_says_paper_end(value):
                    self.status = PrinterStatus(frozenset({Fault.PAPER_END}))
                self.sensor_answers += 1
            case FlowControl() | OtherBlock() | Unrecognised():
                # Full buffers and answers to others' questions say nothing about this job.
                pass
            case _ as never:
                assert_never(never)


def ask_printer(
    transport: Transport, clock: Clock, deadlines: Deadlines = DEADLINES
) -> PrinterStatus | None:
    """Ask a printer what state it is in, print nothing, and close the transport.

    Returns:
        Its state, or None where nothing can be asked or nothing comes back.

    Raises:
        PrinterError: the connection broke.
    """
    try:
        if not transport.can_answer:
            return None
        conversation = Conversation(transport, clock)
        conversation.forget_stale()
        return conversation.ask_status(deadlines.answer_s)
    finally:
        transport.close()
