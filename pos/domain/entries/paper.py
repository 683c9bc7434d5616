"""What left for a printer."""

from pos.domain.entries.payload import Payload


class ReceiptPrinted(Payload, frozen=True, forbid_unknown_fields=True, tag="receipt_printed"):
    """A receipt left for a printer.

    Attributes:
        job: print job.
        copy: 0 for the first receipt, then counting copies.
        outcome: `confirmed` (the printer said so), `handed_over` (it cannot say), or how a person
            settled an unknown job: `settled_printed`, `settled_lost`, or `settled_copied` (a copy
            was asked for in its place).
    """

    job: str
    sale_id: str
    copy: int
    outcome: str


class CopyQueued(Payload, frozen=True, forbid_unknown_fields=True, tag="copy_queued"):
    """A marked copy of a receipt was asked for."""

    job: str
    sale_id: str
    copy: int


class CopyAllowed(Payload, frozen=True, forbid_unknown_fields=True, tag="copy_allowed"):
    """A supervisor signed for more copies than an operator prints alone; the copy's entry follows.

    Attributes:
        job: print job of the copy.
    """

    job: str
    supervisor: str


class PaperPolicySet(Payload, frozen=True, forbid_unknown_fields=True, tag="paper_policy_set"):
    """What is printed without asking.

    Attributes:
        copies_alone: how many copies of one paper need no supervisor.
        opens_drawer: a sale for cash opens the drawer.
    """

    copies_alone: int
    opens_drawer: bool


class PaperLanguageSet(Payload, frozen=True, forbid_unknown_fields=True, tag="paper_language_set"):
    """The language of what one operator prints.

    Attributes:
        operator: name; empty for the terminal.
        language: two letters; empty for the terminal's own.
    """

    operator: str
    language: str


class PaperPrinted(Payload, frozen=True, forbid_unknown_fields=True, tag="paper_printed"):
    """Something else than a receipt left for a printer.

    Attributes:
        job: print job.
        paper: what it is, such as `z_report`; `drawer` for a cash drawer that was opened.
        subject: what it is about, mostly the number of a journal entry.
        copy: 0 for the first, then counting copies.
        outcome: as of ReceiptPrinted.
    """

    job: str
    paper: str
    subject: str
    copy: int
    outcome: str


class PaperCopyQueued(Payload, frozen=True, forbid_unknown_fields=True, tag="paper_copy_queued"):
    """A marked copy of something else than a receipt was asked for; fields as of PaperPrinted."""

    job: str
    paper: str
    subject: str
    copy: int
