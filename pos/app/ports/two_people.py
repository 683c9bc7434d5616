"""What head office's key agent does on the word of two people only.

    first person    say_yes(wish)             kept in the agent for four days, good once
    second person   sign_lease(.., warrant)   or set_limit(..): another person, the same wish

The agent knows both by their passwords, so whoever has head office's program and not two of them
opens no more to a terminal than the limit.
"""

import hashlib
from dataclasses import dataclass
from typing import Annotated, Final, Protocol

import msgspec

from pos.app.ports.slots import UnlockSecret
from pos.domain.entries import IssueReceipt
from pos.domain.lease import LeaseLimits

PASSWORD_BYTES_MIN: Final = 8
_WISH_TAG: Final = b"vendwatt wish 1\0"
_Amount = Annotated[int, msgspec.Meta(ge=0, le=1 << 60)]
_Number = Annotated[int, msgspec.Meta(ge=0, le=1 << 53)]
_Currency = Annotated[str, msgspec.Meta(pattern="^([A-Z]{3})?$")]


class OpenLimit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The most that one person may leave open to a terminal.

    Attributes:
        money: minor units.
        energy_milli: thousandths.
    """

    currency: _Currency
    money: _Amount
    energy_milli: _Amount


class LimitWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="limit"):
    """Another limit; the number tells two of the same content apart."""

    number: _Number
    limit: OpenLimit


class GrantWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="grant"):
    """Further money and energy for a terminal, and what else its next lease is to say.

    Attributes:
        number: tells two of the same content apart.
        currency: of the terminal, by which the agent finds its limit from then on.
        money, energy_milli: on top of what it may reach already.
        until: in the journal's form.
    """

    number: _Number
    terminal: str
    currency: _Currency
    money: _Amount
    energy_milli: _Amount
    energy_per_meter_day_milli: _Amount
    until: str
    lane: int
    lanes: int
    limits: LeaseLimits


Wish = LimitWish | GrantWish


@dataclass(frozen=True, slots=True, repr=False)
class Signer:
    """A person whom the key agent knows, with the password as it was typed."""

    name: str
    password: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Warrant:
    """What a lease may be signed on.

    Attributes:
        currency: of the terminal.
        issued: the terminal's newest issue, which proves what it has used up; None for none.
        wish, second: what two people want, and the second of them; None for one person's grant.
    """

    currency: str
    issued: IssueReceipt | None = None
    wish: GrantWish | None = None
    second: Signer | None = None


NO_WARRANT: Final = Warrant("")


class TwoPeople(Protocol):
    """The part of head office's key agent that knows people; open whenever its answers are.

    Until somebody is made known to it, it asks for nobody. All raise IdentityLocked.
    """

    def put_signer(
        self, by: UnlockSecret, signer: Signer, limits: tuple[OpenLimit, ...] = ()
    ) -> None:
        """Know a person, or another password of theirs, by what opens the signing keys.

        Args:
            limits: taken over for currencies without one.

        Raises:
            As `KeySlots.add`; PinMalformed for a password below eight bytes or no name.
        """

    def remove_signer(self, by: UnlockSecret, name: str) -> None:
        """Know a person no longer, nor what they said yes to; raises as `KeySlots.add`."""

    def say_yes(self, wish: Wish, first: Signer) -> None:
        """Keep the first person's yes to exactly this; SignerNotKnown, SignInDelayed."""

    def take_back(self, wish: Wish) -> None:
        """Forget a yes to something that nobody wants any more; again changes nothing."""

    def set_limit(self, wish: LimitWish, by: Signer) -> None:
        """Keep a limit: the first one or a lower one at once, any other as the second person.

        Raises:
            SignerNotKnown, SignInDelayed.
            SecondYesNeeded: nobody said yes before, not lately, or not to this.
            SecondPersonNeeded: it was the same person.
        """


def wish_digest(wish: Wish) -> str:
    """Return the digest of what two people want, 64 hex digits."""
    return hashlib.sha256(_WISH_TAG + msgspec.json.encode(wish)).hexdigest()
