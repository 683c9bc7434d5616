"""From a committed sale to its code card."""

from typing import Final, assert_never
from zoneinfo import ZoneInfo

from pos.app.ports import PrintState
from pos.app.sold.history import SaleStory
from pos.domain.entries import IssuedToken
from pos.domain.journal import parse_time
from pos.domain.meter import display_number
from pos.domain.projections import Purpose
from pos.presenters.formatting import Formatter, grouped_meter, masked_name, token_groups
from pos.presenters.sale import texts as words
from pos.presenters.sale.state import CodeView, SoldView, Tone
from pos.presenters.texts import Say

KEY_CHANGE: Final = "key_change"
FREE: Final = "free"


def sold_view(story: SaleStory, write: Formatter, zone: ZoneInfo) -> SoldView:
    """Show a committed sale.

    Args:
        story: with at least one token.
        write: formatter of the language.
        zone: of the terminal.
    """
    number = grouped_meter(display_number(story.row.pan))
    title = words.CODE_FOR_NOBODY.with_facts(meter=number)
    if story.person is not None:
        title = words.CODE_FOR.with_facts(meter=number, customer=masked_name(story.person.name))
    has_key_change = any(token.kind == KEY_CHANGE for token in story.tokens)
    state, tone = print_state(story)
    unknown = [job.job for job in story.jobs if job.state is PrintState.UNKNOWN]
    return SoldView(
        sale_id=story.row.sale_id,
        title=title,
        receipt=words.RECEIPT.with_facts(number=story.row.receipt_no),
        codes=tuple(
            CodeView(
                groups=token_groups(token.digits),
                digits=token.digits,
                units=_says(token, story, write),
            )
            for token in story.tokens
        ),
        details=_details(story, write, zone),
        checked=words.KEY_CHANGE_FIRST if has_key_change else words.CHECKED,
        checked_tone=Tone.WARNING if has_key_change else Tone.GOOD,
        print_state=state,
        print_tone=tone,
        must_settle=unknown[0] if unknown else "",
    )


def _says(token: IssuedToken, story: SaleStory, write: Formatter) -> Say:
    """Say what one code does."""
    if not token.units_milli:
        watts = story.asked.detail.partition(" ")[2] if story.asked else ""
        if token.kind in words.LIMITS and watts:
            return words.LIMITS[token.kind].with_facts(watts=write.decimal(watts))
        return words.TOKENS.get(token.kind, words.OTHER_TOKEN)
    text = words.FREE_UNITS if token.kind == FREE else words.UNITS
    return text.with_facts(units=write.units(token.units_milli))


def _details(story: SaleStory, write: Formatter, zone: ZoneInfo) -> Say:
    moment = write.moment(parse_time(story.row.begun_at).astimezone(zone))
    if story.asked is not None and not story.row.is_paid:
        is_again = story.asked.purpose == Purpose.REISSUE
        text = words.REISSUED_DETAILS if is_again else words.GIVEN_DETAILS
        return text.with_facts(
            moment=moment, operator=story.row.operator, approver=story.asked.approver
        )
    return words.SOLD_DETAILS.with_facts(
        amount=write.money(story.begun.total, story.begun.currency),
        moment=moment,
        tariff=story.tariff_name,
    )


def print_state(story: SaleStory) -> tuple[Say, Tone]:
    """Return where the newest receipt of a sale stands, and how that is meant."""
    if not story.jobs:
        return words.PRINT_NONE, Tone.PLAIN
    state = story.jobs[-1].state
    match state:
        case PrintState.QUEUED:
            return words.PRINT_QUEUED, Tone.PLAIN
        case PrintState.SENDING:
            return words.PRINT_SENDING, Tone.PLAIN
        case PrintState.CONFIRMED:
            return words.PRINT_CONFIRMED, Tone.GOOD
        case PrintState.HANDED_OVER:
            return words.PRINT_HANDED_OVER, Tone.GOOD
        case PrintState.BLOCKED:
            return words.PRINT_BLOCKED, Tone.WARNING
        case PrintState.UNKNOWN:
            return words.PRINT_UNKNOWN, Tone.WARNING
        case PrintState.SETTLED:
            return words.PRINT_SETTLED, Tone.PLAIN
        case _:
            assert_never(state)
