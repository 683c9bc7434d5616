"""Deliver one job to one printer, and say no more about it than is known.

The order of things on a printer that can answer:

    DLE EOT 1, 4 (2 and 3 if off-line)   asked first: with paper out or cover open nothing is sent
    GS r 1                               a fence, unless the printer is known to confirm: shows
                                         whether it answers these, and that older jobs are through
    ESC @, GS a                          reset, automatic status on
    the job
    GS ( H                               process id: comes back once everything before it is printed
    GS r 1                               a fence, where process ids are not known to work: answered
                                         once everything before it was worked off
    ... wait ...
    DLE EOT 1, 4                         unless a process id came: and nothing stopped it meanwhile
    GS a                                 automatic status off, end of connection in good order

What comes out is one of four, and only CONFIRMED says that paper came out. A printer that never
answered before is given a short time; what was learnt about it comes back for the caller to
remember, so that a later job neither waits for what cannot come nor is believed without it.
"""

from dataclasses import replace

from printers.commands import (
    AUTOMATIC_STATUS_OFF,
    AUTOMATIC_STATUS_ON,
    FENCE,
    INITIALISE,
    ask_process_id,
)
from printers.conversation import Clock, Conversation, Hear
from printers.errors import PrinterError
from printers.outcome import DEADLINES, MUTE, Capabilities, Deadlines, Delivery, Outcome
from printers.status import Fault, PrinterStatus
from printers.transport.port import Transport


def deliver(
    job: bytes,
    transport: Transport,
    capabilities: Capabilities,
    clock: Clock,
    *,
    process_id: bytes,
    deadlines: Deadlines = DEADLINES,
    hear: Hear | None = None,
) -> Delivery:
    """Send a job and find out what became of it; the transport is closed afterwards.

    Args:
        job: ESC/POS bytes.
        transport: open, nothing sent yet.
        capabilities: what is known about this unit.
        clock: seconds that only go forward.
        process_id: 4 bytes that no recent job used; see printers.commands.process_id_for().
        deadlines: how long to wait for what.
        hear: told about trouble while it lasts; must return at once.

    Returns:
        The outcome; failures of the printer are outcomes, not exceptions.
    """
    attempt = _Attempt(Conversation(transport, clock, hear), transport, capabilities, deadlines)
    try:
        outcome = attempt.run(job, process_id)
    except PrinterError as error:
        return attempt.delivery(attempt.outcome_of_failure(), error)
    finally:
        transport.close()
    return attempt.delivery(outcome, attempt.late_error)


class _Attempt:
    """One attempt at one job: the conversation and what it lets us say."""

    def __init__(
        self,
        talk: Conversation,
        transport: Transport,
        capabilities: Capabilities,
        deadlines: Deadlines,
    ) -> None:
        self._transport = transport
        self._capabilities = capabilities
        self._deadlines = deadlines
        self._talk = talk
        self._bytes_before_job: int | None = None
        self.late_error: PrinterError | None = None

    def delivery(self, outcome: Outcome, error: PrinterError | None) -> Delivery:
        return Delivery(outcome, self._talk.status, self._capabilities, error)

    def outcome_of_failure(self) -> Outcome:
        before = self._bytes_before_job
        if before is None or self._transport.bytes_sent == before:
            return Outcome.BLOCKED
        return Outcome.UNKNOWN

    def run(self, job: bytes, process_id: bytes) -> Outcome:
        if not self._transport.can_answer:
            self._capabilities = MUTE
        elif not (self._is_ready() and self._is_through()):
            return Outcome.BLOCKED
        self._bytes_before_job = self._transport.bytes_sent
        self._transport.send(self._framed(job, process_id))
        return self._end(self._wait(process_id))

    def _is_ready(self) -> bool:
        """Ask whether the printer can print now; a printer known to be mute is not asked."""
        known = self._capabilities.answers_status
        if known is False:
            return True
        self._talk.forget_stale()
        seconds = self._deadlines.answer_s if known else self._deadlines.first_answer_s
        status = self._talk.ask_status(seconds)
        if status is None and known:
            return self._does_not_answer()
        return status is None or not status.faults

    def _is_through(self) -> bool:
        """See whether the printer answers fences, and wait until it is through with older jobs."""
        known = self._capabilities
        if known.confirms or known.fences is False or not self._talk.has_answered:
            return True
        deadlines = self._deadlines
        seconds = deadlines.confirm_s if known.fences else deadlines.first_answer_s
        came = self._talk.answers_fence(seconds)
        if known.fences and not came:
            return self._does_not_answer()
        self._capabilities = replace(known, fences=came)
        return True

    def _does_not_answer(self) -> bool:
        self._talk.status = PrinterStatus(frozenset({Fault.NOT_ANSWERING}))
        return False

    def _framed(self, job: bytes, process_id: bytes) -> bytes:
        """Put the commands around a job that let the printer speak about it."""
        known = self._capabilities
        if not self._transport.can_answer or (
            known.answers_status is False and known.confirms is False
        ):
            return job
        reset = INITIALISE if job.startswith(INITIALISE) else b""
        request = b"" if known.confirms is False else ask_process_id(process_id)
        fence = FENCE if known.fences and not known.confirms else b""
        return reset + AUTOMATIC_STATUS_ON + job[len(reset) :] + request + fence

    def _wait(self, process_id: bytes) -> Outcome:
        """Wait for the printer's word as long as this printer deserves."""
        known = self._capabilities

        def is_confirmed() -> bool:
            return process_id in self._talk.process_ids

        if known.confirms:
            self._talk.listen(is_confirmed, self._deadlines.confirm_s)
            return Outcome.CONFIRMED if is_confirmed() else Outcome.UNKNOWN
        if known.fences:
            self._wait_for_fence(process_id)
        elif known.confirms is False:
            return self._handed_over()
        else:
            self._talk.listen(lambda: self._talk.has_answered, self._deadlines.silence_s)
            if self._talk.has_answered:
                self._talk.listen(is_confirmed, self._deadlines.first_confirm_s)
        if is_confirmed():
            self._capabilities = replace(known, answers_status=True, confirms=True)
            return Outcome.CONFIRMED
        return self._after_fence() if known.fences else self._unconfirmed()

    def _wait_for_fence(self, process_id: bytes) -> None:
        """Wait for either; one that comes to the fence may still send the process id."""
        talk = self._talk
        talk.listen(
            lambda: talk.sensor_answers > 0 or process_id in talk.process_ids,
            self._deadlines.confirm_s,
        )
        if self._capabilities.confirms is None and talk.sensor_answers:
            talk.listen(lambda: process_id in talk.process_ids, self._deadlines.after_fence_s)

    def _after_fence(self) -> Outcome:
        """Believe a fence only if the printer was, and still is, able to print."""
        if not self._talk.sensor_answers or self._talk.status.faults:
            return Outcome.UNKNOWN
        status = self._talk.ask_status(self._deadlines.answer_s)
        if status is None or status.faults:
            return Outcome.UNKNOWN
        self._capabilities = Capabilities(answers_status=True, confirms=False, fences=True)
        return Outcome.CONFIRMED

    def _unconfirmed(self) -> Outcome:
        if self._talk.status.faults:
            # A printer that stopped in the middle teaches nothing about what it can confirm.
            return Outcome.UNKNOWN
        self._capabilities = Capabilities(
            answers_status=self._talk.has_answered, confirms=False, fences=False
        )
        return self._handed_over()

    def _handed_over(self) -> Outcome:
        """Believe a printer that answers nothing but status only if nothing stopped it so far.

        Its answer may have to wait behind a full buffer, as long as a receipt takes.
        """
        if not self._capabilities.answers_status or self._talk.status.faults:
            return Outcome.UNKNOWN if self._talk.status.faults else Outcome.HANDED_OVER
        status = self._talk.ask_status(self._deadlines.confirm_s)
        return Outcome.UNKNOWN if status is None or status.faults else Outcome.HANDED_OVER

    def _end(self, outcome: Outcome) -> Outcome:
        """End the conversation; a bad end makes doubtful what was not confirmed."""
        if outcome is Outcome.UNKNOWN:
            return outcome
        try:
            if self._talk.has_answered:
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
