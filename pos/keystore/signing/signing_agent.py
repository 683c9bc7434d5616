"""Head office's key agent: vault, ledger and signing keys behind one face, without its socket.

`SigningAgent` does in its own process what `SigningClient` asks for from others; both are an
`OfficeSigning`. One request at a time touches keys and ledger; unlocking, which is slow on purpose,
waits outside that queue.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.app.ports import Clock
from pos.app.ports.ceremony import CeremonyEnd
from pos.app.ports.signing import SignedBefore, SigningStatus
from pos.app.ports.two_people import NO_WARRANT, Warrant
from pos.domain.errors import IdentityLocked, KeysLocked
from pos.domain.errors.signing import SigningKeyMissing
from pos.domain.journal import format_time
from pos.keystore.files.secret import Secret
from pos.keystore.signing.answer_key_desk import AnswerKeyDesk
from pos.keystore.signing.ceiling_desk import CeilingDesk
from pos.keystore.signing.ceremony_desk import CeremonyDesk
from pos.keystore.signing.signing_keys import (
    AnsweringContent,
    decode_answering,
    decode_granting,
    granting_seeds,
)
from pos.keystore.signing.signing_ledger import SigningLedger, open_ledger
from pos.keystore.signing.signing_rules import (
    bundle_must_do,
    lease_must_do,
    must_be_answer,
    sealed_key_must_do,
    serial_must_do,
)
from pos.keystore.signing.two_people_desk import TwoPeopleDesk
from pos.keystore.vault.openers import TODAYS_COST, Opener, PassphraseOpener
from pos.keystore.vault.owned_folder import OwnedFolder, own_folder
from pos.keystore.vault.slots import PassphraseCost, Randomness
from pos.keystore.vault.slots_desk import SlotsDesk
from pos.keystore.vault.tpm_slot import TpmSlot
from pos.keystore.vault.vault import VaultRole
from pos.keystore.vault.vault_file import VaultFile
from pos.wire.bundle import BundleHead, SignedBundle, sign_bundle
from pos.wire.ceiling import SignedCeiling
from pos.wire.sealed_key import KeyTerms, SealedKey, sign_sealed_key
from pos.wire.uplink_keys import KeyCertificate, KeyPurpose
from pos.wire.uplink_lease import LeaseTerms, SignedLease, sign_lease
from pos.wire.uplink_request import answer_bytes

OTHER_AGENT = "another key agent of this head office"


@dataclass(frozen=True, slots=True)
class SigningPorts:
    """What the agent needs from outside; see `AgentPorts`."""

    clock: Clock
    randomness: Randomness
    cost: PassphraseCost = TODAYS_COST


class SigningAgent:
    """Owns the keys of one head office for as long as it lives."""

    def __init__(self, owned: OwnedFolder, ports: SigningPorts) -> None:
        """Take a folder, still closed; see `open`."""
        folder, vault = owned.folder, owned.vault
        self._folder, self._lock, self._ports = folder, owned.lock, ports
        self._file = VaultFile(folder, vault, ports.randomness)
        self._answering: AnsweringContent | None = None
        self._granting: dict[KeyPurpose, Secret] | None = None
        self._ledger: SigningLedger | None = None
        self._people: TwoPeopleDesk | None = None
        self._answer_keys: AnswerKeyDesk | None = None
        self._queue = threading.Lock()
        self.stays = False
        # Keys stay open by themselves, a head office at work grants at any hour; ceremonies end.
        self.idle = self.ceremonies = CeremonyDesk(
            ports.clock, self.sign_sealed_key, self._must_seal
        )
        tpm = TpmSlot(folder.tpm_slot, ports.randomness)
        self.slots = SlotsDesk(self._file, ports.cost, self.unlock_with, self._changing, tpm)

    @classmethod
    def open(cls, path: Path, ports: SigningPorts) -> Self:
        """Take the folder of a head office's keys; nothing is unlocked yet. As `own_folder`."""
        return cls(own_folder(path, role=VaultRole.HEAD_OFFICE, holder=OTHER_AGENT), ports)

    def close(self) -> None:
        """Forget all keys and let the folder go; again does nothing."""
        self.ceremonies.end_all(CeremonyEnd.LOCKED)
        with self._queue:
            self._close_granting()
            self._answering = self._answer_keys = None
            if self._people is not None:
                self._people.close()
                self._people = None
            if self._ledger is not None:
                self._ledger.database.close()
                self._ledger = None
            self._lock.release()

    def status(self) -> SigningStatus:
        """See `OfficeSigning.status`."""
        with self._queue:
            return SigningStatus(
                training=self._file.vault.training,
                answers=self._answering is not None,
                grants=self._granting is not None,
                slots=tuple(slot.name for slot in self._file.vault.slots),
                signers=() if self._people is None else self._people.signers(),
                limits=() if self._people is None else self._people.limits(),
            )

    def stay(self) -> None:
        """Go on without clients, until somebody ends it."""
        self.stays = True

    def unlock(self, passphrase: bytes) -> None:
        """See `OfficeSigning.unlock`."""
        self.unlock_with(PassphraseOpener(passphrase, self._ports.cost))

    def unlock_with(self, opener: Opener) -> None:
        """Open the compartments that a slot of the vault opens.

        Raises:
            WrongPassphrase, UnlockSecretWrong, SlotMissing, PassphraseMalformed, VaultDamaged,
            VaultMissing: as it was before.
            AgentStateDamaged: the vault is fine, the ledger is not.
            IdentityLocked: the agent was closed meanwhile.
        """
        with self._file.alone:
            vault = self._file.read()
            place, keys = vault.slot_opened_by(opener)
            answering = decode_answering(vault.open_identity(keys.identity))
            granting = None
            if keys.vending is not None:
                granting = granting_seeds(decode_granting(vault.open_vending(keys.vending)))
                vault = self._file.with_todays_cost(vault, place, opener, keys)
            keys.wipe()
            with self._queue:
                if not self._lock.is_held:
                    _wipe(granting)
                    raise IdentityLocked
                if self._ledger is None or self._people is None:
                    self._ledger = open_ledger(
                        self._folder.issue_store, Secret(answering.ledger_key), vault.vault_id
                    )
                    self._people = self._people_of(self._ledger, answering)
                    self._answer_keys = AnswerKeyDesk(
                        self._ledger.database,
                        answering,
                        self._ports.randomness,
                        self.slots.must_open,
                    )
                self._file.vault = vault
                self._answering = answering
                if granting is not None:
                    self._close_granting()
                    self._granting = granting

    @property
    def people(self) -> TwoPeopleDesk:
        """See `OfficeSigning.people`; IdentityLocked."""
        if self._people is None:
            raise IdentityLocked
        return self._people

    @property
    def answer_keys(self) -> AnswerKeyDesk:
        """See `OfficeSigning.answer_keys`; IdentityLocked."""
        if self._answer_keys is None:
            raise IdentityLocked
        return self._answer_keys

    def lock(self) -> None:
        """See `OfficeSigning.lock`."""
        with self._queue:
            self._open_or_locked()
            self._close_granting()
        self.ceremonies.end_all(CeremonyEnd.LOCKED)

    def signed_before(self, terminal: str) -> SignedBefore:
        """See `OfficeSigning.signed_before`."""
        with self._queue:
            return self._open_or_locked()[1].signed_before(terminal)

    def sign_answer(self, path: str, request_signature: str, body: bytes) -> str:
        """See `OfficeSigning.sign_answer`."""
        with self._queue:
            self._open_or_locked()
            answering = self.answer_keys.content
        must_be_answer(path, request_signature, body, answering, self._ports.clock.now())
        key = Ed25519PrivateKey.from_private_bytes(answering.answer_seed)
        return key.sign(answer_bytes(request_signature, body)).hex()

    def sign_lease(
        self, terms: LeaseTerms, ceiling: SignedCeiling | None, warrant: Warrant = NO_WARRANT
    ) -> SignedLease:
        """See `OfficeSigning.sign_lease`."""
        if warrant.second is not None:
            self.people.must_know(warrant.second)
        with self._queue:
            key, certificate = self._key(KeyPurpose.LEASE)
            answering, ledger = self._open_or_locked()
            now = self._ports.clock.now()
            with ledger.database.transaction():
                newest = CeilingDesk(ledger, answering).newest(terms.terminal, ceiling)
                lease_must_do(terms, None if newest is None else newest[1], now)
                serial_must_do(terms, ledger.signed_before(terms.terminal).lease_serial)
                self.people.must_allow(terms, ledger.newest_lease(terms.terminal), warrant)
                ledger.add_lease(terms, format_time(now))
            return sign_lease(terms, key, certificate, None if newest is None else newest[0])

    def sign_bundle(self, head: BundleHead, body: str) -> SignedBundle:
        """See `OfficeSigning.sign_bundle`."""
        with self._queue:
            key, certificate = self._key(KeyPurpose.BUNDLE)
            _, ledger = self._open_or_locked()
            newest = ledger.signed_before("").bundle
            bundle_must_do(head, body, newest, training=self._file.vault.training)
            with ledger.database.transaction():
                ledger.add_bundle((head.epoch, head.n))
            return sign_bundle(head, body, key, certificate)

    def sign_sealed_key(self, terms: KeyTerms, box: bytes) -> SealedKey:
        """See `OfficeSigning.sign_sealed_key`."""
        with self._queue:
            key, certificate = self._key(KeyPurpose.KEYS)
        sealed_key_must_do(terms)
        return sign_sealed_key(terms.body(), box, key, certificate)

    def _must_seal(self) -> None:
        with self._queue:
            self._key(KeyPurpose.KEYS)

    def _key(self, purpose: KeyPurpose) -> tuple[Ed25519PrivateKey, KeyCertificate]:
        """Return a key that grants, with its certificate."""
        answering, _ = self._open_or_locked()
        granting = self._granting
        if granting is None:
            raise KeysLocked
        seed = granting.get(purpose)
        if seed is None:
            raise SigningKeyMissing(purpose=purpose.value)
        certificate = next(one for one in answering.certificates if one.purpose is purpose)
        return Ed25519PrivateKey.from_private_bytes(seed.reveal()), certificate

    def _close_granting(self) -> None:
        """Forget the keys that grant."""
        _wipe(self._granting)
        self._granting = None

    def _open_or_locked(self) -> tuple[AnsweringContent, SigningLedger]:
        if self._answering is None or self._ledger is None:
            raise IdentityLocked
        return self._answering, self._ledger

    def _people_of(self, ledger: SigningLedger, answering: AnsweringContent) -> TwoPeopleDesk:
        return TwoPeopleDesk(
            ledger.database,
            answering.ledger_key,
            self._ports.clock,
            self._ports.randomness,
            self.slots.must_open,
        )

    @contextmanager
    def _changing(self) -> Iterator[tuple[object, VaultFile]]:
        """Hold everything still while the vault changes; IdentityLocked."""
        with self._file.alone, self._queue:
            yield self._open_or_locked(), self._file


def _wipe(granting: dict[KeyPurpose, Secret] | None) -> None:
    for seed in (granting or {}).values():
        seed.wipe()
