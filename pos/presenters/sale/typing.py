"""Typing on the sale screen: meter, amount, what was handed over, by keyboard or keypad."""

from dataclasses import replace

from pos.domain.currency_notes import quick_amounts, quick_cash
from pos.domain.errors import MeterCheckDigitWrong, PosError
from pos.domain.errors.selling import MeterCardUnread
from pos.domain.meter import display_number, parse_meter_number
from pos.presenters.money_entry import BACK, CLEAR, MoneyEntry
from pos.presenters.sale.board import SaleBoard
from pos.presenters.sale.inquiry import SaleInquiry
from pos.presenters.sale.state import QUICK_AMOUNT_SLOTS, QUICK_CASH_SLOTS, Step

SEARCH_LETTERS_LEAST = 3
TYPING = (Step.METER, Step.AMOUNT, Step.TENDER)


class SaleTyping:
    """What typing does to the sale on the board; once it is over, or being made, nothing."""

    def __init__(self, board: SaleBoard) -> None:
        self._board = board
        self._inquiry = SaleInquiry(board)

    def meter_text_changed(self, text: str) -> None:
        """Typed into the meter field; a name is searched for while it is typed."""
        if self._is_over or text == self._board.model.meter_text:
            return
        self._inquiry.stop()
        self._board.put(self._board.model.with_meter_text(text))
        if len(text.strip()) >= SEARCH_LETTERS_LEAST and any(map(str.isalpha, text)):
            self._inquiry.search(text, choose=False)

    def meter_entered(self) -> None:
        """Enter in the meter field."""
        board = self._board
        text = board.model.meter_text.strip()
        if not text or self._is_over:
            return
        try:
            pan = parse_meter_number(text).digits
        except (MeterCheckDigitWrong, MeterCardUnread) as error:
            board.put(replace(board.model.with_meter_text(text), meter_error=error))
        except PosError:
            # Not a meter number; it may be a name, an account or a phone.
            self._inquiry.search(text, choose=True)
        else:
            self._inquiry.choose(pan)

    def meter_chosen(self, pan: str) -> None:
        """Took a meter out of those found."""
        if self._is_over:
            return
        board = self._board
        board.put(board.model.with_meter_text(display_number(pan)))
        self._inquiry.choose(pan)

    def find(self, text: str) -> None:
        """Search by name, phone, address, account or part of a number."""
        if self._is_over:
            return
        if text != self._board.model.meter_text:
            self._inquiry.stop()
            self._board.put(self._board.model.with_meter_text(text))
        if text.strip():
            self._inquiry.search(text.strip(), choose=True)

    def amount_text_changed(self, text: str) -> None:
        """Typed into the amount field."""
        self._type_amount(self._wish_entry().typed(text))

    def amount_key(self, key: str) -> None:
        """Pressed a key of the keypad for the amount."""
        self._type_amount(self._wish_entry().press(key))

    def amount_taken_up(self) -> None:
        """Came back to the amount: what is typed next begins it anew."""
        model = self._board.model
        if not self._is_over:
            self._board.change(amount=model.amount.taken_up(), units=model.units.taken_up())

    def quick_amount(self, slot: int) -> None:
        """Took one of the usual amounts."""
        amounts = quick_amounts(self._board.setting.currency, QUICK_AMOUNT_SLOTS)
        model = self._board.model
        if not model.in_units and slot < len(amounts):
            self._type_amount(model.amount.filled(amounts[slot]))

    def swap_units(self) -> None:
        """Type units in place of money, or money again."""
        board = self._board
        if self._is_over or board.model.step is Step.METER:
            return
        swapped = replace(board.model, in_units=not board.model.in_units)
        board.put(swapped.with_amount(swapped.units if swapped.in_units else swapped.amount))
        self._inquiry.requote()

    def tender_text_changed(self, text: str) -> None:
        """Typed into the field of what was handed over."""
        self._type_received(self._board.model.received.typed(text))

    def tender_key(self, key: str) -> None:
        """Pressed a key of the keypad for what was handed over."""
        self._type_received(self._board.model.received.press(key))

    def quick_cash(self, slot: int) -> None:
        """Took one of the likely sums; it fills what was received and sells nothing."""
        model = self._board.model
        if model.step is not Step.TENDER or not model.due:
            return
        sums = quick_cash(model.due, model.currency, QUICK_CASH_SLOTS)
        if slot < len(sums):
            self._type_received(model.received.filled(sums[slot]))

    def pad_key(self, key: str) -> None:
        """Pressed a key of the keypad, for whichever field this step is about."""
        model = self._board.model
        match model.step:
            case Step.METER:
                text = model.meter_text
                edited = {BACK: text[:-1], CLEAR: ""}.get(key, text + key)
                self.meter_text_changed(edited)
            case Step.AMOUNT:
                self.amount_key(key)
            case Step.TENDER:
                self.tender_key(key)
            case Step.SOLD | Step.STOPPED:
                return

    @property
    def _is_over(self) -> bool:
        return self._board.model.step not in TYPING or self._board.model.is_committing

    def _wish_entry(self) -> MoneyEntry:
        model = self._board.model
        return model.units if model.in_units else model.amount

    def _type_amount(self, entry: MoneyEntry) -> None:
        board = self._board
        if self._is_over or entry == self._wish_entry():
            board.show()
            return
        board.put(board.model.with_amount(entry))
        self._inquiry.requote()

    def _type_received(self, entry: MoneyEntry) -> None:
        board = self._board
        if not self._is_over and entry != board.model.received:
            board.put(board.model.with_received(entry))
