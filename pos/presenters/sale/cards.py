"""The three cards of the sale screen, from a sale's model."""

from pos.domain.currency_notes import notes_for, quick_amounts, quick_cash, symbol_of
from pos.domain.errors import PosError
from pos.domain.meter import display_number
from pos.domain.money import decimals_of
from pos.presenters.formatting import grouped_meter, masked_name
from pos.presenters.manner import Manner
from pos.presenters.problem_view import problem_view
from pos.presenters.sale import texts as words
from pos.presenters.sale.model import Doing, SaleModel
from pos.presenters.sale.quote_rows import KWH, quote_rows, rows_beside
from pos.presenters.sale.state import (
    QUICK_AMOUNT_SLOTS,
    QUICK_CASH_SLOTS,
    AmountPanel,
    Choice,
    FoundRow,
    MeterPanel,
    Notice,
    QuoteRow,
    Row,
    Step,
    TenderPanel,
    Tone,
)
from pos.presenters.texts import NOTHING, Say, plain


def _notice(error: PosError) -> Notice:
    problem = problem_view(error)
    first = tuple(part for part in (problem.happened, problem.money) if part.text)
    return Notice(Tone.BAD, first, problem.next_step)


def meter_panel(model: SaleModel, manner: Manner) -> MeterPanel:
    """Show the first card: the meter and its customer."""
    found = tuple(
        FoundRow(
            pan=each.meter.pan,
            number=grouped_meter(display_number(each.meter.pan)),
            customer=each.person.name if each.person else "",
            address=each.person.address if each.person else "",
        )
        for each in model.found
    )
    meter = model.meter
    notice: Notice | None = None
    if model.meter_error is not None:
        notice = _notice(model.meter_error)
    elif model.meter_note.text:
        is_nothing = model.meter_note.text == words.NOTHING_FOUND.text
        then = words.FIND_OTHERWISE if is_nothing else NOTHING
        notice = Notice(Tone.PLAIN, (model.meter_note,), then)
    elif meter is not None:
        notice = Notice(Tone.GOOD, (words.NUMBER_CHECKS,))
    return MeterPanel(
        text=model.meter_text,
        notice=notice,
        customer=masked_name(meter.person.name) if meter and meter.person else "",
        address=meter.person.address if meter and meter.person else "",
        rows=_meter_rows(model, manner),
        hint=_block_hint(model, manner),
        found=found,
        is_finding=model.doing is Doing.FINDING,
    )


def _meter_rows(model: SaleModel, manner: Manner) -> tuple[Row, ...]:
    meter, write = model.meter, manner.formatter
    if meter is None:
        return ()
    last = words.NEVER
    if meter.last_purchase is not None:
        day = write.day(manner.local(meter.last_purchase))
        last = plain(day)
        if meter.last_total is not None:
            amount = write.money(meter.last_total, meter.currency)
            last = words.LAST_WITH_AMOUNT.with_facts(amount=amount, day=day)
    rows: tuple[Row, ...] = (
        Row(words.TARIFF, plain(meter.tariff_name)),
        Row(words.LAST_PURCHASE, last),
        Row(words.THIS_MONTH, words.UNITS.with_facts(units=write.units(meter.month_milli))),
    )
    if meter.arrears_minor:
        rows = (*rows, Row(words.DEBT, plain(write.money(meter.arrears_minor, meter.currency))))
    due = meter.key_due
    if due is None:
        return rows
    comes = words.KEY_CHANGE_COMES.with_facts(count=str(due.plan.token_count))
    stuck = words.KEY_CHANGE_STUCK.with_facts(day=write.day(manner.local(due.plan.last_usable)))
    return (*rows, Row(words.KEY_CHANGE, comes if due.is_possible else stuck))


def _block_hint(model: SaleModel, manner: Manner) -> Say:
    meter, write = model.meter, manner.formatter
    if meter is None or meter.block_left is None:
        return NOTHING
    left = meter.block_left
    return words.LEFT_IN_BLOCK.with_facts(
        units=write.units(left.units_milli),
        amount=write.money(left.amount, meter.currency),
        label=words.line_label(left.label),
    )


def amount_panel(model: SaleModel, manner: Manner) -> AmountPanel:
    """Show the second card: what is asked for, and what it buys."""
    write, currency = manner.formatter, model.currency
    purchase = model.quoted
    is_shown = model.amount_error is not None and model.amount_entered
    quick = () if model.in_units else quick_amounts(currency, QUICK_AMOUNT_SLOTS)
    choices = tuple(
        Choice(plain(write.whole(minor, currency)), enabled=True, selected=minor == model.due)
        for minor in quick
    )
    gets, fewer = NOTHING, NOTHING
    lines: tuple[QuoteRow, ...] = ()
    beside: tuple[QuoteRow, ...] = ()
    if purchase is not None:
        quote = purchase.quoted.quote
        gets = words.UNITS.with_facts(units=write.units(quote.credited_milli))
        lines = quote_rows(quote, model.currency, manner)
        beside = rows_beside(purchase, model.currency, manner)
        if purchase.fewer is not None:
            label = words.line_label(purchase.fewer.label)
            units = write.units(purchase.fewer.units_milli)
            fewer = words.FEWER.with_facts(units=units, label=label)
    entry = model.units if model.in_units else model.amount
    return AmountPanel(
        text=entry.text,
        begins_anew=entry.begins_anew,
        symbol=KWH if model.in_units else symbol_of(currency),
        in_units=model.in_units,
        notice=_notice(model.amount_error) if is_shown and model.amount_error else None,
        quick=_filled(choices, QUICK_AMOUNT_SLOTS),
        lines=lines,
        beside=beside,
        gets=gets,
        fewer=fewer,
    )


def tender_panel(model: SaleModel, manner: Manner) -> TenderPanel:
    """Show the third card: money to pay, received and to give back."""
    write, currency, due = manner.formatter, model.currency, model.due
    story = model.story or model.stopped
    if story is not None:
        return _finished_tender(story.begun.total, story.begun.tendered, model, manner)
    is_due = model.step is Step.TENDER and due > 0
    received = model.received.minor
    short = NOTHING
    change = hand_out = ""
    if is_due and not model.received.is_empty:
        if received < due:
            short = words.SHORT.with_facts(amount=write.money(due - received, currency))
        else:
            change = write.money(received - due, currency)
            hand_out = _hand_out(received - due, model, manner)
    sums = quick_cash(due, currency, QUICK_CASH_SLOTS) if is_due else ()
    choices = tuple(
        Choice(
            words.EXACT if minor == due else plain(write.whole(minor, currency)),
            enabled=True,
            selected=not model.received.is_empty and minor == received,
        )
        for minor in sums
    )
    return TenderPanel(
        text=model.received.text,
        begins_anew=model.received.begins_anew,
        to_pay=write.money(due, currency) if due else "",
        received="" if model.received.is_empty else write.money(received, currency),
        change=change,
        hand_out=hand_out,
        short=short,
        quick=_filled(choices, QUICK_CASH_SLOTS),
        has_separator=bool(decimals_of(currency)) and not model.amount.minor_first,
    )


def _finished_tender(total: int, received: int, model: SaleModel, manner: Manner) -> TenderPanel:
    """Money of a sale that is over or held open stays on the screen until the next one."""
    write, currency = manner.formatter, model.currency
    is_sold = model.story is not None
    if model.story is not None and not model.story.row.is_paid:
        return TenderPanel(is_free=True, quick=_filled((), QUICK_CASH_SLOTS))
    return TenderPanel(
        to_pay=write.money(total, currency),
        received=write.money(received, currency),
        change=write.money(received - total, currency) if is_sold else "",
        hand_out=_hand_out(received - total, model, manner) if is_sold else "",
        quick=_filled((), QUICK_CASH_SLOTS),
        has_separator=bool(decimals_of(currency)) and not model.amount.minor_first,
    )


def _hand_out(change: int, model: SaleModel, manner: Manner) -> str:
    notes = notes_for(change, model.currency)
    write = manner.formatter
    return "  ".join(f"{count}\u00d7{write.whole(note, model.currency)}" for count, note in notes)


def _filled(choices: tuple[Choice, ...], slots: int) -> tuple[Choice, ...]:
    return (*choices, *(Choice(NOTHING) for _ in range(slots - len(choices))))
