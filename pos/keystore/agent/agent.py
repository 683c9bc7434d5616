"""The key agent: vault, issue store and signing key behind one face, without its socket.

`KeyAgent` does in its own process what `AgentClient` asks for from others; both are a
`SecurityModuleSetup`. Identity and vending compartments open and close apart. One request at a time
touches keys and counters; unlocking and PINs, which are slow on purpose, wait outside that queue.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from pos.app.ports import AgentStatus, Clock, Issued, KeyStatus, LeaseStatus, Tombstone
from pos.app.ports.meters import MeterReading
from pos.domain.entries import Begun, MeterKeyed
from pos.domain.errors import IdentityLocked
from pos.domain.journal import Checkpoint, Head
from pos.domain.operator import Role
from pos.keystore.agent.agent_status import status_of
from pos.keystore.agent.custody_desk import CustodyDesk
from pos.keystore.agent.device_desk import DeviceDesk
from pos.keystore.agent.idle_lock import IdleLock
from pos.keystore.agent.people_desk import PeopleDesk
from pos.keystore.agent.reset_desk import ResetDesk
from pos.keystore.agent.safe import Safe
from pos.keystore.agent.training_keys import mint_training_key
from pos.keystore.agent.training_meters import TrainingWall
from pos.keystore.agent.unattended import unattended_must_be_bounded, unattended_opener
from pos.keystore.errors.refusals import TrainingVaultOnly
from pos.keystore.issue.identity import AgentPorts, Identity, open_identity
from pos.keystore.issue.token_maker import TokenMaker
from pos.keystore.office.clock_desk import RequestsMade, accept_clock, take_time
from pos.keystore.office.office_desk import (
    grant_own_lease,
    pin_head_office,
    sign_request,
    take_lease,
)
from pos.keystore.vault.openers import TODAYS_COST, Opener, PassphraseOpener
from pos.keystore.vault.owned_folder import OwnedFolder, own_folder
from pos.keystore.vault.slots import PassphraseCost, Randomness
from pos.keystore.vault.slots_desk import SlotsDesk
from pos.keystore.vault.tpm_slot import TpmSlot
from pos.keystore.vault.vault import VaultRole
from pos.wire.office_time import SignedTime
from pos.wire.uplink_keys import KeyCertificate
from pos.wire.uplink_lease import SignedLease
from pos.wire.uplink_request import RequestToSign

OTHER_AGENT = "another key agent"
ISSUES_PER_PAGE = 100


class KeyAgent:
    """Owns one terminal folder's keys for as long as it lives."""

    def __init__(self, owned: OwnedFolder, ports: AgentPorts) -> None:
        """Take a folder, still closed; see `open`."""
        folder, vault = owned.folder, owned.vault
        self._folder, self._lock, self._ports = folder, owned.lock, ports
        self._safe = Safe(folder, vault, ports.randomness)
        self._identity: Identity | None = None
        self._queue = threading.Lock()
        self._requests = RequestsMade()
        self.stays = False
        self.idle = IdleLock(self._safe, self._queue)
        self.people = PeopleDesk(self._identity_now, training=vault.training)
        self.custody = CustodyDesk(self._identity_now, self._changing)
        tpm = TpmSlot(folder.tpm_slot, ports.randomness)
        self.slots = SlotsDesk(self._safe, ports.cost, self.unlock_with, self._changing, tpm)
        self.pin_resets = ResetDesk(self._identity_now, self.slots.must_open, ports.randomness)
        self._unattended = TpmSlot(folder.unattended_slot, ports.randomness)
        self.key_device = DeviceDesk(self.slots, self._changing, ports.randomness, self._unattended)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock,
        randomness: Randomness,
        maker: TokenMaker | None = None,
        cost: PassphraseCost | None = None,
    ) -> Self:
        """Take a terminal's folder; nothing is unlocked yet.

        Args:
            path: folder that holds a vault.
            clock: tells the time of issues.
            randomness: gives that many random bytes.
            maker: of tokens; the usual one if None.
            cost: of a try at passphrase slots that are made from now on; today's if None.

        Raises as `own_folder`.
        """
        owned = own_folder(path, role=VaultRole.TERMINAL, holder=OTHER_AGENT)
        made_by = TokenMaker() if maker is None else maker
        return cls(owned, AgentPorts(clock, randomness, made_by, cost or TODAYS_COST))

    def close(self) -> None:
        """Forget all keys and let the folder go; again does nothing."""
        with self._queue:
            self._safe.close_vending()
            if self._identity is not None:
                self._identity.close()
                self._identity = None
            self._lock.release()

    def status(self) -> AgentStatus:
        """Return what anyone may see; keys and sums are empty until the first unlock."""
        with self._queue:
            return status_of(self._safe, self._identity)

    def stay(self) -> None:
        """Go on without clients, until somebody ends it."""
        self.stays = True

    def unlock(self, passphrase: bytes) -> None:
        """Open both compartments; raises as `unlock_with`."""
        self.unlock_with(PassphraseOpener(passphrase, self._ports.cost))

    def unlock_with(self, opener: Opener) -> None:
        """Open the compartments that a slot of the vault opens.

        Raises:
            WrongPassphrase, UnlockSecretWrong, SlotMissing, PassphraseMalformed, VaultDamaged,
            VaultMissing: as it was before.
            AgentStateDamaged: the vault is fine, the issue store is not.
            UnattendedNotBounded: no counter bounds what a machine by itself would issue.
            IdentityLocked: the agent was closed meanwhile.
        """
        with self._safe.alone:
            opened = self._safe.look_into(opener)
            with self._queue:
                opened.must_have_owner(self._lock)
                if self._identity is None:
                    self._identity = open_identity(
                        self._folder, opened.vault, opened.identity, self._ports
                    )
                unattended_must_be_bounded(opener, opened, self._identity)
                self._safe.take_in(opened)
                self.idle.begin(self._identity.store.counters().issues)

    def unlock_unattended(self) -> None:
        """Open both compartments with the machine's TPM alone; only an agent's start does this.

        Raises:
            SlotMissing, TpmSlotUnusable: a person has to unlock; so they have for `unlock_with`'s.
        """
        self.unlock_with(unattended_opener(self._safe.vault, self._unattended))

    def verify(self) -> None:
        """Read vault and issue store through; VaultDamaged, AgentStateDamaged."""
        # Seconds, for a store of years: sales go on meanwhile.
        seem_whole = self._identity_now().database.all_pages_seem_whole()
        with self._queue:
            identity = self._open_or_locked()
            if not seem_whole:
                identity.database.check_pages()
            identity.store.must_agree(self._safe.read().vault_id)

    def lock(self) -> None:
        """Close the vending compartment; all else goes on."""
        with self._queue:
            self._open_or_locked()
            self._safe.close_vending()

    def sign_in(self, operator: str, pin: bytes) -> None:
        """Check a PIN; SignInRefused, SignInDelayed."""
        self._identity_now().pins.sign_in(operator, pin)

    def ready_to_issue(self, begun: Begun) -> None:
        """Ask lock, lease, clock, keys and their device; raises as `plan_issue`, or KeysLocked."""
        with self._queue:
            self._open_or_locked().issuer.check(begun, self._safe.ring)

    def issue(self, sale_id: str, begun: bytes) -> Issued | Tombstone:
        """Issue for the stored bytes of the entry that asks, once; raises as `Issuer.issue`."""
        with self._queue:
            ended = self._open_or_locked().issuer.issue(sale_id, begun, self._safe.ring)
            self.idle.note(ended)
            return ended

    def cancel(self, sale_id: str) -> Issued | Tombstone:
        """Make sure that nothing is issued for an id, unless it already is."""
        with self._queue:
            return self._open_or_locked().issuer.cancel(sale_id)

    def outcome(self, sale_id: str) -> Issued | Tombstone | None:
        """Return what happened for an id; None where it never ended."""
        with self._queue:
            return self._open_or_locked().issuer.outcome(sale_id)

    def issues_page(self, issue_no: int) -> tuple[Issued, ...]:
        """Return the next issues in order, at most 100, none at the end."""
        with self._queue:
            return self._open_or_locked().store.issues_after(issue_no, limit=ISSUES_PER_PAGE)

    def issues_after(self, issue_no: int) -> Iterator[Issued]:
        """Walk issues with a higher number, in order."""
        while page := self.issues_page(issue_no):
            yield from page
            issue_no = page[-1].receipt.issue_no

    def sign_head(self, head: Head) -> Checkpoint | None:
        """Sign the end of the journal; None where a later head is signed already.

        Raises:
            JournalShortened, AgentStateDamaged: as `Identity.sign_head`.
        """
        with self._queue:
            return self._open_or_locked().sign_head(head)

    def device_key(self) -> str:
        """Return the public key that signs heads and issues, 64 hex digits."""
        with self._queue:
            return self._open_or_locked().device_key.public

    def database_key(self) -> bytes:
        """Return the 32 bytes that open the terminal's database."""
        with self._queue:
            return self._open_or_locked().database_key.reveal()

    def set_pin(self, operator: str, pin: bytes, role: Role) -> None:
        """Keep a PIN while a terminal is made; SetUpOver, PinAlreadySet, PinMalformed."""
        self.people.set_pin(operator, pin, role)

    def mint_training_key(self, key: KeyStatus) -> KeyStatus:
        """Make a random vending key and return it with its check value.

        Raises:
            TrainingVaultOnly, KeysLocked, KeyAttributesMalformed, VendingKeyHeld.
        """
        with self._changing() as (_, safe):
            self._must_train("key")
            return mint_training_key(safe, key, self._ports.randomness)

    def grant_training_lease(self, lease: LeaseStatus) -> LeaseStatus:
        """Install a lease; TrainingVaultOnly, HeadOfficePinned, LeaseMalformed, LeaseNotNewer."""
        with self._queue:
            identity = self._open_or_locked()
            self._must_train("lease")
            return grant_own_lease(identity, lease)

    def sign_request(self, request: RequestToSign) -> bytes:
        """Sign a request to head office, 64 bytes; AgentUnreachable for a malformed one."""
        with self._queue:
            signature = sign_request(self._open_or_locked(), request)
            self._requests.add(signature)
            return signature

    def pin_head_office(self, root_key: str, certificate: KeyCertificate) -> None:
        """Believe one head office for ever; raises as `office_desk.pin_head_office`."""
        with self._queue:
            identity = self._open_or_locked()
            pin_head_office(identity, root_key, certificate, training=self._safe.vault.training)

    def take_lease(self, lease: SignedLease) -> LeaseStatus:
        """Install a lease of the pinned head office; raises as `office_desk.take_lease`."""
        with self._queue:
            return take_lease(self._open_or_locked(), lease, training=self._safe.vault.training)

    def take_time(self, signed: SignedTime) -> str:
        """Believe head office's clock; raises as `clock_desk.take_time`."""
        with self._queue:
            training = self._safe.vault.training
            return take_time(self._open_or_locked(), self._requests, signed, training=training)

    def accept_clock(self, operator: str, pin: bytes) -> None:
        """Take the clock for right by somebody's word; SignInRefused, SignInDelayed."""
        accept_clock(self._identity_now(), operator, pin)

    def training_meter_enter(self, meter: MeterKeyed, digits: str) -> MeterReading:
        """Type a code into a virtual meter; TrainingVaultOnly, KeysLocked, and as the wall."""
        with self._queue:
            self._open_or_locked()
            self._must_train("meters")
            wall = TrainingWall(self._folder.training_meters)
            return wall.enter(meter, self._safe.open_vending().ring, digits)

    @contextmanager
    def _changing(self) -> Iterator[tuple[Identity, Safe]]:
        """Hold everything still while the vault changes; IdentityLocked."""
        with self._safe.alone, self._queue:
            yield self._open_or_locked(), self._safe

    def _open_or_locked(self) -> Identity:
        if self._identity is None:
            raise IdentityLocked
        return self._identity

    def _identity_now(self) -> Identity:
        with self._queue:
            return self._open_or_locked()

    def _must_train(self, what: str) -> None:
        if not self._safe.vault.training:
            raise TrainingVaultOnly(what=what)
