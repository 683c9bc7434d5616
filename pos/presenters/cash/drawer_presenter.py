"""The drawer: a shift is opened with a counted float, and cash moves that no sale moves."""

from dataclasses import replace

from pos.app.cash.move_cash import CashWish, Moved
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import PrintKind, PrintState
from pos.domain.cash import parse_reason, parse_reference
from pos.domain.errors import CashLimitExceeded, PosError
from pos.domain.money import Money, decimals_of
from pos.domain.projections import ShiftRow
from pos.presenters.cash import texts as words
from pos.presenters.cash.count_draft import CountDraft
from pos.presenters.cash.desk import CashAct, DrawerView
from pos.presenters.cash.drawer_model import DrawerModel, Form
from pos.presenters.cash.drawer_state import DrawerMode, DrawerState, SecondView
from pos.presenters.cash.drawer_view import supervisors_but, view_drawer
from pos.presenters.cash.piece_count import PieceCount
from pos.presenters.cash.setting import CashSetting
from pos.presenters.latest_job import LatestJob
from pos.presenters.manner import Manner
from pos.presenters.money_entry import MoneyEntry
from pos.presenters.problem_view import problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.texts import NOTHING

_NO_SHIFT = 0


class DrawerPresenter(Rendering[DrawerState]):
    """Knows the drawer's page; what a press means depends on whether a shift is open.

    Args:
        setting: what the pages about cash share.
        manner: how values are written.
    """

    def __init__(self, setting: CashSetting, manner: Manner) -> None:
        self._desk = setting.desk
        self._jobs = setting.jobs
        self._signing = setting.signing
        self._reading = LatestJob(setting.jobs)
        self._slips = LatestJob(setting.jobs)
        self._drafts = setting.drafts
        self._manner = manner
        self._changed = setting.changed
        self.operator: SignedIn | None = None
        self._owner = ""  # Of what is typed; another person begins with an empty form.
        currency = setting.currency
        entry = MoneyEntry(decimals_of(currency))
        self._model = DrawerModel(currency, Form(CashAct.DROP, entry), PieceCount.of(currency))
        super().__init__(DrawerState())

    def refresh(self) -> None:
        """Read the drawer anew, e.g. when the page is shown."""
        self._reading.run(self._desk.drawer, done=self._take, failed=self._fail)

    def act_chosen(self, act: CashAct) -> None:
        """Chose what to do; the amount stays, the reason belongs to the act."""
        if self.state.mode in (DrawerMode.MOVING, DrawerMode.SLIPS):
            form = replace(self._model.form, act=act, reason="", is_usual=False)
            self._put(form=form, shows_slips=False, done=NOTHING, problem=None, paper=())

    def amount_typed(self, text: str) -> None:
        """Typed in the amount's field."""
        form = self._model.form
        self._put(form=replace(form, amount=form.amount.typed(text)), done=NOTHING)

    def amount_key(self, key: str) -> None:
        """Pressed a key of the keypad while an amount is typed."""
        form = self._model.form
        self._put(form=replace(form, amount=form.amount.press(key)), done=NOTHING)

    def reason_taken(self, slot: int) -> None:
        """Took one of the usual reasons."""
        form = self._model.form
        reason = words.REASONS[form.act][slot].value
        self._put(form=replace(form, reason=reason, is_usual=True), done=NOTHING)

    def reason_typed(self, text: str) -> None:
        """Typed a reason."""
        form = replace(self._model.form, reason=text, is_usual=False)
        self._put(form=form, done=NOTHING)

    def reference_typed(self, text: str) -> None:
        """Typed the number of a bag or a paper."""
        self._put(form=replace(self._model.form, reference=text), done=NOTHING)

    def piece_typed(self, place: int, text: str) -> None:
        """Typed how many pieces of a note or coin the float has."""
        self._count(self._model.board.typed(place, text))

    def piece_key(self, key: str) -> None:
        """Pressed a key of the keypad while the float is counted."""
        self._count(self._model.board.press(key))

    def piece_visited(self, place: int) -> None:
        """The keyboard went to a note or coin."""
        self._put(board=self._model.board.went_to(place))

    def second_chosen(self, name: str) -> None:
        """Chose who signs."""
        self._put(second=replace(self._model.second, name=name), problem=None)

    def second_signed(self, pin: str) -> None:
        """The second person typed a PIN; it is handed to the job and forgotten."""
        name = self._model.second.name
        if self.state.mode is DrawerMode.SIGNING and name and pin:
            self._move(SecondPerson(name, pin.encode()))

    def enter(self) -> None:
        """Do the one next thing."""
        if self._model.is_busy or self.operator is None:
            return
        match self.state.mode:
            case DrawerMode.OPENING if not self._model.board.is_empty:
                self._open_shift(self.operator)
            case DrawerMode.MOVING if self.state.primary.enabled:
                self._move(None)
            case DrawerMode.SLIPS:
                self.slips_wanted()
            case _:
                return

    def back(self) -> bool:
        """Leave signing, a slip or the list; False if there is nothing to leave."""
        if self.state.mode not in (DrawerMode.SIGNING, DrawerMode.SLIPS) or self._model.is_busy:
            return False
        self._put(refused=None, shows_slips=False, problem=None, paper=())
        return True

    def slips_wanted(self) -> None:
        """Look at what happened in this shift, or back at the form."""
        if self.state.mode in (DrawerMode.MOVING, DrawerMode.SLIPS):
            self._put(shows_slips=not self._model.shows_slips, problem=None, paper=())
            self.refresh()

    def slip_opened(self, seq: int) -> None:
        """Opened the slip of an entry."""
        desk, operator = self._desk, self.operator
        if operator is None:
            return
        self._slips.run(
            lambda: desk.lines(desk.slip(seq), operator),
            done=lambda lines: self._put(paper=lines, slip=seq, problem=None),
            failed=self._fail,
        )

    def print_slip(self) -> None:
        """Print the slip that is shown once more, as a marked copy."""
        desk, operator, seq = self._desk, self.operator, self._model.slip
        if operator is None or not self._model.paper or self._model.is_busy:
            return

        def done(state: PrintState) -> None:
            self._put(is_busy=False, done=words.PRINT_STATES[state], problem=None)

        self._put(is_busy=True, problem=None)
        self._signing.run(
            lambda second: desk.print_out(PrintKind.CASH_SLIP, str(seq), operator, second),
            done=done,
            failed=self._fail,
        )

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left; a float that was being counted waits for its owner."""
        if operator is not None and operator.name != self._owner:
            self._owner = operator.name
            self._put(form=Form(CashAct.DROP, self._model.form.amount.press("clear")))
        self.operator = operator
        counted = {} if operator is None else self._drafts.of(operator.name, 0, is_float=True)
        self._put(
            board=PieceCount.of(self._model.currency, counted),
            refused=None,
            paper=(),
            done=NOTHING,
            problem=None,
        )

    def retell(self, manner: Manner) -> None:
        """Write everything anew, after language or form of numbers changed."""
        self._manner = manner
        self._put()

    def _count(self, board: PieceCount) -> None:
        self._put(board=board, done=NOTHING, problem=None)
        if self.operator is not None:
            draft = CountDraft(self.operator.name, _NO_SHIFT, is_float=True, pieces=board.pieces)
            self._drafts.keep(draft)

    def _open_shift(self, operator: SignedIn) -> None:
        desk, total = self._desk, self._model.board.total
        currency = self._model.currency

        def opened(shift: ShiftRow) -> None:
            self._drafts.forget(is_float=True)
            amount = self._manner.formatter.money(total, currency)
            done = words.OPENED.with_facts(shift=str(shift.shift_no), amount=amount)
            self._put(board=PieceCount.of(currency), is_busy=False, done=done, problem=None)
            self._tell_changed()

        self._put(is_busy=True, problem=None)
        self._jobs.run(
            lambda: desk.open_shift(Money(total, currency), operator),
            done=opened,
            failed=self._fail,
        )

    def _move(self, second: SecondPerson | None) -> None:
        operator, form, desk = self.operator, self._model.form, self._desk
        if operator is None:
            return
        money = Money(form.amount.minor, self._model.currency)

        def do() -> Moved | None:
            reason, reference = parse_reason(form.reason), parse_reference(form.reference)
            if form.act is CashAct.OPEN_DRAWER:
                desk.open_drawer(reason, operator)
                return None
            wish = CashWish(money, reason, reference)
            return desk.move(form.act, wish, operator, second)

        self._put(is_busy=True, problem=None, done=NOTHING)
        self._jobs.run(do, done=self._moved, failed=self._refuse)

    def _moved(self, moved: Moved | None) -> None:
        form = self._model.form
        amount = self._manner.formatter.money(form.amount.minor, self._model.currency)
        entry = "" if moved is None else str(moved.seq)
        self._put(
            form=Form(form.act, form.amount.press("clear")),
            refused=None,
            is_busy=False,
            done=words.DONE_ACTS[form.act].with_facts(amount=amount, entry=entry),
            problem=None,
            shows_slips=moved is not None,
        )
        if moved is not None:
            self.slip_opened(moved.seq)
        self._tell_changed()

    def _tell_changed(self) -> None:
        self.refresh()
        self._changed()

    def _refuse(self, error: PosError) -> None:
        """Above somebody's own limit a second person is asked; anything else is told."""
        if not isinstance(error, CashLimitExceeded):
            second = replace(self._model.second, cleared=self._model.second.cleared + 1)
            self._put(is_busy=False, problem=error, second=second)
            return
        own = "" if self.operator is None else self.operator.name
        seen = self._model.seen
        names = () if seen is None else supervisors_but(own, seen.people)
        facts = {name: str(error.facts[name]) for name in ("asked", "limit")}
        second = SecondView(
            why=words.SECOND_FOR_LIMIT.with_facts(**facts),
            names=names,
            name=names[0] if len(names) == 1 else "",
            cleared=self._model.second.cleared + 1,
        )
        self._put(is_busy=False, refused=error, second=second)

    def _take(self, seen: DrawerView) -> None:
        model = self._model
        board = model.board
        if seen.shift is None and board.is_empty and self.operator is not None:
            kept = self._drafts.of(self.operator.name, _NO_SHIFT, is_float=True)
            board = PieceCount.of(model.currency, kept)
        self._put(seen=seen, board=board)

    def _fail(self, error: PosError) -> None:
        self._put(is_busy=False, problem=error)

    def _put(self, **fields: object) -> None:
        self._model = replace(self._model, **fields)  # type: ignore[arg-type]  # Fields of the model.
        state = view_drawer(self._model, self._manner)
        problem = None if self._model.problem is None else problem_view(self._model.problem)
        self._show(replace(state, problem=problem))
