"""The tables of head office; every key that belongs to a terminal begins with the terminal.

A journal that came in more than one version is a tree. `branch` 0 is the version that came first;
another one has the number of its parent and of the last entry that both share, and holds only its
own entries.
"""

from typing import Final

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    String,
    Table,
)

from pos.headoffice.store.columns import METADATA
from pos.headoffice.store.columns import bytes_column as _bytes
from pos.headoffice.store.columns import number as _number
from pos.headoffice.store.columns import table as _table
from pos.headoffice.store.columns import text as _text
from pos.headoffice.store.columns import text_or_none as _text_or_none

REVISION: Final = "answer_keys"
"""Newest step in `pos.headoffice.migrations`."""

# As alembic itself would make it.
VERSION: Final = Table(
    "alembic_version",
    METADATA,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
OFFICE: Final = _table(
    "office",
    _number("id"),
    _number("training"),
    _text("root_key"),
    _number("epoch"),
    _text("created_at"),
    key=1,
)
OFFICE_KEY: Final = _table(
    "office_key",
    _text("purpose"),
    # Empty: keys live in the key agent. Older programs kept them here.
    _bytes("private_key"),
    # JSON of KeyCertificate.
    _bytes("certificate"),
    key=1,
)
ENROL_CODE: Final = _table(
    "enrol_code",
    _text("terminal"),
    _bytes("code_key"),
    _text("expires"),
    # Device key that used it, empty before.
    _text("used_by"),
    key=1,
)
TERMINAL: Final = _table(
    "terminal",
    _text("terminal"),
    _number("incarnation"),
    _text("device_key"),
    _text("currency"),
    _text("enrolled_at"),
    _text("revoked_at"),
    _text("seen_at"),
    # How the terminal was told to stand, and the newest signed end that it showed.
    _text("standing"),
    _number("signed_seq"),
    _number("entries"),
    _number("sales"),
    _number("total"),
    # Newest lease that came before this head office granted any.
    _number("first_serial"),
    _number("lease_serial"),
    _number("money_may_reach"),
    _number("energy_may_reach_milli"),
    _number("money_issued"),
    _number("energy_issued_milli"),
    # Version of its program, as it said last.
    _text("program"),
    # What vending keys are sealed for, signed by its device key; see `wire.sealed_key`.
    _text("sealing_key"),
    key=1,
)
LEASE: Final = _table(
    "lease",
    _text("terminal"),
    _number("serial"),
    # JSON of SignedLease.
    _bytes("signed"),
    _text("until"),
    _number("money_may_reach"),
    _number("energy_may_reach_milli"),
    _text("granted_at"),
    key=2,
)
# What became of a wish that had a name, so that none is granted twice.
GRANT_REQUEST: Final = _table(
    "grant_request",
    _text("terminal"),
    _text("request"),
    # SHA-256 over who wished what, hex.
    _text("digest"),
    # Of the lease, or of the proposal; 0 for the other.
    _number("serial"),
    _number("proposal"),
    key=2,
)
CEILING: Final = _table(
    "ceiling",
    _text("terminal"),
    _number("serial"),
    # JSON of SignedCeiling.
    _bytes("signed"),
    _text("signed_at"),
    key=2,
)
# What a device that a restore replaced could still issue when it was replaced.
EXPOSURE: Final = _table(
    "exposure",
    _text("terminal"),
    _number("incarnation"),
    _text("device_key"),
    _number("lease_serial"),
    _number("money"),
    _number("energy_milli"),
    _text("until"),
    _text("replaced_at"),
    key=2,
)
GRANT_LIMIT: Final = _table(
    "grant_limit", _text("currency"), _number("money"), _number("energy_milli"), key=1
)
CONFIRMED: Final = "confirmed"
REJECTED: Final = "rejected"
PROPOSAL: Final = _table(
    "proposal",
    _number("number"),
    # JSON of what was proposed, see `two_people`.
    _bytes("what"),
    _text("proposed_by"),
    _text("proposed_at"),
    _text("decided_by"),
    _text("decided_at"),
    # Empty while it waits.
    _text("outcome"),
    key=1,
)
# What one process at a time does: who, until when it is theirs, when it was done and how much.
DUTY: Final = _table(
    "duty",
    _text("name"),
    _text("holder"),
    _text("ends_at"),
    _text("done_at"),
    _number("done"),
    key=1,
)
BRANCH: Final = _table(
    "branch",
    _text("terminal"),
    _number("incarnation"),
    _number("branch"),
    _number("parent"),
    _number("fork_seq"),
    _number("seq"),
    _text("hash"),
    _text("first_seen"),
    key=3,
)
ENTRY: Final = _table(
    "entry",
    _text("terminal"),
    _number("incarnation"),
    _number("branch"),
    _number("seq"),
    _text("hash"),
    _bytes("body"),
    _text("received_at"),
    key=4,
)
Index(None, ENTRY.c.terminal, ENTRY.c.incarnation, ENTRY.c.seq)
SIGNED_HEAD: Final = _table(
    "signed_head",
    _text("terminal"),
    _number("incarnation"),
    _number("seq"),
    _text("hash"),
    _text("signature"),
    key=4,
)
# Records that break a rule of business: stored like all others, and named here.
EXCEPTION: Final = _table(
    "exception",
    _text("terminal"),
    _number("incarnation"),
    _number("branch"),
    _number("seq"),
    _text("why"),
    _text("noted_at"),
    key=5,
)
ALARM: Final = _table(
    "alarm",
    _text("terminal"),
    _text("kind"),
    _number("incarnation"),
    _number("seq"),
    _text("hash"),
    _text("raised_at"),
    key=5,
)
# Requests of the last quarter of an hour, so that none is taken twice.
SEEN_REQUEST: Final = _table(
    "seen_request", _text("terminal"), _text("nonce"), _text("time"), key=2
)
# One row for a sale id with one set of tokens, whichever branches and incarnations tell of it.
COUNTED_SALE: Final = _table(
    "counted_sale", _text("terminal"), _text("sale_id"), _text("tokens"), _number("total"), key=3
)
# Codes of counted sales from their last digit, for whoever has only the end of one.
SALE_CODE: Final = _table(
    "sale_code", _text("terminal"), _text("sale_id"), _text("backwards"), key=3
)
Index(None, SALE_CODE.c.backwards)
# What a branch adds up to: the terminal's own projections, a row of any kind as JSON. They follow
# from the entries, so a program whose rows look different computes them again.
BOOK_ROW: Final = _table(
    "book_row",
    _text("terminal"),
    _number("incarnation"),
    _number("branch"),
    _text("kind"),
    # JSON array of the key's fields.
    _text("row_key"),
    _bytes("fields"),
    # What people look for, of the kinds that they look for: see `LOOKED_FOR` of the books.
    _text_or_none("at"),
    _text_or_none("about"),
    _text_or_none("paper"),
    key=5,
)
for _looked_for in (
    (BOOK_ROW.c.kind, BOOK_ROW.c.at, BOOK_ROW.c.terminal),
    (BOOK_ROW.c.terminal, BOOK_ROW.c.kind, BOOK_ROW.c.at),
    (BOOK_ROW.c.kind, BOOK_ROW.c.about, BOOK_ROW.c.at),
):
    _held = BOOK_ROW.c.at.is_not(None)
    Index(None, *_looked_for, postgresql_where=_held, sqlite_where=_held)
_numbered = BOOK_ROW.c.paper.is_not(None)
Index(None, BOOK_ROW.c.paper, postgresql_where=_numbered, sqlite_where=_numbered)
# What the bank says about bags that the journals tell of.
BANK_MATCH: Final = _table(
    "bank_match",
    _text("terminal"),
    _text("bag"),
    _number("amount"),
    _text("reference"),
    _text("matched_at"),
    key=2,
)
# What terminals are given; the same rows on every server of a distributed database.
BUNDLE: Final = _table(
    "bundle",
    _number("epoch"),
    _number("n"),
    # For whom; empty for every terminal.
    _text("audience"),
    _text("kind"),
    # JSON of SignedBundle.
    _bytes("signed"),
    _text("created_at"),
    key=2,
)
for _owned in (
    LEASE,
    GRANT_REQUEST,
    CEILING,
    EXPOSURE,
    BRANCH,
    ENTRY,
    SIGNED_HEAD,
    EXCEPTION,
    ALARM,
    SEEN_REQUEST,
    COUNTED_SALE,
    SALE_CODE,
    BOOK_ROW,
    BANK_MATCH,
):
    _owned.append_constraint(ForeignKeyConstraint([_owned.c.terminal], [TERMINAL.c.terminal]))
