"""Taking a batch in: one transaction from the terminal's row to the answer.

    lock the terminal's row -> seen before? -> chain and signed end -> epoch -> where it belongs
        -> store what is new -> books -> answer

A batch that comes twice changes nothing. A batch that follows a point which is not held changes
nothing either: the answer says how far the terminal must go back. Another entry under a number
that is taken makes a branch and an alarm; nothing is ever overwritten.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection, Row

from pos.domain.journal import Head, StoredEntry, format_time, parse_time
from pos.domain.standing import Standing
from pos.headoffice.batch import read_batch
from pos.headoffice.bookkeeping import Account, keep_books
from pos.headoffice.directory import enrolled_terminal, revoke
from pos.headoffice.examine import Granted
from pos.headoffice.leases import lease_of_device
from pos.headoffice.refusal import RequestRefused
from pos.headoffice.requests import SignedRequest, must_be_first
from pos.headoffice.schema import ALARM, OFFICE, SIGNED_HEAD, TERMINAL
from pos.headoffice.tree import JournalTree
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


@dataclass(frozen=True, slots=True)
class _Terminal:
    """The locked row of the terminal that sends."""

    row: Row[tuple[object, ...]]
    now: str

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
    terminal = _Terminal(row, format_time(now))
    if once:
        must_be_first(connection, signed, now)
    if message.version != VERSION:
        raise RequestRefused(RefusalCode.MALFORMED)
    if message.incarnation != row.incarnation:
        raise RequestRefused(RefusalCode.FOREIGN)
    _must_be_signed(terminal, message)
    batch = read_batch(terminal.name, message.incarnation, message)
    tree = JournalTree(connection, terminal.name, message.incarnation)
    is_start_held = tree.branch_holding(batch.start) is not None
    epoch = _epoch(connection, terminal, message, is_start_held=is_start_held)
    if is_start_held:
        _store(connection, terminal, tree, batch.start, batch.entries)
        last = batch.end
    else:
        last = tree.newest_held(message.marks)
    _keep_signed_head(connection, terminal, message.head)
    end = Mark(message.head.seq, message.head.hash)
    standing = tree.standing_of(end, last)
    _note_standing(connection, terminal, standing, message, signed.program)
    is_revoked = bool(row.revoked_at) or _learnt_revoked(connection, terminal, message)
    return UplinkAnswer(
        epoch=epoch,
        incarnation=message.incarnation,
        seq=last.seq,
        hash=last.hash,
        standing=Standing.REVOKED if is_revoked else standing,
        lease=None
        if is_revoked or standing is not Standing.MAIN
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

    kept = select(OFFICE.c.epoch)
    epoch = int(connection.execute(kept).scalar_one())
    if not is_older_copy(epoch):
        return epoch
    # Only who raises it locks the one row that all terminals share, and looks again behind it.
    epoch = int(connection.execute(kept.with_for_update()).scalar_one())
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
    start: Mark,
    entries: tuple[StoredEntry, ...],
) -> None:
    branch, fresh, is_fork = tree.add(start, entries, terminal.now)
    if not fresh:
        return
    incarnation = int(terminal.row.incarnation)
    if is_fork:
        first = Mark(fresh[0].seq, fresh[0].hash)
        _raise_alarm(connection, terminal, FORK_ALARM, incarnation, first)
    account = keep_books(
        connection, _account(terminal.row), tree, branch, fresh=fresh, now=terminal.now
    )
    granted = account.granted
    connection.execute(
        update(TERMINAL)
        .where(TERMINAL.c.terminal == terminal.name)
        .values(
            entries=account.entries,
            sales=account.sales,
            total=account.total,
            lease_serial=granted.lease_serial,
            money_may_reach=granted.money_may_reach,
            energy_may_reach_milli=granted.energy_may_reach_milli,
            money_issued=granted.money_issued,
            energy_issued_milli=granted.energy_issued_milli,
        )
    )


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
    key = {
        "terminal": terminal.name,
        "incarnation": terminal.row.incarnation,
        "seq": head.seq,
        "hash": head.hash,
    }
    kept = select(SIGNED_HEAD.c.seq).where(*(SIGNED_HEAD.c[name] == key[name] for name in key))
    if connection.execute(kept).first() is None:
        connection.execute(insert(SIGNED_HEAD).values(**key, signature=head.signature))


def _note_standing(
    connection: Connection,
    terminal: _Terminal,
    standing: Standing,
    message: UplinkRequest,
    program: str,
) -> None:
    """Remember the terminal's state; an older copy raises its alarm once it has stopped itself.

    Only then: a request that was under way for long looks like an older copy's, too.
    """
    if message.stopped is Standing.BEHIND:
        end = Mark(message.head.seq, message.head.hash)
        _raise_alarm(connection, terminal, BEHIND_ALARM, message.incarnation, end)
    told = standing if message.stopped is Standing.MAIN else message.stopped
    connection.execute(
        update(TERMINAL)
        .where(TERMINAL.c.terminal == terminal.name)
        .values(
            seen_at=terminal.now,
            standing=told.value,
            signed_seq=max(int(terminal.row.signed_seq), message.head.seq),
            # A stick does not say.
            program=program or terminal.row.program,
        )
    )


def _raise_alarm(
    connection: Connection, terminal: _Terminal, kind: str, incarnation: int, mark: Mark
) -> None:
    """Keep an alarm; the same one again changes nothing."""
    key = {
        "terminal": terminal.name,
        "kind": kind,
        "incarnation": incarnation,
        "seq": mark.seq,
        "hash": mark.hash,
    }
    kept = select(ALARM.c.seq).where(*(ALARM.c[name] == key[name] for name in key))
    if connection.execute(kept).first() is None:
        connection.execute(insert(ALARM).values(**key, raised_at=terminal.now))
