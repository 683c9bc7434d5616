"""Rows about what head office had this terminal know, computed from the journal alone."""

from enum import StrEnum
from typing import Final, Protocol

import msgspec

PROGRAM_RULE_KEY: Final = "program"


class AgentWish(StrEnum):
    """What head office may want of the key agent."""

    SEALED_KEY = "sealed_key"
    IDLE_LOCK = "idle_lock"


class WishState(StrEnum):
    """What became of it."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"


class OfficeMessageRow(msgspec.Struct, frozen=True):
    """A message of head office; see `OfficeMessageSet`.

    Attributes:
        texts: JSON object, text by language.
        seq: of the entry that brought it.
        withdrawn_at: empty while it is not.
    """

    id: str
    place: str
    texts: str
    starts: str
    ends: str
    seq: int
    withdrawn_at: str

    def is_said_at(self, time: str) -> bool:
        """Whether it is said at a moment, in the journal's form."""
        is_begun = not self.starts or self.starts <= time
        is_over = bool(self.ends) and self.ends <= time
        is_withdrawn = bool(self.withdrawn_at) and self.withdrawn_at <= time
        return is_begun and not is_over and not is_withdrawn


class ProgramRuleRow(msgspec.Struct, frozen=True):
    """The oldest program that may sell; one row with key `program`."""

    key: str
    lowest: str
    stops: str


class RevokedKeyRow(msgspec.Struct, frozen=True):
    """A vending key that no credit is made with any more."""

    sgc: str
    krn: int
    revoked_at: str


class AgentWishRow(msgspec.Struct, frozen=True):
    """Something that head office wants of the key agent; see `AgentWished`.

    Attributes:
        state: a WishState.
        refused: code of the refusal; empty for none.
        wished_at, ended_at: times; empty until it ended.
    """

    wish: str
    what: str
    subject: str
    state: str
    refused: str
    wished_at: str
    ended_at: str


DownlinkRow = OfficeMessageRow | ProgramRuleRow | RevokedKeyRow | AgentWishRow


class DownlinkRowsBefore(Protocol):
    """The rows about head office's wishes as they are before an entry."""

    def agent_wish(self, wish: str) -> AgentWishRow | None:
        """Return what head office wants of the key agent, by the body's SHA-256."""
