"""From the model of cash-up to what its page shows."""

from pos.domain.cash import expected_cash
from pos.domain.journal import parse_time
from pos.domain.meter import display_number
from pos.domain.projections import ActKind, SaleRow, ShiftRow
from pos.presenters.cash import texts as words
from pos.presenters.cash.cash_up_model import CashUpModel
from pos.presenters.cash.cash_up_state import CashUpState, CashUpStep, HindranceLine
from pos.presenters.cash.drawer_state import SecondView
from pos.presenters.cash.drawer_view import shift_line
from pos.presenters.formatting import grouped_meter
from pos.presenters.manner import Manner
from pos.presenters.problem_view import problem_view
from pos.presenters.sale.state import Action, Choice, Row, Tone
from pos.presenters.texts import NOTHING, Say, plain

_DROPS = (ActKind.DROP_SAFE, ActKind.DROP_BANK)


def view_cash_up(model: CashUpModel, manner: Manner) -> CashUpState:
    """Return the page."""
    difference, tone = _difference(model)
    return CashUpState(
        step=model.step,
        shift=_headline(model, manner),
        goes_on=model.handed is not None,
        has_shift=model.seen is None or model.shift is not None or model.closed is not None,
        board=model.board.board(manner.formatter),
        info=_info(model),
        rows=_rows(model, manner),
        difference=difference,
        amount=manner.formatter.money(abs(model.over_short), model.currency),
        tone=tone,
        reasons=tuple(
            Choice(said, enabled=True, selected=code == model.code)
            for code, said in words.DIFFERENCES.items()
        ),
        reason=model.reason,
        purposes=(
            Choice(words.TO_CLOSE, enabled=True, selected=not model.hands_over),
            Choice(words.TO_HAND_OVER, enabled=True, selected=model.hands_over),
        ),
        hindrances=_hindrance_lines(model, manner),
        second=SecondView(
            why=words.WHO_TAKES
            if model.hands_over
            else words.WHO_SIGNS.with_facts(name=model.operator),
            names=model.signers,
            name=model.signer,
            cleared=model.cleared,
        ),
        primary=_primary(model, manner),
        secondary=_secondary(model, manner),
        notice=model.notice,
        problem=None if model.problem is None else problem_view(model.problem),
        is_busy=model.is_busy,
        paper=model.paper,
    )


def _headline(model: CashUpModel, manner: Manner) -> Say:
    if model.handed is not None:
        return words.HANDED_OVER.with_facts(name=model.handed.payload.taker)
    if model.closed is None:
        return shift_line(model.seen, manner)
    closed = model.closed.report.closed
    return words.CLOSED.with_facts(shift=str(closed.shift_no), number=closed.z_no)


def _info(model: CashUpModel) -> tuple[Say, ...]:
    acts = () if model.seen is None else model.seen.acts
    drops = sum(act.kind in _DROPS for act in acts)
    return words.BLIND, words.DROPS.with_facts(count=str(drops))


def _rows(model: CashUpModel, manner: Manner) -> tuple[Row, ...]:
    if model.report is None:
        return ()
    shift, write = model.report.shift, manner.formatter.amount
    figures = shift.figures()
    terms = (
        (words.FLOAT, figures.opening_float),
        (words.TENDERED, figures.cash_tendered),
        (words.CHANGE, -figures.change),
        (words.REFUNDS, -figures.refunds),
        (words.PAID_IN, figures.paid_in),
        (words.PAID_OUT, -figures.paid_out),
        (words.DROPPED, -figures.drops),
        (words.EXPECTED, expected_cash(figures)),
        (words.COUNTED, shift.counted),
    )
    return tuple(Row(label, plain(write(minor, model.currency))) for label, minor in terms)


def _difference(model: CashUpModel) -> tuple[Say, Tone]:
    if model.report is None:
        return NOTHING, Tone.PLAIN
    if not model.over_short:
        return words.EXACT, Tone.GOOD
    tone = Tone.BAD if model.is_beyond_limit else Tone.WARNING
    return (words.OVER if model.over_short > 0 else words.SHORT), tone


def _hindrance_lines(model: CashUpModel, manner: Manner) -> tuple[HindranceLine, ...]:
    """Tell what keeps a shift open; a drawer is handed over with all of it."""
    if model.hands_over:
        return ()
    hindrances, currency = model.hindrances, model.currency
    sales = [
        HindranceLine(_about(words.NOT_FINISHED, sale, currency, manner), sale_id=sale.sale_id)
        for sale in hindrances.sales
    ]
    prints = []
    for each in hindrances.prints:
        if each.sale is not None:
            text = _about(words.NOT_KNOWN_PRINTED, each.sale, currency, manner)
        else:
            moment = manner.local(parse_time(each.job.queued_at))
            text = words.NOT_KNOWN_PAPER.with_facts(time=manner.formatter.clock(moment))
        prints.append(HindranceLine(text, job=each.job.job))
    return (*sales, *prints)


def _about(template: Say, sale: SaleRow, currency: str, manner: Manner) -> Say:
    write = manner.formatter
    return template.with_facts(
        meter=grouped_meter(display_number(sale.pan)),
        amount=write.money(sale.total, currency),
        time=write.clock(manner.local(parse_time(sale.begun_at))),
    )


def _primary(model: CashUpModel, manner: Manner) -> Action:
    if model.is_busy:
        return Action(words.WORKING, enabled=False)
    if model.handed is not None:
        return Action(words.SELL_ON)
    if model.closed is not None:
        return Action(words.NEXT_SHIFT)
    shift = model.shift
    if shift is None:
        return Action(words.OPEN_FIRST, enabled=model.seen is not None)
    match model.step:
        case CashUpStep.COUNT:
            if model.board.is_empty:
                return Action(words.COUNT_FIRST, enabled=False)
            amount = manner.formatter.money(model.board.total, model.currency)
            return Action(words.COUNT_FINAL.with_facts(amount=amount))
        case CashUpStep.EXPLAIN:
            if not model.is_explained:
                return Action(words.WHY_DIFFERENT, enabled=False)
            return Action(words.TO_SIGNING)
        case _:
            return _signing(model, shift)


def _signing(model: CashUpModel, shift: ShiftRow) -> Action:
    if model.is_hindered and not model.hands_over:
        return Action(words.SETTLE, enabled=False)
    if not model.signer:
        return Action(words.CHOOSE_WHO, enabled=False)
    if model.hands_over:
        return Action(words.HAND_OVER.with_facts(name=model.signer))
    return Action(words.CLOSE_SHIFT.with_facts(shift=str(shift.shift_no)))


def _secondary(model: CashUpModel, manner: Manner) -> Action:
    shift = model.shift
    if model.closed is None and shift is None:
        return Action(NOTHING, enabled=False)
    match model.step:
        case CashUpStep.COUNT if shift is not None and shift.is_counted and model.board.is_empty:
            amount = manner.formatter.money(shift.counted, model.currency)
            return Action(words.GO_ON.with_facts(amount=amount), enabled=not model.is_busy)
        case CashUpStep.COUNT:
            return Action(words.PAUSE)
        case CashUpStep.EXPLAIN:
            return Action(words.RECOUNT, enabled=not model.is_busy)
        case CashUpStep.SIGN:
            return Action(words.BACK, enabled=not model.is_busy)
        case CashUpStep.Z_REPORT:
            return Action(words.PRINT_AGAIN, enabled=not model.is_busy)
