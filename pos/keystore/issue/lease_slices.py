"""The hardware tier: a lease is used slice by slice, each covered by a monotonic counter.

    take a slice   it is written as spent with the counter's next value; the counter counts; the
                   slice is usable
    clean stop     the rest is written back with the next value; the counter counts
    start          files and counter agree: what a crash left of a slice is forfeited, which is
                   written with the next value; the counter counts
                   the counter is one behind: the power went before it counted, so it counts now
                   the counter is ahead: these files are an older copy, and nothing is issued

So a copy of the files issues at most what was left of a slice when it was taken, once, and that
slice is counted as spent whatever happens. Every issue needs an open slice, also one that costs
nothing. Without a counter this module does nothing: the software tier.
"""

from dataclasses import dataclass
from typing import Final, Protocol

from pos.app.ports import LeaseStatus
from pos.keystore.errors.counter import CounterAhead, CounterGone
from pos.keystore.files.encrypted_database import AgentDatabase
from pos.keystore.issue.issue_store import Counters, IssueStore
from pos.keystore.issue.tpm_counter import TpmCounter

# Where the lease names no size: a crash costs little, and a day needs few slices.
_SLICES_OF_THE_REST: Final = 64
SOFTWARE, HARDWARE = "software", "hardware"


class HardwareCounter(Protocol):
    """Counts up and never down."""

    def read(self) -> int:
        """Return what it shows; CounterGone."""

    def bump(self) -> None:
        """Count one up; CounterGone."""


@dataclass(frozen=True, slots=True)
class _State:
    """What is written of the slice.

    Attributes:
        counter: what the counter shows for files that are the newest.
        spent_money, spent_energy_milli: sums up to which the lease is written as spent.
        is_open: a slice is in use, or a crash left one.
    """

    counter: int
    spent_money: int
    spent_energy_milli: int
    is_open: bool


class LeaseSlices:
    """Covers each issue by a slice of the lease, where the terminal has a counter."""

    def __init__(self, database: AgentDatabase, store: IssueStore) -> None:
        self._database, self._store = database, store
        self._counter = _counter_in(database)
        self._usable = False
        self._begun = False

    @property
    def tier(self) -> str:
        """`hardware` with a counter, else `software`."""
        return SOFTWARE if self._counter is None else HARDWARE

    def choose(self, counter: TpmCounter) -> None:
        """Count with this one from now on, for the life of the store; CounterGone."""
        with self._database.transaction():
            self._database.run(
                "INSERT INTO hardware_counter VALUES (1, ?, ?, ?)",
                counter.way,
                counter.index,
                counter.secret,
            )
            self._database.run("INSERT INTO lease_slice VALUES (1, ?, 0, 0, 0)", counter.read())
        self._counter = counter

    def begin(self) -> None:
        """Compare files and counter, once, before anything is planned.

        Raises:
            CounterAhead: the files are an older copy.
            CounterGone: the counter does not answer.
        """
        counter = self._counter
        if counter is None or self._begun:
            return
        state, shown = self._state(), counter.read()
        if shown == state.counter - 1:
            counter.bump()
            shown = counter.read()
        if shown != state.counter:
            raise CounterAhead(counter=shown, known=state.counter)
        if state.is_open:
            self._forfeit(counter, state)
        self._begun = True

    def must_answer(self) -> None:
        """Ask the counter now, whatever it said before; raises as `begin`."""
        if self._counter is None:
            return
        if not self._begun:
            self.begin()
            return
        self._must_show(self._counter, self._state())

    def must_reach(
        self, lease: LeaseStatus, counters: Counters, money: int, energy_milli: int
    ) -> None:
        """Ask the counter where an issue, as `cover` is told of it, will need another slice.

        The till asks before it takes cash. Raises as `begin`.
        """
        if self._wanted(lease, counters, money, energy_milli) is not None:
            self.must_answer()

    def cover(self, lease: LeaseStatus, counters: Counters, money: int, energy_milli: int) -> None:
        """Make sure that an issue lies within a usable slice; durable when this returns.

        Args:
            lease: that has room for it, as `LeaseRows.newest`.
            counters: before it.
            money: it counts, minor units.
            energy_milli: it counts, thousandths.

        Raises:
            CounterAhead, CounterGone: nothing may be issued.
        """
        counter = self._counter
        if counter is None:
            return
        self.begin()
        wanted = self._wanted(lease, counters, money, energy_milli)
        if wanted is not None:
            self._move(counter, wanted)
            self._usable = True

    def give_back(self) -> None:
        """Write the rest of the slice back, at a clean stop."""
        counter = self._counter
        if counter is None or not self._usable:
            return
        state = self._state()
        try:
            self._move(counter, _State(state.counter + 1, 0, 0, is_open=False))
        except (CounterGone, CounterAhead):
            # The next start finds the counter one behind, or a copy of these files at work.
            return

    def left_by_crash(self) -> tuple[int, int]:
        """Return what a crash left of a slice, which is lost and not yet written as forfeited.

        Returns:
            Minor units and thousandths of energy; zero while a slice is in use.
        """
        if self._counter is None or self._usable:
            return 0, 0
        state = self._state()
        return self._rest_of(state) if state.is_open else (0, 0)

    def _wanted(
        self, lease: LeaseStatus, counters: Counters, money: int, energy_milli: int
    ) -> _State | None:
        """Return the slice that an issue needs first; None within the usable one."""
        if self._counter is None:
            return None
        state, limits = self._state(), lease.limits
        issued_money = lease.money_issued + counters.money_issued
        issued_energy = lease.energy_issued_milli + counters.energy_issued_milli
        wanted_money, wanted_energy = issued_money + money, issued_energy + energy_milli
        is_covered = wanted_money <= state.spent_money and wanted_energy <= state.spent_energy_milli
        if self._usable and is_covered:
            return None
        spent_money = _end_of_slice(
            issued_money, limits.slice_money, wanted_money, lease.money_may_reach
        )
        spent_energy = _end_of_slice(
            issued_energy,
            limits.slice_energy_milli,
            wanted_energy,
            lease.energy_may_reach_milli,
        )
        return _State(state.counter + 1, spent_money, spent_energy, is_open=True)

    def _rest_of(self, state: _State) -> tuple[int, int]:
        counters = self._store.counters()
        money, energy_milli = self._store.leases.forfeited()
        return (
            max(state.spent_money - counters.money_issued - money, 0),
            max(state.spent_energy_milli - counters.energy_issued_milli - energy_milli, 0),
        )

    def _forfeit(self, counter: HardwareCounter, state: _State) -> None:
        """Count what a crash left of a slice as spent for good."""
        rest = self._rest_of(state)
        self._move(counter, _State(state.counter + 1, 0, 0, is_open=False), forfeit=rest)

    def _move(
        self, counter: HardwareCounter, state: _State, forfeit: tuple[int, int] = (0, 0)
    ) -> None:
        """Write a state down, then count; usable only where the counter shows just that value."""
        self._usable = False
        with self._database.transaction():
            self._database.run(
                "UPDATE lease_slice SET counter = ?, spent_money = ?, spent_energy_milli = ?,"
                " is_open = ?",
                state.counter,
                state.spent_money,
                state.spent_energy_milli,
                int(state.is_open),
            )
            if any(forfeit):
                self._store.leases.add_forfeit(state.counter, *forfeit)
        self._begun = False
        counter.bump()
        self._must_show(counter, state)
        self._begun = True

    @staticmethod
    def _must_show(counter: HardwareCounter, state: _State) -> None:
        shown = counter.read()
        if shown != state.counter:
            # Somebody else counts with it: a copy of these files is at work.
            raise CounterAhead(counter=shown, known=state.counter)

    def _state(self) -> _State:
        row = self._database.one(
            "SELECT counter, spent_money, spent_energy_milli, is_open FROM lease_slice"
        )
        assert row is not None  # noqa: S101 - it is written with the counter.
        return _State(row[0], row[1], row[2], bool(row[3]))


def _end_of_slice(issued: int, size: int, wanted: int, may_reach: int) -> int:
    """Return the sum at which a slice ends: a slice on, at least what is asked, never more."""
    end = issued + (size or (may_reach - issued) // _SLICES_OF_THE_REST)
    return min(max(end, wanted), may_reach)


def _counter_in(database: AgentDatabase) -> TpmCounter | None:
    row = database.one("SELECT way, counter_index, secret FROM hardware_counter")
    return None if row is None else TpmCounter(*row)
