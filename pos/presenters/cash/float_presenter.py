"""The agent's float: what is left of it, its statement day by day, and what was paid up."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from pos.app.cash.agent_float import FloatDay
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import PrintState
from pos.domain.cash import parse_reason
from pos.domain.currency_notes import symbol_of
from pos.domain.errors import PosError
from pos.domain.money import Money, decimals_of, format_minor
from pos.domain.operator import MAY_SELL
from pos.domain.projections import FloatRow
from pos.presenters.cash import float_texts as words
from pos.presenters.cash import texts as cash_texts
from pos.presenters.cash.float_desk import FloatDesk, FloatView
from pos.presenters.jobs import JobRunner
from pos.presenters.latest_job import LatestJob
from pos.presenters.manner import Manner
from pos.presenters.money_entry import MoneyEntry
from pos.presenters.problem_view import ProblemView, problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.sale.state import Action, Row
from pos.presenters.second_signing import SecondSigning
from pos.presenters.texts import NOTHING, Say, plain

DAYS_MAX = 400
_PERCENT_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class FloatLine:
    """One day of the statement."""

    day: str
    sales: str
    topped_up: str
    sold: str
    commission: str
    balance: str


@dataclass(frozen=True, slots=True)
class FloatState:
    """The page.

    Attributes:
        headline: that none is kept, or what is left.
        alarm: it runs out; nothing while it does not.
        rows: how it stands.
        days: newest first.
        can_print: there is a float, and somebody who may print it.
        can_top_up: nothing speaks against it; whether there is a float is known once it is read.
        amount, reference: as typed.
    """

    headline: Say = NOTHING
    alarm: Say = NOTHING
    rows: tuple[Row, ...] = ()
    days: tuple[FloatLine, ...] = ()
    can_print: bool = False
    can_top_up: bool = True
    amount: str = ""
    symbol: str = ""
    reference: str = ""
    primary: Action = field(default_factory=lambda: Action(NOTHING, enabled=False))
    done: Say = NOTHING
    problem: ProblemView | None = None
    is_busy: bool = False


class FloatPresenter(Rendering[FloatState]):
    """Shows the float and takes top-ups.

    Args:
        desk: the terminal's float.
        jobs: runs what takes time.
        signing: asks a supervisor to sign for who is none.
        manner: how values are written.
        currency: of the terminal.
        changed: told when it was topped up.
    """

    def __init__(
        self,
        desk: FloatDesk,
        jobs: JobRunner,
        signing: SecondSigning,
        manner: Manner,
        *,
        currency: str,
        changed: Callable[[], None],
    ) -> None:
        self._desk = desk
        self._jobs = jobs
        self._reading = LatestJob(jobs)
        self._signing = signing
        self._manner = manner
        self._currency = currency
        self._changed = changed
        self._seen: FloatView | None = None
        self._amount = MoneyEntry(decimals_of(currency))
        self.operator: SignedIn | None = None
        super().__init__(FloatState(symbol=symbol_of(currency)))

    def refresh(self) -> None:
        """Read the float anew, e.g. when the page is shown."""

        def take(seen: FloatView) -> None:
            self._seen = seen
            self._put()

        self._reading.run(self._desk.float_view, done=take, failed=self._fail)

    def amount_typed(self, text: str) -> None:
        """Typed in the amount's field."""
        self._amount = self._amount.typed(text)
        self._put(done=NOTHING)

    def amount_key(self, key: str) -> None:
        """Pressed a key of the keypad."""
        self._amount = self._amount.press(key)
        self._put(done=NOTHING)

    def reference_typed(self, text: str) -> None:
        """Typed the number of the slip."""
        self._put(reference=text, done=NOTHING)

    def enter(self) -> None:
        """Top it up; a supervisor signs for anybody else."""
        operator, desk, state = self.operator, self._desk, self.state
        if operator is None or not state.primary.enabled or state.is_busy:
            return
        money = Money(self._amount.minor, self._currency)

        def do(second: SecondPerson | None) -> FloatView:
            desk.top_up(money, parse_reason(state.reference), operator, second)
            return desk.float_view()

        def done(seen: FloatView) -> None:
            self._seen, self._amount = seen, self._amount.press("clear")
            told = words.DONE.with_facts(amount=self._written(money.minor, named=True))
            self._put(is_busy=False, reference="", done=told, problem=None)
            self._changed()

        self._put(is_busy=True, problem=None, done=NOTHING)
        self._signing.run(do, done=done, failed=self._fail, why=words.SECOND)

    def print_statement(self) -> None:
        """Print the statement as it is now."""
        operator, desk = self.operator, self._desk
        if operator is None or not self.state.can_print or self.state.is_busy:
            return

        def done(state: PrintState) -> None:
            self._put(is_busy=False, done=cash_texts.PRINT_STATES[state], problem=None)

        self._put(is_busy=True, problem=None, done=NOTHING)
        self._jobs.run(lambda: desk.print_statement(operator), done=done, failed=self._fail)

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left; the next one begins with an empty form."""
        self.operator = operator
        self._amount = self._amount.press("clear")
        self._put(reference="", done=NOTHING, problem=None)

    def retell(self, manner: Manner) -> None:
        """Write everything anew, after language or form of numbers changed."""
        self._manner = manner
        self._put()

    def _fail(self, error: PosError) -> None:
        self._put(is_busy=False, problem=problem_view(error))

    def _put(self, **fields: object) -> None:
        state = replace(self.state, **fields)  # type: ignore[arg-type]  # Fields of the state.
        seen = self._seen
        row = None if seen is None else seen.row
        days = () if seen is None else seen.days[-DAYS_MAX:]
        self._show(
            replace(
                state,
                amount=self._amount.text,
                can_print=row is not None and self._may_print(),
                can_top_up=seen is None or row is not None,
                headline=self._headline(row),
                alarm=NOTHING if row is None else low_float(row, self._manner, self._currency),
                rows=() if row is None else tuple(self._rows(row)),
                days=tuple(map(self._line, reversed(days))),
                primary=self._primary(state, row),
            )
        )

    def _headline(self, row: FloatRow | None) -> Say:
        if self._seen is None:
            return NOTHING
        return words.NOT_KEPT if row is None else plain(self._written(row.balance, named=True))

    def _rows(self, row: FloatRow) -> list[Row]:
        share = format_minor(row.commission_per_myriad, _PERCENT_DECIMALS)
        percent = self._manner.formatter.decimal(share)
        return [
            Row(words.LEFT, plain(self._written(row.balance))),
            Row(words.WARN_BELOW, plain(self._written(row.warn_below))),
            Row(words.TOPPED_UP, plain(self._written(row.topped_up))),
            Row(words.SOLD, plain(self._written(row.sold))),
            Row(words.COMMISSION.with_facts(percent=percent), plain(self._written(row.commission))),
            Row(words.CREDITED, plain(self._written(row.credited))),
        ]

    def _line(self, day: FloatDay) -> FloatLine:
        row, moment = day.row, datetime.combine(date.fromisoformat(day.row.day), time())
        return FloatLine(
            day=self._manner.formatter.day(moment),
            sales=str(row.sales),
            topped_up=self._written(row.topped_up),
            sold=self._written(row.sold),
            commission=self._written(row.commission),
            balance=self._written(day.balance),
        )

    def _may_print(self) -> bool:
        return self.operator is not None and self.operator.role in MAY_SELL

    def _primary(self, state: FloatState, row: FloatRow | None) -> Action:
        if state.is_busy:
            return Action(cash_texts.WORKING, enabled=False)
        if row is None or not self._amount.minor:
            return Action(words.TYPE_AMOUNT, enabled=False)
        if not state.reference.strip():
            return Action(words.TYPE_REFERENCE, enabled=False)
        amount = self._written(self._amount.minor, named=True)
        return Action(words.TOP_UP.with_facts(amount=amount))

    def _written(self, minor: int, *, named: bool = False) -> str:
        write = self._manner.formatter
        return write.money(minor, self._currency) if named else write.amount(minor, self._currency)


def low_float(row: FloatRow, manner: Manner, currency: str) -> Say:
    """Say that a float runs out; nothing while it does not."""
    if row.limits_sales and row.balance <= 0:
        return words.USED_UP
    if not row.is_low:
        return NOTHING
    return words.LOW.with_facts(left=manner.formatter.money(row.balance, currency))
