"""What the counter is told of head office: its messages, an old program, keys that came."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import msgspec

from pos.app.office.office_rules import is_too_old, running_version
from pos.app.ports import Reads
from pos.app.ports.downlink import DownlinkReads
from pos.domain.journal import format_time
from pos.domain.projections import AgentWishRow, OfficeMessageRow, SaleRow
from pos.domain.projections.downlink_rows import AgentWish, WishState
from pos.wire.bundle_bodies import MessagePlace

# People hear of a key that came or was refused for so long.
_KEY_NEWS: Final = timedelta(days=2)
_ENGLISH: Final = "en"


class NoticeKind(StrEnum):
    """What a notice is about."""

    PROGRAM_STOPPED = "program_stopped"
    PROGRAM_OLD = "program_old"
    KEY_WAITS = "key_waits"
    KEY_REFUSED = "key_refused"
    KEY_CAME = "key_came"
    MESSAGE = "message"


_KEY_KINDS: Final = {
    WishState.WAITING: NoticeKind.KEY_WAITS,
    WishState.DONE: NoticeKind.KEY_CAME,
    WishState.REFUSED: NoticeKind.KEY_REFUSED,
}


@dataclass(frozen=True, slots=True)
class OfficeNotice:
    """One thing to be told.

    Attributes:
        id: the same while it says the same.
        texts: of a message, by language.
        facts: for the words of any other kind.
    """

    id: str
    kind: NoticeKind
    texts: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


def office_notices(reads: Reads, now: datetime) -> tuple[OfficeNotice, ...]:
    """Return what is to be told now, what matters most first."""
    found = [
        *_about_program(reads, now),
        *_about_keys(reads, now),
        *(
            OfficeNotice(f"message {row.id} {row.seq}", NoticeKind.MESSAGE, texts=texts_of(row))
            for row in reads.office_messages()
            if row.place != MessagePlace.RECEIPT and row.is_said_at(format_time(now))
        ),
    ]
    return tuple(sorted(found, key=lambda notice: list(NoticeKind).index(notice.kind)))


def receipt_messages(reads: DownlinkReads, sale: SaleRow) -> tuple[Mapping[str, str], ...]:
    """Return the messages for a receipt by language, those of its sale's own moment.

    A copy says what the first receipt said, whatever came since.
    """
    return tuple(
        texts_of(row)
        for row in reads.office_messages()
        if row.place != MessagePlace.COUNTER
        and row.is_said_at(sale.begun_at)
        and (row.seq < sale.begun_seq or not sale.begun_seq)
    )


def texts_of(row: OfficeMessageRow) -> dict[str, str]:
    """Return a message's texts by language."""
    return msgspec.json.decode(row.texts, type=dict[str, str])


def text_in(texts: Mapping[str, str], language: str) -> str:
    """Return the text of a language, else English, else any."""
    return texts.get(language) or texts.get(_ENGLISH) or next(iter(texts.values()), "")


def _about_program(reads: Reads, now: datetime) -> list[OfficeNotice]:
    rule = reads.program_rule()
    if rule is None or not is_too_old(rule):
        return []
    is_stopped = bool(rule.stops) and rule.stops <= format_time(now)
    kind = NoticeKind.PROGRAM_STOPPED if is_stopped else NoticeKind.PROGRAM_OLD
    facts = {"running": running_version(), "lowest": rule.lowest, "stops": rule.stops}
    return [OfficeNotice(f"program {rule.lowest} {is_stopped}", kind, facts=facts)]


def _about_keys(reads: Reads, now: datetime) -> list[OfficeNotice]:
    since = format_time(now - _KEY_NEWS)
    return [
        _key_notice(row)
        for row in reads.agent_wishes()
        if row.what == AgentWish.SEALED_KEY and (not row.ended_at or row.ended_at >= since)
    ]


def _key_notice(row: AgentWishRow) -> OfficeNotice:
    sgc, _, krn = row.subject.partition("/")
    facts = {"sgc": sgc, "krn": krn, "code": row.refused}
    return OfficeNotice(
        f"key {row.wish} {row.state}", _KEY_KINDS[WishState(row.state)], facts=facts
    )
