"""Making, resuming and cancelling a sale: from the press to the code or the refusal."""

from dataclasses import replace

from pos.app.people.sign_in import SignedIn
from pos.app.sold.history import SaleStory
from pos.domain.errors import (
    MoneyStands,
    NextStep,
    PosError,
    QuoteChanged,
    SaleIdReused,
    SaleUnknown,
    SaleUnsettledOnMeter,
)
from pos.domain.meter import display_number
from pos.domain.money import Money
from pos.domain.sale import SaleRequest, SaleState
from pos.domain.tender import CASH, Tender
from pos.presenters.formatting import grouped_meter
from pos.presenters.sale import texts as words
from pos.presenters.sale.board import SaleBoard
from pos.presenters.sale.inquiry import SaleInquiry
from pos.presenters.sale.model import Doing, SaleModel
from pos.presenters.sale.state import Step
from pos.presenters.texts import NOTHING
from pos.presenters.unexpected import UnexpectedFault


class SaleCommitment:
    """Takes sales to their end; one at a time.

    Attributes:
        ready_at: moment from which Enter on a finished sale counts, in milliseconds.
    """

    # Whoever presses Enter twice wants one sale, not to lose sight of its code.
    SETTLE_MS = 300

    def __init__(self, board: SaleBoard, inquiry: SaleInquiry) -> None:
        self._board, self._inquiry = board, inquiry
        self.ready_at = 0

    def sell(self) -> None:
        """Make the sale on the screen, unless something odd should be asked about first."""
        board = self._board
        model, operator = board.model, board.operator
        if operator is None or not model.is_sellable:
            return
        odd = model.odd_case()
        if odd is not None and model.doubt is not odd:
            board.change(doubt=odd)
            return
        sale_id = model.sale_id or board.setting.desk.new_sale_id()
        board.change(doing=Doing.SELLING, sale_id=sale_id, doubt=None, problem=None)
        request = _request_of(model, sale_id)
        self._run_sale(request, operator)

    def _run_sale(self, request: SaleRequest, operator: SignedIn) -> None:
        """Sell; above the operator's own limit a supervisor signs before anything is begun."""
        board, setting = self._board, self._board.setting

        def wait(is_waiting: bool) -> None:  # noqa: FBT001 - as `SecondSigning.run` says.
            board.change(doing=Doing.NOTHING if is_waiting else Doing.SELLING)

        setting.signing.run(
            lambda second: setting.desk.sell(request, operator, second),
            done=self._take_story,
            failed=lambda error: self._sale_failed(error, request.sale_id),
            waiting=wait,
        )

    def open(self, sale_id: str) -> None:
        """Put a sale that has no end on the screen, to be finished or cancelled."""
        board = self._board
        if board.model.is_committing:
            return
        board.setting.jobs.run(
            lambda: board.setting.desk.story(sale_id), done=self._take_opened, failed=board.refuse
        )

    def resume(self) -> None:
        """Carry the stopped sale to its end."""
        board = self._board
        stopped, operator = board.model.stopped, board.operator
        if stopped is None or operator is None or board.model.is_committing:
            return
        sale_id, desk = stopped.row.sale_id, board.setting.desk
        board.change(doing=Doing.RESUMING, problem=None)
        board.setting.jobs.run(
            lambda: desk.resume(sale_id, operator),
            done=self._take_story,
            failed=lambda error: self._sale_failed(error, sale_id),
        )

    def cancel(self) -> None:
        """Cancel the stopped sale; where its code exists already, that code is shown instead."""
        board = self._board
        stopped, operator = board.model.stopped, board.operator
        if stopped is None or operator is None or board.model.is_committing:
            return
        sale_id, desk = stopped.row.sale_id, board.setting.desk
        board.change(doing=Doing.CANCELLING, problem=None)

        def do() -> SaleStory:
            desk.cancel(sale_id, operator)
            return desk.story(sale_id)

        board.setting.jobs.run(
            do,
            done=lambda story: self._stop(story, None),
            failed=lambda error: self._sale_failed(error, sale_id),
        )

    def print_again(self) -> None:
        """Print a marked copy of the sale on the screen."""
        board = self._board
        story, operator = board.model.story, board.operator
        if story is None or operator is None:
            return
        sale_id, desk = story.row.sale_id, board.setting.desk
        board.setting.signing.run(
            lambda second: desk.print_again(sale_id, operator, second),
            done=self._take_paper,
            failed=self._paper_failed,
        )

    def settle_print(self, job: str, *, printed: bool) -> None:
        """Say whether the receipt on the screen came out."""
        board = self._board
        story, operator = board.model.story, board.operator
        if story is None or operator is None:
            return
        sale_id, desk = story.row.sale_id, board.setting.desk

        def do() -> SaleStory:
            desk.settle_print(job, printed=printed, operator=operator)
            return desk.story(sale_id)

        board.setting.jobs.run(do, done=self._take_paper, failed=self._paper_failed)

    def _take_story(self, story: SaleStory) -> None:
        """Show the code at once; signing the journal's head and paper come after it."""
        board = self._board
        setting = board.setting
        board.parked = None
        self.ready_at = setting.milliseconds() + self.SETTLE_MS
        board.change(
            step=Step.SOLD,
            doing=Doing.NOTHING,
            problem=None,
            story=story,
            stopped=None,
            stopped_note=NOTHING,
        )
        setting.changed()
        setting.jobs.run(
            lambda: setting.desk.hand_over(story.row.sale_id),
            done=self._take_paper,
            failed=self._paper_failed,
        )

    def _paper_failed(self, error: PosError) -> None:
        """Say what failed after the sale was complete; it stays complete."""
        error.with_money(MoneyStands.SALE_COMPLETE)
        self._board.refuse(error)

    def _take_paper(self, story: SaleStory) -> None:
        """Tell what became of the receipt, if its sale is still on the screen."""
        board = self._board
        shown = board.model.story
        if shown is not None and shown.row.sale_id == story.row.sale_id:
            board.change(story=story)
        board.setting.changed()

    def _take_opened(self, story: SaleStory) -> None:
        board = self._board
        if board.model.is_committing:
            return
        # What was typed while it was read may be looked up by now.
        self._inquiry.stop()
        if story.row.state == SaleState.COMMITTED:
            self._take_story(story)
            return
        model = board.model
        board.parked = model if model.step is not Step.SOLD and not model.is_blank else board.parked
        board.put(model.anew())
        self._stop(story, None)

    def _sale_failed(self, error: PosError, sale_id: str) -> None:
        """Go where the money is: back to the field, or to the sale that was begun."""
        board = self._board
        board.setting.changed()
        if isinstance(error, UnexpectedFault):
            # Nobody knows how far it came, so the sale itself is asked.
            error.with_money(MoneyStands.HELD_OPEN, NextStep.RESUME_OR_CANCEL)
        if isinstance(error, SaleIdReused):
            board.change(sale_id="")
        if isinstance(error, QuoteChanged):
            # What is on the screen must be what the next press sells.
            self._inquiry.requote()
        if isinstance(error, SaleUnsettledOnMeter):
            sale_id = str(error.facts["sale"])
        is_begun = error.money in (
            MoneyStands.HELD_OPEN,
            MoneyStands.GIVE_BACK,
            MoneyStands.SALE_COMPLETE,
        )
        if not is_begun and not isinstance(error, SaleUnsettledOnMeter):
            board.refuse(error)
            return
        board.setting.jobs.run(
            lambda: board.setting.desk.story(sale_id),
            done=lambda story: self._stop(story, error),
            failed=lambda unknown: self._cannot_tell(unknown, error),
        )

    def _cannot_tell(self, unknown: PosError, error: PosError) -> None:
        """The sale could not be read: either it never began, or the disk fails."""
        board = self._board
        if isinstance(unknown, SaleUnknown):
            error.with_money(MoneyStands.NOTHING_CHARGED, NextStep.WAIT_AND_RETRY)
        board.refuse(error)

    def _stop(self, story: SaleStory, error: PosError | None) -> None:
        board = self._board
        if story.row.state == SaleState.COMMITTED:
            self._take_story(story)
            return
        board.setting.changed()
        note = NOTHING
        if story.row.state == SaleState.CANCELLED:
            manner, begun = board.manner, story.begun
            note = words.CANCELLED.with_facts(
                meter=grouped_meter(display_number(begun.meter.pan)),
                amount=manner.formatter.money(begun.tendered, begun.currency),
            )
        self.ready_at = board.setting.milliseconds() + self.SETTLE_MS
        stopped = replace(board.model, step=Step.STOPPED, doing=Doing.NOTHING, stopped=story)
        board.put(replace(stopped, stopped_note=note, problem=error, doubt=None))


def _request_of(model: SaleModel, sale_id: str) -> SaleRequest:
    return SaleRequest(
        sale_id=sale_id,
        pan=model.pan,
        amount=Money(model.due, model.currency),
        tenders=(Tender(CASH, Money(model.received.minor, model.currency)),),
        told_milli=None if model.quoted is None else model.quoted.quoted.quote.given_milli,
    )
