"""The desk of a real terminal: plain calls of the use cases on its ports."""

from collections.abc import Callable
from dataclasses import dataclass

from pos.app.cash.cash_policy import is_over_drawer_limit, policy_of
from pos.app.journal.journal_heads import sign_what_can_be_signed
from pos.app.office.office_notices import office_notices
from pos.app.paper.set_printer import set_printer
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn, sign_in
from pos.app.ports import Ports, Reads
from pos.app.ports.meters import MeterReading, TrainingMeters
from pos.app.selling.clock_guard import clock_must_be_plausible
from pos.app.selling.customer_view import MeterView, PurchaseView, view_meter, view_purchase
from pos.app.selling.quoting import terminal_of
from pos.app.selling.sell import sell
from pos.app.selling.settle import cancel, resume, settle
from pos.app.sold.find_sales import find_sales
from pos.app.sold.history import SaleStory, reprint, settle_print, story_of
from pos.app.terminal.training_meter import enter_code
from pos.domain.errors import AgentUnreachable, IdentityLocked, PosError
from pos.domain.meter import ACTIVE, display_number
from pos.domain.money import Money
from pos.domain.operator import MAY_SELL, Role
from pos.domain.projections import SaleRow
from pos.domain.sale import SaleRequest
from pos.presenters.desk import (
    FoundMeter,
    KeyStoreView,
    LinkStatus,
    Snapshot,
    TerminalFacts,
)

_FIRST_METERS = 10
MAY_PRINT = (*MAY_SELL, Role.TECHNICIAN)


def link_without_worker(reads: Reads) -> LinkStatus:
    """Return how far head office has the journal, as the store knows it; nobody is talking."""
    entries, uplink = reads.head().seq, reads.uplink()
    if uplink is None:
        return LinkStatus(enrolled=False, entries=entries, acknowledged=0)
    return LinkStatus(enrolled=True, entries=entries, acknowledged=uplink.seq)


def _no_training_pin(name: str) -> bytes | None:
    del name
    return None


@dataclass(frozen=True, slots=True)
class DeskTools:
    """What the desk needs besides the ports, from adapters it must not know.

    Attributes:
        training_meters: the key agent's virtual meters.
        receipt_lines: writes a committed sale's receipt as text.
        check_printer: refuses an address that no receipt could be sent to.
        link: reads how far head office has the journal.
        training_pin: the PIN that set-up made for an operator of a training terminal.
    """

    training_meters: TrainingMeters
    receipt_lines: Callable[[SaleStory], tuple[str, ...]]
    check_printer: Callable[[str], None]
    link: Callable[[Reads], LinkStatus] = link_without_worker
    training_pin: Callable[[str], bytes | None] = _no_training_pin


class TerminalDesk:
    """Implements `Desk` on one terminal; safe to call from several threads."""

    def __init__(self, ports: Ports, tools: DeskTools) -> None:
        self._ports = ports
        self._tools = tools

    def facts(self) -> TerminalFacts:
        """See `Desk.facts`."""
        with self._ports.store.read() as reads:
            row = terminal_of(reads)
            operators = tuple(operator.name for operator in reads.operators())
            meters = reads.meters(limit=_FIRST_METERS) if row.training else ()
        active = [display_number(meter.pan) for meter in meters if meter.status == ACTIVE]
        return TerminalFacts(
            terminal=row.terminal,
            currency=row.currency,
            training=bool(row.training),
            time_zone=row.time_zone,
            operators=operators,
            example_meter=active[0] if active else "",
        )

    def snapshot(self) -> Snapshot:
        """See `Desk.snapshot`."""
        keys = self._keys()
        now = self._ports.clock.now()
        clock_problem: PosError | None = None
        with self._ports.store.read() as reads:
            try:
                clock_must_be_plausible(reads, now)
            except PosError as error:
                clock_problem = error
            printer = terminal_of(reads).printer
            shift, policy = reads.open_shift(), policy_of(reads)
            is_over = shift is not None and is_over_drawer_limit(shift, policy)
            return Snapshot(
                now=now,
                shift=shift,
                drawer_limit=policy.drawer_limit if is_over else 0,
                link=self._tools.link(reads),
                printer=printer,
                printers=self._ports.receipts.reports(printer),
                waiting=reads.waiting_print_jobs(),
                open_sales=reads.open_sales(),
                keys=keys,
                clock_problem=clock_problem,
                notices=office_notices(reads, now),
                agent_float=reads.agent_float(),
            )

    def _keys(self) -> KeyStoreView | None:
        try:
            status = self._ports.keys.status()
        except (AgentUnreachable, IdentityLocked):
            return None
        # A terminal has a signed head from its making on.
        is_closed = status.signed_head is None
        return KeyStoreView(status.tier, status.vending_open, status.lease, is_closed)

    def settle(self) -> tuple[SaleRow, ...]:
        """See `Desk.settle`."""
        return settle(self._ports).offered

    def sign_in(self, name: str, pin: bytes) -> SignedIn:
        """See `Desk.sign_in`."""
        return sign_in(self._ports, name, pin)

    def training_pin(self, name: str) -> bytes | None:
        """See `Desk.training_pin`."""
        return self._tools.training_pin(name)

    def unlock_keys(self, passphrase: bytes) -> None:
        """See `Desk.unlock_keys`."""
        self._ports.keys.unlock(passphrase)

    def lock_keys(self) -> None:
        """See `Desk.lock_keys`."""
        self._ports.keys.lock()

    def find(self, text: str, *, limit: int) -> tuple[FoundMeter, ...]:
        """See `Desk.find`."""
        with self._ports.store.read() as reads:
            return tuple(
                FoundMeter(meter, reads.person(meter.person_ref) if meter.person_ref else None)
                for meter in reads.find_meters(text, limit=limit)
            )

    def meter(self, pan: str) -> MeterView:
        """See `Desk.meter`."""
        with self._ports.store.read() as reads:
            return view_meter(reads, pan, moment=self._ports.clock.now())

    def purchase(
        self, pan: str, *, amount: Money | None = None, units_milli: int = 0
    ) -> PurchaseView:
        """See `Desk.purchase`."""
        moment = self._ports.clock.now()
        with self._ports.store.read() as reads:
            return view_purchase(reads, pan, moment=moment, amount=amount, units_milli=units_milli)

    def new_sale_id(self) -> str:
        """See `Desk.new_sale_id`."""
        return self._ports.new_id()

    def sell(
        self, request: SaleRequest, operator: SignedIn, second: SecondPerson | None = None
    ) -> SaleStory:
        """See `Desk.sell`."""
        operator.must_be(*MAY_SELL)
        result = sell(self._ports, request, operator=operator.name, second=second)
        return self.story(result.sale_id)

    def hand_over(self, sale_id: str) -> SaleStory:
        """See `Desk.hand_over`."""
        sign_what_can_be_signed(self._ports)
        self._ports.receipts.work_off(first=sale_id)
        return self.story(sale_id)

    def resume(self, sale_id: str, operator: SignedIn) -> SaleStory:
        """See `Desk.resume`."""
        operator.must_be(*MAY_SELL)
        resume(self._ports, sale_id, operator=operator.name)
        return self.story(sale_id)

    def cancel(self, sale_id: str, operator: SignedIn) -> None:
        """See `Desk.cancel`."""
        operator.must_be(*MAY_SELL)
        cancel(self._ports, sale_id, operator=operator.name)

    def sales(self, *, limit: int, before_seq: int | None = None) -> tuple[SaleRow, ...]:
        """See `Desk.sales`."""
        with self._ports.store.read() as reads:
            return reads.sales(limit=limit, before_seq=before_seq)

    def find_sales(self, text: str, *, limit: int) -> tuple[SaleRow, ...]:
        """See `Desk.find_sales`."""
        with self._ports.store.read() as reads:
            return find_sales(reads, text, limit=limit)

    def story(self, sale_id: str) -> SaleStory:
        """See `Desk.story`."""
        with self._ports.store.read() as reads:
            return story_of(reads, sale_id)

    def receipt(self, story: SaleStory) -> tuple[str, ...]:
        """See `Desk.receipt`."""
        return self._tools.receipt_lines(story)

    def carry_paper(self) -> None:
        """See `Desk.carry_paper`."""
        self._ports.receipts.work_off()

    def print_again(
        self, sale_id: str, operator: SignedIn, second: SecondPerson | None = None
    ) -> SaleStory:
        """See `Desk.print_again`."""
        operator.must_be(*MAY_PRINT)
        reprint(self._ports, sale_id, printer="", operator=operator, second=second)
        self._ports.receipts.work_off(first=sale_id)
        return self.story(sale_id)

    def settle_print(self, job: str, *, printed: bool, operator: SignedIn) -> None:
        """See `Desk.settle_print`."""
        operator.must_be(*MAY_PRINT)
        settle_print(self._ports, job, printed=printed, operator=operator.name)

    def set_printer(self, address: str, operator: SignedIn) -> None:
        """See `Desk.set_printer`."""
        operator.must_be(*MAY_PRINT)
        self._tools.check_printer(address)
        set_printer(self._ports, address, operator=operator.name)

    def enter_code(self, pan: str, digits: str) -> MeterReading:
        """See `Desk.enter_code`."""
        return enter_code(self._ports.store, self._tools.training_meters, pan, digits)
