"""Reading and writing what a terminal remembers of its head office: one row."""

from dataclasses import asdict
from typing import Final

from pos.app.ports import UplinkState
from pos.domain.standing import Standing
from pos.store import sql_texts as sql
from pos.store.transaction import Transaction

_ONE_ROW: Final = {"id": 1}


def read_uplink(transaction: Transaction) -> UplinkState | None:
    """Return what is remembered, None before enrolment."""
    row = transaction.first(sql.READ_UPLINK)
    if row is None:
        return None
    _, url, root_key, answer_key, epoch, seq, digest, stopped, lease_serial, *newer = row
    heard_at, office_time, bundle_epoch, bundle_n, standings_at, answer_keys = newer
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
        answer_keys=answer_keys,
    )


def write_uplink(transaction: Transaction, state: UplinkState) -> None:
    """Replace what is remembered."""
    transaction.run(sql.WRITE_UPLINK, _ONE_ROW | asdict(state) | {"stopped": state.stopped.value})
