"""Receipts on paper, and the truth about whether they came out.

A document goes through one layout pass to bytes, over a transport to a printer, and an outcome
comes back. This package stands alone. In ten lines:

    from printers.document import Columns, Cut, Document, Text, Token
    from printers.once import print_once

    title, total = Text("Tax invoice"), Columns.labelled("Total", "50.00", bold=True)
    code = Token("12345678901234567890")
    delivery = print_once(Document((title, total, code, Cut())), "tcp://192.0.2.7?columns=42")
    print(delivery.outcome.value)
    for fault in delivery.status.faults:
        print(fault.value)

`confirmed` means that the printer itself said so; see printers.outcome for the other three. Jobs
that must survive a power cut go through printers.spool and printers.worker. With a
printers.render.drawing.FontDrawing, lines that the printer has no characters for are sent as dots,
and printers.render.preview shows the paper before it is printed. printers.probe finds out what a
unit can do, printers.discovery which printers there are.
"""
