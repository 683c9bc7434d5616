"""The open identity compartment: issue store, device key, PINs, and what stands on them."""

import re
from dataclasses import dataclass, replace
from functools import partial

from pos.app.ports import Clock, LeaseStatus
from pos.domain.errors import AgentStateDamaged, JournalShortened
from pos.domain.journal import Checkpoint, Head, format_time
from pos.keystore.files.encrypted_database import AgentDatabase, open_database
from pos.keystore.files.folder import AgentFolder
from pos.keystore.files.secret import Secret
from pos.keystore.files.terminal_clock import AgentClock
from pos.keystore.issue.issue_store import IssueStore
from pos.keystore.issue.issuing import Issuer, IssuingTools
from pos.keystore.issue.lease_slices import LeaseSlices
from pos.keystore.issue.office_words import OfficeWords
from pos.keystore.issue.requests import AMOUNT_MAX
from pos.keystore.issue.token_maker import TokenMaker
from pos.keystore.keys.device_key import DeviceKey
from pos.keystore.people.approval_desk import ApprovalDesk
from pos.keystore.people.pin_desk import PinDesk
from pos.keystore.vault.compartments import decode_identity
from pos.keystore.vault.slots import PassphraseCost, Randomness
from pos.keystore.vault.vault import Vault

_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class AgentPorts:
    """What the agent needs from outside.

    Attributes:
        clock: tells the time of issues.
        randomness: gives that many random bytes.
        maker: makes tokens and reads them back.
        cost: of a try at passphrase slots that are made from now on.
    """

    clock: Clock
    randomness: Randomness
    maker: TokenMaker
    cost: PassphraseCost


@dataclass(frozen=True, slots=True)
class Identity:
    """What an open identity compartment gives.

    Attributes:
        components_ok: a training vault that takes components.
    """

    database: AgentDatabase
    store: IssueStore
    device_key: DeviceKey
    database_key: Secret
    pins: PinDesk
    approvals: ApprovalDesk
    issuer: Issuer
    slices: LeaseSlices
    clock: Clock
    components_ok: bool
    folder: AgentFolder

    def close(self) -> None:
        """Forget the keys and release the issue store."""
        self.slices.give_back()
        self.database_key.wipe()
        self.pins.close()
        self.database.close()

    def lease(self) -> LeaseStatus | None:
        """Return the lease in force with the sums so far and this day's counts.

        What a crash left of a slice is forfeited already, though only the next issue writes it.
        """
        lease, counters = self.store.leases.newest(), self.store.counters()
        if lease is None:
            return None
        day = self.clock.now().date().isoformat()
        lost_money, lost_energy_milli = self.slices.left_by_crash()
        money_forfeited = lease.money_forfeited + lost_money
        energy_forfeited_milli = lease.energy_forfeited_milli + lost_energy_milli
        return replace(
            lease,
            money_issued=money_forfeited + counters.money_issued,
            energy_issued_milli=energy_forfeited_milli + counters.energy_issued_milli,
            day_issued=self.store.counts_of_day(day),
            money_forfeited=money_forfeited,
            energy_forfeited_milli=energy_forfeited_milli,
        )

    def sign_head(self, head: Head) -> Checkpoint | None:
        """Sign the end of the journal and remember it; see `SecurityModule.sign_head`.

        Raises:
            JournalShortened: another hash is signed for this seq.
            AgentStateDamaged: heads of another terminal or incarnation were signed here, or this
                is not the end of any journal.
        """
        signed = self.store.signed_head()
        if signed is not None:
            if (signed.terminal, signed.incarnation) != (head.terminal, head.incarnation):
                raise AgentStateDamaged(why="it signs for another terminal")
            if head.seq < signed.seq:
                return None
            if head.seq == signed.seq and head.hash != signed.hash:
                raise JournalShortened(seq=signed.seq, found=head.seq)
        if head != signed:
            # A head that no journal of ours can end with would block all later ones.
            numbers_fit = all(1 <= value <= AMOUNT_MAX for value in (head.seq, head.incarnation))
            if not numbers_fit or not _HASH.fullmatch(head.hash):
                raise AgentStateDamaged(why="not the end of a journal")
            with self.database.transaction():
                self.store.set_signed_head(head)
        return self.device_key.sign_head(head)


def _note_role(database: AgentDatabase, clock: Clock, operator: str) -> None:
    words = OfficeWords(database)
    words.note_set_here(operator, format_time(clock.now()))
    row = database.one("SELECT role FROM pin WHERE operator = ?", operator)
    words.forget_resets(operator, "" if row is None else str(row[0]))


def open_identity(folder: AgentFolder, vault: Vault, plain: bytes, ports: AgentPorts) -> Identity:
    """Put an opened identity compartment to work.

    Raises:
        VaultDamaged: its content is not what it must be.
        AgentStateDamaged, DiskFull, StoreUnusable, StoreBusy: the issue store does not open.
    """
    content = decode_identity(plain)
    database = open_database(folder.issue_store, Secret(content.issue_store_key))
    try:
        store = IssueStore(database)
        store.must_agree(vault.vault_id)
    except BaseException:
        database.close()
        raise
    device_key = DeviceKey(content.device_seed)
    if isinstance(ports.clock, AgentClock):
        ports.clock.trust(device_key.public)
    slices = LeaseSlices(database, store)
    pins = PinDesk(
        database,
        Secret(content.pin_pepper),
        ports.clock,
        ports.randomness,
        training=vault.training,
        on_role_set=partial(_note_role, database, ports.clock),
    )
    tools = IssuingTools(
        database=database,
        store=store,
        slices=slices,
        device_key=device_key,
        pins=pins,
        maker=ports.maker,
        clock=ports.clock,
        randomness=ports.randomness,
        training=vault.training,
    )
    return Identity(
        database=database,
        store=store,
        device_key=device_key,
        database_key=Secret(content.database_key),
        pins=pins,
        approvals=ApprovalDesk(pins, device_key, ports.clock, ports.randomness),
        issuer=Issuer(tools),
        slices=slices,
        components_ok=content.components_ok,
        clock=ports.clock,
        folder=folder,
    )
