"""The journal, its signed heads, and whose it is."""

from typing import Final

from sqlalchemy import bindparam, insert, select, text

from pos.store.conditions import OPEN
from pos.store.schema import CHECKPOINT, EARLIER, IDENTITY, JOURNAL, SHIFT, VERSION

# Queries for one row need no limit: rows are computed as they are fetched.
LAST_ENTRY: Final = select(JOURNAL).order_by(JOURNAL.c.seq.desc())
ENTRY: Final = select(JOURNAL).where(JOURNAL.c.seq == bindparam("seq"))
NEXT_ENTRIES: Final = (
    select(JOURNAL)
    .where(JOURNAL.c.seq > bindparam("after"))
    .order_by(JOURNAL.c.seq)
    .limit(bindparam("limit"))
)
NEXT_CHECKPOINTS: Final = (
    select(CHECKPOINT)
    .where(CHECKPOINT.c.seq > bindparam("after"))
    .order_by(CHECKPOINT.c.seq)
    .limit(bindparam("limit"))
)
LAST_CHECKPOINT: Final = select(CHECKPOINT).order_by(CHECKPOINT.c.seq.desc())
OPEN_SHIFT: Final = select(SHIFT).where(text(OPEN))
ADD_ENTRY: Final = insert(JOURNAL)
ADD_CHECKPOINT: Final = insert(CHECKPOINT)
CHECKPOINT_HASH: Final = select(CHECKPOINT.c.hash).where(CHECKPOINT.c.seq == bindparam("seq"))
SCHEMA_VERSION: Final = select(VERSION.c.version_num)
WHOSE_JOURNAL: Final = select(IDENTITY.c.terminal, IDENTITY.c.incarnation)
EARLIER_ENTRY: Final = select(EARLIER).where(EARLIER.c.seq == bindparam("seq"))
EARLIER_ENTRIES: Final = select(EARLIER).order_by(EARLIER.c.seq)
ENTRIES: Final = select(JOURNAL).order_by(JOURNAL.c.seq)
