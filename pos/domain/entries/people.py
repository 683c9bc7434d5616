"""Who may sign in, what they may do, and who could not."""

from pos.domain.entries.payload import Payload


class OperatorAdded(Payload, frozen=True, forbid_unknown_fields=True, tag="operator_added"):
    """A person may sign in; the PIN's verifier is in the key agent."""

    name: str
    role: str


class OperatorChanged(Payload, frozen=True, forbid_unknown_fields=True, tag="operator_changed"):
    """What a person may do from now on.

    Attributes:
        sale_limit: most money of one sale; 0 for no limit.
        cash_limit: most cash taken out of the drawer at a time without a second person; 0 for no
            limit.
    """

    name: str
    role: str
    sale_limit: int
    cash_limit: int


class OperatorRemoved(Payload, frozen=True, forbid_unknown_fields=True, tag="operator_removed"):
    """A person may not sign in any more."""

    name: str


class PinChanged(Payload, frozen=True, forbid_unknown_fields=True, tag="pin_changed"):
    """A person has another PIN."""

    name: str


class PinReset(Payload, frozen=True, forbid_unknown_fields=True, tag="pin_reset"):
    """A person has another PIN, and no supervisor's PIN was there to say so.

    Attributes:
        by: what stood in for it, a `StandIn`.
    """

    name: str
    by: str


class SignInRefusedEntry(Payload, frozen=True, forbid_unknown_fields=True, tag="sign_in_refused"):
    """Somebody gave a wrong name or PIN."""

    name: str
