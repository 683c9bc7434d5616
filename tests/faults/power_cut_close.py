"""Real power cuts under a drawer that is counted and closed, again and again.

    python -m tests.faults.power_cut_close FOLDER --cuts 20 [--seed N]

As `tests.faults.power_cut`, with a cashier in place of the clerk: cash goes in, the drawer is
counted, two people close the shift, the next one is opened. What the cashier was told before the
light went out is there afterwards, byte for byte; no shift is closed twice; no Z number is missing.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final, NoReturn

import msgspec

from pos.app.cash.close_shift import Closed, close_shift
from pos.app.cash.move_cash import CashWish, pay_in
from pos.app.cash.open_shift import open_shift
from pos.app.journal.journal_heads import sign_newest_head
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.app.selling.settle import settle
from pos.app.sold.history import settle_print
from pos.domain.entries import ShiftClosed
from pos.domain.errors import PosError, ShiftHasUnknownPrints
from pos.domain.journal import read_entry
from pos.domain.money import Money
from tests import cash_stories as cash
from tests import terminal_stories as story
from tests.faults.cut_disk import Disk, Worker, harness, work_until_dark
from tests.promises_kept import broken_promises

CUT_WITHIN_S: Final = 1.2


class Closings(msgspec.Struct):
    """What a run found.

    Attributes:
        acknowledged: entries about cash that somebody was told of before the light went out.
        closed: shifts that are closed at the end.
        left_counted: cuts that hit between the count and the close.
        broken: all broken promises in words.
    """

    seed: int
    cuts: int = 0
    acknowledged: int = 0
    closed: int = 0
    left_counted: int = 0
    broken: list[str] = msgspec.field(default_factory=list)


class Told(msgspec.Struct, frozen=True):
    """One line of the cashier: an entry that is durable, and its hash."""

    seq: int
    hash: str


@dataclass
class Drawer:
    """One terminal on the disk, and what its cashier was told."""

    disk: Disk
    random: Random
    found: Closings
    told: dict[int, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The terminal's folder."""
        return self.disk.root / "till"

    def work_until_dark(self) -> None:
        """Let a key agent and a cashier work, and take the disk away from them."""
        agent = story.serve_forked(self.folder)
        cashier = Worker(self._work)
        heard = work_until_dark(self.disk, agent, cashier, self.random, within_s=CUT_WITHIN_S)
        self.found.cuts += 1
        if heard.stopped:
            self.found.broken.append(f"stopped before the cut: {heard.stopped}")
        for told in (msgspec.json.decode(line, type=Told) for line in heard.told.splitlines()):
            self.told[told.seq] = told.hash
            self.found.acknowledged += 1

    def ask_for_promises(self) -> None:
        """Start again after a cut and look at everything."""
        try:
            with story.opened(self.folder) as ports:
                settle(ports)
                found = [*self._forgotten(ports), *broken_promises(ports)]
                ports.store.rebuild()
        except PosError as error:
            found = [f"does not start again: {error.code} {error.facts}"]
        self.found.broken += [f"cut {self.found.cuts}: {promise}" for promise in found]

    def _forgotten(self, ports: Ports) -> Iterator[str]:
        with ports.store.read() as reads:
            head = reads.head().seq
            for seq, digest in self.told.items():
                if seq > head or reads.entry(seq).hash != digest:
                    yield f"entry {seq} is not what was told"
            payloads = [read_entry(stored.body).payload for stored in reads.entries()]
            shift = reads.open_shift()
        closed = [payload for payload in payloads if isinstance(payload, ShiftClosed)]
        self.found.closed = len(closed)
        if [payload.shift_no for payload in closed] != list(range(1, len(closed) + 1)):
            yield "a Z number is missing or there twice"
        self.found.left_counted += shift is not None and shift.is_counted

    def _work(self, report: int, random: Random) -> NoReturn:
        with story.reached(self.folder) as ports:
            agent = cash.signed_in(ports, self.folder, "agent")
            second = cash.second(self.folder)
            settle(ports)

            def told(seq: int) -> None:
                with ports.store.read() as reads:
                    line = msgspec.json.encode(Told(seq, reads.entry(seq).hash))
                os.write(report, line + b"\n")

            while True:
                with ports.store.read() as reads:
                    is_open = reads.open_shift() is not None
                if not is_open:
                    open_shift(ports, Money(10_000, "ZAR"), operator=agent.name)
                wish = CashWish(Money(random.randrange(100, 10_000), "ZAR"), "coins")
                told(pay_in(ports, wish, operator=agent).seq)
                told(cash.count_right_of_open(ports, agent).seq)
                if random.random() < 0.5:
                    ports.receipts.work_off()
                told(close_over_known_prints(ports, agent, second).report.seq)
                sign_newest_head(ports)


def close_over_known_prints(ports: Ports, operator: SignedIn, second: SecondPerson) -> Closed:
    """Close; a paper that a cut left unknown is settled by whoever looks at the printer."""
    try:
        return close_shift(ports, "", operator=operator, second=second)
    except ShiftHasUnknownPrints as refused:
        ports.receipts.work_off()
        for job in str(refused.facts["jobs"]).split(", "):
            settle_print(ports, job, printed=False, operator=operator.name)
        return close_shift(ports, "", operator=operator, second=second)


def run(folder: Path, *, cuts: int, seed: int) -> Closings:
    """Cut the power so often and say what came of it."""
    disk = Disk(folder)
    disk.make(lambda root: story.new_terminal(root / "till"))
    found = Closings(seed)
    drawer = Drawer(disk, Random(seed), found)  # noqa: S311 - a run is repeated by its seed.
    while found.cuts < cuts and not found.broken:
        with disk.mounted():
            drawer.work_until_dark()
        with disk.mounted():
            drawer.ask_for_promises()
    return found


if __name__ == "__main__":
    harness("power_cut_close", run, cuts=20)
