"""Dying before and after each durable write, in a forked child that never returns."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NoReturn

from pos.app.ports import Issued, Tombstone
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.files.encrypted_database import AgentDatabase
from pos.store.unit_of_work import SqlUnitOfWork

DIED_AS_TOLD: Final = 77


class Moment(StrEnum):
    """On which side of a durable write its process dies."""

    BEFORE = "before"
    AFTER = "after"


@dataclass
class Fuse:
    """Counts durable writes and kills its process at one of them.

    Attributes:
        dies_at: number of the write, from 0; negative for never.
        moment: on which side of that write.
        writes: who wrote so far, `journal` or `agent`.
    """

    dies_at: int = -1
    moment: Moment = Moment.BEFORE
    writes: list[str] = field(default_factory=list)

    @contextmanager
    def around(self, who: str) -> Iterator[None]:
        """Let one write happen, or die."""
        number = len(self.writes)
        self.writes.append(who)
        if number == self.dies_at and self.moment is Moment.BEFORE:
            os._exit(DIED_AS_TOLD)
        yield
        if number == self.dies_at:
            os._exit(DIED_AS_TOLD)


def arm(fuse: Fuse) -> None:
    """Let every durable write of this process go through a fuse; it cannot be taken off again."""
    commit, transaction = SqlUnitOfWork.commit, AgentDatabase.transaction

    def fused_commit(work: SqlUnitOfWork) -> None:
        with fuse.around("journal"):
            commit(work)

    @contextmanager
    def fused_transaction(database: AgentDatabase) -> Iterator[None]:
        with fuse.around("agent"), transaction(database):
            yield

    _replace(SqlUnitOfWork, commit=fused_commit)
    _replace(AgentDatabase, transaction=fused_transaction)


def dies_at_issue(moment: Moment) -> type[KeyAgent]:
    """Return a kind of key agent that dies before or after its first issue is durable."""

    class DyingAgent(KeyAgent):
        def issue(self, sale_id: str, begun: bytes) -> Issued | Tombstone:
            arm(Fuse(0, moment))
            return super().issue(sale_id, begun)

    return DyingAgent


def _replace(owner: type, **methods: object) -> None:
    for name, method in methods.items():
        setattr(owner, name, method)


def run_forked(work: Callable[[], object], *, within_s: int = 60) -> int:
    """Do something in a forked child and return its exit status: 0, or what killed it."""
    child = os.fork()
    if child == 0:
        _be_a_child(work, within_s)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _be_a_child(work: Callable[[], object], within_s: int) -> NoReturn:
    status = 1
    try:
        # Nothing that a test waits for may hang for ever.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(within_s)
        work()
        status = 0
    finally:
        if status:
            sys.excepthook(*sys.exc_info())
            sys.stderr.flush()
        os._exit(status)
