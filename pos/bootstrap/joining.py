"""Joining the adapters of one terminal to the ports."""

import uuid
from datetime import UTC, datetime
from pathlib import Path

from pos.app.ports import Clock, Ports, SecurityModuleSetup
from pos.receipts.print_queue import PrintQueue
from pos.receipts.stationery import Stationery
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


def resources_folder() -> Path:
    """Return the folder of what ships: beside the packages, or inside once installed."""
    package = Path(__file__).parents[1]
    beside = package.parent / "resources"
    return beside if beside.is_dir() else package / "resources"


def join(folder: Path, store: SqlStore, keys: SecurityModuleSetup, clock: Clock) -> Ports:
    """Join the adapters of one terminal."""
    return Ports(
        store=store,
        keys=keys,
        clock=clock,
        receipts=PrintQueue(
            store,
            folder / KEPT_PAPER,
            Stationery(resources_folder(), folder),
            clock=clock,
        ),
        new_id=new_id,
    )
