"""Key ceremonies at head office, as its key agent holds them: in memory, for half an hour.

Custodians enter their components one by one; when all are in and the check value was compared,
the key is sealed for the terminals that were named at the beginning, and forgotten.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Final, Protocol

from pos.wire.sealed_key import SealedKey, SealingKey

CEREMONY_LASTS: Final = timedelta(minutes=30)
CUSTODIANS_MIN, CUSTODIANS_MAX = 2, 3
RECEIVERS_MAX: Final = 250


class CeremonyEnd(StrEnum):
    """How a ceremony ended."""

    OPEN = "open"
    """It has not."""
    SEALED = "sealed"
    ABANDONED = "abandoned"
    TIMED_OUT = "timed_out"
    LOCKED = "locked"
    """Somebody locked the keys that grant."""
    MISFIT = "misfit"
    """The components made no key, or another than the letter's, too often."""
    LOST = "lost"
    """The key agent ended meanwhile; it never says so itself."""


@dataclass(frozen=True, slots=True)
class KeyReceiver:
    """A terminal that is to get the key."""

    terminal: str
    to: SealingKey


@dataclass(frozen=True, slots=True)
class CeremonyPlan:
    """What is said at the beginning.

    Attributes:
        id: 32 hex digits, made by who begins.
        attributes: attributes file of the key.
        custodians: each brings one component.
    """

    id: str
    attributes: bytes
    custodians: tuple[str, ...]
    receivers: tuple[KeyReceiver, ...]


@dataclass(frozen=True, slots=True)
class ComponentLetter:
    """What a custodian's letter says.

    Attributes:
        digits: hex, with or without white space; never shown.
        check_value, key_check_value: of component and key, 6 hex digits; empty where the letter
            has none.
    """

    digits: bytes = field(repr=False)
    check_value: str = ""
    key_check_value: str = ""


@dataclass(frozen=True, slots=True)
class CustodianDone:
    """A component that is in."""

    name: str
    check_value: str


@dataclass(frozen=True, slots=True)
class CeremonyStatus:
    """What anyone may know of a ceremony.

    Attributes:
        of: how many components there are.
        until: when it ends by itself, in the journal's form.
        check_value: of the key, once it was sealed; empty before.
    """

    id: str
    entered: tuple[CustodianDone, ...]
    of: int
    until: str
    end: CeremonyEnd
    check_value: str


class KeyCeremonies(Protocol):
    """The part of head office's key agent that holds ceremonies.

    All but `statuses` raise CeremonyUnknown, CeremonyOver, and KeysLocked while grants are locked.
    """

    def begin(self, plan: CeremonyPlan) -> CeremonyStatus:
        """Begin one.

        Raises:
            CeremonyMalformed, KeyAttributesMalformed, SigningKeyMissing.
            CeremonyUnderWay: the agent holds as many as it may.
        """

    def statuses(self) -> tuple[CeremonyStatus, ...]:
        """Return those that are open and those that ended lately."""

    def enter(self, ceremony: str, custodian: str, letter: ComponentLetter) -> CeremonyStatus:
        """Take one custodian's component.

        Raises:
            NotACustodian, CustodianRepeated, ComponentMalformed, ComponentsDoNotFit: what was in
                before stays, up to a few times.
        """

    def seal(self, ceremony: str, check_value: str) -> tuple[SealedKey, ...]:
        """Compare the check value, seal the key for each receiver, and forget it.

        Again gives the same, until the ceremony's time is over.

        Raises:
            ComponentsMissing.
            CheckValueDiffers: up to a few times.
        """

    def abandon(self, ceremony: str) -> bool:
        """Forget all components; whether the agent held this ceremony."""
