"""Reducers of what head office had this terminal know, say and forbid."""

from typing import assert_never

import msgspec
from msgspec.structs import replace

from pos.domain.entries import (
    AgentWished,
    AgentWishEnded,
    KeyRevoked,
    OfficeMessageSet,
    ProgramRuleSet,
)
from pos.domain.errors import JournalDamaged
from pos.domain.journal import Entry
from pos.domain.projections.downlink_rows import (
    PROGRAM_RULE_KEY,
    AgentWishRow,
    DownlinkRow,
    DownlinkRowsBefore,
    OfficeMessageRow,
    ProgramRuleRow,
    RevokedKeyRow,
    WishState,
)

DownlinkPayload = OfficeMessageSet | ProgramRuleSet | KeyRevoked | AgentWished | AgentWishEnded


def reduce_downlink(
    payload: DownlinkPayload, entry: Entry, rows: DownlinkRowsBefore
) -> tuple[DownlinkRow, ...]:
    """Return the rows that an entry adds or replaces.

    Raises:
        JournalDamaged: it ends a wish that nobody had.
    """
    match payload:
        case OfficeMessageSet():
            return (_message(payload, entry),)
        case ProgramRuleSet(lowest=lowest, stops=stops):
            return (ProgramRuleRow(PROGRAM_RULE_KEY, lowest, stops),)
        case KeyRevoked(sgc=sgc, krn=krn):
            return (RevokedKeyRow(sgc, krn, entry.time),)
        case AgentWished(wish=wish, what=what, subject=subject):
            return (AgentWishRow(wish, what, subject, WishState.WAITING, "", entry.time, ""),)
        case AgentWishEnded(wish=wish, refused=refused):
            before = rows.agent_wish(wish)
            if before is None:
                raise JournalDamaged(seq=entry.seq, why="speaks of what the journal does not hold")
            state = WishState.REFUSED if refused else WishState.DONE
            return (replace(before, state=state, refused=refused, ended_at=entry.time),)
        case _:
            assert_never(payload)


def _message(said: OfficeMessageSet, entry: Entry) -> OfficeMessageRow:
    texts = {each.language: each.text for each in said.texts}
    return OfficeMessageRow(
        id=said.id,
        place=said.place,
        texts=msgspec.json.encode(texts, order="sorted").decode(),
        starts=said.starts,
        ends=said.ends,
        seq=entry.seq,
        withdrawn_at=entry.time if said.withdrawn else "",
    )
