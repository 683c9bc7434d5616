"""The sale screen: what each press means.

    METER --Enter--> AMOUNT --Enter--> TENDER --Enter--> SOLD --Enter--> METER
      ^--Esc-----------'  ^--Esc---------'  `--refused once begun--> STOPPED

Enter does the one next thing of the step. Esc goes one step back and keeps what was typed. Before
the sale is made everything can be cleared and brought back; after it nothing can.
"""

from collections.abc import Callable
from dataclasses import replace

from pos.app.people.sign_in import SignedIn
from pos.domain.errors import AmountNotPositive
from pos.domain.errors.selling import MeterCardUnread
from pos.presenters.manner import Manner
from pos.presenters.sale import texts as words
from pos.presenters.sale.board import SaleBoard, SaleSetting
from pos.presenters.sale.commitment import SaleCommitment
from pos.presenters.sale.model import SaleModel
from pos.presenters.sale.state import SaleViewState, Step
from pos.presenters.sale.typing import TYPING, SaleTyping
from pos.presenters.texts import NOTHING


class SalePresenter(SaleTyping):
    """Knows the sale screen's rules; `attach` a widget's render to see them."""

    def __init__(self, setting: SaleSetting, manner: Manner) -> None:
        super().__init__(SaleBoard(setting, manner))
        self._commitment = SaleCommitment(self._board, self._inquiry)
        self._drafts: dict[str, SaleModel] = {}

    @property
    def state(self) -> SaleViewState:
        """What the screen shows."""
        return self._board.state

    @property
    def is_committing(self) -> bool:
        """Whether a sale is between the press and its end; nobody locks or leaves then."""
        return self._board.model.is_committing

    @property
    def pan(self) -> str:
        """The meter on the screen, 18 digits; empty for none."""
        model = self._board.model
        return model.story.row.pan if model.story else model.pan

    def attach(self, render: Callable[[SaleViewState], None]) -> None:
        """Render with this from now on."""
        self._board.attach(render)

    def retell(self, manner: Manner) -> None:
        """Write everything anew, after language or form of numbers changed."""
        self._board.manner = manner
        self._board.show()

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left; an unfinished draft waits for its owner."""
        board = self._board
        before = board.operator
        if before is not None and (operator is None or operator.name != before.name):
            self._inquiry.stop()
            self._drafts[before.name] = board.model
            board.put(board.model.anew())
            board.parked = None
        board.operator = operator
        if operator is not None and (before is None or before.name != operator.name):
            board.put(self._drafts.pop(operator.name, board.model))
            self._inquiry.go_on()
        board.show()

    def enter(self) -> None:
        """Do the one next thing of this step."""
        model = self._board.model
        if model.is_committing:
            return
        if model.doubt is not None:
            self.back()
            return
        match model.step:
            case Step.METER:
                self.meter_entered()
            case Step.AMOUNT:
                self._enter_amount()
            case Step.TENDER:
                self._enter_tender()
            case Step.SOLD:
                self.new_sale()
            case Step.STOPPED if model.stopped_note.text:
                self.new_sale()
            case Step.STOPPED:
                self._commitment.resume()

    def back(self) -> None:
        """Go one step back; what was typed stays."""
        board = self._board
        model = board.model
        if model.is_committing:
            return
        if model.doubt is not None or (model.problem is not None and model.step in TYPING):
            board.change(doubt=None, problem=None)
            return
        match model.step:
            case Step.TENDER:
                board.change(step=Step.AMOUNT)
            case Step.AMOUNT:
                board.change(step=Step.METER)
            case Step.METER if model.found or model.meter_error or model.meter_note.text:
                board.change(found=(), meter_error=None, meter_note=NOTHING)
            case Step.STOPPED if not model.stopped_note.text:
                # The sale stays open and is told of in the status bar.
                self.new_sale()
            case _:
                return

    def secondary(self) -> None:
        """Press the other button: sell all the same, or cancel the stopped sale."""
        if self._board.model.doubt is not None:
            self._commitment.sell()
        elif self._board.model.step is Step.STOPPED:
            self._commitment.cancel()

    def new_sale(self) -> None:
        """Begin anew; what was typed can be brought back, a finished sale is in the history."""
        board = self._board
        model = board.model
        if model.is_committing:
            return
        is_over = model.step in (Step.SOLD, Step.STOPPED)
        if is_over and board.setting.milliseconds() < self._commitment.ready_at:
            return
        self._inquiry.stop()
        model = board.model
        if not is_over and not model.is_blank:
            board.parked = model
        elif is_over:
            board.parked = None
        board.put(model.anew())

    def undo_clear(self) -> None:
        """Bring back the sale that was cleared, in place of the one being typed."""
        board = self._board
        if board.parked is None or self._is_over:
            return
        self._inquiry.stop()
        now = None if board.model.is_blank else board.model
        parked, board.parked = board.parked, now
        board.put(parked)
        self._inquiry.go_on()

    def print_again(self) -> None:
        """Print a marked copy of the sale on the screen."""
        self._commitment.print_again()

    def settle_print(self, *, printed: bool) -> None:
        """Say whether the receipt on the screen came out of the printer."""
        sold = self.state.sold
        if sold is not None and sold.must_settle:
            self._commitment.settle_print(sold.must_settle, printed=printed)

    def open_unsettled(self, sale_id: str) -> None:
        """Put a sale without an end on the screen."""
        self._inquiry.stop()
        self._commitment.open(sale_id)

    def scanned(self, text: str) -> None:
        """A scanner or card reader gave a meter number."""
        board = self._board
        model = board.model
        is_held_open = model.step is Step.STOPPED and not model.stopped_note.text
        if model.is_committing or is_held_open:
            board.change(meter_note=words.SCAN_REFUSED)
            return
        self._inquiry.stop()
        model = board.model
        if model.step in (Step.SOLD, Step.STOPPED):
            board.put(model.anew())
            board.parked = None
        elif model.pan:
            board.parked = model
        board.put(replace(board.model.with_meter_text(text), meter_note=NOTHING))
        self.meter_entered()
        if board.model.pan:
            board.change(meter_note=words.SCANNED)

    def unread(self) -> None:
        """A card or a code was read in which no meter's number is; what was typed stays."""
        if not self._board.model.is_committing:
            self._board.change(problem=MeterCardUnread())

    def _enter_amount(self) -> None:
        board = self._board
        model = board.model
        entry = self._wish_entry()
        if not entry.minor:
            error = AmountNotPositive(text=entry.text or "0")
            board.change(amount_error=error, amount_entered=True)
        elif model.amount_error is not None:
            board.change(amount_entered=True)
        elif model.pan:
            board.change(step=Step.TENDER, amount_entered=True, problem=None)
            if model.quoted is None:
                self._inquiry.requote()
        else:
            board.change(step=Step.METER)

    def _enter_tender(self) -> None:
        model = self._board.model
        if model.received.is_empty and model.due:
            self._type_received(model.received.filled(model.due))
        else:
            self._commitment.sell()
