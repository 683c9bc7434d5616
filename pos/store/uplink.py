"""Reading and writing what a terminal remembers of its head office: one row."""

from dataclasses import asdict
from typing import Final

from sqlalchemy import select

from pos.app.ports import UplinkState
from pos.domain.standing import Standing
from pos.store.database import Transaction
from pos.store.rows import upsert
from pos.store.schema import UPLINK

_ONE_ROW: Final = {"id": 1}
_READ: Final = select(UPLINK)
_WRITE: Final = upsert(UPLINK, ("id",))


def read_uplink(transaction: Transaction) -> UplinkState | None:
    """Return what is remembered, None before enrolment."""
    row = transaction.first(_READ)
    if row is None:
        return None
    _, url, root_key, answer_key, epoch, seq, digest, stopped, lease_serial, *newer = row
    heard_at, office_time, bundle_epoch, bundle_n, standings_at = newer
    return UplinkState(
        url=url,
        root_key=root_key,
        answer_key=answer_key,
        epoch=epoch,
        seq=seq,
        hash=digest,
        stopped=Standing(stopped),
        lease_serial=lease_serial,
        heard_at=heard_at,
        office_time=office_time,
        bundle_epoch=bundle_epoch,
        bundle_n=bundle_n,
        standings_at=standings_at,
    )


def write_uplink(transaction: Transaction, state: UplinkState) -> None:
    """Replace what is remembered."""
    transaction.run(_WRITE, _ONE_ROW | asdict(state) | {"stopped": state.stopped.value})
