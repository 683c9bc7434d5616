"""Asking about a meter and a purchase while the sale is still being typed."""

from dataclasses import replace

from pos.app.selling.customer_view import MeterView, PurchaseView
from pos.app.sold.history import SaleStory
from pos.domain.errors import PosError, SaleUnsettledOnMeter
from pos.domain.money import Money
from pos.presenters.desk import FoundMeter
from pos.presenters.latest_job import LatestJob
from pos.presenters.problem_view import Place, place_of
from pos.presenters.sale import texts as words
from pos.presenters.sale.board import SaleBoard
from pos.presenters.sale.model import Doing
from pos.presenters.sale.state import Step

FOUND_MAX = 8


class SaleInquiry:
    """Finds meters and quotes; answers that come too late are dropped."""

    def __init__(self, board: SaleBoard) -> None:
        self._board = board
        self._meters = LatestJob(board.setting.jobs)
        self._quotes = LatestJob(board.setting.jobs)

    def stop(self) -> None:
        """Wait for no answer any more."""
        self._meters.cancel()
        self._quotes.cancel()
        if self._board.model.doing is Doing.FINDING:
            self._board.change(doing=Doing.NOTHING)

    def go_on(self) -> None:
        """Ask again what a sale that comes back was not told when it was put aside."""
        model = self._board.model
        if model.step in (Step.SOLD, Step.STOPPED):
            return
        if model.pan and model.meter is None:
            self.look_up(model.pan)
        else:
            self.requote()

    def look_up(self, pan: str) -> None:
        """Ask for a meter whose number holds; its step is entered without waiting."""
        desk = self._board.setting.desk
        self._meters.run(lambda: desk.meter(pan), done=self._take_meter, failed=self._lose_meter)
        self.requote()

    def search(self, text: str, *, choose: bool) -> None:
        """Search by name, phone, address or a part of the number.

        Args:
            text: what was typed.
            choose: take the meter if it is the only one, and say so if there is none.
        """
        desk = self._board.setting.desk

        def take(found: tuple[FoundMeter, ...]) -> None:
            self._take_found(found, text, choose=choose)

        if choose:
            self._board.change(doing=Doing.FINDING, meter_error=None)
        self._meters.run(
            lambda: desk.find(text, limit=FOUND_MAX), done=take, failed=self._board.refuse
        )

    def requote(self) -> None:
        """Ask again what the wish comes to; nothing is asked without meter or amount."""
        board = self._board
        model = board.model
        in_units, value = key = model.wish
        if not model.pan or not value:
            self._quotes.cancel()
            return
        desk, pan = board.setting.desk, model.pan

        def ask() -> PurchaseView:
            if in_units:
                return desk.purchase(pan, units_milli=value)
            return desk.purchase(pan, amount=Money(value, board.setting.currency))

        def take(purchase: PurchaseView) -> None:
            board.change(purchase=purchase, purchase_key=key, amount_error=None)

        self._quotes.run(ask, done=take, failed=self._lose_quote)

    def _take_meter(self, meter: MeterView) -> None:
        self._board.change(meter=meter, meter_error=None)
        if meter.open_sale:
            error = SaleUnsettledOnMeter(meter=meter.number, sale=meter.open_sale)
            self._open(meter.open_sale, error)

    def _open(self, sale_id: str, error: PosError) -> None:
        """Put the unfinished sale of a meter on the screen: it has to end first."""
        board = self._board
        desk = board.setting.desk

        def take(story: SaleStory) -> None:
            board.change(step=Step.STOPPED, stopped=story, problem=error)

        self._meters.run(lambda: desk.story(sale_id), done=take, failed=board.refuse)

    def _lose_meter(self, error: PosError) -> None:
        self._quotes.cancel()
        board = self._board
        board.put(replace(board.model, step=Step.METER, pan="", doing=Doing.NOTHING))
        board.refuse(error)

    def _take_found(self, found: tuple[FoundMeter, ...], text: str, *, choose: bool) -> None:
        board = self._board
        if not choose:
            board.change(found=found)
            return
        match found:
            case ():
                note = words.NOTHING_FOUND.with_facts(text=text)
            case (only,):
                self.choose(only.meter.pan)
                return
            case _:
                note = words.CHOOSE_ONE
        board.change(doing=Doing.NOTHING, found=found, meter_note=note)

    def choose(self, pan: str) -> None:
        """Take a meter that was found or whose number holds, and go on to the amount."""
        board = self._board
        text = board.model.meter_text
        chosen = replace(board.model.with_meter_text(text), doing=Doing.NOTHING)
        board.put(replace(chosen, pan=pan, step=Step.AMOUNT))
        self.look_up(pan)

    def _lose_quote(self, error: PosError) -> None:
        board = self._board
        if board.model.step is Step.TENDER:
            # Enter in the amount asks again.
            board.put(replace(board.model, step=Step.AMOUNT))
        if place_of(error) is Place.AMOUNT:
            # While the amount is still being typed, its beginning is not held against it.
            board.change(amount_error=error)
        else:
            board.refuse(error)
