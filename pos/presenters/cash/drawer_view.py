"""From the drawer's model to what its page shows."""

from pos.domain.currency_notes import symbol_of
from pos.domain.journal import parse_time
from pos.domain.operator import Role
from pos.domain.projections import ActKind, ActRow, OperatorRow
from pos.presenters.cash import texts as words
from pos.presenters.cash.desk import CashAct, DrawerView
from pos.presenters.cash.drawer_model import DrawerModel, Form
from pos.presenters.cash.drawer_state import ActLine, DrawerMode, DrawerState, SecondView
from pos.presenters.manner import Manner
from pos.presenters.sale.state import Action, Choice
from pos.presenters.texts import NOTHING, Say, plain

_WITH_SLIP = (
    ActKind.PAID_IN,
    ActKind.PAID_OUT,
    ActKind.DROP_SAFE,
    ActKind.DROP_BANK,
    ActKind.COUNTED,
    ActKind.SHIFT_OPENED,
    ActKind.HANDED_OVER,
    ActKind.REFUNDED,
)


def view_drawer(model: DrawerModel, manner: Manner) -> DrawerState:
    """Return the page; what is refused is put into words elsewhere."""
    mode = _mode(model)
    form = model.form
    return DrawerState(
        mode=mode,
        shift=shift_line(model.seen, manner),
        alarm=_alarm(model, manner),
        act=form.act,
        amount=form.amount.text,
        symbol=symbol_of(model.currency),
        reasons=tuple(
            Choice(words.USUAL[each], enabled=True, selected=form.is_usual and each == form.reason)
            for each in words.REASONS[form.act]
        ),
        reason=words.reason_told(form.reason) if form.is_usual else plain(form.reason),
        reference=form.reference,
        board=model.board.board(manner.formatter),
        second=model.second,
        primary=_primary(model, mode, manner),
        done=model.done,
        is_busy=model.is_busy,
        lines=() if model.seen is None else _lines(model.seen.acts, model.currency, manner),
        paper=model.paper,
    )


def shift_line(seen: DrawerView | None, manner: Manner) -> Say:
    """Say which shift is open."""
    if seen is None:
        return NOTHING
    shift = seen.shift
    if shift is None:
        return words.NO_SHIFT
    opened = manner.local(parse_time(shift.opened_at))
    return words.SHIFT_LINE.with_facts(
        shift=str(shift.shift_no), keeper=shift.keeper, moment=manner.formatter.moment(opened)
    )


def supervisors_but(own: str, people: tuple[OperatorRow, ...]) -> tuple[str, ...]:
    """Return the supervisors who may sign what somebody does."""
    return tuple(row.name for row in people if row.role == Role.SUPERVISOR and row.name != own)


def sign_action(second: SecondView) -> Action:
    """Return what comes next where a second person is asked."""
    if second.name:
        return Action(words.SIGN)
    return Action(words.CHOOSE_WHO if second.names else words.NOBODY_SIGNS, enabled=False)


def _mode(model: DrawerModel) -> DrawerMode:
    if model.seen is None:
        return DrawerMode.LOADING
    if model.seen.shift is None:
        return DrawerMode.OPENING
    if model.refused is not None:
        return DrawerMode.SIGNING
    return DrawerMode.SLIPS if model.shows_slips else DrawerMode.MOVING


def _alarm(model: DrawerModel, manner: Manner) -> Say:
    seen = model.seen
    if seen is None or not seen.is_over_limit:
        return NOTHING
    limit = manner.formatter.money(seen.drawer_limit, model.currency)
    return words.EXPOSED.with_facts(limit=limit)


def _primary(model: DrawerModel, mode: DrawerMode, manner: Manner) -> Action:
    if model.is_busy:
        return Action(words.WORKING, enabled=False)
    match mode:
        case DrawerMode.LOADING:
            return Action(NOTHING, enabled=False)
        case DrawerMode.OPENING:
            board = model.board
            if board.is_empty:
                return Action(words.COUNT_FIRST, enabled=False)
            amount = manner.formatter.money(board.total, model.currency)
            return Action(words.OPEN_SHIFT.with_facts(amount=amount))
        case DrawerMode.SIGNING:
            return sign_action(model.second)
        case DrawerMode.SLIPS:
            return Action(words.BACK)
        case DrawerMode.MOVING:
            return _move_action(model.form, model.currency, manner)


def _move_action(form: Form, currency: str, manner: Manner) -> Action:
    if form.act is not CashAct.OPEN_DRAWER and not form.amount.minor:
        return Action(words.AMOUNT_MISSING, enabled=False)
    if form.act is CashAct.DEPOSIT and not form.reference.strip():
        return Action(words.BAG_MISSING, enabled=False)
    if not form.reason.strip():
        return Action(words.REASON_MISSING, enabled=False)
    amount = manner.formatter.money(form.amount.minor, currency)
    return Action(words.DO_ACTS[form.act].with_facts(amount=amount))


def _lines(acts: tuple[ActRow, ...], currency: str, manner: Manner) -> tuple[ActLine, ...]:
    return tuple(_line(act, currency, manner) for act in reversed(acts))


def _line(act: ActRow, currency: str, manner: Manner) -> ActLine:
    write = manner.formatter
    kinds: dict[str, Say] = {kind.value: said for kind, said in words.ACT_KINDS.items()}
    return ActLine(
        seq=act.seq,
        time=write.clock(manner.local(parse_time(act.at))),
        what=kinds.get(act.kind) or plain(act.kind.replace("_", " ")),
        # What a count came to is not told before it is final.
        amount=write.amount(act.amount, currency) if act.amount else "",
        reason=words.reason_told(act.reason or act.subject),
        operator=act.operator,
        has_slip=act.kind in _WITH_SLIP,
    )
