"""The status bar: always visible, always true, never in the way."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pos.app.office.office_notices import OfficeNotice
from pos.app.people.sign_in import SignedIn
from pos.app.ports import PrintState
from pos.domain.errors import AgentUnreachable, PosError
from pos.domain.journal import parse_time
from pos.domain.meter import display_number
from pos.presenters.cash.float_presenter import low_float
from pos.presenters.cash.texts import EXPOSED
from pos.presenters.desk import Desk, Snapshot
from pos.presenters.formatting import grouped_meter
from pos.presenters.jobs import JobRunner
from pos.presenters.latest_job import LatestJob
from pos.presenters.manner import Manner
from pos.presenters.problem_view import ProblemView, problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.sale.state import Tone
from pos.presenters.status import texts as words
from pos.presenters.status.chips import NO_CHIP, Chip, link_chip, printer_chip, tier_chip
from pos.presenters.status.notice_texts import notice_text, notice_tone
from pos.presenters.texts import NOTHING, Say

_LEASE_DAYS_FEW = 3
_LEASE_SHARE_FEW = 10
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class UnsettledRow:
    """A sale without an end, to be opened on the sale screen."""

    sale_id: str
    text: Say


@dataclass(frozen=True, slots=True)
class StatusState:
    """The whole status bar.

    Attributes:
        unsettled: oldest first.
        must_settle: print jobs whose outcome a person must find out.
        drawer: what has to be done at the drawer now; nothing while all is well there.
        agent_float: that the agent's float runs out; nothing while it does not.
        problem: what stops selling now; None for nothing.
        keys_locked: selling needs the passphrase first.
        notice, notice_tone: what head office has to say, nothing once it was read.
    """

    operator: Chip = NO_CHIP
    link: Chip = NO_CHIP
    printer: Chip = NO_CHIP
    lease: Chip = NO_CHIP
    tier: Chip = NO_CHIP
    clock: str = ""
    training: bool = False
    keys_locked: bool = False
    unsettled: tuple[UnsettledRow, ...] = ()
    must_settle: tuple[str, ...] = ()
    drawer: Say = NOTHING
    agent_float: Say = NOTHING
    problem: ProblemView | None = None
    notice: Say = NOTHING
    notice_tone: Tone = Tone.PLAIN


class StatusPresenter(Rendering[StatusState]):
    """Reads the status anew when told that something changed; the window's minute tells too."""

    def __init__(
        self,
        desk: Desk,
        jobs: JobRunner,
        *,
        currency: str,
        training: bool,
        manner: Manner,
        now: Callable[[], datetime],
    ) -> None:
        """Show an empty status.

        Args:
            desk: the terminal.
            jobs: runs the reading.
            currency: of the terminal.
            training: the terminal is one for training.
            manner: how values are written.
            now: tells the present moment, aware; touches no disk.
        """
        self._desk = desk
        self._reading = LatestJob(jobs)
        self._currency = currency
        self._training = training
        self._manner = manner
        self._now = now
        self._operator: SignedIn | None = None
        self._snapshot: Snapshot | None = None
        self._failure: PosError | None = None
        self._read: set[str] = set()
        super().__init__(StatusState(training=training))

    def refresh(self) -> None:
        """Something changed: read it all again."""
        self._reading.run(self._desk.snapshot, done=self._take, failed=self._fail)

    def minute_passed(self) -> None:
        """The clock shows another minute; receipts that wait are tried once more."""
        self._tell()
        if self._snapshot is None or not self._snapshot.waiting:
            self.refresh()
            return
        self._reading.run(self._desk.carry_paper, done=lambda _: self.refresh(), failed=self._fail)

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left."""
        self._operator = operator
        self._tell()

    def notice_read(self) -> None:
        """Somebody put the notice away; it comes back with the next window."""
        notice = self._notice()
        if notice is not None:
            self._read.add(notice.id)
            self._tell()

    def retell(self, manner: Manner) -> None:
        """Write everything anew, after language or form of numbers changed."""
        self._manner = manner
        self._tell()

    def _take(self, snapshot: Snapshot) -> None:
        self._snapshot, self._failure = snapshot, None
        self._tell()

    def _fail(self, error: PosError) -> None:
        self._failure = error
        self._tell()

    def _tell(self) -> None:
        clock = self._manner.formatter.clock(self._manner.local(self._now()))
        snapshot = self._snapshot
        if snapshot is None:
            problem = None if self._failure is None else problem_view(self._failure)
            self._show(
                StatusState(
                    operator=self._operator_chip(None),
                    clock=clock,
                    training=self._training,
                    problem=problem,
                )
            )
            return
        keys, notice = snapshot.keys, self._notice()
        self._show(
            StatusState(
                operator=self._operator_chip(snapshot),
                link=link_chip(snapshot.link),
                printer=printer_chip(snapshot),
                lease=self._lease_chip(snapshot),
                tier=Chip() if keys is None or keys.is_closed else tier_chip(keys.tier),
                clock=clock,
                training=self._training,
                keys_locked=keys is not None and not keys.vending_open,
                unsettled=tuple(self._unsettled(snapshot)),
                must_settle=tuple(
                    job.job for job in snapshot.waiting if job.state is PrintState.UNKNOWN
                ),
                drawer=self._drawer(snapshot),
                agent_float=self._float(snapshot),
                problem=_problem(snapshot, self._failure),
                notice=NOTHING if notice is None else notice_text(notice, self._manner),
                notice_tone=Tone.PLAIN if notice is None else notice_tone(notice),
            )
        )

    def _notice(self) -> OfficeNotice | None:
        """Return what was not put away yet and matters most."""
        notices = () if self._snapshot is None else self._snapshot.notices
        return next((each for each in notices if each.id not in self._read), None)

    def _drawer(self, snapshot: Snapshot) -> Say:
        if snapshot.shift is None:
            return words.NO_SHIFT
        if not snapshot.drawer_limit:
            return NOTHING
        limit = self._manner.formatter.money(snapshot.drawer_limit, self._currency)
        return EXPOSED.with_facts(limit=limit)

    def _float(self, snapshot: Snapshot) -> Say:
        row = snapshot.agent_float
        return NOTHING if row is None else low_float(row, self._manner, self._currency)

    def _operator_chip(self, snapshot: Snapshot | None) -> Chip:
        if self._operator is None:
            return Chip(words.NOBODY)
        name = self._operator.name
        shift = None if snapshot is None else snapshot.shift
        if shift is None:
            return Chip(words.OPERATOR.with_facts(name=name), Tone.WARNING, words.NO_SHIFT)
        facts = words.OPERATOR_AND_SHIFT.with_facts(name=name, shift=str(shift.shift_no))
        opened = self._manner.formatter.moment(self._manner.local(parse_time(shift.opened_at)))
        return Chip(facts, Tone.PLAIN, words.SHIFT_SINCE.with_facts(moment=opened))

    def _lease_chip(self, snapshot: Snapshot) -> Chip:
        keys = snapshot.keys
        if keys is None:
            return Chip(words.KEYS_SILENT, Tone.BAD, words.KEYS_SILENT_WHOLE)
        if keys.is_closed:
            return Chip(words.KEYS_CLOSED, Tone.BAD, words.KEYS_CLOSED_WHOLE)
        if keys.lease is None:
            return Chip(words.NO_LEASE, Tone.BAD, words.NO_LEASE_WHOLE)
        lease, write = keys.lease, self._manner.formatter
        money = max(0, lease.money_may_reach - lease.money_issued)
        energy = max(0, lease.energy_may_reach_milli - lease.energy_issued_milli)
        begins = parse_time(lease.not_before)
        if snapshot.now < begins:
            ahead = {
                "money": write.money(money, self._currency),
                "units": write.units(energy),
                "moment": write.moment(self._manner.local(begins)),
            }
            short = words.LEASE_AHEAD.with_facts(**ahead)
            return Chip(short, Tone.BAD, words.LEASE_AHEAD_WHOLE.with_facts(**ahead))
        left = max(timedelta(), parse_time(lease.until) - snapshot.now)
        days = left // _DAY
        is_used_up = not money or not energy or not left
        is_little = (
            days < _LEASE_DAYS_FEW
            or money * _LEASE_SHARE_FEW < lease.money_may_reach
            or energy * _LEASE_SHARE_FEW < lease.energy_may_reach_milli
        )
        tone = Tone.BAD if is_used_up else Tone.WARNING if is_little else Tone.PLAIN
        facts = {
            "money": write.money(money, self._currency),
            "units": write.units(energy),
            "days": str(days),
        }
        return Chip(words.LEASE.with_facts(**facts), tone, words.LEASE_WHOLE.with_facts(**facts))

    def _unsettled(self, snapshot: Snapshot) -> list[UnsettledRow]:
        write = self._manner.formatter
        return [
            UnsettledRow(
                row.sale_id,
                words.UNSETTLED.with_facts(
                    meter=grouped_meter(display_number(row.pan)),
                    amount=write.money(row.total, self._currency),
                    time=write.moment(self._manner.local(parse_time(row.begun_at))),
                ),
            )
            for row in snapshot.open_sales
        ]


def _problem(snapshot: Snapshot, failure: PosError | None) -> ProblemView | None:
    if failure is not None:
        return problem_view(failure)
    if snapshot.clock_problem is not None:
        return problem_view(snapshot.clock_problem)
    if snapshot.keys is None:
        return problem_view(AgentUnreachable(why="no answer"))
    return None
