"""The key agent, as the use cases need it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from pos.app.ports.custody import KeyCustody
from pos.app.ports.key_device import KeyDevices
from pos.app.ports.key_status import KeyStatus
from pos.app.ports.meters import TrainingMeters
from pos.app.ports.people import People, PinResets
from pos.app.ports.slots import KeySlots
from pos.domain.entries import Begun, IssueReceipt
from pos.domain.journal import Checkpoint, Head
from pos.domain.lease import NO_COUNTS, NO_LIMITS, DayCounts, LeaseLimits
from pos.domain.operator import Role
from pos.wire.office_time import SignedTime
from pos.wire.uplink_keys import KeyCertificate
from pos.wire.uplink_lease import SignedLease
from pos.wire.uplink_request import RequestToSign


@dataclass(frozen=True, slots=True)
class Issued:
    """The agent issued for a sale id, now or earlier.

    Attributes:
        begun: the stored SaleBegun bytes that the agent was asked with.
        receipt: what it signed.
    """

    begun: bytes
    receipt: IssueReceipt


@dataclass(frozen=True, slots=True)
class Tombstone:
    """The agent will never issue for a sale id.

    Attributes:
        reason: `operator`, or the code of the rule that refused.
    """

    sale_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeaseStatus:
    """What may still be issued; ceilings are cumulative.

    Money in minor units, energy in thousandths, times in the journal's form.

    Attributes:
        money_issued, energy_issued_milli: what it counts: issues, and what is forfeited.
        money_forfeited, energy_forfeited_milli: part of it that crashes took of slices on the
            hardware tier, for good.
        limits: what it says besides its sums.
        day_issued: tokens without cash of this day (UTC).
    """

    serial: int
    not_before: str
    until: str
    money_issued: int
    money_may_reach: int
    energy_issued_milli: int
    energy_may_reach_milli: int
    energy_per_meter_day_milli: int
    lane: int
    lanes: int
    limits: LeaseLimits = NO_LIMITS
    day_issued: DayCounts = NO_COUNTS
    money_forfeited: int = 0
    energy_forfeited_milli: int = 0


@dataclass(frozen=True, slots=True)
class AgentStatus:
    """The key agent, as anyone may see it.

    Attributes:
        tier: `software` or `hardware`; software before the first unlock.
        training: the vault is a training vault.
        vending_open: sales can be issued.
        slots: kinds of unlock slots.
        issues: how many issues it holds.
        signed_head: last head it signed, None before the first.
        unwritten: how many keys were loaded whose loading is not in the journal yet.
        key_device: token that keeps the vending keys; empty for the vault, and before the first
            unlock.
    """

    tier: str
    training: bool
    vending_open: bool
    slots: tuple[str, ...]
    keys: tuple[KeyStatus, ...]
    lease: LeaseStatus | None
    issues: int
    signed_head: Head | None
    unwritten: int = 0
    key_device: str = ""


class SecurityModule(Protocol):
    """The key agent, seen from a terminal.

    Raises, besides what is named: AgentUnreachable when it is dead or silent, in which case nothing
    is known about the call; IdentityLocked when it holds nothing open.
    """

    @property
    def people(self) -> People:
        """The part that knows PINs."""

    @property
    def pin_resets(self) -> PinResets:
        """The part that gives PINs where no supervisor is at hand."""

    @property
    def custody(self) -> KeyCustody:
        """The part that takes keys."""

    @property
    def key_device(self) -> KeyDevices:
        """The part that knows the device that keeps the vending keys, if any."""

    def status(self) -> AgentStatus:
        """Return what anyone may see."""

    def unlock(self, passphrase: bytes) -> None:
        """Open both compartments; WrongPassphrase, VaultDamaged."""

    def verify(self) -> None:
        """Read the agent's own files through; VaultDamaged, AgentStateDamaged."""

    def lock(self) -> None:
        """Close the vending compartment."""

    def sign_in(self, operator: str, pin: bytes) -> None:
        """Check a PIN; SignInRefused, SignInDelayed."""

    def ready_to_issue(self, begun: Begun) -> None:
        """Ask lock, lease, clock and key for a sale before it begins.

        Raises:
            KeysLocked, LeaseMissing, LeaseExhausted, LeaseEnded, LeaseNotBegun, ClockBack,
            ClockAhead, TokenTimeAhead, VendingKeyMissing, VendingKeyExpired, VendingKeyNotBegun,
            MeterKeyNotSold, ResourceNotSold.
        """

    def issue(self, sale_id: str, begun: bytes) -> Issued | Tombstone:
        """Issue for the stored bytes of the entry that asks, once; again gives the same.

        A refusal by rule is durable and comes back as a Tombstone.

        Raises:
            KeysLocked: nothing happened.
            SaleIdReused: the id was issued or refused for other bytes.
            TokenCheckFailed: nothing left the agent.
        """

    def cancel(self, sale_id: str) -> Issued | Tombstone:
        """Make sure that nothing is issued for an id, unless it already is."""

    def outcome(self, sale_id: str) -> Issued | Tombstone | None:
        """Return what happened for an id; None where the agent never ended it."""

    def issues_after(self, issue_no: int) -> Iterator[Issued]:
        """Walk issues with a higher number, in order."""

    def sign_head(self, head: Head) -> Checkpoint | None:
        """Sign the end of the journal; None where a later head is signed already.

        Raises:
            JournalShortened: another hash is signed for this seq.
        """

    def sign_request(self, request: RequestToSign) -> bytes:
        """Sign a request to head office with the device key, 64 bytes."""

    def take_lease(self, lease: SignedLease) -> LeaseStatus:
        """Install a lease of the pinned head office.

        Raises:
            LeaseNotGenuine, LeaseNotNewer, LeaseMalformed: the one in force stays.
        """

    def take_time(self, signed: SignedTime) -> str:
        """Believe head office's clock, as the answer to a request signed here, and return its time.

        Raises:
            HeadOfficeNotGenuine: nothing moved.
        """

    def accept_clock(self, operator: str, pin: bytes) -> None:
        """Take the clock as it is for right, by somebody's word; SignInRefused, SignInDelayed."""


class SecurityModuleSetup(SecurityModule, TrainingMeters, Protocol):
    """What setting up a terminal needs of its key agent besides."""

    @property
    def slots(self) -> KeySlots:
        """The part that knows ways to unlock."""

    def device_key(self) -> str:
        """Return the public key that signs heads and issues, 64 hex digits (Ed25519)."""

    def pin_head_office(self, root_key: str, certificate: KeyCertificate) -> None:
        """Believe one head office for ever; the same one again changes nothing.

        Raises:
            HeadOfficePinned, HeadOfficeKindDiffers, LeaseNotGenuine.
        """

    def stay(self) -> None:
        """Go on without clients, until somebody ends it."""

    def database_key(self) -> bytes:
        """Return the 32 bytes that open the terminal's database."""

    def set_pin(self, operator: str, pin: bytes, role: Role) -> None:
        """Keep a PIN's verifier while a terminal is made; Refused later, and where one exists."""

    def mint_training_key(self, key: KeyStatus) -> KeyStatus:
        """Make a random vending key inside a training vault and return it with its check value.

        `key` gives the attributes; its check value is ignored.
        """

    def grant_training_lease(self, lease: LeaseStatus) -> LeaseStatus:
        """Install a lease that a training vault signs for itself; issued sums are ignored."""
