"""The lease in force and what crashes forfeited of it, as the issue store keeps them.

Nobody but the agent that holds the store writes here, and seldom; every issue asks. So what was
read is kept until a lease or a forfeit is added.
"""

import msgspec

from pos.app.ports import LeaseStatus
from pos.domain.errors import AgentStateDamaged
from pos.domain.lease import LeaseLimits
from pos.keystore.files.encrypted_database import AgentDatabase


class LeaseRows:
    """Leases and forfeits; all methods may raise what `AgentDatabase` raises."""

    def __init__(self, database: AgentDatabase) -> None:
        self._database = database
        self._kept: LeaseStatus | None = None

    def newest(self) -> LeaseStatus | None:
        """Return the lease in force; its sums count what is forfeited, and no issues.

        Raises:
            AgentStateDamaged: its limits cannot be read.
        """
        kept = self._kept
        if kept is None:
            kept = self._read()
            # Inside a transaction it may be one that is rolled back yet.
            if not self._database.in_transaction:
                self._kept = kept
        return kept

    def forfeited(self) -> tuple[int, int]:
        """Return what crashes forfeited of slices: money and thousandths of energy."""
        row = self._database.one(
            "SELECT coalesce(sum(money), 0), coalesce(sum(energy_milli), 0) FROM forfeit"
        )
        assert row is not None  # noqa: S101 - a sum has one row.
        return int(row[0]), int(row[1])

    def add(self, lease: LeaseStatus) -> None:
        """Write a lease; inside a transaction."""
        self._kept = None
        self._database.run(
            "INSERT INTO lease VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            lease.serial,
            lease.not_before,
            lease.until,
            lease.money_may_reach,
            lease.energy_may_reach_milli,
            lease.energy_per_meter_day_milli,
            lease.lane,
            lease.lanes,
            msgspec.json.encode(lease.limits).decode(),
        )

    def add_forfeit(self, counter: int, money: int, energy_milli: int) -> None:
        """Write what a crash forfeited, with what the counter shows then; inside a transaction."""
        self._kept = None
        self._database.run("INSERT INTO forfeit VALUES (?, ?, ?)", counter, money, energy_milli)

    def _read(self) -> LeaseStatus | None:
        row = self._database.one(
            "SELECT * FROM lease WHERE serial = (SELECT max(serial) FROM lease)"
        )
        if row is None:
            return None
        serial, not_before, until, money, energy, per_meter_day, lane, lanes, limits = row
        forfeited_money, forfeited_energy = self.forfeited()
        return LeaseStatus(
            serial=serial,
            not_before=not_before,
            until=until,
            money_issued=forfeited_money,
            money_may_reach=money,
            energy_issued_milli=forfeited_energy,
            energy_may_reach_milli=energy,
            energy_per_meter_day_milli=per_meter_day,
            lane=lane,
            lanes=lanes,
            limits=_limits(limits),
            money_forfeited=forfeited_money,
            energy_forfeited_milli=forfeited_energy,
        )


def _limits(text: str) -> LeaseLimits:
    try:
        return msgspec.json.decode(text, type=LeaseLimits)
    except msgspec.MsgspecError as error:
        raise AgentStateDamaged(why="a stored lease") from error
