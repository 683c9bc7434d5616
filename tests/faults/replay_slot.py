"""What a replayed schedule does with one running process: answers it gets, loses, cannot keep."""

from dataclasses import dataclass

from pos.app.selling.settle import Settled
from pos.domain.errors import (
    AgentUnreachable,
    DiskFull,
    MoneyStands,
    PosError,
    SaleInProgress,
    SaleUnsettledOnMeter,
)
from tests.faults.gated_process import Answer, Asking, Done, GatedProcess, Locked, Verb


def sale_id_of(sale: int) -> str:
    """Return the id of a sale of the model."""
    return f"00000000-0000-4000-8000-{sale:012d}"


@dataclass
class Slot:
    """A running process of the model, and what the driver holds for it."""

    process: GatedProcess
    sale: int = -1
    is_sent: bool = False
    answer: tuple[Answer] | None = None

    @property
    def question(self) -> Asking:
        """What it asks of the agent."""
        assert isinstance(self.process.event, Asking)
        return self.process.event

    @property
    def is_waiting(self) -> bool:
        """Whether its request is with the agent and not answered."""
        return self.is_sent and self.answer is None and isinstance(self.process.event, Asking)

    def heard(self) -> Answer:
        """Return what the agent answered."""
        assert self.answer is not None
        return self.answer[0]


def lose_answer(slot: Slot) -> None:
    """Let its request or the answer get lost; a sale that was to be issued is held open."""
    is_issue = slot.question.verb is Verb.ISSUE
    error = AgentUnreachable(why="silent")
    done = slot.process.go_on(error)
    assert isinstance(done, Done)
    assert done.error is error
    assert (error.money is MoneyStands.HELD_OPEN) == is_issue


def receive_unsettled(slot: Slot) -> None:
    """Hand over an answer that ends nothing."""
    answer = slot.heard()
    done = slot.process.go_on(answer)
    assert isinstance(done, Done)
    if isinstance(answer, PosError):
        assert done.error is answer
        assert answer.money is MoneyStands.HELD_OPEN
    else:
        assert isinstance(done.value, Settled)
        assert [row.sale_id for row in done.value.offered] == [sale_id_of(slot.sale)]


def find_disk_full(slot: Slot) -> None:
    """Let its next commit find no room."""
    is_before_begun = isinstance(slot.process.event, Locked)
    slot.process.store.is_full = True
    done = slot.process.go_on(None if is_before_begun else slot.heard())
    slot.process.store.is_full = False
    assert isinstance(done, Done)
    # A meter with an open sale is refused before anything is written.
    expected = (DiskFull, SaleUnsettledOnMeter, SaleInProgress) if is_before_begun else DiskFull
    assert isinstance(done.error, expected)
    if is_before_begun:
        assert done.error.money is MoneyStands.NOTHING_CHARGED


def be_refused(slot: Slot, *kinds: type[PosError]) -> None:
    """Let it go on and be refused in one of these ways, with nothing charged."""
    done = slot.process.go_on()
    assert isinstance(done, Done)
    assert isinstance(done.error, kinds)
    assert done.error.money is MoneyStands.NOTHING_CHARGED
