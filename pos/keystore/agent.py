"""The key agent: vault, issue store and signing key behind one face, without its socket.

`KeyAgent` does in its own process what `AgentClient` asks for from others; both are a
`SecurityModuleSetup`. Identity and vending compartments open and close apart. One request at a time
touches keys and counters; unlocking and PINs, which are slow on purpose, wait outside that queue.
"""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Self

from pos.app.ports import AgentStatus, Clock, Issued, KeyStatus, LeaseStatus, Tombstone
from pos.app.ports.meters import MeterReading
from pos.domain.entries import MeterKeyed, SaleBegun
from pos.domain.errors import IdentityLocked, KeysLocked, VaultDamaged
from pos.domain.journal import Checkpoint, Head
from pos.keystore.compartments import decode_vending, encode_content
from pos.keystore.credit_token import TokenMaker
from pos.keystore.errors import TrainingVaultOnly, VendingKeyHeld
from pos.keystore.folder import AgentFolder, FileLock
from pos.keystore.identity import AgentPorts, Identity, open_identity
from pos.keystore.office_desk import grant_own_lease, pin_head_office, sign_request, take_lease
from pos.keystore.people_desk import PeopleDesk
from pos.keystore.pin_desk import PinDesk
from pos.keystore.slots import Randomness
from pos.keystore.training_meters import TrainingWall
from pos.keystore.vault import Vault, read_vault, write_vault
from pos.keystore.vending_keys import (
    OpenVending,
    VendingRing,
    content_of,
    mint_vending_key,
    ring_of,
)
from pos.sts.tables import SAMPLE_TABLES
from pos.wire.uplink_keys import KeyCertificate
from pos.wire.uplink_lease import SignedLease
from pos.wire.uplink_request import RequestToSign

OTHER_AGENT = "another key agent"
ISSUES_PER_PAGE = 100


class KeyAgent:
    """Owns one terminal folder's keys for as long as it lives."""

    def __init__(
        self, folder: AgentFolder, lock: FileLock, vault: Vault, ports: AgentPorts
    ) -> None:
        self._folder, self._lock, self._vault, self._ports = folder, lock, vault, ports
        self._identity: Identity | None = None
        self._vending: OpenVending | None = None
        self._known_keys: tuple[KeyStatus, ...] = ()
        self._queue = threading.Lock()
        self._unlocking = threading.Lock()
        self.people = PeopleDesk(self._identity_now)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock,
        randomness: Randomness,
        maker: TokenMaker | None = None,
    ) -> Self:
        """Take a terminal's folder; nothing is unlocked yet.

        Args:
            path: folder that holds a vault.
            clock: tells the time of issues.
            randomness: gives that many random bytes.
            maker: of tokens; the usual one if None.

        Raises:
            FolderInUse: another agent owns the folder.
            FolderNotATerminal, VaultMissing, VaultDamaged: there is nothing to own.
        """
        folder = AgentFolder(path)
        lock = FileLock.take(folder.agent_lock, holder=OTHER_AGENT)
        try:
            vault = read_vault(folder.vault)
        except BaseException:
            lock.release()
            raise
        made_by = TokenMaker(SAMPLE_TABLES) if maker is None else maker
        return cls(folder, lock, vault, AgentPorts(clock, randomness, made_by))

    def close(self) -> None:
        """Forget all keys and let the folder go; again does nothing."""
        with self._queue:
            self._close_vending()
            if self._identity is not None:
                self._identity.close()
                self._identity = None
            self._lock.release()

    def status(self) -> AgentStatus:
        """Return what anyone may see; keys and sums are empty until the first unlock."""
        with self._queue:
            status = AgentStatus(
                tier="software",
                training=self._vault.training,
                vending_open=self._vending is not None,
                slots=tuple(slot.name for slot in self._vault.slots),
                keys=self._known_keys,
                lease=None,
                issues=0,
                signed_head=None,
            )
            if self._identity is None:
                return status
            store = self._identity.store
            return replace(
                status,
                lease=self._identity.lease(),
                issues=store.counters().issues,
                signed_head=store.signed_head(),
            )

    def unlock(self, passphrase: bytes) -> None:
        """Open both compartments.

        Raises:
            WrongPassphrase, PassphraseMalformed, VaultDamaged, VaultMissing: as it was before.
            AgentStateDamaged: the vault is fine, the issue store is not.
        """
        with self._unlocking:
            vault = read_vault(self._folder.vault)
            if vault.vault_id != self._vault.vault_id:
                raise VaultDamaged(why="another vault")
            keys = vault.master_keys(passphrase)
            identity_plain = vault.open_identity(keys.identity)
            keys.identity.wipe()
            ring = ring_of(decode_vending(vault.open_vending(keys.vending)))
            with self._queue:
                if self._identity is None:
                    self._identity = open_identity(self._folder, vault, identity_plain, self._ports)
                self._close_vending()
                self._vault = vault
                self._vending = OpenVending(ring, keys.vending)
                self._known_keys = ring.status()

    def verify(self) -> None:
        """Read vault and issue store through; VaultDamaged, AgentStateDamaged."""
        with self._queue:
            identity = self._open_or_locked()
            read_vault(self._folder.vault)
            identity.database.check_pages()
            identity.store.must_agree(self._vault.vault_id)

    def lock(self) -> None:
        """Close the vending compartment; all else goes on."""
        with self._queue:
            self._open_or_locked()
            self._close_vending()

    def sign_in(self, operator: str, pin: bytes) -> None:
        """Check a PIN; SignInRefused, SignInDelayed."""
        self._pins().sign_in(operator, pin)

    def ready_to_issue(self, begun: SaleBegun) -> None:
        """Ask lock, lease, clock and key for a sale; raises as `plan_issue`, or KeysLocked."""
        with self._queue:
            self._open_or_locked().issuer.check(begun, self._ring())

    def issue(self, sale_id: str, begun: bytes) -> Issued | Tombstone:
        """Issue for the stored bytes of a SaleBegun entry, once; raises as `Issuer.issue`."""
        with self._queue:
            return self._open_or_locked().issuer.issue(sale_id, begun, self._ring())

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

    def set_pin(self, operator: str, pin: bytes) -> None:
        """Keep a PIN's verifier for a new operator; PinAlreadySet, PinMalformed."""
        self._pins().set_pin(operator, pin)

    def mint_training_key(self, key: KeyStatus) -> KeyStatus:
        """Make a random vending key and return it with its check value.

        Raises:
            TrainingVaultOnly, KeysLocked, KeyAttributesMalformed, VendingKeyHeld.
        """
        with self._unlocking, self._queue:
            self._open_or_locked()
            self._must_train("key")
            if self._vending is None:
                raise KeysLocked
            if self._vending.ring.find(key.sgc, key.krn) is not None:
                raise VendingKeyHeld(sgc=key.sgc, krn=key.krn)
            minted = mint_vending_key(key, self._ports.randomness)
            ring = self._vending.ring.with_key(minted)
            plain = encode_content(content_of(ring))
            vault = self._vault.with_vending(
                self._vending.master_key, plain, self._ports.randomness
            )
            write_vault(self._folder.vault, vault)
            self._vault = vault
            self._vending = replace(self._vending, ring=ring)
            self._known_keys = ring.status()
            return minted.status()

    def grant_training_lease(self, lease: LeaseStatus) -> LeaseStatus:
        """Install a lease; TrainingVaultOnly, HeadOfficePinned, LeaseMalformed, LeaseNotNewer."""
        with self._queue:
            identity = self._open_or_locked()
            self._must_train("lease")
            return grant_own_lease(identity, lease)

    def sign_request(self, request: RequestToSign) -> bytes:
        """Sign a request to head office, 64 bytes; AgentUnreachable for a malformed one."""
        with self._queue:
            return sign_request(self._open_or_locked(), request)

    def pin_head_office(self, root_key: str, certificate: KeyCertificate) -> None:
        """Believe one head office for ever; raises as `office_desk.pin_head_office`."""
        with self._queue:
            identity = self._open_or_locked()
            pin_head_office(identity, root_key, certificate, training=self._vault.training)

    def take_lease(self, lease: SignedLease) -> LeaseStatus:
        """Install a lease of the pinned head office; raises as `office_desk.take_lease`."""
        with self._queue:
            return take_lease(self._open_or_locked(), lease, training=self._vault.training)

    def training_meter_enter(self, meter: MeterKeyed, digits: str) -> MeterReading:
        """Type a code into a virtual meter; TrainingVaultOnly, KeysLocked, and as the wall."""
        with self._queue:
            self._open_or_locked()
            self._must_train("meters")
            ring = self._ring()
            if ring is None:
                raise KeysLocked
            return TrainingWall(self._folder.training_meters).enter(meter, ring, digits)

    def _open_or_locked(self) -> Identity:
        if self._identity is None:
            raise IdentityLocked
        return self._identity

    def _identity_now(self) -> Identity:
        with self._queue:
            return self._open_or_locked()

    def _pins(self) -> PinDesk:
        return self._identity_now().pins

    def _ring(self) -> VendingRing | None:
        return None if self._vending is None else self._vending.ring

    def _close_vending(self) -> None:
        if self._vending is not None:
            self._vending.ring.wipe()
            self._vending.master_key.wipe()
            self._vending = None

    def _must_train(self, what: str) -> None:
        if not self._vault.training:
            raise TrainingVaultOnly(what=what)
