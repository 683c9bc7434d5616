"""What went wrong with an opened sale: a case is opened, then refunded or closed.

OFFERED --wrong--> WRITING --Enter--> OPEN --refund, signed by a second person--> ENDED
`--close--> CLOSING --Enter--> ENDED
"""

from collections.abc import Callable
from dataclasses import replace

from pos.app.people.sign_in import SignedIn
from pos.app.sold.wrong_meter import CaseWish
from pos.domain.cash import parse_reason
from pos.domain.errors import PosError
from pos.domain.meter import parse_meter_number
from pos.domain.operator import MAY_SELL, Role
from pos.domain.projections import CaseRow, CaseState
from pos.presenters.history import case_texts as words
from pos.presenters.history.case_desk import CaseDesk
from pos.presenters.history.case_view import (
    CaseInHand,
    CaseMode,
    CaseView,
    likely_reasons,
    view_case,
)
from pos.presenters.jobs import JobRunner
from pos.presenters.latest_job import LatestJob
from pos.presenters.manner import Manner
from pos.presenters.problem_view import problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.second_signing import SecondSigning


class CasePresenter(Rendering[CaseView]):
    """Knows one sale's case.

    Args:
        desk: the terminal.
        jobs: runs what takes time.
        signing: asks who signs for money that goes back.
        manner: how values are written.
        currency: of the terminal.
        changed: told when a case was opened or ended.
    """

    def __init__(
        self,
        desk: CaseDesk,
        jobs: JobRunner,
        signing: SecondSigning,
        manner: Manner,
        *,
        currency: str,
        changed: Callable[[], None],
    ) -> None:
        self._desk = desk
        self._jobs = jobs
        self._signing = signing
        self._reading = LatestJob(jobs)
        self._manner = manner
        self._currency = currency
        self._changed = changed
        self._sale_id = ""
        self._case: CaseRow | None = None
        self.operator: SignedIn | None = None
        super().__init__(CaseView())

    def sale_opened(self, sale_id: str) -> None:
        """Another sale was opened in the history; empty for none, or one that can have no case."""
        if sale_id == self._sale_id:
            return
        self._sale_id, self._case = sale_id, None
        self._reading.cancel()
        self._show(CaseView())
        if sale_id:
            desk = self._desk
            self._reading.run(
                lambda: desk.case_of(sale_id), done=self._take_case, failed=self._fail
            )

    def wrong(self) -> None:
        """Something went wrong with the sale: say what."""
        if self.state.mode is CaseMode.OFFERED and self._may(*MAY_SELL):
            self._put(mode=CaseMode.WRITING, reason="", is_usual=False, meant="", problem=None)

    def close_wanted(self) -> None:
        """End the case without money: say how it was settled."""
        if self.state.mode is CaseMode.OPEN and self.state.can_close:
            self._put(mode=CaseMode.CLOSING, reason="", is_usual=False, problem=None)

    def refund_wanted(self) -> None:
        """Give the money back: a second person signs."""
        case, operator, desk = self._case, self.operator, self._desk
        if self.state.mode is not CaseMode.OPEN or case is None or operator is None:
            return
        amount = self._manner.formatter.money(case.amount, self._currency)
        self._put(problem=None)
        self._signing.run(
            lambda second: desk.refund(case.case, operator, second),
            done=self._ended,
            failed=self._fail,
            why=words.SIGN.with_facts(amount=amount),
        )

    def reason_typed(self, text: str) -> None:
        """Typed what went wrong, or how it was settled."""
        self._put(reason=text, is_usual=False, problem=None)

    def reason_taken(self, slot: int) -> None:
        """Took one of the likely reasons."""
        self._put(reason=likely_reasons(self.state.mode)[slot], is_usual=True, problem=None)

    def meant_typed(self, text: str) -> None:
        """Typed the meter that was meant."""
        self._put(meant=text, problem=None)

    def back(self) -> bool:
        """Leave what is filled in; False where nothing is."""
        if not self.state.is_typing or self.state.is_busy:
            return False
        is_known = self._case is not None
        self._put(mode=CaseMode.OPEN if is_known else CaseMode.OFFERED, problem=None)
        return True

    def enter(self) -> None:
        """Do the one next thing."""
        state, operator = self.state, self.operator
        if operator is None or state.is_busy or not state.primary.enabled:
            return
        match state.mode:
            case CaseMode.WRITING:
                self._do(lambda: self._desk.open(self._wish(state), operator))
            case CaseMode.CLOSING if self._case is not None:
                number = self._case.case
                reason = state.reason
                self._do(lambda: self._desk.close(number, parse_reason(reason), operator))
            case _:
                return

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left; nothing half done is left for the next."""
        self.operator = operator
        self._sale_id, self._case = "", None
        self._reading.cancel()
        self._show(CaseView())

    def retell(self, manner: Manner) -> None:
        """Write everything anew, after language or form of numbers changed."""
        self._manner = manner
        self._put()

    def _wish(self, state: CaseView) -> CaseWish:
        meant = parse_meter_number(state.meant).digits if state.meant.strip() else ""
        return CaseWish(self._sale_id, parse_reason(state.reason), meant)

    def _do(self, act: Callable[[], CaseRow]) -> None:
        self._put(is_busy=True, problem=None)
        self._jobs.run(act, done=self._ended, failed=self._fail)

    def _ended(self, case: CaseRow) -> None:
        """Take a case that was opened or ended; the sale on the screen may be another by now."""
        if self._sale_id == case.sale_id:
            self._take_case(case)
        self._changed()

    def _take_case(self, case: CaseRow | None) -> None:
        self._case = case
        mode = CaseMode.OFFERED
        if case is not None:
            mode = CaseMode.OPEN if case.state == CaseState.OPEN else CaseMode.ENDED
        self._put(mode=mode, is_busy=False, problem=None)

    def _fail(self, error: PosError) -> None:
        self._put(is_busy=False, problem=problem_view(error))

    def _put(self, **fields: object) -> None:
        state = replace(self.state, **fields)  # type: ignore[arg-type]  # Fields of the state.
        about = CaseInHand(self._case, self._currency, self._manner)
        self._show(view_case(state, about, may_close=self._may(Role.SUPERVISOR)))

    def _may(self, *roles: Role) -> bool:
        return self.operator is not None and self.operator.role in roles
