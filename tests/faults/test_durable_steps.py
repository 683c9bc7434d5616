"""A kill before and after every durable write of a sale; afterwards the same token, or none."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pos.app.journal.journal_heads import sign_newest_head
from pos.app.ports import Issued, Ports
from pos.app.selling.sell import sell
from pos.app.selling.settle import cancel, resume, settle
from pos.domain.errors import AgentUnreachable, MoneyStands, SaleAlreadyCommitted
from pos.domain.sale import SaleRequest, SaleState
from pos.keystore.agent.agent import KeyAgent
from tests import terminal_stories as story
from tests.faults.durable_steps import DIED_AS_TOLD, Fuse, Moment, arm, run_forked
from tests.promises_kept import broken_promises

# Every durable write of a sale, in order, as `a_whole_sale` makes them.
WRITES = (
    ("journal", "sale begun"),
    ("agent", "issue"),
    ("journal", "sale committed"),
    ("agent", "head signed"),
    ("journal", "checkpoint"),
    ("journal", "receipt sending"),
    ("journal", "receipt on paper"),
)
BEGUN = 0
STEPS = [
    pytest.param(number, moment, id=f"{moment} {name}")
    for (number, (_, name)), moment in itertools.product(enumerate(WRITES), Moment)
]
JOURNAL_STEPS = [step for step in STEPS if WRITES[int(str(step.values[0]))][0] == "journal"]
CONTINUATIONS = ("sell again", "resume", "cancel")
SALE_ID = "00000000-0000-4000-8000-00000000abcd"


def a_whole_sale(ports: Ports, request: SaleRequest) -> None:
    """Do what the command does: sell, sign, print."""
    sell(ports, request, operator=story.OPERATOR)
    sign_newest_head(ports)
    ports.receipts.work_off(first=request.sale_id)


def request_of(folder: Path) -> SaleRequest:
    """Return the request of the sale that dies."""
    with story.opened(folder) as ports, ports.store.read() as reads:
        return story.a_request(story.pans_of(reads, 1)[0], sale_id=SALE_ID)


def was_begun(number: int, moment: Moment) -> bool:
    """Whether the sale's beginning was durable when the process died."""
    return number > BEGUN or moment is Moment.AFTER


def die_at(folder: Path, request: SaleRequest, fuse: Fuse) -> None:
    """Sell with terminal and agent in one process that dies."""
    with story.opened(folder) as ports:
        arm(fuse)
        a_whole_sale(ports, request)


def continue_with(ports: Ports, continuation: str, request: SaleRequest) -> str:
    """Do what the operator may do after a restart; return the token's digits, empty for none."""
    try:
        match continuation:
            case "sell again":
                result = sell(ports, request, operator=story.OPERATOR)
            case "resume":
                result = resume(ports, request.sale_id, operator=story.OPERATOR)
            case _:
                cancel(ports, request.sale_id, operator=story.OPERATOR)
                return ""
    except SaleAlreadyCommitted:
        with ports.store.read() as reads:
            return story.digits_of(reads, request.sale_id)
    return result.tokens[0].digits


def issued_digits(ports: Ports) -> str:
    """Return the digits that the agent keeps for the sale, empty for none."""
    outcome = ports.keys.outcome(SALE_ID)
    return outcome.receipt.tokens[0].digits if isinstance(outcome, Issued) else ""


def finish(ports: Ports, request: SaleRequest, continuation: str, *, is_begun: bool) -> None:
    """Start up, go on, and check that there is one token, the one that was issued if any was."""
    before = issued_digits(ports)
    settled = settle(ports)
    with ports.store.read() as reads:
        row = reads.sale(SALE_ID)
    if before:
        assert row is not None
        assert row.state == SaleState.COMMITTED
        assert row.digits == before
    elif is_begun:
        assert [offered.sale_id for offered in settled.offered] == [SALE_ID]
    else:
        assert row is None
        continuation = "sell again"
    digits = continue_with(ports, continuation, request)
    assert digits == issued_digits(ports)
    if before:
        assert digits == before
    assert bool(digits) == (bool(before) or continuation != "cancel")
    assert continue_with(ports, continuation, request) == digits
    sign_newest_head(ports)
    ports.receipts.work_off()
    assert broken_promises(ports) == []


def test_these_are_all_durable_writes_of_a_sale(till: Path) -> None:
    """A sale makes exactly the writes that the tests below die at."""
    request = request_of(till)

    def count() -> None:
        fuse = Fuse()
        die_at(till, request, fuse)
        assert fuse.writes == [who for who, _ in WRITES]

    assert run_forked(count) == 0


@pytest.mark.parametrize("continuation", CONTINUATIONS)
@pytest.mark.parametrize(("number", "moment"), STEPS)
def test_a_terminal_that_dies_with_its_agent(
    till: Path, number: int, moment: Moment, continuation: str
) -> None:
    """Both are gone at once, as when the power fails under a fast disk."""
    request = request_of(till)
    assert run_forked(lambda: die_at(till, request, Fuse(number, moment))) == DIED_AS_TOLD
    with story.opened(till) as ports:
        finish(ports, request, continuation, is_begun=was_begun(number, moment))


@contextmanager
def served(folder: Path, fuse: Fuse | None = None) -> Iterator[int]:
    """Serve the agent from a process of its own, which may die of a fuse; give its id."""

    def open_fused(place: Path) -> KeyAgent:
        agent = story.own_agent(place)
        if fuse is not None:
            arm(fuse)
        return agent

    pid = story.serve_forked(folder, open_fused)
    try:
        yield pid
    finally:
        status = story.end_process(pid)
        assert status in (-9, DIED_AS_TOLD)


@pytest.mark.parametrize("continuation", CONTINUATIONS)
@pytest.mark.parametrize(("number", "moment"), JOURNAL_STEPS)
def test_a_terminal_that_dies_beside_a_living_agent(
    till: Path, number: int, moment: Moment, continuation: str
) -> None:
    """The next one finds the same agent, with whatever it has issued."""
    request = request_of(till)
    # Here the terminal's own fuse sees the journal's writes only.
    own_number = sum(who == "journal" for who, _ in WRITES[:number])

    def die() -> None:
        with story.reached(till) as ports:
            arm(Fuse(own_number, moment))
            a_whole_sale(ports, request)

    with served(till):
        assert run_forked(die) == DIED_AS_TOLD
        with story.reached(till) as ports:
            finish(ports, request, continuation, is_begun=was_begun(number, moment))


@pytest.mark.parametrize("continuation", CONTINUATIONS)
@pytest.mark.parametrize("moment", Moment)
def test_an_agent_that_dies_under_a_sale(till: Path, moment: Moment, continuation: str) -> None:
    """The sale is open and says so; with a new agent it ends with the token that was made."""
    request = request_of(till)
    with served(till, Fuse(0, moment)), story.reached(till) as ports:
        with pytest.raises(AgentUnreachable) as caught:
            sell(ports, request, operator=story.OPERATOR)
        assert caught.value.money is MoneyStands.HELD_OPEN
    with served(till), story.reached(till) as ports:
        assert bool(issued_digits(ports)) == (moment is Moment.AFTER)
        finish(ports, request, continuation, is_begun=True)


@pytest.mark.parametrize("moment", Moment)
def test_an_agent_that_dies_under_a_cancel(till: Path, moment: Moment) -> None:
    """A sale whose cancelling was interrupted gets no token any more, or can still be cancelled."""
    request = request_of(till)
    with (
        served(till, Fuse(0, Moment.BEFORE)),
        story.reached(till) as ports,
        pytest.raises(AgentUnreachable),
    ):
        sell(ports, request, operator=story.OPERATOR)
    with (
        served(till, Fuse(0, moment)),
        story.reached(till) as ports,
        pytest.raises(AgentUnreachable),
    ):
        cancel(ports, SALE_ID, operator=story.OPERATOR)
    with served(till), story.reached(till) as ports:
        settled = settle(ports)
        assert len(settled.offered) == (0 if moment is Moment.AFTER else 1)
        cancel(ports, SALE_ID, operator=story.OPERATOR)
        assert issued_digits(ports) == ""
        with ports.store.read() as reads:
            row = reads.sale(SALE_ID)
        assert row is not None
        assert row.state == SaleState.CANCELLED
        assert broken_promises(ports) == []
