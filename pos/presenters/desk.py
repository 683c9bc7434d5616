"""What presenters ask of the terminal: a thin face over the use cases.

Every method may touch a disk or the key agent, so it is called in a job, never on the window's
thread. Methods raise PosError and nothing else that is expected.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pos.app.office.office_notices import OfficeNotice
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import LeaseStatus, PrinterReport, PrintJob
from pos.app.ports.meters import MeterReading
from pos.app.selling.customer_view import MeterView, PurchaseView
from pos.app.sold.history import SaleStory
from pos.domain.errors import PosError
from pos.domain.meter import Meter, Person
from pos.domain.money import Money
from pos.domain.projections import FloatRow, SaleRow, ShiftRow
from pos.domain.sale import SaleRequest


@dataclass(frozen=True, slots=True)
class TerminalFacts:
    """What a terminal is, fixed while the window is open.

    Attributes:
        example_meter: number of a meter that may buy, as it is typed; training only, else empty.
    """

    terminal: str
    currency: str
    training: bool
    time_zone: str
    operators: tuple[str, ...]
    example_meter: str = ""


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """How far head office has this terminal's journal.

    Attributes:
        enrolled: False for a terminal that stands alone.
        entries: in the journal.
        acknowledged: of them, by head office.
        online: the last exchange succeeded.
        last_error: code of what ended the last exchange, empty for none.
    """

    enrolled: bool
    entries: int
    acknowledged: int
    online: bool = False
    last_error: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything the status bar shows, read at one moment.

    Attributes:
        now: aware, UTC.
        shift: None where none is open.
        link: where head office stands.
        printer: address, or two.
        printers: what was last heard of them.
        waiting: print jobs that are not on paper yet, oldest first.
        open_sales: without an end, oldest first.
        keys: None where the key agent does not answer.
        clock_problem: None where the clock is plausible.
        drawer_limit: minor units, where the drawer holds more than that; else 0.
        notices: of head office, what matters most first.
        agent_float: None where none is kept.
    """

    now: datetime
    shift: ShiftRow | None
    link: LinkStatus
    printer: str
    waiting: tuple[PrintJob, ...]
    open_sales: tuple[SaleRow, ...]
    keys: "KeyStoreView | None"
    clock_problem: PosError | None
    printers: tuple[PrinterReport, ...] = ()
    drawer_limit: int = 0
    notices: tuple[OfficeNotice, ...] = ()
    agent_float: FloatRow | None = None


@dataclass(frozen=True, slots=True)
class KeyStoreView:
    """The key agent, as the status bar shows it.

    Attributes:
        is_closed: nothing of it was opened since it was started; tier and lease are not known.
    """

    tier: str
    vending_open: bool
    lease: LeaseStatus | None
    is_closed: bool


@dataclass(frozen=True, slots=True)
class FoundMeter:
    """A meter that a search found, with its customer."""

    meter: Meter
    person: Person | None


class Desk(Protocol):
    """The terminal, seen from its counter."""

    def facts(self) -> TerminalFacts:
        """Return what the terminal is."""

    def snapshot(self) -> Snapshot:
        """Return what the status bar shows; a silent key agent is told in it, not raised."""

    def settle(self) -> tuple[SaleRow, ...]:
        """Settle what earlier runs left and return the sales that an operator must decide."""

    def sign_in(self, name: str, pin: bytes) -> SignedIn:
        """Check a PIN; SignInRefused, SignInDelayed."""

    def training_pin(self, name: str) -> bytes | None:
        """Return the PIN that a training terminal made for an operator; None on a real one."""

    def unlock_keys(self, passphrase: bytes) -> None:
        """Open the vending keys; WrongPassphrase."""

    def lock_keys(self) -> None:
        """Close the vending keys; everything but selling goes on."""

    def find(self, text: str, *, limit: int) -> tuple[FoundMeter, ...]:
        """Return meters by number, account, name, address or phone, best first."""

    def meter(self, pan: str) -> MeterView:
        """Return what the counter sees of a meter; raises as `view_meter`."""

    def purchase(
        self, pan: str, *, amount: Money | None = None, units_milli: int = 0
    ) -> PurchaseView:
        """Return what a purchase comes to; raises as `view_purchase`."""

    def new_sale_id(self) -> str:
        """Return a fresh sale id; touches nothing but randomness."""

    def sell(
        self, request: SaleRequest, operator: SignedIn, second: SecondPerson | None = None
    ) -> SaleStory:
        """Make a sale up to its commit; the paper comes with `hand_over`."""

    def hand_over(self, sale_id: str) -> SaleStory:
        """Have the journal's head signed and the receipt printed; never fails for a printer."""

    def resume(self, sale_id: str, operator: SignedIn) -> SaleStory:
        """Carry an open sale to its end."""

    def cancel(self, sale_id: str, operator: SignedIn) -> None:
        """Cancel an open sale; SaleAlreadyCommitted where its code exists."""

    def sales(self, *, limit: int, before_seq: int | None = None) -> tuple[SaleRow, ...]:
        """Return the newest sales, newest first, begun before an entry number."""

    def find_sales(self, text: str, *, limit: int) -> tuple[SaleRow, ...]:
        """Return sales as a customer or a paper names them; see `pos.app.sold.find_sales`."""

    def story(self, sale_id: str) -> SaleStory:
        """Return one sale whole."""

    def receipt(self, story: SaleStory) -> tuple[str, ...]:
        """Return a committed sale's receipt line by line, as it is printed."""

    def carry_paper(self) -> None:
        """Print what waits for a printer; never fails for one."""

    def print_again(
        self, sale_id: str, operator: SignedIn, second: SecondPerson | None = None
    ) -> SaleStory:
        """Print a marked copy, which ends an earlier job whose outcome is unknown.

        Raises:
            CopiesNeedSupervisor: without a second person; raises as `reprint`.
        """

    def settle_print(self, job: str, *, printed: bool, operator: SignedIn) -> None:
        """Write down what a person found about a job whose outcome is unknown."""

    def set_printer(self, address: str, operator: SignedIn) -> None:
        """Send receipts to an address; PrinterAddressMalformed."""

    def enter_code(self, pan: str, digits: str) -> MeterReading:
        """Type a code into the customer's virtual meter; training terminals only."""
