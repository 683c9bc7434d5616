"""What head office had this terminal know, say and forbid."""

import msgspec

from pos.domain.entries.payload import Payload


class MessageText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A message in one language, two letters."""

    language: str
    text: str


class OfficeMessageSet(Payload, frozen=True, forbid_unknown_fields=True, tag="office_message_set"):
    """Head office wants something said; an id that was there is replaced.

    Attributes:
        place: a MessagePlace.
        starts, ends: times; empty for no end.
        withdrawn: it is not said any more.
    """

    id: str
    place: str
    texts: tuple[MessageText, ...]
    starts: str
    ends: str
    withdrawn: bool


class ProgramRuleSet(Payload, frozen=True, forbid_unknown_fields=True, tag="program_rule_set"):
    """The oldest program that may sell.

    Attributes:
        lowest: version, numbers with dots.
        stops: from when an older one begins no sale; empty for never.
    """

    lowest: str
    stops: str


class KeyRevoked(Payload, frozen=True, forbid_unknown_fields=True, tag="key_revoked"):
    """No credit is made with a vending key any more."""

    sgc: str
    krn: int


class AgentWished(Payload, frozen=True, forbid_unknown_fields=True, tag="agent_wished"):
    """Head office wants something of the key agent, done as soon as its keys are open.

    Attributes:
        wish: SHA-256 of the signed bundle, or of the body of a sealed key's; it is kept.
        what: an AgentWish.
        subject: what it is about, for people.
    """

    wish: str
    what: str
    subject: str


class AgentWishEnded(Payload, frozen=True, forbid_unknown_fields=True, tag="agent_wish_ended"):
    """The key agent did what head office wants, or refused it.

    Attributes:
        wish: as in `AgentWished`.
        refused: code of the refusal; empty where it was done.
    """

    wish: str
    refused: str


class TextAsked(Payload, frozen=True, forbid_unknown_fields=True, tag="text_asked"):
    """A customer asked for a sale's codes as a text message; the number is in no entry."""

    sale_id: str
