"""Taking a batch in: one transaction from the terminal's row to the answer.

    lock the terminal's row -> seen before? -> chain and signed end -> epoch -> where it belongs
        -> store what is new -> books -> answer

A batch that comes twice changes nothing. A batch that follows a point which is not held changes
nothing either: the answer says how far the terminal must go back. Another entry under a number
that is taken makes a branch and an alarm; nothing is ever overwritten.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.engine import Connection, Row

from pos.domain.journal import Head, format_time, parse_time
from pos.domain.standing import Standing
from pos.headoffice.journal.batch import Batch, read_batch
from pos.headoffice.journal.bookkeeping import Account, keep_books
from pos.headoffice.journal.examine import Granted
from pos.headoffice.journal.tree import JournalTree
from pos.headoffice.server.requests import SignedRequest, forget_requests, must_be_first
from pos.headoffice.store.bulk import insert_new
from pos.headoffice.store.refusal import RequestRefused
from pos.headoffice.store.schema import ALARM, OFFICE, SIGNED_HEAD, TERMINAL
from pos.headoffice.terminals.directory import enrolled_terminal, revoke
from pos.headoffice.terminals.leases import lease_of_device
from pos.wire.sealed_key import read_sealing_key_text
from pos.wire.signatures import signature_is_genuine
from pos.wire.uplink import (
    EPOCH_MAX,
    VERSION,
    Mark,
    RefusalCode,
    SignedMark,
    UplinkAnswer,
    UplinkRequest,
)

FORK_ALARM = "fork"
BEHIND_ALARM = "behind"
RESTORED_ALARM = "head_office_restored"
_MINUTE: Final = len("YYYY-MM-DDTHH:MM")
_EPOCH: Final = select(OFFICE.c.epoch)
_NOTED: Final = (
    *("seen_at", "standing", "signed_seq", "program", "entries", "sales", "total", "lease_serial"),
    *("money_may_reach", "energy_may_reach_milli", "money_issued", "energy_issued_milli"),
    "sealing_key",
)
_NOTE: Final = (
    update(TERMINAL)
    .where(TERMINAL.c.terminal == bindparam("of_terminal"))
    .values({name: bindparam(f"new_{name}") for name in _NOTED})
)


@dataclass(frozen=True, slots=True)
class _Terminal:
    """The terminal that sends.

    Attributes:
        row: its own, locked.
        now: time in the journal's form.
        program, sealing_key: as it says; empty where it says none.
    """

    row: Row[tuple[object, ...]]
    now: str
    program: str
    sealing_key: str

    @property
    def name(self) -> str:
        """Its id."""
        return str(self.row.terminal)


def take_batch(
    connection: Connection,
    signed: SignedRequest,
    message: UplinkRequest,
    now: datetime,
    *,
    once: bool = True,
) -> UplinkAnswer:
    """Carry out a genuine request.

    Args:
        connection: in a write transaction, which the caller commits.
        signed: known to be signed by the device key of the terminal it names.
        message: its body.
        now: the clock.
        once: the same request never comes again; False for a file, which may be read again.

    Raises:
        RequestRefused: REPLAYED, FOREIGN, SIGNATURE, BROKEN_CHAIN, MALFORMED.
    """
    row = enrolled_terminal(connection, signed.request.terminal)
    terminal = _Terminal(row, format_time(now), signed.program, signed.sealing_key)
    if once:
        must_be_first(connection, signed, now)
        # Not with every batch of many: they come by the second.
        if str(row.seen_at)[:_MINUTE] != terminal.now[:_MINUTE]:
            forget_requests(connection, terminal.name, now)
    if message.version != VERSION:
        raise RequestRefused(RefusalCode.MALFORMED)
    if message.incarnation != row.incarnation:
        raise RequestRefused(RefusalCode.FOREIGN)
    _must_be_signed(terminal, message)
    batch = read_batch(terminal.name, message.incarnation, message)
    tree = JournalTree(connection, terminal.name, message.incarnation)
    is_start_held = tree.branch_holding(batch.start) is not None
    epoch = _epoch(connection, terminal, message, is_start_held=is_start_held)
    account = _account(row)
    if is_start_held:
        account = _store(connection, terminal, tree, batch, account)
        last = batch.end
    else:
        last = tree.newest_held(message.marks)
    _keep_signed_head(connection, terminal, message.head)
    end = Mark(message.head.seq, message.head.hash)
    standing = tree.standing_of(end, last)
    is_revoked = bool(row.revoked_at) or _learnt_revoked(connection, terminal, message)
    if is_revoked:
        standing = Standing.REVOKED
    _note(connection, terminal, standing, message, account)
    return UplinkAnswer(
        epoch=epoch,
        incarnation=message.incarnation,
        seq=last.seq,
        hash=last.hash,
        standing=standing,
        lease=None
        if standing is not Standing.MAIN
        else lease_of_device(connection, terminal.name, str(row.device_key)),
        time=terminal.now,
    )


def _learnt_revoked(connection: Connection, terminal: _Terminal, message: UplinkRequest) -> bool:
    """Believe a terminal that was told it is revoked, by this head office before a restore."""
    if message.stopped is not Standing.REVOKED:
        return False
    revoke(connection, terminal.name, parse_time(terminal.now))
    end = Mark(message.head.seq, message.head.hash)
    _raise_alarm(connection, terminal, RESTORED_ALARM, message.incarnation, end)
    return True


def _must_be_signed(terminal: _Terminal, message: UplinkRequest) -> None:
    head = Head(terminal.name, message.incarnation, message.head.seq, message.head.hash)
    device_key = bytes.fromhex(str(terminal.row.device_key))
    signature = bytes.fromhex(message.head.signature)
    if not signature_is_genuine(device_key, signature, head.signed_bytes()):
        raise RequestRefused(RefusalCode.SIGNATURE)


def _epoch(
    connection: Connection, terminal: _Terminal, message: UplinkRequest, *, is_start_held: bool
) -> int:
    """Return the epoch, raised above any seen if this head office is an older copy of itself."""

    def is_older_copy(epoch: int) -> bool:
        return message.epoch > epoch or not (is_start_held or message.epoch < epoch)

    epoch = int(connection.execute(_EPOCH).scalar_one())
    if not is_older_copy(epoch):
        return epoch
    # Only who raises it locks the one row that all terminals share, and looks again behind it.
    epoch = int(connection.execute(_EPOCH.with_for_update()).scalar_one())
    if not is_older_copy(epoch):
        return epoch
    raised = min(max(epoch, message.epoch) + 1, EPOCH_MAX)
    connection.execute(update(OFFICE).values(epoch=raised))
    _raise_alarm(connection, terminal, RESTORED_ALARM, message.incarnation, message.acknowledged)
    return raised


def _store(
    connection: Connection,
    terminal: _Terminal,
    tree: JournalTree,
    batch: Batch,
    account: Account,
) -> Account:
    """Store what is new, and return what the terminal's row then says."""
    branch, fresh, is_fork = tree.add(batch.start, batch.entries, terminal.now)
    if not fresh:
        return account
    incarnation = int(terminal.row.incarnation)
    if is_fork:
        first = Mark(fresh[0].seq, fresh[0].hash)
        _raise_alarm(connection, terminal, FORK_ALARM, incarnation, first)
    return keep_books(connection, account, tree, branch, fresh=fresh, now=terminal.now)


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(
        terminal=row.terminal,
        incarnation=row.incarnation,
        device_key=row.device_key,
        entries=row.entries,
        sales=row.sales,
        total=row.total,
        granted=Granted(
            first_serial=row.first_serial,
            lease_serial=row.lease_serial,
            money_may_reach=row.money_may_reach,
            energy_may_reach_milli=row.energy_may_reach_milli,
            money_issued=row.money_issued,
            energy_issued_milli=row.energy_issued_milli,
        ),
    )


def _keep_signed_head(connection: Connection, terminal: _Terminal, head: SignedMark) -> None:
    kept = {
        "terminal": terminal.name,
        "incarnation": terminal.row.incarnation,
        "seq": head.seq,
        "hash": head.hash,
        "signature": head.signature,
    }
    insert_new(connection, SIGNED_HEAD, kept)


def _note(
    connection: Connection,
    terminal: _Terminal,
    standing: Standing,
    message: UplinkRequest,
    account: Account,
) -> None:
    """Write the terminal's row; an older copy raises its alarm once it has stopped itself.

    Only then: a request that was under way for long looks like an older copy's, too.
    """
    if message.stopped is Standing.BEHIND:
        end = Mark(message.head.seq, message.head.hash)
        _raise_alarm(connection, terminal, BEHIND_ALARM, message.incarnation, end)
    keeps = message.stopped is Standing.MAIN or standing is Standing.REVOKED
    told = standing if keeps else message.stopped
    granted = account.granted
    noted = {
        "of_terminal": terminal.name,
        "new_seen_at": terminal.now,
        "new_standing": told.value,
        "new_signed_seq": max(int(terminal.row.signed_seq), message.head.seq),
        # A stick does not say.
        "new_program": terminal.program or terminal.row.program,
        "new_sealing_key": _sealing_key(terminal),
        "new_entries": account.entries,
        "new_sales": account.sales,
        "new_total": account.total,
        "new_lease_serial": granted.lease_serial,
        "new_money_may_reach": granted.money_may_reach,
        "new_energy_may_reach_milli": granted.energy_may_reach_milli,
        "new_money_issued": granted.money_issued,
        "new_energy_issued_milli": granted.energy_issued_milli,
    }
    connection.execute(_NOTE, noted)


def _sealing_key(terminal: _Terminal) -> str:
    """Return the terminal's public key for sealing: what it says, if its device signed that."""
    known, said = str(terminal.row.sealing_key), terminal.sealing_key
    if said in ("", known):
        return known
    return known if read_sealing_key_text(said, str(terminal.row.device_key)) is None else said


def _raise_alarm(
    connection: Connection, terminal: _Terminal, kind: str, incarnation: int, mark: Mark
) -> None:
    """Keep an alarm; the same one again changes nothing."""
    alarm = {
        "terminal": terminal.name,
        "kind": kind,
        "incarnation": incarnation,
        "seq": mark.seq,
        "hash": mark.hash,
        "raised_at": terminal.now,
    }
    insert_new(connection, ALARM, alarm)
