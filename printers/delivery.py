"""Deliver one job to one printer, and say no more about it than is known.

The order of things on a printer that can answer:

    DLE EOT 1, 4 (2 and 3 if off-line)   asked first: with paper out or cover open nothing is sent
    ESC @, GS a                          reset, automatic status on
    the job
    GS ( H                               process id: comes back once everything before it is printed
    ... wait ...
    GS a                                 automatic status off, end of connection in good order

What comes out is one of four, and only CONFIRMED says that paper came out. A printer that never
answered before is given a short time; what was learnt about it comes back for the caller to
remember, so that a later job neither waits for what cannot come nor is believed without it.
"""

from collections.abc import Callable
from typing import assert_never

from printers.commands import (
    AUTOMATIC_STATUS_OFF,
    AUTOMATIC_STATUS_ON,
    INITIALISE,
    ask_process_id,
    ask_status,
)
from printers.errors import PrinterError
from printers.outcome import DEADLINES, Capabilities, Deadlines, Delivery, Outcome
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
from printers.transport.port import Transport

Clock = Callable[[], float]
"""Seconds that only go forward, such as time.monotonic."""


def deliver(
    job: bytes,
    transport: Transport,
    capabilities: Capabilities,
    clock: Clock,
    *,
    process_id: bytes,
    deadlines: Deadlines = DEADLINES,
) -> Delivery:
    """Send a job and find out what became of it; the transport is closed afterwards.

    Args:
        job: ESC/POS bytes.
        transport: open, nothing sent yet.
        capabilities: what is known about this unit.
        clock: seconds that only go forward.
        process_id: 4 bytes that no recent job used; see printers.commands.process_id_for().
        deadlines: how long to wait for what.

    Returns:
        The outcome; failures of the printer are outcomes, not exceptions.
    """
    attempt = _Attempt(transport, capabilities, clock, deadlines)
    try:
        outcome = attempt.run(job, process_id)
    except PrinterError as error:
        return attempt.delivery(attempt.outcome_of_failure(), error)
    finally:
        transport.close()
    return attempt.delivery(outcome, attempt.late_error)


class _Attempt:
    """One attempt at one job: the conversation and what was heard in it."""

    def __init__(
        self, transport: Transport, capabilities: Capabilities, clock: Clock, deadlines: Deadlines
    ) -> None:
        self._transport = transport
        self._capabilities = capabilities
        self._clock = clock
        self._deadlines = deadlines
        self._parser = ReplyParser()
        self._real_time: list[int] = []
        self._process_ids: set[bytes] = set()
        self._status = PrinterStatus()
        self._has_answered = False
        self._bytes_before_job: int | None = None
        self.late_error: PrinterError | None = None

    def delivery(self, outcome: Outcome, error: PrinterError | None) -> Delivery:
        return Delivery(outcome, self._status, self._capabilities, error)

    def outcome_of_failure(self) -> Outcome:
        before = self._bytes_before_job
        if before is None or self._transport.bytes_sent == before:
            return Outcome.BLOCKED
        return Outcome.UNKNOWN

    def run(self, job: bytes, process_id: bytes) -> Outcome:
        if not self._transport.can_answer:
            self._capabilities = Capabilities(answers_status=False, confirms=False)
        elif not self._is_ready():
            return Outcome.BLOCKED
        self._bytes_before_job = self._transport.bytes_sent
        self._transport.send(self._framed(job, process_id))
        return self._end(self._wait(process_id))

    def _is_ready(self) -> bool:
        """Ask whether the printer can print now; a printer known to be mute is not asked."""
        known = self._capabilities.answers_status
        if known is False:
            return True
        seconds = self._deadlines.answer_s if known else self._deadlines.first_answer_s
        answers: dict[int, int] = {}
        printer = self._ask(1, seconds)
        if printer is None:
            if known:
                self._status = PrinterStatus(frozenset({Fault.NOT_ANSWERING}))
                return False
            return True
        answers[1] = printer
        for question in (4, 2, 3) if real_time_status(answers).faults else (4,):
            answer = self._ask(question, seconds)
            if answer is not None:
                answers[question] = answer
        self._status = real_time_status(answers)
        return not self._status.faults

    def _ask(self, question: int, seconds: float) -> int | None:
        self._real_time.clear()
        self._transport.send(ask_status(question))
        self._listen(lambda: bool(self._real_time), seconds)
        return self._real_time[0] if self._real_time else None

    def _framed(self, job: bytes, process_id: bytes) -> bytes:
        """Put the commands around a job that let the printer speak about it."""
        if not self._transport.can_answer or self._capabilities == Capabilities(
            answers_status=False, confirms=False
        ):
            return job
        reset = INITIALISE if job.startswith(INITIALISE) else b""
        request = b"" if self._capabilities.confirms is False else ask_process_id(process_id)
        return reset + AUTOMATIC_STATUS_ON + job[len(reset) :] + request

    def _wait(self, process_id: bytes) -> Outcome:
        """Wait for the process id as long as this printer deserves."""
        if self._capabilities.confirms is False:
            return Outcome.HANDED_OVER

        def is_confirmed() -> bool:
            return process_id in self._process_ids

        if self._capabilities.confirms:
            self._listen(is_confirmed, self._deadlines.confirm_s)
            return Outcome.CONFIRMED if is_confirmed() else Outcome.UNKNOWN
        self._listen(lambda: self._has_answered, self._deadlines.silence_s)
        if self._has_answered:
            self._listen(is_confirmed, self._deadlines.first_confirm_s)
        if is_confirmed():
            self._capabilities = Capabilities(answers_status=True, confirms=True)
            return Outcome.CONFIRMED
        if self._status.faults:
            # A printer that stopped in the middle teaches nothing about what it can confirm.
            return Outcome.UNKNOWN
        self._capabilities = Capabilities(answers_status=self._has_answered, confirms=False)
        return Outcome.HANDED_OVER

    def _end(self, outcome: Outcome) -> Outcome:
        """End the conversation; a bad end makes doubtful what was not confirmed."""
        if outcome is Outcome.UNKNOWN:
            return outcome
        try:
            if self._has_answered:
                # Status that nobody reads would reset the connection and cost what is still in it.
                self._transport.send(AUTOMATIC_STATUS_OFF)
            is_kept = self._transport.finish(
                self._deadlines.finish_s if outcome is Outcome.HANDED_OVER else 0
            )
        except PrinterError as error:
            if outcome is Outcome.CONFIRMED:
                return outcome
            self.late_error = error
            return self.outcome_of_failure()
        return Outcome.CONFIRMED if is_kept else outcome

    def _listen(self, is_enough: Callable[[], bool], seconds: float) -> None:
        """Take in what comes until it is enough or the time is over."""
        deadline = self._clock() + seconds
        while not is_enough():
            left = deadline - self._clock()
            if left <= 0:
                return
            for reply in self._parser.feed(self._transport.receive(left)):
                self._hear(reply)

    def _hear(self, reply: Reply) -> None:
        match reply:
            case AutomaticStatus(status):
                self._has_answered = True
                self._status = status
            case RealTimeAnswer(value):
                self._has_answered = True
                self._real_time.append(value)
            case ProcessIdAnswer(process_id):
                self._has_answered = True
                self._process_ids.add(process_id)
            case FlowControl() | OtherBlock() | SensorAnswer() | Unrecognised():
                # Full buffers and answers to others' questions say nothing about this job.
                pass
            case _ as never:
                assert_never(never)
