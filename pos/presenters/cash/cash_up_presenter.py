"""Cash-up: counted blind, explained, signed by two, and a Z report.

    COUNT --final--> EXPLAIN --reason--> SIGN --somebody else's PIN--> Z_REPORT
      ^----- count once more --'           |
      ^----- cash moved meanwhile ---------'

What should be there is shown after the count is final, and that it was shown is in the journal: a
count that follows is known to be no blind one.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pos.app.cash.close_shift import Closed
from pos.app.cash.shift_reports import XReport
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import PrintState
from pos.domain.errors import (
    CountVoided,
    DrawerNotCounted,
    PosError,
    ShiftHasOpenSales,
    ShiftHasUnknownPrints,
)
from pos.presenters.cash import texts as words
from pos.presenters.cash.cash_up_end import End, end_cash_up, print_papers, settle_and_look
from pos.presenters.cash.cash_up_model import CashUpModel
from pos.presenters.cash.cash_up_state import CashUpState, CashUpStep
from pos.presenters.cash.cash_up_view import view_cash_up
from pos.presenters.cash.count_draft import CountDraft
from pos.presenters.cash.desk import DrawerView, Hindrances
from pos.presenters.cash.piece_count import PieceCount
from pos.presenters.cash.setting import CashSetting
from pos.presenters.latest_job import LatestJob
from pos.presenters.manner import Manner
from pos.presenters.rendering import Rendering
from pos.presenters.texts import NOTHING, Say


class CashUpPresenter(Rendering[CashUpState]):
    """Takes a drawer from its count to its Z report.

    Args:
        setting: what the pages about cash share.
        manner: how values are written.
    """

    def __init__(self, setting: CashSetting, manner: Manner) -> None:
        self._desk = setting.desk
        self._jobs = setting.jobs
        self._signing = setting.signing
        self._reading = LatestJob(setting.jobs)
        self._drafts = setting.drafts
        self._manner = manner
        self._changed = setting.changed
        self.operator: SignedIn | None = None
        # Whose turn it is: what was asked for by somebody who left is not shown to the next.
        self._turn = 0
        self._model = CashUpModel(setting.currency, PieceCount.of(setting.currency))
        super().__init__(CashUpState())

    def refresh(self) -> None:
        """Read the drawer anew, e.g. when the page is shown."""
        self._reading.run(self._desk.drawer, done=self._take, failed=self._fail)

    def piece_typed(self, place: int, text: str) -> None:
        """Typed how many pieces of a note or coin there are."""
        self._count(self._model.board.typed(place, text))

    def piece_key(self, key: str) -> None:
        """Pressed a key of the keypad."""
        self._count(self._model.board.press(key))

    def piece_visited(self, place: int) -> None:
        """The keyboard went to a note or coin."""
        self._put(board=self._model.board.went_to(place))

    def reason_taken(self, slot: int) -> None:
        """Took one of the usual reasons, or took it back."""
        code = list(words.DIFFERENCES)[slot].value
        self._put(code="" if code == self._model.code else code, problem=None)

    def reason_typed(self, text: str) -> None:
        """Typed why the drawer is over or short."""
        self._put(reason=text, problem=None)

    def second_chosen(self, name: str) -> None:
        """Chose who signs as well."""
        self._put(signer=name, problem=None)

    def purpose_chosen(self, slot: int) -> None:
        """Chose to close the shift, or to hand its drawer over."""
        self._put(hands_over=bool(slot), signer="", problem=None)

    def second_signed(self, pin: str) -> None:
        """The second person typed a PIN; it is handed to the job and forgotten."""
        model, operator, desk = self._model, self.operator, self._desk
        can_sign = model.step is CashUpStep.SIGN and self.state.primary.enabled
        if operator is None or not can_sign or not pin:
            return
        second = SecondPerson(model.signer, pin.encode())

        do = partial(end_cash_up, desk, model, operator, second)
        turn = self._turn

        def done(result: End) -> None:
            self._ended(result, is_seen=turn == self._turn)

        self._put(is_busy=True, problem=None, notice=NOTHING)
        self._jobs.run(do, done=done, failed=self._refuse)

    def enter(self) -> None:
        """Do the one next thing; a PIN comes with `second_signed`."""
        model, operator = self._model, self.operator
        if model.is_busy or operator is None or model.shift is None:
            return
        match model.step:
            case CashUpStep.COUNT if not model.board.is_empty:
                self._finish_count(operator)
            case CashUpStep.EXPLAIN if self.state.primary.enabled:
                self._put(step=CashUpStep.SIGN, problem=None, notice=NOTHING)
                self.look_for_hindrances()
            case _:
                return

    def other(self) -> None:
        """Take the other way: go on with a count that holds, count once more, or go back."""
        match self._model.step:
            case CashUpStep.COUNT if self.state.secondary.label.text == words.GO_ON.text:
                self._show_expected()
            case CashUpStep.EXPLAIN:
                self._count_again()
            case CashUpStep.SIGN:
                self.back()
            case CashUpStep.Z_REPORT:
                self.print_again()
            case _:
                return

    def print_again(self) -> None:
        """Print what is shown once more, as marked copies."""
        desk, operator, model = self._desk, self.operator, self._model
        if operator is None or not model.papers or model.is_busy:
            return

        do = partial(print_papers, desk, model, operator)

        def done(state: PrintState) -> None:
            self._put(is_busy=False, notice=words.PRINT_STATES[state], problem=None)

        self._put(is_busy=True, problem=None, notice=NOTHING)
        self._signing.run(do, done=done, failed=self._fail)

    @property
    def is_pausing(self) -> bool:
        """Whether the other way is to leave the count as it is."""
        return self.state.secondary.label.text == words.PAUSE.text

    def back(self) -> bool:
        """Go one step back; False where there is none."""
        if self._model.step is not CashUpStep.SIGN or self._model.is_busy:
            return False
        self._put(step=CashUpStep.EXPLAIN, problem=None)
        return True

    def look_for_hindrances(self) -> None:
        """Ask what the shift cannot be closed over."""
        self._reading.run(self._desk.hindrances, done=self._take_hindrances, failed=self._fail)

    def settle_print(self, job: str, *, printed: bool) -> None:
        """Say whether a paper came out of the printer."""
        if self.operator is None:
            return
        do = partial(settle_and_look, self._desk, job, printed=printed, operator=self.operator)
        self._jobs.run(do, done=self._take_hindrances, failed=self._fail)

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left; a count waits for its owner, what should be there goes."""
        self.operator = operator
        self._turn += 1
        self._model = self._model.anew_for(operator)
        self._put(board=self._kept(self._model.seen))

    def retell(self, manner: Manner) -> None:
        """Write everything anew, after language or form of numbers changed."""
        self._manner = manner
        self._put()

    def _count(self, board: PieceCount) -> None:
        self._put(board=board, problem=None, notice=NOTHING)
        shift, operator = self._model.shift, self.operator
        if shift is not None and operator is not None:
            draft = CountDraft(operator.name, shift.shift_no, is_float=False, pieces=board.pieces)
            self._drafts.keep(draft)

    def _finish_count(self, operator: SignedIn) -> None:
        desk, lines = self._desk, self._model.board.lines

        def do() -> XReport:
            desk.count(lines, operator)
            return desk.expected(operator)

        def forget_draft() -> None:
            self._drafts.forget_of(operator.name, is_float=False)

        self._ask_expected(do, forget_draft)

    def _show_expected(self) -> None:
        operator, desk = self.operator, self._desk
        if operator is None or self._model.is_busy:
            return
        self._ask_expected(lambda: desk.expected(operator), lambda: None)

    def _ask_expected(self, do: Callable[[], XReport], then: Callable[[], None]) -> None:
        turn = self._turn

        def done(report: XReport) -> None:
            then()
            if turn == self._turn:
                self._explain(report)

        self._put(is_busy=True, problem=None, notice=NOTHING)
        self._jobs.run(do, done=done, failed=self._refuse)

    def _explain(self, report: XReport) -> None:
        if not report.shift.is_counted:
            # A sale in another window came between the count and this.
            self._count_again(words.VOIDED)
            return
        self._put(
            step=CashUpStep.EXPLAIN,
            report=report,
            board=PieceCount.of(self._model.currency),
            signer="",
            is_busy=False,
        )

    def _count_again(self, notice: Say = NOTHING) -> None:
        self._model = self._model.uncounted()
        self._put(notice=notice)
        self.refresh()

    def _ended(self, end: End, *, is_seen: bool) -> None:
        if isinstance(end[0], Closed):
            self._drafts.forget(is_float=False)
        if is_seen:
            self._model = self._model.ended(*end)
            self._put()
        self._changed()

    def _refuse(self, error: PosError) -> None:
        if isinstance(error, CountVoided | DrawerNotCounted):
            self._count_again(words.VOIDED)
            return
        self._put(is_busy=False, problem=error, cleared=self._model.cleared + 1)
        if isinstance(error, ShiftHasOpenSales | ShiftHasUnknownPrints):
            self.look_for_hindrances()

    def _take_hindrances(self, hindrances: Hindrances) -> None:
        self._put(hindrances=hindrances, problem=None)
        self._changed()

    def _take(self, seen: DrawerView) -> None:
        is_over = self._model.handed is not None or self._model.closed is not None
        if seen.shift is not None and is_over:
            # The next one begins: what was closed is among the Z reports now.
            self._model = replace(self._model.uncounted(), closed=None, handed=None, paper=())
        is_untouched = self._model.step is CashUpStep.COUNT and self._model.board.is_empty
        self._put(seen=seen, board=self._kept(seen) if is_untouched else self._model.board)

    def _kept(self, seen: DrawerView | None) -> PieceCount:
        """Return what the person at the terminal had counted of the open shift."""
        shift = None if seen is None else seen.shift
        pieces: dict[int, int] = {}
        if shift is not None and self.operator is not None:
            pieces = self._drafts.of(self.operator.name, shift.shift_no, is_float=False)
        return PieceCount.of(self._model.currency, pieces)

    def _fail(self, error: PosError) -> None:
        self._put(is_busy=False, problem=error)

    def _put(self, **fields: object) -> None:
        self._model = replace(self._model, **fields)  # type: ignore[arg-type]  # Fields of the model.
        self._show(view_cash_up(self._model, self._manner))
