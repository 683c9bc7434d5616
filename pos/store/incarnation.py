"""Making the copied database of a terminal that of its next incarnation.

All in one transaction: the journal's entries become earlier ones, the journal is empty, everything
else follows from the entries again. Then the file is written anew under the new key. An interrupted
one is thrown away with its folder.
"""

from pathlib import Path
from typing import Final

from pos.domain.errors import StoreDamaged
from pos.domain.journal import Head
from pos.store import sql_texts as sql
from pos.store.database import Database, Durability
from pos.store.kept_files import KeptFiles
from pos.store.migrate import migrate
from pos.store.reads import Identity, SqlReads
from pos.store.refill import refill
from pos.store.schema import IDENTITY, PRINT_JOB, UPLINK
from pos.store.transaction import Transaction
from pos.store.triggers import TRIGGERS

# More than there are entries, so that no number meets another while they move.
_FAR: Final = 1 << 40


def begin_incarnation(path: Path, old_key: bytes, new_key: bytes) -> bool:
    """Turn the database into that of the next incarnation; return whether it had a head office.

    Args:
        path: a copy that nobody else has open.
        old_key: 32 bytes that open it.
        new_key: 32 bytes that open it afterwards.

    Raises:
        StoreDamaged: a page is not what was written, or the key is another.
        JournalDamaged: names the first entry that is not as written.
        StoreUnusable, DiskFull.
    """
    database = Database(path, old_key, Durability.CREATING)
    try:
        page = database.first_damaged_page()
        if page:
            raise StoreDamaged(page=page)
        migrate(database)
        was_enrolled = _move(database)
        database.change_key(new_key)
    finally:
        database.close()
    return was_enrolled


def copy_database(source: Path, to: Path, key: bytes) -> None:
    """Copy a terminal's database into a new file under the same key, as of one moment.

    Raises:
        DiskFull, StoreBusy, StoreDamaged, StoreUnusable.
    """
    to.touch(mode=0o600, exist_ok=False)
    database = Database(source, key, Durability.LASTING)
    try:
        database.copy_to(to)
    finally:
        database.close()


def checked_head(path: Path, key: bytes) -> Head:
    """Read every page of a copied database, and return the end of the journal in it.

    Raises:
        StoreDamaged: a page is not what was written.
    """
    database = Database(path, key, Durability.CREATING)
    try:
        page = database.first_damaged_page()
        if page:
            raise StoreDamaged(page=page)
        with database.transaction() as transaction:
            identity = transaction.first(sql.WHOSE_JOURNAL)
            if identity is None:
                raise StoreDamaged(page=0)
            kept = KeptFiles(path.parent)
            return SqlReads(transaction, Identity(*identity), kept).head()
    finally:
        database.close()


def _move(database: Database) -> bool:
    with database.schema_change() as connection:
        run = connection.exec_driver_sql
        for trigger in TRIGGERS:
            run(f"DROP TRIGGER {trigger.split()[2]}")
        entries = run("SELECT count(*) FROM journal").scalar_one()
        run("UPDATE earlier_entry SET seq = seq - ?", (_FAR,))
        run("UPDATE earlier_entry SET seq = seq + ?", (_FAR - entries,))
        run(
            "INSERT INTO earlier_entry SELECT seq - ?, body, hash FROM journal ORDER BY seq",
            (entries + 1,),
        )
        was_enrolled = bool(run("SELECT count(*) FROM uplink").scalar_one())
        run("DELETE FROM checkpoint")
        run("DELETE FROM journal")
        connection.execute(UPLINK.delete())
        connection.execute(PRINT_JOB.delete())
        connection.execute(IDENTITY.update().values(incarnation=IDENTITY.c.incarnation + 1))
        for trigger in TRIGGERS:
            run(trigger)
        refill(Transaction(database, connection.connection))
    return was_enrolled
