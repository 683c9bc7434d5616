"""Find out what one unit can do, without paper.

    DLE EOT 1, 4 (2 and 3 if off-line)   does it answer status questions?
    GS r 1                               does it say how far it came?
    GS ( H                               does it send process ids back?

All three are Epson's; what a unit answers is true of this unit and says nothing about its model. A
printer with paper out or cover open works nothing off, so it is asked the first question only.
"""

from dataclasses import dataclass

from printers.commands import ask_process_id
from printers.conversation import Clock, Conversation
from printers.outcome import DEADLINES, MUTE, Capabilities, Deadlines
from printers.status import PrinterStatus
from printers.transport.port import Transport


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found out.

    Attributes:
        capabilities: None for what could not be tried.
        status: how it is; None where it does not say.
    """

    capabilities: Capabilities
    status: PrinterStatus | None


def probe(
    transport: Transport, clock: Clock, *, process_id: bytes, deadlines: Deadlines = DEADLINES
) -> Probe:
    """Ask a printer everything that delivering a job would like to know, and close the transport.

    Args:
        transport: open, nothing sent yet.
        clock: seconds that only go forward.
        process_id: 4 bytes that no recent job used.

    Raises:
        PrinterError: the connection broke.
    """
    try:
        if not transport.can_answer:
            return Probe(MUTE, None)
        talk = Conversation(transport, clock)
        talk.forget_stale()
        status = talk.ask_status(deadlines.answer_s)
        if status is None:
            return Probe(MUTE, None)
        if status.faults:
            return Probe(Capabilities(answers_status=True), status)
        fences = talk.answers_fence(deadlines.answer_s)
        transport.send(ask_process_id(process_id))
        talk.listen(lambda: process_id in talk.process_ids, deadlines.answer_s)
        confirms = process_id in talk.process_ids
        transport.finish(0)
        return Probe(Capabilities(answers_status=True, confirms=confirms, fences=fences), status)
    finally:
        transport.close()
