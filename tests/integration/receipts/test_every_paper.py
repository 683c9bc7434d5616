"""Every paper of a day, in each language and at each width: the preview is what the bytes burn."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos.app.cash.agent_float import print_float_statement, set_float_policy, top_up
from pos.app.cash.close_shift import close_shift
from pos.app.cash.hand_over import hand_over
from pos.app.cash.move_cash import CashWish, drop, pay_in, pay_out
from pos.app.cash.shift_reports import x_report
from pos.app.codes.reissue_sale import WhichKey
from pos.app.paper.print_paper import print_paper_again, queue_paper
from pos.app.people.approvals import SecondPerson
from pos.app.ports import Ports, PrintJob, PrintKind, Reads
from pos.app.selling.quoting import terminal_of
from pos.app.sold.history import reprint, story_of
from pos.app.sold.wrong_meter import CaseWish, open_case, refund
from pos.domain.cash import Destination
from pos.domain.engineering import EngineeringKind
from pos.domain.entries import FloatPolicySet, ShiftOpened
from pos.domain.journal import read_entry
from pos.domain.money import Money
from pos.receipts.batch_sheet import SheetRow, sheet_document
from pos.receipts.languages import PaperLanguage, PaperLanguages
from pos.receipts.papers import document_of
from pos.receipts.stationery import Stationery
from pos.receipts.trial_page import TrialPage
from printers.document import Document
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.job import render_job
from printers.render.preview import preview_bitmap
from tests import cash_stories as cash
from tests import token_stories
from tests.escpos_reader import read_dots
from tests.paper_stories import a_drawing
from tests.terminal_fixtures import copied_till, made_template
from tests.token_stories import Counter

__all__ = ["copied_till", "made_template"]
RESOURCES = Path(__file__).parents[3] / "resources"
WIDTHS = (32, 42, 48)
POLICY = FloatPolicySet(
    limits_sales=False, warn_below=3_000, commission_per_myriad=250, commission_credited=True
)


class OneLanguage(PaperLanguages):
    """Speaks one language, whoever asks."""

    def __init__(self, folder: Path, code: str) -> None:
        super().__init__(folder)
        self._only = super().of(code)

    def of(self, code: str) -> PaperLanguage:
        """Return the one."""
        del code
        return self._only


@pytest.fixture(name="counter")
def _counter(till: Path) -> Iterator[Counter]:
    with token_stories.counter(till) as counter:
        yield counter


def cash_papers(counter: Counter) -> list[str]:
    """Do all that has a paper at a drawer, with copies of two; return what they are about."""
    ports, till = counter.ports, counter.folder
    agent, second = cash.signed_in(ports, till, "agent"), cash.second(till)
    thandi = cash.with_thandi(ports, till)
    boss = cash.signed_in(ports, till, "supervisor")
    set_float_policy(ports, POLICY, operator=boss)
    top_up(ports, Money(1_234_500, "ZAR"), "slip 77", operator=boss)
    sale = cash.sell_for(ports, 5_000)
    deposit = CashWish(Money(20_000, "ZAR"), "daily_takings", "bag 7")
    moved = [
        pay_in(ports, CashWish(Money(300_000, "ZAR"), "more_change"), operator=agent),
        pay_out(ports, CashWish(Money(100, "ZAR"), "bread"), operator=agent, second=second),
        drop(ports, deposit, Destination.BANK, operator=agent, second=second),
    ]
    case = open_case(ports, CaseWish(sale, "the neighbour's"), operator=agent).case
    moved.append(refund(ports, case, operator=agent, second=second))
    looked = x_report(ports, operator=agent, on_paper=True)
    cash.count_right(ports, agent)
    taker = SecondPerson(thandi.name, cash.THANDI_PIN)
    handed = hand_over(ports, "", operator=agent, taker=taker)
    counted = cash.count_right(ports, thandi, missing=100)
    closed = close_shift(ports, "coins", operator=thandi, second=second, code="change_wrong")
    z_no = closed.report.closed.z_no
    told = print_float_statement(ports, operator=agent).subject
    ports.receipts.work_off()
    print_paper_again(ports, PrintKind.FLOAT_STATEMENT, told, operator=agent)
    reprint(ports, sale, printer="", operator=agent)
    pan = print_statement(ports, sale)
    print_paper_again(ports, PrintKind.Z_REPORT, z_no, operator=agent)
    entries = [looked.seq, handed.seq, counted.seq, *(each.seq for each in moved)]
    return [sale, pan, case, z_no, told, *map(str, entries)]


def unpaid_papers(counter: Counter) -> list[str]:
    """Give codes of every kind that nobody pays for; return the sales that they are."""
    changing, other = (counter.meter(token_stories.EA07, place) for place in range(2))
    sold = counter.sell(changing.pan)
    gift = counter.meter(token_stories.FREE)
    given = [
        sold,
        counter.reissue(sold, WhichKey.OLD),
        counter.change_key(other.pan),
        counter.set_meter(gift.pan, EngineeringKind.POWER_LIMIT, "5000"),
        counter.set_meter(gift.pan, EngineeringKind.CLEAR_CREDIT, ""),
        counter.set_meter(gift.pan, EngineeringKind.METER_TEST, ""),
        counter.give(gift.pan, 50_000),
    ]
    return [each.sale_id for each in given]


def every_job(counter: Counter) -> list[PrintJob]:
    """Return a job of every paper, and one for the float that the shift began with."""
    subjects = [*unpaid_papers(counter), *cash_papers(counter)]
    with counter.ports.store.read() as reads:
        jobs = [job for subject in subjects for job in reads.print_jobs_of(subject)]
        opened = next(
            entry.seq
            for entry in map(read_entry, (stored.body for stored in reads.entries()))
            if isinstance(entry.payload, ShiftOpened)
        )
    assert {job.kind for job in jobs} == set(PrintKind) - {PrintKind.DRAWER}
    slip = next(job for job in jobs if job.kind is PrintKind.CASH_SLIP)
    return [*jobs, replace(slip, subject=str(opened))]


def print_statement(ports: Ports, sale: str) -> str:
    """Queue what the meter of a sale bought; return the meter."""
    with ports.store.write() as work:
        row = work.sale(sale)
        assert row is not None
        queue_paper(work, ports, PrintKind.STATEMENT, row.pan, operator="agent")
        work.commit()
    return row.pan


def other_papers(reads: Reads, language: PaperLanguage, paper: Paper) -> dict[str, Document]:
    """Return the papers that are no jobs: a list's codes, and the test page."""
    terminal, sale = terminal_of(reads), reads.sales(limit=1)[0]
    sold = story_of(reads, sale.sale_id)
    row = SheetRow(sale.pan, "Zo\u00eb", sale.receipt_no, sale.total, sold.tokens)
    page = TrialPage("tcp://10.0.0.5:9100", paper, terminal, language, now=sale.ended_at)
    return {"list": sheet_document([row], terminal, language), "test page": page.document()}


@pytest.mark.parametrize("code", ["en", "ar", "fr", "pt", "sw"])
def test_the_preview_is_the_paper(counter: Counter, code: str) -> None:
    """Every paper at every width, dot by dot, with no character that was replaced."""
    drawing = a_drawing()
    jobs = every_job(counter)
    stationery = Stationery(RESOURCES, counter.folder)
    assert code in stationery.languages.codes()
    stationery.languages = OneLanguage(RESOURCES / "receipts" / "languages", code)
    for paper in map(Paper.of, WIDTHS):
        with counter.ports.store.read() as reads:
            documents = other_papers(reads, stationery.languages.of(code), paper)
            for job in jobs:
                name = f"{job.kind} {job.subject} {job.copy}"
                documents[name] = document_of(reads, job, stationery)
        for name, document in documents.items():
            about = f"{name} at {paper.columns}"
            rendered = render_job(document, paper, EPSON, drawing)
            assert rendered.replaced == 0, about
            preview = preview_bitmap(rendered.rows, paper, drawing)
            dots = [f"{int.from_bytes(row):0{8 * len(row)}b}" for row in preview.rows]
            assert dots == read_dots(rendered.data, paper.dots, drawing.glyph), about
