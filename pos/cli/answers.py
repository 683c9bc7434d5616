"""Sales as JSON objects and as text."""

import logging
from collections.abc import Callable
from typing import TypeVar
from zoneinfo import ZoneInfo

from pos.app.cash.agent_float import float_is_low
from pos.app.cash.cash_policy import drawer_is_over_limit
from pos.app.journal.journal_heads import sign_newest_head
from pos.app.ports import Ports, Reads
from pos.app.selling.repeated_sale import repeated_by
from pos.app.sold.history import SaleStory
from pos.cli.session import Session
from pos.domain.energy import format_units
from pos.domain.entries import IssuedToken, SaleBegun
from pos.domain.errors import MoneyStands, PosError
from pos.domain.journal import parse_time
from pos.domain.meter import display_number
from pos.domain.money import decimals_of, format_minor
from pos.domain.projections import Purpose, SaleRow
from pos.domain.sale import SaleResult

FLOAT_ALARM = "The float runs out: pay the utility soon."
T = TypeVar("T")
DRAWER_ALARM = "The drawer holds more than it should: drop cash into the safe."
REPEATED = "The same meter and amount as receipt {receipt}, minutes ago: was it meant twice?"
KEY_CHANGE = "key_change"
OLD_CODES_FIRST = (
    "Key change: type every code that was bought earlier first, then these, in this order."
)


def answer_sale(session: Session, ports: Ports, result: SaleResult) -> None:
    """Sign the journal's head, print what waits, and answer with a committed sale.

    The sale is durable: whatever fails in here is logged and changes nothing about the answer.
    """
    session.money = MoneyStands.SALE_COMPLETE
    afterwards("signing", lambda: sign_newest_head(ports))
    afterwards("printing", lambda: ports.receipts.work_off(first=result.sale_id))
    state = afterwards("looking", lambda: _newest_print_state(ports, result.sale_id))
    state = state or result.print_state
    is_over = bool(afterwards("looking", lambda: drawer_is_over_limit(ports)))
    is_low = bool(afterwards("looking", lambda: float_is_low(ports)))
    repeats = afterwards("looking", lambda: _repeated_by(ports, result.sale_id))
    facts = _facts(result.begun, result.tokens, print_state=state) | {
        "receipt_no": result.receipt_no,
        "journal_seq": result.journal_seq,
        "over_drawer_limit": is_over,
        "purpose": result.purpose,
        "approver": result.approver,
        "detail": result.detail,
        "float_is_low": is_low,
        "repeats": repeats.sale_id if repeats else "",
    }
    text = _text(result.begun, result.tokens, result.receipt_no, state)
    again = REPEATED.format(receipt=repeats.receipt_no) if repeats else ""
    alarms = (DRAWER_ALARM if is_over else "", FLOAT_ALARM if is_low else "", again)
    session.answer(facts, "\n".join(line for line in (text, *alarms) if line))


def at_the_counter(time: str, time_zone: str) -> str:
    """Return a moment of the journal as the clock on the wall shows it, to the minute."""
    return f"{parse_time(time).astimezone(ZoneInfo(time_zone)):%Y-%m-%d %H:%M}"


def afterwards(what: str, act: Callable[[], T]) -> T | None:
    """Do what follows a sale; what fails is logged, and None is returned."""
    try:
        return act()
    except PosError as error:
        logging.getLogger(__name__).warning("after a sale, %s failed: %s", what, error.code)
        return None


def _repeated_by(ports: Ports, sale_id: str) -> SaleRow | None:
    with ports.store.read() as reads:
        return repeated_by(reads, sale_id)


def _newest_print_state(ports: Ports, sale_id: str) -> str:
    with ports.store.read() as reads:
        jobs = reads.print_jobs_of(sale_id)
    return jobs[-1].state.value if jobs else "none"


def _facts(
    begun: SaleBegun, tokens: tuple[IssuedToken, ...], *, print_state: str
) -> dict[str, object]:
    decimals = decimals_of(begun.currency)
    return {
        "sale_id": begun.sale_id,
        "total": format_minor(begun.total, decimals),
        "change": format_minor(begun.change, decimals),
        "tenders": [
            {"kind": tender.kind, "amount": format_minor(tender.amount, decimals)}
            for tender in begun.tenders
        ],
        "rounding": format_minor(begun.rounding, decimals),
        "currency": begun.currency,
        "meter": display_number(begun.meter.pan),
        "units": format_units(sum(token.units_milli for token in tokens)),
        "tokens": [token_facts(token) for token in tokens],
        "warning": OLD_CODES_FIRST if _has_key_change(tokens) else "",
        "print": {"state": print_state},
    }


def _text(
    begun: SaleBegun, tokens: tuple[IssuedToken, ...], receipt_no: str, print_state: str
) -> str:
    decimals = decimals_of(begun.currency)
    lines = [f"Receipt {receipt_no}, meter {display_number(begun.meter.pan)}"]
    if begun.tenders:
        lines += [
            f"Paid {begun.currency} {format_minor(begun.total, decimals)}",
            f"Change {format_minor(begun.change, decimals)}",
        ]
    if _has_key_change(tokens):
        lines.append(OLD_CODES_FIRST)
    for number, token in enumerate(tokens, start=1):
        place = f"{number} of {len(tokens)}: " if len(tokens) > 1 else ""
        lines += [f"{place}{_says(token)}", f"    {grouped(token.digits)}"]
    if any(token.training for token in tokens):
        lines.append("TRAINING: the code does not work on a real meter.")
    lines.append(f"Paper: {print_state.replace('_', ' ')}")
    return "\n".join(lines)


def story_facts(story: SaleStory) -> dict[str, object]:
    """Return a sale of any state, as `sales show` answers it."""
    row = story.row
    jobs = [
        {"job": job.job, "copy": job.copy, "printer": job.printer, "state": job.state.value}
        for job in story.jobs
    ]
    facts = _facts(story.begun, story.tokens, print_state=print_state(story))
    return facts | {
        "receipt_no": row.receipt_no,
        "journal_seq": row.ended_seq,
        "state": row.state,
        "meter": display_number(row.pan),
        "purpose": story.asked.purpose if story.asked else Purpose.SALE.value,
        "approver": story.asked.approver if story.asked else "",
        "detail": story.asked.detail if story.asked else "",
        "operator": row.operator,
        "shift_no": row.shift_no,
        "begun_at": row.begun_at,
        "ended_at": row.ended_at,
        "reason": row.reason,
        "tendered": format_minor(row.tendered, decimals_of(story.begun.currency)),
        "tariff": story.begun.tariff,
        "copies": row.copies,
        "jobs": jobs,
    }


def sale_text(story: SaleStory) -> str:
    """Return a committed sale in a few lines a person reads out."""
    return _text(story.begun, story.tokens, story.row.receipt_no, print_state(story))


def grouped(digits: str) -> str:
    """Write 20 digits in five groups of four."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def print_state(story: SaleStory) -> str:
    """Return the state of the sale's newest print job, `none` where there is none."""
    return story.jobs[-1].state.value if story.jobs else "none"


def purpose_of(reads: Reads, row: SaleRow) -> str:
    """Return what a row of the sales was asked for, `sale` where a customer paid."""
    asked = None if row.is_paid else reads.register(row.sale_id)
    return asked.purpose if asked else Purpose.SALE.value


def _has_key_change(tokens: tuple[IssuedToken, ...]) -> bool:
    return any(token.kind == KEY_CHANGE for token in tokens)


def _says(token: IssuedToken) -> str:
    if token.units_milli:
        free = " free" if token.kind == "free" else ""
        return f"{format_units(token.units_milli)} kWh{free}"
    return token.kind.replace("_", " ")


def token_facts(token: IssuedToken) -> dict[str, object]:
    """Return a token as a JSON object."""
    return {
        "kind": token.kind,
        "digits": token.digits,
        "units": format_units(token.units_milli),
        "tid": token.tid or None,
    }
