"""Real power cuts: an ext4 file system is shut down under a terminal that sells.

    python -m tests.faults.power_cut FOLDER --cuts 200 [--seed N] [--careless store agent]

A clerk sells, and what customers were told before the light went out is asked of the terminal when
it starts again; see `cut_disk`. The last line on standard output is a JSON object.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final, NoReturn

import msgspec

from pos.app.journal.journal_heads import sign_newest_head
from pos.app.ports import Issued, Ports, Tombstone
from pos.app.selling.sell import sell
from pos.app.selling.settle import cancel, resume, settle
from pos.domain.errors import AgentUnreachable, PosError, SaleAlreadyCommitted, SaleIdReused
from pos.domain.sale import SaleRequest
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.client.agent_client import AgentClient
from pos.store.store import SqlStore
from tests import terminal_stories as story
from tests.faults.cut_disk import Disk, Worker, harness, work_until_dark
from tests.promises_kept import broken_promises, facts_of

CUTS_PER_IMAGE: Final = 20
CUT_WITHIN_S: Final = 0.15
METERS: Final = 12


class Outcome(msgspec.Struct):
    """What a run found.

    Attributes:
        acknowledged: sales and cancels that a customer was told of before the light went out.
        offered: sales that were open after a cut.
        recovered: sales that start-up finished by itself.
        lost, doubled: promises broken in that way.
        broken: all broken promises in words.
    """

    seed: int
    cuts: int = 0
    acknowledged: int = 0
    offered: int = 0
    recovered: int = 0
    lost: int = 0
    doubled: int = 0
    broken: list[str] = msgspec.field(default_factory=list)


class Said(msgspec.Struct, frozen=True):
    """One line of the selling process; `digits` is empty for a cancelled sale."""

    sale_id: str = ""
    digits: str = ""
    fault: str = ""


def _line(said: Said) -> bytes:
    return msgspec.json.encode(said) + b"\n"


class LossyClient(AgentClient):
    """Loses the next request, or the answer to it, when it is told to."""

    loses: str = ""

    def issue(self, sale_id: str, begun: bytes) -> Issued | Tombstone:
        """Issue, unless the request or the answer gets lost."""
        loses, self.loses = self.loses, ""
        if loses == "request":
            raise AgentUnreachable(why="lost request")
        outcome = super().issue(sale_id, begun)
        if loses == "answer":
            raise AgentUnreachable(why="lost answer")
        return outcome


@dataclass
class Clerk:
    """Sells, repeats, resumes and cancels, and says what it has acknowledged."""

    ports: Ports
    keys: LossyClient
    random: Random
    report: int
    pans: list[str]
    last: tuple[SaleRequest, str] | None = None

    def act(self) -> None:
        """Do one thing that happens at a counter."""
        chance = self.random.random()
        if chance < 0.1 and self.last is not None:
            self._repeat(*self.last)
        elif chance < 0.16 and self.last is not None:
            self._reuse_id(self.last[0])
        elif chance < 0.34:
            self._lose_and_settle()
        else:
            self._sell()

    def _request(self) -> SaleRequest:
        return story.a_request(self.random.choice(self.pans), self.random.randrange(2_000, 30_000))

    def _sell(self) -> None:
        request = self._request()
        result = sell(self.ports, request, operator=story.OPERATOR)
        digits = result.tokens[0].digits
        self._say(Said(request.sale_id, digits))
        self.last = request, digits
        sign_newest_head(self.ports)
        if self.random.random() < 0.4:
            self.ports.receipts.work_off(first=request.sale_id)

    def _repeat(self, request: SaleRequest, digits: str) -> None:
        result = sell(self.ports, request, operator=story.OPERATOR)
        if result.tokens[0].digits != digits:
            self._say(Said(fault=f"doubled: another token for {request.sale_id}"))

    def _reuse_id(self, request: SaleRequest) -> None:
        other = story.a_request(request.pan, request.amount.minor + 100, sale_id=request.sale_id)
        try:
            sell(self.ports, other, operator=story.OPERATOR)
        except SaleIdReused:
            return
        self._say(Said(fault=f"doubled: {request.sale_id} sold other content"))

    def _lose_and_settle(self) -> None:
        """Begin a sale whose request or answer gets lost, and end it as the operator wants."""
        request = self._request()
        self.keys.loses = self.random.choice(("request", "answer"))
        try:
            sell(self.ports, request, operator=story.OPERATOR)
        except AgentUnreachable:
            said = end_open_sale(self.ports, request.sale_id, resumes=self.random.random() < 0.5)
            self._say(said)

    def _say(self, said: Said) -> None:
        os.write(self.report, _line(said))


def end_open_sale(ports: Ports, sale_id: str, *, resumes: bool) -> Said:
    """Resume or cancel an open sale; return what the customer is told."""
    try:
        if resumes:
            result = resume(ports, sale_id, operator=story.OPERATOR)
            return Said(sale_id, result.tokens[0].digits)
        cancel(ports, sale_id, operator=story.OPERATOR)
    except SaleAlreadyCommitted:
        with ports.store.read() as reads:
            return Said(sale_id, story.digits_of(reads, sale_id))
    return Said(sale_id)


@dataclass
class Till:
    """One terminal on the disk, and what its customers were told."""

    disk: Disk
    random: Random
    outcome: Outcome
    careless: Sequence[str]
    told: dict[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The terminal's folder."""
        return self.disk.root / "till"

    def sell_until_dark(self) -> None:
        """Let a key agent and a clerk work, and take the disk away from them."""
        careless = _careless_agent if "agent" in self.careless else None
        agent = story.serve_forked(self.folder, careless)
        is_early = self.random.random() < 0.1
        clerk = Worker(self._work)
        heard = work_until_dark(
            self.disk, agent, clerk, self.random, within_s=CUT_WITHIN_S, waits=not is_early
        )
        self.outcome.cuts += 1
        if heard.stopped:
            self.outcome.broken.append(f"stopped before the cut: {heard.stopped}")
        self._hear(heard.told)

    def ask_for_promises(self) -> bool:
        """Start again after a cut; return whether all is as the customers were told."""
        try:
            with story.opened(self.folder) as ports:
                self._settle(ports)
                found = [*self._forgotten(ports), *broken_promises(ports)]
        except PosError as error:
            found = [f"lost: does not start again: {error.code} {error.facts}"]
        self.outcome.broken += [f"cut {self.outcome.cuts}: {promise}" for promise in found]
        self.outcome.lost += sum(promise.startswith("lost") for promise in found)
        self.outcome.doubled += sum(promise.startswith("doubled") for promise in found)
        return not found

    def _settle(self, ports: Ports) -> None:
        settled = settle(ports)
        self.outcome.recovered += len(settled.committed)
        for row in settled.offered:
            self.outcome.offered += 1
            said = end_open_sale(ports, row.sale_id, resumes=self.random.random() < 0.5)
            self.told[said.sale_id] = said.digits

    def _forgotten(self, ports: Ports) -> Iterator[str]:
        """Name what a customer was told and the journal does not say."""
        with ports.store.read() as reads:
            facts = facts_of(reads)
        committed, cancelled = facts.committed(), facts.cancelled()
        for sale_id, digits in self.told.items():
            issue = committed.get(sale_id)
            kept = issue.tokens[0].digits if issue is not None else ""
            if not digits and sale_id not in cancelled:
                yield f"lost: {sale_id} was cancelled"
            elif digits and not kept:
                yield f"lost: {sale_id} was sold"
            elif digits != kept:
                yield f"doubled: {sale_id} has another token now"

    def _hear(self, lines: bytes) -> None:
        for line in lines.splitlines():
            # Lines are short enough for a pipe to take each whole.
            said = msgspec.json.decode(line, type=Said)
            if said.sale_id:
                self.told[said.sale_id] = said.digits
                self.outcome.acknowledged += 1
            else:
                self.outcome.broken.append(said.fault)
                self.outcome.doubled += 1

    def _work(self, report: int, random: Random) -> NoReturn:
        with story.reached(self.folder, LossyClient) as ports:
            assert isinstance(ports.keys, LossyClient)
            if "store" in self.careless:
                _make_careless(ports)
            settle(ports)
            with ports.store.read() as reads:
                pans = story.pans_of(reads, METERS)
            clerk = Clerk(ports, ports.keys, random, report, pans)
            while True:
                clerk.act()


def _careless_agent(folder: Path) -> KeyAgent:
    """Own the keys with an issue store that does not wait for the disk."""
    agent = story.own_agent(folder)
    assert agent._identity is not None
    agent._identity.database.run("PRAGMA synchronous = OFF")
    return agent


def _make_careless(ports: Ports) -> None:
    """Make a store acknowledge what is not durable."""
    assert isinstance(ports.store, SqlStore)
    with ports.store._database._connection() as connection:
        connection.execute("PRAGMA synchronous = OFF")


def run(folder: Path, *, cuts: int, seed: int, careless: Sequence[str]) -> Outcome:
    """Cut the power so often and say what came of it.

    Args:
        careless: `store` and `agent` do not wait for the disk; then this must find losses.
    """
    disk = Disk(folder)
    disk.make(lambda root: story.new_terminal(root / "till"))
    outcome = Outcome(seed)
    random = Random(seed)  # noqa: S311 - a run is repeated by its seed.
    till = Till(disk, random, outcome, careless)
    image_cuts = 0
    while outcome.cuts < cuts:
        if image_cuts == CUTS_PER_IMAGE:
            disk.start_over()
            till = Till(disk, random, outcome, careless)
            image_cuts = 0
        with disk.mounted():
            till.sell_until_dark()
        with disk.mounted():
            is_whole = till.ask_for_promises()
        # A terminal with a broken promise would break it again after every cut.
        image_cuts = image_cuts + 1 if is_whole else CUTS_PER_IMAGE
    return outcome


def _ask_for_careless(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--careless", nargs="*", choices=("store", "agent"), default=())


if __name__ == "__main__":
    harness("power_cut", run, cuts=200, also=_ask_for_careless)
