"""`vendwatt receipt`, `reprint` and `printers`."""

from collections.abc import Iterable
from pathlib import Path

import click

from pos.app.paper.set_printer import set_printer
from pos.app.ports import Condition, PrinterReport, PrintJob, PrintState
from pos.app.selling.quoting import terminal_of
from pos.app.sold.find_sales import sale_named
from pos.app.sold.history import reprint as queue_copy
from pos.app.sold.history import settle_print, story_of
from pos.cli.named_file import out_option, write_named
from pos.cli.options import shared_options
from pos.cli.paper.paper_policy import add_paper_policy
from pos.cli.session import OpenTerminal, Session
from pos.cli.signers import second_person
from pos.domain.errors import SaleNotFinished
from pos.domain.errors.storage import PrinterNotReady
from pos.domain.journal import format_time
from pos.domain.operator import MAY_SELL, Role
from pos.domain.sale import SaleState
from pos.receipts.address import printer_must_be_an_address
from pos.receipts.papers import language_for, language_must_be_known
from pos.receipts.printer_desk import PrinterDesk
from pos.receipts.printer_texts import STATES
from pos.receipts.render import Form, render_receipt
from pos.receipts.sale_receipt import SaleReceipt
from pos.receipts.stationery import KEPT_PAPER_FOLDER, Stationery
from printers.discovery import SEARCH_S, search

_COLUMNS = ("32", "42", "48")
_CAME_OUT = (PrintState.CONFIRMED, PrintState.HANDED_OVER)
_YES_OR_NO = {True: "yes", False: "no", None: "not known"}


@click.command
@click.argument("sale")
@click.option(
    "--format", "form", type=click.Choice(["text", "escpos", "png", "pdf"]), default="text"
)
@click.option("--columns", type=click.Choice(_COLUMNS), default="42", show_default=True)
@click.option("--language", default="", help="Two letters; the terminal's own if not given.")
@out_option
@shared_options
@click.pass_obj
def receipt(
    session: Session, *, sale: str, form: str, columns: str, language: str, out: Path
) -> None:
    """Write the receipt of a committed sale to a file; prints nothing.

    On a real terminal it bears the mark of a copy once the first paper may have come out.
    """
    stationery = Stationery(session.terminals.resources(), session.data)
    if language:
        language_must_be_known(stationery, language)
    with session.opened() as terminal, terminal.ports.store.read() as reads:
        story = story_of(reads, sale_named(reads, sale).sale_id)
        spoken = language_for(reads, "", stationery)
    if story.row.state != SaleState.COMMITTED:
        raise SaleNotFinished(sale=story.row.sale_id)
    if language:
        spoken = stationery.languages.of(language)
    template = stationery.template(story.begun.tariff)
    is_filed = story.has_paper and not story.terminal.training
    document = SaleReceipt(story, spoken, is_filed=is_filed, template=template).document()
    write_named(out, render_receipt(document, Form(form), int(columns), stationery.drawing))


@click.command
@click.argument("sale")
@click.option("--printer", default="", help="Another printer's address.")
@shared_options
@click.pass_obj
def reprint(session: Session, *, sale: str, printer: str) -> None:
    """Print a marked copy with the same digits."""
    printer_must_be_an_address(printer, session.data)
    with session.selling(*MAY_SELL, Role.TECHNICIAN) as (ports, operator):
        with ports.store.read() as reads:
            sale_id = sale_named(reads, sale).sale_id
        job = queue_copy(
            ports, sale_id, printer=printer, operator=operator, second=second_person(session)
        )
        ports.receipts.work_off(first=sale_id)
        with ports.store.read() as reads:
            done = reads.print_job(job.job) or job
    facts = {"sale_id": sale_id, "copy": done.copy, "print": {"state": done.state.value}}
    session.answer(facts, f"Copy {done.copy}: {done.state.value.replace('_', ' ')}")


@click.group
def printers() -> None:
    """Printers, and receipts that wait for one."""


add_paper_policy(printers)


@printers.command("list")
@shared_options
@click.pass_obj
def list_printers(session: Session) -> None:
    """Show the terminal's printer and the jobs that wait or need a person."""
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        row = reads.terminal()
        address = row.printer if row else ""
        jobs = reads.waiting_print_jobs()
    facts = {"printer": address, "jobs": [_job_facts(job) for job in jobs]}
    lines = [f"Printer: {address}"]
    lines += [f"  {job.state:8} {job.job} {job.kind} {job.subject} {job.printer}" for job in jobs]
    session.answer(facts, "\n".join(lines))


@printers.command("add")
@click.argument("address")
@click.option("--second", default="", help="Takes over what the first does not take.")
@shared_options
@click.pass_obj
def add(session: Session, *, address: str, second: str) -> None:
    """Make an address the terminal's printer, with a second one behind it if named."""
    address = f"{address} {second}".rstrip(" ")
    printer_must_be_an_address(address, session.data)
    with session.selling(Role.SUPERVISOR, Role.TECHNICIAN, Role.AGENT) as (ports, operator):
        set_printer(ports, address, operator=operator.name)
    session.answer({"printer": address}, f"Receipts go to {address}")


@printers.command("test")
@click.argument("address", default="")
@shared_options
@click.pass_obj
def test(session: Session, *, address: str) -> None:
    """Print a test page on the terminal's printer, or on another one; the state tells the rest."""
    printer_must_be_an_address(address, session.data)
    with session.opened(settled=False) as terminal:
        now = format_time(terminal.ports.clock.now())
        trial = _desk(session, terminal).try_out(address or _own_printer(terminal), now=now)
    facts = {
        "printer": trial.address,
        "print": {"state": trial.state.value},
        "words": list(trial.texts),
    }
    text = "\n".join((f"{trial.address}: {trial.state.value.replace('_', ' ')}", *trial.texts))
    session.answer(facts, text)
    if trial.state not in _CAME_OUT:
        raise PrinterNotReady(printer=trial.address, said=" ".join(trial.texts))


@printers.command("status")
@click.argument("address", default="")
@shared_options
@click.pass_obj
def status(session: Session, *, address: str) -> None:
    """Ask the terminal's printers, or another one, how they are; prints nothing."""
    printer_must_be_an_address(address, session.data)
    with session.opened(settled=False) as terminal:
        reports = _desk(session, terminal).status(address or _own_printer(terminal))
    for report in reports:
        facts = {
            "printer": report.address,
            "state": report.condition.value,
            "faults": list(report.faults),
            "words": list(report.texts),
        }
        session.answer(facts, "\n".join((report.address, *(f"  {text}" for text in report.texts))))
    _must_be_asked(reports, Condition.UNREACHABLE)


@printers.command("probe")
@click.argument("address", default="")
@shared_options
@click.pass_obj
def probe(session: Session, *, address: str) -> None:
    """Find out what a printer can do and remember it; prints nothing."""
    printer_must_be_an_address(address, session.data)
    with session.opened(settled=False) as terminal:
        desk = _desk(session, terminal)
        asked = (address or _own_printer(terminal)).split(" ")
        reports = []
        for probed in map(desk.probe, asked):
            reports.append(probed.report)
            memory = probed.memory
            facts = {
                "printer": probed.report.address,
                "state": probed.report.condition.value,
                "answers_status": memory.answers_status,
                "confirms": memory.confirms,
                "fences": memory.fences,
                "words": list(probed.report.texts),
            }
            known = {
                "answers questions": memory.answers_status,
                "confirms": memory.confirms,
                "fence": memory.fences,
            }
            said = [f"{what}: {_YES_OR_NO[can]}" for what, can in known.items()]
            lines = (probed.report.address, *probed.report.texts, ", ".join(said))
            session.answer(facts, "\n  ".join(lines))
    _must_be_asked(reports, Condition.UNREACHABLE, Condition.BUSY)


@printers.command("find")
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 60),
    default=SEARCH_S,
    show_default=True,
    help="How long to look.",
)
@shared_options
@click.pass_obj
def find(session: Session, *, seconds: float) -> None:
    """Look for printers on USB, serial ports, in CUPS and announced on the network."""
    for done in search(seconds):
        for printer in done.found:
            facts = {"way": done.way, "printer": printer.address, "name": printer.name}
            session.answer(facts, f"{done.way:6} {printer.address}  {printer.name}")
        if done.failure:
            session.answer(
                {"way": done.way, "failure": done.failure}, f"{done.way:6} {done.failure}"
            )


@printers.command("retry")
@shared_options
@click.pass_obj
def retry(session: Session) -> None:
    """Print what waits, now that a printer is ready; jobs of unknown outcome stay."""
    with session.opened() as terminal:
        terminal.ports.receipts.work_off()
        with terminal.ports.store.read() as reads:
            jobs = reads.waiting_print_jobs()
    facts = {"jobs": [_job_facts(job) for job in jobs]}
    session.answer(facts, f"{len(jobs)} jobs wait or need a person.")
    for job in jobs:
        if job.state is PrintState.BLOCKED:
            raise PrinterNotReady(printer=job.printer, said=STATES[job.state])


@printers.command("settle")
@click.argument("job")
@click.option("--printed", is_flag=True, help="It came out of the printer.")
@click.option("--lost", is_flag=True, help="It did not.")
@shared_options
@click.pass_obj
def settle(session: Session, *, job: str, printed: bool, lost: bool) -> None:
    """Decide about a job whose outcome is unknown."""
    if printed == lost:
        raise click.UsageError("give --printed or --lost")
    with session.selling(*MAY_SELL) as (ports, operator):
        settle_print(ports, job, printed=printed, operator=operator.name)
    facts = {"job": job, "settled": "printed" if printed else "lost"}
    session.answer(facts, f"Job {job} is settled as {facts['settled']}.")


def _desk(session: Session, terminal: OpenTerminal) -> PrinterDesk:
    stationery = Stationery(session.terminals.resources(), session.data)
    return PrinterDesk(terminal.ports.store, stationery, session.data / KEPT_PAPER_FOLDER)


def _own_printer(terminal: OpenTerminal) -> str:
    with terminal.ports.store.read() as reads:
        return terminal_of(reads).printer


def _must_be_asked(reports: Iterable[PrinterReport], *missed: Condition) -> None:
    """Raise PrinterNotReady for the first printer that could not be asked."""
    for report in reports:
        if report.condition in missed:
            raise PrinterNotReady(printer=report.address, said=" ".join(report.texts))


def _job_facts(job: PrintJob) -> dict[str, object]:
    return {
        "job": job.job,
        "kind": job.kind.value,
        "subject": job.subject,
        "sale_id": job.sale_id,
        "copy": job.copy,
        "printer": job.printer,
        "state": job.state.value,
    }
