"""Joining the adapters of one terminal to the ports."""

import uuid
from datetime import UTC, datetime
from pathlib import Path

from pos.app.ports import Ports, SecurityModuleSetup
from pos.domain.translation import untranslated
from pos.receipts.print_queue import PrintQueue
from pos.store.store import SqlStore

KEPT_PAPER = "paper"


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, UTC."""
        return datetime.now(UTC)


def new_id() -> str:
    """Return a random UUID."""
    return str(uuid.uuid4())


def join(folder: Path, store: SqlStore, keys: SecurityModuleSetup) -> Ports:
    """Join the adapters of one terminal."""
    return Ports(
        store=store,
        keys=keys,
        clock=SystemClock(),
        receipts=PrintQueue(store, untranslated, folder / KEPT_PAPER),
        new_id=new_id,
    )
