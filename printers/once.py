"""Print one document now, and say what became of it; nothing is kept for later."""

import time
from pathlib import Path

from printers.commands import process_id_for
from printers.delivery import deliver
from printers.document import Document
from printers.errors import PrinterError
from printers.outcome import Capabilities, Delivery, Outcome
from printers.profiles import EPSON, PrinterProfile
from printers.render.drawing import Drawing
from printers.render.job import render_job
from printers.status import PrinterStatus
from printers.transport.opening import Opener
from printers.url import parse_printer_url


def print_once(
    document: Document,
    address: str,
    *,
    drawing: Drawing | None = None,
    profile: PrinterProfile = EPSON,
    kept: Path = Path("kept"),
    title: str = "once",
) -> Delivery:
    """Render a document, open the printer, deliver, and close it again.

    The printer is met as a stranger: what it turns out to be able to do is in the result.

    Args:
        document: what to print.
        address: see printers.url.
        drawing: draws what the printer has no characters for; without it that is spelt out.
        profile: what printers of this kind can do.
        kept: folder in which a virtual printer keeps what it prints; others do not use it.
        title: what the job is called where jobs have names.

    Returns:
        The outcome; failures of the printer are outcomes, not exceptions.

    Raises:
        InvalidPrinterUrl: not an address.
        InvalidDocument: no paper could show it.
    """
    parsed = parse_printer_url(address)
    rendered = render_job(document, parsed.paper, profile, drawing)
    number = time.time_ns()
    try:
        transport = Opener(parsed, kept)(f"{title}-{number}", rendered.text)
    except PrinterError as error:
        return Delivery(Outcome.BLOCKED, PrinterStatus(), Capabilities(), error)
    process_id = process_id_for(number, 1)
    return deliver(rendered.data, transport, Capabilities(), time.monotonic, process_id=process_id)
