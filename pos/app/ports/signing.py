"""Head office's signing keys, which live in a key agent of their own.

Nothing takes bytes to sign: each call brings a statement of one kind, which the agent reads and
checks for itself before it signs it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pos.app.ports.answer_keys import AnswerKeyRing
from pos.app.ports.ceremony import KeyCeremonies
from pos.app.ports.slots import KeySlots
from pos.app.ports.two_people import NO_WARRANT, OpenLimit, TwoPeople, Warrant
from pos.wire.bundle import BundleHead, SignedBundle
from pos.wire.ceiling import SignedCeiling
from pos.wire.sealed_key import KeyTerms, SealedKey
from pos.wire.uplink_keys import KeyCertificate, KeyPurpose
from pos.wire.uplink_lease import LeaseTerms, SignedLease

Certify = Callable[[KeyPurpose, str], KeyCertificate]
"""The root key's word for a public key, 64 hex digits, while the root key is at hand."""
KeyMaker = Callable[[str, Certify], tuple[KeyCertificate, ...]]
"""Makes the keys of a head office with this root key where they live, and tells only these."""


@dataclass(frozen=True, slots=True)
class SigningStatus:
    """What anyone may see.

    Attributes:
        training: keys of a training head office.
        answers: the key that signs answers is open.
        grants: those that sign leases, bundles and sealed keys are open.
        slots: ways to unlock.
        signers: people whom it knows, empty while nothing is open.
        limits: what one of them may leave open; the same.
    """

    training: bool
    answers: bool
    grants: bool
    slots: tuple[str, ...]
    signers: tuple[str, ...] = ()
    limits: tuple[OpenLimit, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedBefore:
    """The newest of what was signed; zeros for nothing.

    Attributes:
        lease_serial: of one terminal.
        bundle: epoch and number.
    """

    lease_serial: int
    bundle: tuple[int, int]


class OfficeSigning(Protocol):
    """What head office has signed.

    All raise AgentUnreachable, and IdentityLocked while nothing is open; leases, bundles and sealed
    keys also KeysLocked.
    """

    @property
    def slots(self) -> KeySlots:
        """Ways to unlock."""

    @property
    def ceremonies(self) -> KeyCeremonies:
        """Keys that custodians put together here."""

    @property
    def people(self) -> TwoPeople:
        """What takes two of them."""

    @property
    def answer_keys(self) -> AnswerKeyRing:
        """The key that signs answers, and those that follow it."""

    def status(self) -> SigningStatus:
        """Return what anyone may see, locked or not."""

    def unlock(self, passphrase: bytes) -> None:
        """Open all keys; WrongPassphrase, PassphraseMalformed, VaultDamaged."""

    def stay(self) -> None:
        """Go on without clients, until somebody ends it."""

    def lock(self) -> None:
        """Close the keys that grant, and end ceremonies; answers go on."""

    def signed_before(self, terminal: str) -> SignedBefore:
        """Return what newer statements must be newer than."""

    def sign_answer(self, path: str, request_signature: str, body: bytes) -> str:
        """Sign the answer to a request, for nothing else.

        Args:
            path: that was asked.
            request_signature: 128 hex digits.
            body: JSON of the answer that belongs to this path.

        Returns:
            128 hex digits.

        Raises:
            SigningRefused: it is no such answer, or tells another time than the agent's.
        """

    def sign_lease(
        self, terms: LeaseTerms, ceiling: SignedCeiling | None, warrant: Warrant = NO_WARRANT
    ) -> SignedLease:
        """Sign a lease.

        Args:
            terms: a serial above all that were signed for this terminal.
            ceiling: newest one that is known.
            warrant: what it may be signed on.

        Raises:
            LeaseNotNewer, SigningRefused.
            SecondYesNeeded, SecondPersonNeeded, SignerNotKnown, SignInDelayed: it takes two people.
            GrantAboveCeiling: the root key allows less.
        """

    def sign_bundle(self, head: BundleHead, body: str) -> SignedBundle:
        """Sign a bundle that is newer than all before it; SigningRefused, SigningKeyMissing."""

    def sign_sealed_key(self, terms: KeyTerms, box: bytes) -> SealedKey:
        """Sign a key that was sealed for one agent; SigningRefused, SigningKeyMissing."""
