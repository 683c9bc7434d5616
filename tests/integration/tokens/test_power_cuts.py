"""The agent dies before or after it issued: nothing is lost, nothing is given twice."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pos.app.codes.set_meter import set_meter
from pos.app.ports import Issued, Tombstone
from pos.app.selling.settle import cancel, resume, settle
from pos.domain.engineering import EngineeringKind
from pos.domain.errors import AgentUnreachable
from pos.keystore.agent.agent import KeyAgent
from tests import terminal_stories as terminal
from tests import token_stories as story
from tests.token_stories import Counter


class DyingAgent(KeyAgent):
    """Gives no answer to a request, either before it did anything or after it did all."""

    has_issued = True

    def issue(self, sale_id: str, begun: bytes) -> Issued | Tombstone:
        """Do it or not, and be gone."""
        if self.has_issued:
            super().issue(sale_id, begun)
        raise AgentUnreachable(why="gone")


class DeadAgent(DyingAgent):
    """Is gone before it did anything."""

    has_issued = False


def begun_only(folder: Path, kind: type[KeyAgent], work: Callable[[Counter], object]) -> None:
    """Begin something with an agent that gives no answer."""
    agent = terminal.own_agent(folder, kind=kind)
    ports = terminal.joined(folder, agent)
    try:
        with pytest.raises(AgentUnreachable):
            work(Counter(ports, folder, agent))
    finally:
        ports.store.close()
        agent.close()


@pytest.mark.parametrize("purpose", ["sale", "engineering", "free", "key_change"])
def test_what_was_issued_is_committed_at_the_next_start(till: Path, purpose: str) -> None:
    """With the same codes, in the same order, and the meter's key moved once."""
    group = {"free": story.FREE}.get(purpose, story.EA07)
    with story.counter(till) as counter:
        pan = counter.meter(group).pan
    works: dict[str, Callable[[Counter], object]] = {
        "sale": lambda counter: counter.sell(pan),
        "engineering": lambda counter: counter.set_meter(pan, EngineeringKind.CLEAR_TAMPER),
        "free": lambda counter: counter.give(pan, 50_000),
        "key_change": lambda counter: counter.change_key(pan),
    }
    begun_only(till, DyingAgent, works[purpose])
    with story.counter(till) as counter:
        (issued,) = counter.agent.issues_after(0)
        settled = settle(counter.ports)
        assert settled.committed == (issued.receipt.sale_id,)
        with counter.ports.store.read() as reads:
            row = reads.sale(issued.receipt.sale_id)
            moved = reads.meter_key(pan)
        assert row is not None
        assert row.digits.split() == [token.digits for token in issued.receipt.tokens]
        assert (moved is not None) == (purpose in ("sale", "key_change"))
        counter.ports.store.rebuild()


def test_what_was_not_issued_waits_for_the_operator(till: Path) -> None:
    """Resumed with its own approval, or cancelled for good; the same id then answers alike."""
    with story.counter(till) as counter:
        pan = counter.meter("990407").pan
        ask = counter.ask(pan)

    def begin(counter: Counter) -> object:
        return set_meter(counter.ports, ask, EngineeringKind.CLEAR_TAMPER, "", **counter.by())

    begun_only(till, DeadAgent, begin)
    with story.counter(till) as counter:
        assert [row.sale_id for row in settle(counter.ports).offered] == [ask.sale_id]
        made = resume(counter.ports, ask.sale_id, operator="agent")
        assert [token.kind for token in made.tokens] == ["clear_tamper"]
        assert counter.types(made) == ["accept"]
    other = replace(ask, sale_id=terminal.new_sale_id())

    def begin_other(counter: Counter) -> object:
        return set_meter(counter.ports, other, EngineeringKind.CLEAR_TAMPER, "", **counter.by())

    begun_only(till, DeadAgent, begin_other)
    with story.counter(till) as counter:
        cancel(counter.ports, other.sale_id, operator="agent")
        assert counter.agent.status().issues == 1
