"""Sales as JSON objects and as text."""

from contextlib import suppress

from pos.app.history import SaleStory, story_of
from pos.app.journal_heads import sign_newest_head
from pos.app.ports import Ports
from pos.cli.session import Session
from pos.domain.energy import format_units
from pos.domain.entries import IssuedToken
from pos.domain.errors import AgentUnreachable, IdentityLocked
from pos.domain.meter import display_number
from pos.domain.money import decimals_of, format_minor
from pos.domain.sale import SaleResult


def answer_sale(session: Session, ports: Ports, result: SaleResult) -> None:
    """Sign the journal's head, print what waits, and answer with a committed sale."""
    with suppress(AgentUnreachable, IdentityLocked):
        # Without a signature the sale is durable all the same; the next signature covers it.
        sign_newest_head(ports)
    ports.receipts.work_off(first=result.sale_id)
    with ports.store.read() as reads:
        story = story_of(reads, result.sale_id)
    session.answer(sale_facts(story), sale_text(story))


def sale_facts(story: SaleStory) -> dict[str, object]:
    """Return a committed sale as `sell` answers it."""
    begun = story.begun
    decimals = decimals_of(begun.currency)
    units = sum(token.units_milli for token in story.tokens)
    return {
        "sale_id": begun.sale_id,
        "receipt_no": story.row.receipt_no,
        "journal_seq": story.row.ended_seq,
        "total": format_minor(begun.total, decimals),
        "change": format_minor(begun.change, decimals),
        "currency": begun.currency,
        "units": format_units(units),
        "tokens": [_token_facts(token) for token in story.tokens],
        "print": {"state": print_state(story)},
    }


def story_facts(story: SaleStory) -> dict[str, object]:
    """Return a sale of any state, as `sales show` answers it."""
    row = story.row
    jobs = [
        {"job": job.job, "copy": job.copy, "printer": job.printer, "state": job.state.value}
        for job in story.jobs
    ]
    return sale_facts(story) | {
        "state": row.state,
        "meter": display_number(row.pan),
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
    begun = story.begun
    decimals = decimals_of(begun.currency)
    lines = [
        f"Receipt {story.row.receipt_no}, meter {display_number(story.row.pan)}",
        f"Paid {begun.currency} {format_minor(begun.total, decimals)}",
        f"Change {format_minor(begun.change, decimals)}",
    ]
    for token in story.tokens:
        lines += [f"{format_units(token.units_milli)} kWh", f"    {grouped(token.digits)}"]
    if story.terminal.training:
        lines.append("TRAINING: the code does not work on a real meter.")
    lines.append(f"Paper: {print_state(story).replace('_', ' ')}")
    return "\n".join(lines)


def grouped(digits: str) -> str:
    """Write 20 digits in five groups of four."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def print_state(story: SaleStory) -> str:
    """Return the state of the sale's newest print job, `none` where there is none."""
    return story.jobs[-1].state.value if story.jobs else "none"


def _token_facts(token: IssuedToken) -> dict[str, object]:
    return {
        "kind": token.kind,
        "digits": token.digits,
        "units": format_units(token.units_milli),
        "tid": token.tid,
    }
