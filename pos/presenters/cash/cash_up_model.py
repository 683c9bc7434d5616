"""What cash-up is made of, before it is put into words."""

from dataclasses import dataclass, replace

from pos.app.cash.close_shift import Closed
from pos.app.cash.hand_over import HandedOver
from pos.app.cash.shift_reports import XReport
from pos.app.people.sign_in import SignedIn
from pos.app.ports import PrintKind
from pos.domain.cash import expected_cash
from pos.domain.errors import PosError
from pos.domain.operator import MAY_SELL, Role
from pos.domain.projections import ActKind, ShiftRow
from pos.presenters.cash.cash_up_state import CashUpStep
from pos.presenters.cash.desk import DrawerView, Hindrances
from pos.presenters.cash.piece_count import PieceCount
from pos.presenters.texts import NOTHING, Say

NO_HINDRANCES = Hindrances(sales=(), prints=())


@dataclass(frozen=True, slots=True)
class CashUpModel:
    """Everything of one cash-up.

    Attributes:
        operator: who counts; empty while nobody is signed in.
        role: of that person; empty likewise.
        board: the count that is typed.
        seen: the drawer as it was read last; None before that.
        report: what should be there; None until it may be seen.
        code, reason: why it is over or short; empty for nothing said.
        hands_over: the drawer changes hands, and the shift goes on.
        signer: who signs as well; empty for nobody yet.
        cleared: grows when a PIN that was typed has to go.
        closed, handed: the end of it.
    """

    currency: str
    board: PieceCount
    operator: str = ""
    role: str = ""
    step: CashUpStep = CashUpStep.COUNT
    seen: DrawerView | None = None
    report: XReport | None = None
    code: str = ""
    reason: str = ""
    hands_over: bool = False
    hindrances: Hindrances = NO_HINDRANCES
    signer: str = ""
    cleared: int = 0
    closed: Closed | None = None
    handed: HandedOver | None = None
    paper: tuple[str, ...] = ()
    notice: Say = NOTHING
    problem: PosError | None = None
    is_busy: bool = False

    @property
    def shift(self) -> ShiftRow | None:
        """The shift that is counted."""
        return None if self.seen is None else self.seen.shift

    @property
    def over_short(self) -> int:
        """Counted less expected, minor units; 0 until it may be seen."""
        if self.report is None:
            return 0
        shift = self.report.shift
        return shift.counted - expected_cash(shift.figures())

    @property
    def is_beyond_limit(self) -> bool:
        """Whether the difference needs a reason and a supervisor."""
        limit = 0 if self.seen is None else self.seen.over_short_limit
        return abs(self.over_short) > limit

    @property
    def signers(self) -> tuple[str, ...]:
        """Who may sign as well."""
        people = () if self.seen is None else self.seen.people
        needs_supervisor = self.is_beyond_limit and self.role != Role.SUPERVISOR
        roles = (Role.SUPERVISOR,) if needs_supervisor else MAY_SELL
        keeper = "" if self.shift is None or not self.hands_over else self.shift.keeper
        others = [row for row in people if row.name not in (self.operator, keeper)]
        return tuple(row.name for row in others if row.role in roles)

    @property
    def is_explained(self) -> bool:
        """Whether enough was said about the difference."""
        return not self.is_beyond_limit or bool(self.code or self.reason.strip())

    @property
    def papers(self) -> tuple[tuple[PrintKind, str], ...]:
        """What is shown at the end, as it is printed: kind and subject."""
        if self.handed is not None:
            return ((PrintKind.CASH_SLIP, str(self.handed.seq)),)
        if self.closed is None:
            return ()
        slips = [(PrintKind.CASH_SLIP, str(seq)) for seq in self.deposits]
        return ((PrintKind.Z_REPORT, self.closed.report.closed.z_no), *slips)

    @property
    def deposits(self) -> tuple[int, ...]:
        """The entries of cash that went to the bank in this shift."""
        acts = () if self.seen is None else self.seen.acts
        return tuple(act.seq for act in acts if act.kind == ActKind.DROP_BANK)

    @property
    def is_hindered(self) -> bool:
        """Whether something has to be settled first."""
        return bool(self.hindrances.sales or self.hindrances.prints)

    def anew_for(self, operator: SignedIn | None) -> "CashUpModel":
        """Return what somebody who signs in begins with; None for nobody."""
        return CashUpModel(
            self.currency,
            PieceCount.of(self.currency),
            operator="" if operator is None else operator.name,
            role="" if operator is None else operator.role.value,
            seen=self.seen,
            cleared=self.cleared + 1,
        )

    def uncounted(self) -> "CashUpModel":
        """Return it before any count was final; what should be there is not shown any more."""
        return replace(
            self,
            step=CashUpStep.COUNT,
            report=None,
            code="",
            reason="",
            signer="",
            is_busy=False,
            problem=None,
        )

    def ended(self, end: Closed | HandedOver, paper: tuple[str, ...]) -> "CashUpModel":
        """Return it with the shift closed and its Z report, or handed over and its slip."""
        return replace(
            self,
            step=CashUpStep.Z_REPORT,
            closed=end if isinstance(end, Closed) else None,
            handed=end if isinstance(end, HandedOver) else None,
            paper=paper,
            is_busy=False,
            problem=None,
            cleared=self.cleared + 1,
        )
