"""Bringing the tables of an older program up to date."""

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy.engine import Connection

from pos.domain.errors import MadeByNewerProgram
from pos.store.database import Database
from pos.store.refill import refill
from pos.store.transaction import Transaction


def migrate(database: Database) -> None:
    """Bring a database's tables up to date and its projections with them, in one transaction.

    Raises:
        MadeByNewerProgram: it made them.
        JournalDamaged: the projections cannot be made from this journal.
        DiskFull, StoreBusy, StoreDamaged.
    """
    with database.schema_change() as connection:
        upgrade(connection)
        refill(Transaction(database, connection.connection))


def upgrade(connection: Connection) -> None:
    """Run the missing migrations inside the caller's transaction."""
    config = Config()
    config.set_main_option("script_location", "pos.store:migrations")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise MadeByNewerProgram(file="terminal.db") from error
