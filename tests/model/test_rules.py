"""Each rule of the protocol carries weight: leave it out, and the search finds what breaks."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import pytest

from tests.model.actions import FAULTS
from tests.model.promises import Guard, Promise, broken_promises
from tests.model.protocol import (
    BY_CANCELLING,
    BY_RESUMING,
    BY_STARTING_UP,
    CRASHES,
    ONE_PROCESS,
    Ending,
    counterexample,
    explored,
    replayed,
    stuck,
    walked,
    without,
)
from tests.model.rules import Rule
from tests.model.world import Setting

ONE_SALE = Setting("one sale", ((0,),), CRASHES, 2)
ONE_SALE_LOST = Setting("one sale, journal lost", ((0,),), FAULTS, 1)
ANOTHER_AMOUNT = Setting("another amount", ((0, 0),), FAULTS, 1)
SAME_METER = Setting("two sales, one meter, no fault", ((0,), (0,)), CRASHES, 0)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A protocol with rules left out, and the promise that then breaks.

    Attributes:
        setting: where the search finds it.
        promise: that some state breaks.
        rules: that are left out; more than one where each is a fence behind the other.
    """

    setting: Setting
    promise: Promise
    rules: tuple[Rule, ...]

    def __str__(self) -> str:
        """Read as the rules left out."""
        return " and ".join(rule.name for rule in self.rules)


@dataclass(frozen=True, slots=True)
class StuckMutant:
    """A protocol with a rule left out, after which some state has no way to an ending."""

    setting: Setting
    ending: Ending
    rule: Rule


MUTANTS = (
    Mutant(ONE_SALE, Promise.ISSUE_AFTER_ENTRY, (Rule.BEGUN_BEFORE_SENT,)),
    Mutant(ONE_SALE, Promise.SHOWN_IS_COMMITTED, (Rule.COMMITTED_BEFORE_SHOWN,)),
    Mutant(ONE_SALE, Promise.ONE_END, (Rule.ONE_END, Rule.LOCKED_FROM_A_TO_C)),
    Mutant(SAME_METER, Promise.ONE_UNSETTLED, (Rule.ONE_UNSETTLED_PER_METER,)),
    Mutant(SAME_METER, Promise.ONE_UNSETTLED, (Rule.METER_ASKED_INSIDE,)),
    Mutant(ANOTHER_AMOUNT, Promise.ONE_CONTENT, (Rule.CONTENT_COMPARED,)),
    Mutant(ONE_SALE, Promise.ISSUE_AFTER_ENTRY, (Rule.STORE_DURABLE,)),
    Mutant(ONE_SALE, Promise.CANCELLED_NOT_ISSUED, (Rule.TOMBSTONE_FIRST,)),
    Mutant(ONE_SALE, Promise.CANCELLED_NOT_ISSUED, (Rule.CANCEL_ASKS_IF_ISSUED,)),
    Mutant(ONE_SALE, Promise.CANCELLED_NOT_ISSUED, (Rule.TOMBSTONE_FORBIDS_ISSUE,)),
    Mutant(ONE_SALE, Promise.CANCELLED_NOT_ISSUED, (Rule.REFUSAL_LEAVES_TOMBSTONE,)),
    Mutant(ONE_SALE, Promise.CANCELLED_NOT_ISSUED, (Rule.REPEAT_BEFORE_RULES,)),
    Mutant(ONE_SALE, Promise.CANCELLED_NOT_ISSUED, (Rule.SILENCE_IS_UNSETTLED,)),
    Mutant(ONE_SALE, Promise.CANCELLED_NOT_ISSUED, (Rule.LOCKED_IS_UNSETTLED,)),
    Mutant(ONE_SALE, Promise.CANCELLED_NOT_ISSUED, (Rule.UNISSUED_IS_OFFERED,)),
    Mutant(ONE_SALE, Promise.ONE_ISSUE, (Rule.AGENT_IDEMPOTENT,)),
    Mutant(SAME_METER, Promise.TID_ONCE, (Rule.TID_MOVES,)),
    Mutant(ONE_SALE, Promise.COMMITTED_AS_ISSUED, (Rule.ISSUE_DURABLE,)),
    Mutant(ANOTHER_AMOUNT, Promise.ONE_CONTENT, (Rule.ISSUES_ADOPTED,)),
    Mutant(ONE_SALE, Promise.ONE_END, (Rule.ISSUES_READ_BEFORE_JOURNAL,)),
    Mutant(ONE_SALE_LOST, Promise.LOSS_FOUND, (Rule.HEAD_CHECKED,)),
)

STUCK_MUTANTS = (
    StuckMutant(ONE_SALE, BY_RESUMING, Rule.LOCK_DIES_WITH_PROCESS),
    StuckMutant(ONE_SALE, BY_CANCELLING, Rule.CANCEL_NEEDS_NO_KEY),
    StuckMutant(ONE_SALE_LOST, BY_STARTING_UP, Rule.ISSUES_ADOPTED),
    StuckMutant(ONE_PROCESS, BY_RESUMING, Rule.EARLIER_INCARNATION_SETTLED),
)


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_without_a_rule_a_promise_breaks(mutant: Mutant) -> None:
    """The search finds a history that breaks the promise, and the history is a real one."""
    setting = without(mutant.setting, *mutant.rules)
    found = explored(setting, with_guards=False)
    assert found.violation is not None, "the rule could be left out"
    told = counterexample(setting, found)
    print(told)  # noqa: T201 -- the counterexample is what a reader wants to see
    assert mutant.promise in found.violation.broken, told
    *_, (_, last) = walked(setting, found, found.path_to(found.number(found.violation.state)))
    assert mutant.promise in broken_promises(setting, last)


@pytest.mark.parametrize("mutant", STUCK_MUTANTS, ids=lambda mutant: mutant.rule.name)
def test_without_a_rule_a_sale_gets_stuck(mutant: StuckMutant) -> None:
    """No promise is broken, but a state is reached that the operator cannot bring to an end."""
    setting = without(mutant.setting, mutant.rule)
    found = explored(setting, with_guards=False)
    assert found.violation is None, counterexample(setting, found)
    trace = stuck(setting, found, mutant.ending)
    assert trace is not None, "the rule could be left out"
    world = setting.first_world()
    for taken in trace:
        world = replayed(setting, world, taken)
    assert not mutant.ending.is_reached(setting, world)


@pytest.mark.parametrize("rule", [Rule.ONE_END, Rule.LOCKED_FROM_A_TO_C])
def test_lock_and_one_end_are_a_fence_behind_a_fence(rule: Rule) -> None:
    """With either left out alone the promises still hold; the lock then misses only its guard."""
    setting = without(dataclasses.replace(ONE_SALE, faults_max=1), rule)
    assert explored(setting, with_guards=False).violation is None
    guarded = explored(setting).violation
    if rule is Rule.LOCKED_FROM_A_TO_C:
        assert guarded is not None
        assert guarded.broken == (Guard.ONE_WORKER,)
    else:
        assert guarded is None


def test_every_rule_is_left_out_somewhere() -> None:
    """No rule is in the model without a test that it matters."""
    tried = {rule for mutant in MUTANTS for rule in mutant.rules}
    tried |= {mutant.rule for mutant in STUCK_MUTANTS}
    assert tried == set(Rule)


def test_every_promise_is_broken_somewhere() -> None:
    """Each promise can be broken, so none holds only because its check cannot fail."""
    broken: set[str] = set()
    for mutant in MUTANTS:
        setting = without(mutant.setting, *mutant.rules)
        violation = explored(setting, with_guards=False).violation
        broken.update(violation.broken if violation is not None else ())
    # These follow one step after another promise is broken, at which the search stops.
    implied = {
        Promise.CASH_FOR_TOKEN,
        Promise.CASH_BACK_WITHOUT_TOKEN,
        Promise.CASH_MOVES_ONCE,
    }
    assert broken | implied == set(Promise)
