"""Loading vending keys and tables, as the key agent does it."""

from dataclasses import dataclass, field
from typing import Protocol

from pos.app.ports.key_status import KeyStatus
from pos.wire.bundle import SignedBundle
from pos.wire.sealed_key import SealedKey, SealingKey


@dataclass(frozen=True, slots=True)
class ComponentOffer:
    """What one custodian brings.

    Attributes:
        attributes: attributes file.
        component: component file; never shown.
        of: how many components there are, 0 to go by the file, or else by two.
    """

    attributes: bytes
    component: bytes = field(repr=False)
    of: int = 0


@dataclass(frozen=True, slots=True)
class PendingStatus:
    """A key of which some components are in.

    Attributes:
        of: how many there are.
        custodians: whose are in.
    """

    sgc: str
    krn: int
    of: int
    custodians: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entered:
    """What became of a component.

    Attributes:
        check_value: of the component, 6 hex digits.
        pending: what is in by now.
        key: the whole key, None while components are missing.
    """

    check_value: str
    pending: PendingStatus
    key: KeyStatus | None


@dataclass(frozen=True, slots=True)
class TablesStatus:
    """EA07 tables, without their values."""

    name: str
    check_value: str


@dataclass(frozen=True, slots=True)
class CustodyStatus:
    """What was loaded, and what waits.

    Attributes:
        pending: keys of which some components are in.
        unwritten: keys whose loading is not in the journal yet.
        tables: None where EA07 meters cannot be served.
        idle_lock_minutes: the keys are locked when nothing was issued for so long; 0 for never.
    """

    pending: tuple[PendingStatus, ...]
    unwritten: tuple[KeyStatus, ...]
    tables: TablesStatus | None
    idle_lock_minutes: int = 0


class KeyCustody(Protocol):
    """The part of the key agent that takes keys; open while the vending compartment is.

    All raise KeysLocked and IdentityLocked; those that take a key VendingKeyHeld, KeyDowngrade,
    GroupForeign and KeyAttributesMalformed besides.
    """

    def status(self) -> CustodyStatus:
        """Return what was loaded and what waits; empty while the keys are locked."""

    def enter_component(self, custodian: str, pin: bytes, offer: ComponentOffer) -> Entered:
        """Take one custodian's component; the last one makes the key.

        Raises:
            SignInRefused, SignInDelayed: the custodian's PIN.
            ComponentMalformed, CustodianRepeated, AttributesDiffer, ComponentsDoNotFit,
            KeysWaiting: what was in before stays.
            TrainingTakesNoKeys.
        """

    def load_together(self, attributes: bytes, components: tuple[bytes, ...]) -> KeyStatus:
        """Take all components of a test key at once; OneByOneOnly, TrainingTakesNoKeys."""

    def abandon(self, custodian: str, pin: bytes, sgc: str, krn: int) -> None:
        """Forget the components of a key; ComponentsNotPending, and as a sign-in."""

    def sealing_key(self) -> SealingKey:
        """Return the public key that head office seals keys for, signed by the device key."""

    def take_sealed(self, sealed: SealedKey) -> KeyStatus:
        """Take a key that the pinned head office sealed for this agent; SealedKeyNotGenuine."""

    def import_tables(self, content: bytes, *, by: str, pin: bytes) -> TablesStatus:
        """Take licensed EA07 tables, by a supervisor's or a technician's PIN.

        Raises:
            SignInRefused, SignInDelayed, RoleNotAllowed: who asks.
            TablesMalformed, TablesRefused.
        """

    def set_idle_lock(self, minutes: int, *, by: str, pin: bytes) -> None:
        """Lock the vending keys when nothing was issued for so long; 0 for never.

        Raises:
            SignInRefused, SignInDelayed, RoleNotAllowed: who asks is no supervisor.
        """

    def take_idle_lock(self, bundle: SignedBundle) -> int:
        """Do the same on head office's word, and return the minutes.

        Raises:
            BundleNotGenuine, BundleOfAnother: it is not that of the pinned head office to this
                terminal, or says nothing of it.
            BundlesOlder: a later word was taken.
        """

    def written_down(self, sgc: str, krn: int) -> None:
        """Note that the loading of a key is in the journal; again changes nothing."""
