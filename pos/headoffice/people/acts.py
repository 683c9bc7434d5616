"""What people at head office did, written in the transaction that does it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import insert, select, tuple_
from sqlalchemy.engine import Connection

from pos.domain.journal import format_time
from pos.headoffice.store.schema_people import OFFICE_ACT

_ID_BYTES: Final = 8
_TEXT_LENGTH_MAX: Final = 400


class ActOf(StrEnum):
    """What somebody did."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    PHONE_LINKED = "phone_linked"
    SIGN_IN_REFUSED = "sign_in_refused"
    PASSWORD_REFUSED = "password_refused"  # noqa: S105 - the name of an act.
    DEPOSIT_MATCHED = "deposit_matched"
    GRANTED = "granted"
    GRANT_PROPOSED = "grant_proposed"
    LIMIT_SET = "limit_set"
    LIMIT_PROPOSED = "limit_proposed"
    PROPOSAL_CONFIRMED = "proposal_confirmed"
    PROPOSAL_REJECTED = "proposal_rejected"
    PERSON_ADDED = "person_added"
    PERSON_REMOVED = "person_removed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an act.
    ROLE_CHANGED = "role_changed"
    PHONE_FORGOTTEN = "phone_forgotten"
    PUBLISHED = "published"
    KEY_DELIVERED = "key_delivered"
    TEXT_ASKED = "text_asked"
    CEREMONY_BEGUN = "ceremony_begun"
    COMPONENT_ENTERED = "component_entered"
    COMPONENT_REFUSED = "component_refused"
    CEREMONY_SEALED = "ceremony_sealed"
    CEREMONY_ABANDONED = "ceremony_abandoned"
    CEREMONY_ENDED = "ceremony_ended"
    CEREMONY_REFUSED = "ceremony_refused"
    ANSWER_KEY_CHANGED = "answer_key_changed"
    SEALING_KEY_KEPT = "sealing_key_kept"
    TERMINAL_REVOKED = "terminal_revoked"
    ENROL_CODE_MADE = "enrol_code_made"
    COMMAND = "command"
    COMMAND_REFUSED = "command_refused"


@dataclass(frozen=True, slots=True)
class OfficeAct:
    """Something that was done.

    Attributes:
        at: in the journal's form.
        subject: what it was done to; may be empty.
        detail: more about it; may be empty.
        place: user, machine and terminal of the command line; empty for the console.
    """

    at: str
    id: str
    clerk: str
    what: str
    subject: str
    detail: str
    place: str


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes down what one person does.

    Attributes:
        clerk: who.
        now: the clock.
        randomness: makes ids.
        place: where, as in `OfficeAct`.
    """

    clerk: str
    now: datetime
    randomness: Callable[[int], bytes]
    place: str = ""

    def note(
        self, connection: Connection, what: ActOf, *, subject: str = "", detail: str = ""
    ) -> None:
        """Write something down, in the transaction that does it."""
        connection.execute(
            insert(OFFICE_ACT).values(
                at=format_time(self.now),
                id=self.randomness(_ID_BYTES).hex(),
                clerk=self.clerk,
                what=what.value,
                subject=subject[:_TEXT_LENGTH_MAX],
                detail=detail[:_TEXT_LENGTH_MAX],
                place=self.place[:_TEXT_LENGTH_MAX],
            )
        )


def acts(
    connection: Connection, count: int, before: tuple[str, str] | None = None
) -> tuple[OfficeAct, ...]:
    """Return the newest acts, or the newest before a place in time."""
    key = (OFFICE_ACT.c.at, OFFICE_ACT.c.id)
    newest = select(OFFICE_ACT).order_by(*(column.desc() for column in key)).limit(count)
    if before is not None:
        newest = newest.where(tuple_(*key) < tuple_(*before))
    return tuple(
        OfficeAct(row.at, row.id, row.clerk, row.what, row.subject, row.detail, row.place)
        for row in connection.execute(newest)
    )
