"""Every paper of a day, in each language and at each width: the preview is what the bytes burn."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.app.history import reprint
from pos.app.move_cash import CashWish, drop, pay_in, pay_out
from pos.app.ports import Ports, PrintJob, PrintKind
from pos.app.print_paper import print_paper_again
from pos.app.shift_reports import x_report
from pos.app.wrong_meter import CaseWish, open_case, refund
from pos.domain.cash import Destination
from pos.domain.money import Money
from pos.receipts.languages import PaperLanguage, PaperLanguages
from pos.receipts.papers import document_of
from pos.receipts.stationery import Stationery
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.job import render_job
from printers.render.preview import preview_bitmap
from tests import cash_stories as cash
from tests import terminal_stories as terminal
from tests.escpos_reader import read_dots
from tests.paper_stories import a_drawing
from tests.terminal_fixtures import copied_till, made_template

__all__ = ["copied_till", "made_template"]
RESOURCES = Path(__file__).parents[3] / "resources"
WIDTHS = (32, 42, 48)


class OneLanguage(PaperLanguages):
    """Speaks one language, whoever asks."""

    def __init__(self, folder: Path, code: str) -> None:
        super().__init__(folder)
        self._only = super().of(code)

    def of(self, code: str) -> PaperLanguage:
        """Return the one."""
        del code
        return self._only


@pytest.fixture(name="ports")
def _ports(till: Path) -> Iterator[Ports]:
    with terminal.opened(till) as ports:
        yield ports


def a_day(ports: Ports, till: Path) -> tuple[PrintJob, ...]:
    """Do all that has a paper, and return a job of each."""
    agent, second = cash.signed_in(ports, till, "agent"), cash.second(till)
    sale = cash.sell_for(ports, 5_000)
    moved = [
        pay_in(ports, CashWish(Money(300_000, "ZAR"), "change"), operator=agent),
        pay_out(ports, CashWish(Money(100, "ZAR"), "bread"), operator=agent, second=second),
        drop(
            ports,
            CashWish(Money(20_000, "ZAR"), "too much", "bag 7"),
            Destination.BANK,
            operator=agent,
            second=second,
        ),
    ]
    case = open_case(ports, CaseWish(sale, "the neighbour's"), operator=agent).case
    moved.append(refund(ports, case, operator=agent, second=second))
    looked = x_report(ports, operator=agent, on_paper=True)
    counted = cash.count_right(ports, agent, missing=100)
    z_no = cash.close(ports, till, agent, reason="coins").report.closed.z_no
    ports.receipts.work_off()
    reprint(ports, sale, printer="", operator=agent)
    print_paper_again(ports, PrintKind.Z_REPORT, z_no, operator=agent)
    about = [sale, case, str(looked.seq), str(counted.seq), z_no]
    with ports.store.read() as reads:
        jobs = [
            job
            for subject in [*about, *(str(each.seq) for each in moved)]
            for job in reads.print_jobs_of(subject)
        ]
    assert {job.kind for job in jobs} == set(PrintKind) - {PrintKind.DRAWER}
    return tuple(jobs)


def test_the_preview_is_the_paper(ports: Ports, till: Path) -> None:
    """Each paper comes at one width in each language, so that all of them meet."""
    drawing = a_drawing()
    jobs = a_day(ports, till)
    stationery = Stationery(RESOURCES, till)
    languages = stationery.languages.codes()
    for place, code in enumerate(languages):
        stationery.languages = OneLanguage(RESOURCES / "receipts" / "languages", code)
        for number, job in enumerate(jobs):
            paper = Paper.of(WIDTHS[(place + number) % len(WIDTHS)])
            with ports.store.read() as reads:
                document = document_of(reads, job, stationery)
            rendered = render_job(document, paper, EPSON, drawing)
            about = f"{job.kind} {job.subject} in {code} at {paper.columns}"
            assert rendered.replaced == 0, about
            preview = preview_bitmap(rendered.rows, paper, drawing)
            dots = ["".join(f"{byte:08b}" for byte in row) for row in preview.rows]
            assert dots == read_dots(rendered.data, paper.dots, drawing.glyph), about
