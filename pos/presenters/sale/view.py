"""From a sale's model to what the screen shows; pure, so each state can be looked at in a test."""

from typing import assert_never

from pos.domain.journal import parse_time
from pos.domain.meter import display_number
from pos.presenters.formatting import grouped_meter
from pos.presenters.manner import Manner
from pos.presenters.problem_view import problem_view
from pos.presenters.sale import texts as words
from pos.presenters.sale.cards import amount_panel, meter_panel, tender_panel
from pos.presenters.sale.model import Doing, Doubt, SaleModel
from pos.presenters.sale.sold_view import sold_view
from pos.presenters.sale.state import Action, SaleViewState, Step
from pos.presenters.texts import NOTHING, Say

_ENDING_DIGITS = 4


def view_sale(model: SaleModel, manner: Manner, *, can_sell: bool, can_undo: bool) -> SaleViewState:
    """Show a sale.

    Args:
        model: the sale.
        manner: how values are written.
        can_sell: somebody who may sell is signed in.
        can_undo: a cleared sale can be brought back.
    """
    return SaleViewState(
        step=model.step,
        meter=meter_panel(model, manner),
        amount=amount_panel(model, manner),
        tender=tender_panel(model, manner),
        primary=_primary(model, manner, can_sell=can_sell),
        secondary=_secondary(model),
        question=_question(model, manner),
        busy=_busy(model),
        problem=None if model.problem is None else problem_view(model.problem),
        sold=None if model.story is None else sold_view(model.story, manner.formatter, manner.zone),
        can_undo=can_undo,
    )


def _primary(model: SaleModel, manner: Manner, *, can_sell: bool) -> Action:
    is_free = model.doing is Doing.NOTHING
    amount = manner.formatter.money(model.due, model.currency)
    if model.doubt is not None:
        return Action(words.GO_BACK, enabled=is_free)
    match model.step:
        case Step.METER:
            return Action(words.CONTINUE, enabled=is_free and bool(model.meter_text.strip()))
        case Step.AMOUNT:
            return Action(words.CONTINUE, enabled=model.wish[1] > 0)
        case Step.TENDER if model.received.is_empty and model.due:
            label = words.RECEIVED_EXACTLY.with_facts(amount=amount)
            return Action(label, enabled=is_free)
        case Step.TENDER:
            ending = display_number(model.pan)[-_ENDING_DIGITS:]
            label = words.SELL_TO.with_facts(amount=amount, ending=ending)
            is_ready = model.is_sellable and can_sell
            return Action(label if model.due else words.SELL, enabled=is_ready)
        case Step.SOLD:
            return Action(words.NEW_SALE, enabled=is_free)
        case Step.STOPPED:
            label = words.NEW_SALE if model.stopped_note.text else words.RESUME
            return Action(label, enabled=is_free and (can_sell or bool(model.stopped_note.text)))
        case _:
            assert_never(model.step)


def _secondary(model: SaleModel) -> Action | None:
    if model.doubt is not None:
        return Action(words.SELL_ANYWAY, enabled=model.is_sellable)
    if model.step is Step.STOPPED and not model.stopped_note.text:
        return Action(words.CANCEL, enabled=model.doing is Doing.NOTHING)
    return None


def _question(model: SaleModel, manner: Manner) -> Say:
    write, currency = manner.formatter, model.currency
    if model.step is Step.STOPPED:
        return model.stopped_note if model.stopped_note.text else _held_open(model, manner)
    if model.doubt is None or model.quoted is None:
        return NOTHING
    quote = model.quoted.quoted.quote
    amount = write.money(quote.total.minor, currency)
    match model.doubt:
        case Doubt.REPEATED:
            at = model.quoted.repeats
            time = "" if at is None else write.clock(manner.local(at))
            return words.REPEATED.with_facts(time=time)
        case Doubt.MUCH_DEBT:
            debt = write.money(quote.arrears_paid, currency)
            return words.MUCH_DEBT.with_facts(debt=debt, amount=amount)
        case Doubt.MUCH_MORE:
            last = model.meter.last_total if model.meter else None
            return words.MUCH_MORE.with_facts(amount=amount, last=write.money(last or 0, currency))
        case Doubt.MUCH_CHANGE:
            received = write.money(model.received.minor, currency)
            change = write.money(model.received.minor - model.due, currency)
            return words.MUCH_CHANGE.with_facts(received=received, change=change)
        case _:
            assert_never(model.doubt)


def _held_open(model: SaleModel, manner: Manner) -> Say:
    story = model.stopped
    if story is None:
        return NOTHING
    write, begun = manner.formatter, story.begun
    return words.HELD_OPEN.with_facts(
        meter=grouped_meter(display_number(begun.meter.pan)),
        amount=write.money(begun.total, begun.currency),
        time=write.moment(manner.local(parse_time(story.row.begun_at))),
        received=write.money(begun.tendered, begun.currency),
    )


def _busy(model: SaleModel) -> Say:
    match model.doing:
        case Doing.NOTHING:
            return NOTHING
        case Doing.FINDING:
            return words.FINDING
        case Doing.SELLING:
            return words.SELLING
        case Doing.RESUMING:
            return words.RESUMING
        case Doing.CANCELLING:
            return words.CANCELLING
        case _:
            assert_never(model.doing)
