"""Receipts on paper, and the truth about whether they came out.

A document goes through one layout pass to bytes, over a transport to a printer, and an outcome
comes back. This package stands alone. In ten lines:

    from pathlib import Path
    from time import monotonic
    from printers.commands import process_id_for
    from printers.delivery import deliver
    from printers.document import Columns, Cut, Document, Text, Token
    from printers.outcome import Capabilities
    from printers.profiles import EPSON
    from printers.render.job import render_job
    from printers.transport.opening import Opener
    from printers.url import parse_printer_url

    address = parse_printer_url("tcp://192.0.2.7?columns=42")
    document = Document((Text("Tax invoice"), Columns.labelled("Total", "50.00"), Cut()))
    rendered = render_job(document, address.paper, EPSON)
    transport = Opener(address, Path("kept"))("000001-1", rendered.text)
    delivery = deliver(
        rendered.data, transport, Capabilities(), monotonic, process_id=process_id_for(1, 1)
    )
    print(delivery.outcome)

Jobs that must survive a power cut go through printers.spool and printers.worker. With a
printers.render.drawing.FontDrawing, render_job() sends lines that the printer has no characters
for as dots, and printers.render.preview shows the paper before it is printed.
"""
