"""From stored entries to books, counted sales, and notes about what breaks a rule."""

from dataclasses import dataclass, replace

from sqlalchemy import delete
from sqlalchemy.engine import Connection

from pos.domain.entries import TerminalRestored
from pos.domain.errors import JournalDamaged
from pos.domain.journal import Entry, StoredEntry, read_entry
from pos.domain.projections import Row, SaleRow
from pos.domain.sale import SaleState
from pos.headoffice.journal.books import Books, BooksOutdatedError
from pos.headoffice.journal.examine import Granted, findings, learn
from pos.headoffice.journal.left_sales import LeftOutcome, left_before
from pos.headoffice.journal.meter_shares import CountedSale, add_to_shares, counted_sale
from pos.headoffice.journal.sale_codes import add_codes
from pos.headoffice.journal.tree import MAIN_BRANCH, Branch, JournalTree
from pos.headoffice.store.bulk import find_rows, insert_rows
from pos.headoffice.store.schema import COUNTED_SALE, EXCEPTION

_ENTRIES_A_PAGE = 1000
_UNREADABLE = "cannot be read by this program"


@dataclass(frozen=True, slots=True)
class Account:
    """What a terminal's row says about its journal.

    Attributes:
        device_key: as enrolled.
        entries: stored, all branches and incarnations together.
        sales, total: counted once each.
        granted: leases and sums.
    """

    terminal: str
    incarnation: int
    device_key: str
    entries: int
    sales: int
    total: int
    granted: Granted


def keep_books(
    connection: Connection,
    account: Account,
    tree: JournalTree,
    branch: Branch,
    *,
    fresh: tuple[StoredEntry, ...],
    now: str,
) -> Account:
    """Take new entries of a branch into the books and return the terminal's new sums.

    Args:
        connection: in the transaction that stored the entries.
        account: before them.
        tree: of the terminal's journal.
        branch: that the entries are on; they are its last ones.
        fresh: not empty.
        now: time in the journal's form.
    """
    clerk = _Clerk(connection, account, branch.branch, now)
    begins_fork = branch.branch != MAIN_BRANCH and fresh[0].seq == branch.fork_seq + 1
    try:
        if begins_fork:
            clerk.enter_again(tree, branch, up_to=branch.fork_seq)
        clerk.enter(fresh)
    except BooksOutdatedError:
        clerk.enter_again(tree, branch, up_to=fresh[0].seq - 1)
        clerk.enter(fresh)
    return clerk.done()


class _Clerk:
    """Keeps the books of one branch through one batch."""

    def __init__(self, connection: Connection, account: Account, branch: int, now: str) -> None:
        self._connection, self._now = connection, now
        self._books = Books(connection, account.terminal, account.incarnation, branch)
        self._place = {
            "terminal": account.terminal,
            "incarnation": account.incarnation,
            "branch": branch,
        }
        self._account = account
        self._exceptions: dict[tuple[int, str], None] = {}
        self._sold: dict[tuple[str, str], CountedSale] = {}

    def enter(self, entries: tuple[StoredEntry, ...]) -> None:
        """Take entries into the books, noting what is against the rules."""
        account, granted = self._account, self._account.granted
        exceptions: dict[tuple[int, str], None] = {}
        sold: dict[tuple[str, str], CountedSale] = {}
        read = [(stored, *_read(stored)) for stored in entries]
        self._books.look_up([entry for _, entry, _ in read if entry is not None])
        for stored, entry, why in read:
            found = [why] if entry is None else list(findings(entry, account.device_key, granted))
            if entry is not None and isinstance(entry.payload, TerminalRestored):
                left = left_before(self._connection, account.terminal, account.incarnation)
                found.extend(
                    f"left sale {sale.sale_id} open, and nobody knows how it ended"
                    for sale in left
                    if sale.outcome is LeftOutcome.UNKNOWN
                )
            if entry is not None:
                granted = learn(entry, granted)
                try:
                    self._note_sale(self._books.enter(entry), sold)
                except JournalDamaged as error:
                    found.append(str(error.facts["why"]))
                except ValueError:
                    # Its time is none, say; no reducer takes part of an entry.
                    found.append(_UNREADABLE)
            exceptions.update({(stored.seq, reason): None for reason in found})
        # Only now: outdated books may have ended the walk before.
        self._account = replace(account, entries=account.entries + len(entries), granted=granted)
        self._exceptions, self._sold = exceptions, sold

    def enter_again(self, tree: JournalTree, branch: Branch, *, up_to: int) -> None:
        """Compute the books of a branch from its first entry on; nothing is counted again."""
        self._books.clear()
        for number, stored in enumerate(tree.path(branch, up_to), start=1):
            entry, _ = _read(stored)
            if entry is not None:
                self._enter_quietly(entry)
            if number % _ENTRIES_A_PAGE == 0:
                self._books.write()
        self._books.write()

    def done(self) -> Account:
        """Write everything and return the new sums."""
        self._books.write()
        if self._exceptions:
            rows = [
                {**self._place, "seq": seq, "why": why, "noted_at": self._now}
                for seq, why in self._exceptions
            ]
            mine = (EXCEPTION.c[name] == value for name, value in self._place.items())
            seqs = sorted({seq for seq, _ in self._exceptions})
            self._connection.execute(delete(EXCEPTION).where(*mine, EXCEPTION.c.seq.in_(seqs)))
            insert_rows(self._connection, EXCEPTION, rows)
        return self._with_sales_counted()

    def _enter_quietly(self, entry: Entry) -> None:
        try:
            self._books.enter(entry)
        except (JournalDamaged, ValueError):
            # It was noted when the entry came.
            return

    def _with_sales_counted(self) -> Account:
        if not self._sold:
            return self._account
        terminal = self._account.terminal
        own, keys = {"terminal": terminal}, ("sale_id", "tokens")
        rows = find_rows(self._connection, COUNTED_SALE, own, keys, list(self._sold))
        known = {(row.sale_id, row.tokens) for row in rows}
        new = {key: sale for key, sale in self._sold.items() if key not in known}
        insert_rows(
            self._connection,
            COUNTED_SALE,
            [
                {"terminal": terminal, "sale_id": sale_id, "tokens": tokens, "total": sale.total}
                for (sale_id, tokens), sale in new.items()
            ],
        )
        add_codes(self._connection, terminal, new)
        add_to_shares(self._connection, terminal, new.values())
        return replace(
            self._account,
            sales=self._account.sales + sum(sale.is_paid for sale in new.values()),
            total=self._account.total + sum(sale.total for sale in new.values()),
        )

    def _note_sale(self, rows: tuple[Row, ...], sold: dict[tuple[str, str], CountedSale]) -> None:
        for row in rows:
            if isinstance(row, SaleRow) and row.state == SaleState.COMMITTED:
                sale = counted_sale(rows, self._books.arrears(row.sale_id))
                if sale is not None:
                    sold[row.sale_id, row.digits] = sale


def _read(stored: StoredEntry) -> tuple[Entry | None, str]:
    try:
        return read_entry(stored.body), ""
    except (JournalDamaged, RecursionError):
        return None, _UNREADABLE
