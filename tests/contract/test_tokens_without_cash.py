"""What every key agent promises about key changes, engineering and free tokens, and reissues."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest

from pos.app.ports import Issued, SecurityModuleSetup, Tombstone
from pos.domain.entries import Begun, MeterKeyed
from pos.domain.errors import (
    ApprovalNotValid,
    ApproverIsOperator,
    ApproverMissing,
    KeyChangeNotPossible,
    LeaseExhausted,
    ReissueNotPossible,
    VendingKeyExpired,
    VendingKeyMissing,
)
from pos.domain.lease import DayCounts, LeaseLimits
from pos.wire.issue_receipt import is_signed_by
from tests import agent_stories as story
from tests import unpaid_stories as unpaid

FIRST, SECOND = story.a_meter(), story.a_meter(krn=2)
NEXT_KEY = replace(story.KEY_EA11, krn=2)
OTHER_MAKE = replace(story.KEY_EA07, krn=2)


@pytest.fixture(name="next_key", autouse=True)
def _next_key(agent: SecurityModuleSetup) -> None:
    """Give the agent a newer key of two groups."""
    agent.mint_training_key(NEXT_KEY)
    agent.mint_training_key(OTHER_MAKE)


def reason_of(outcome: Issued | Tombstone) -> str:
    """Return why nothing was issued."""
    assert isinstance(outcome, Tombstone), outcome
    return outcome.reason


def kinds(issued: Issued) -> list[str]:
    """Return the kinds of tokens in order."""
    return [token.kind for token in issued.receipt.tokens]


def test_one_sale_gives_set_credit_and_free_units(agent: SecurityModuleSetup) -> None:
    """In the order to type them, each with an identifier of its own, all under one signature."""
    issued = story.issue_one(
        agent,
        meter=SECOND,
        key_change=unpaid.a_change(FIRST),
        free_milli=50_000,
        free_credited_milli=50_000,
    )
    assert kinds(issued) == ["key_change"] * 4 + ["credit", "free"]
    tokens = issued.receipt.tokens
    assert [token.krn for token in tokens] == [1, 1, 1, 1, 2, 2]
    assert [token.units_milli for token in tokens] == [0, 0, 0, 0, 45_500, 50_000]
    assert 0 < tokens[4].tid < tokens[5].tid
    assert issued.receipt.energy_issued_milli == 95_500
    assert is_signed_by(issued.receipt, agent.device_key())
    lease = agent.status().lease
    assert lease is not None
    assert lease.day_issued == DayCounts(free=1, key_change=1)
    # The next sale under the new key goes on counting from there.
    assert story.issue_one(agent, meter=SECOND).receipt.tokens[0].tid > tokens[5].tid


def test_a_set_alone_counts_no_money(agent: SecurityModuleSetup) -> None:
    """Two tokens for a 64-bit key; a repeat gives the same, even when locked."""
    before, after = (
        story.a_meter(key=story.KEY_EA07, krn=1),
        story.a_meter(key=story.KEY_EA07, krn=2),
    )
    begun = unpaid.approved(agent, unpaid.a_key_change(before, after))
    issued = unpaid.ask(agent, begun)
    assert isinstance(issued, Issued)
    assert kinds(issued) == ["key_change"] * 2
    assert (issued.receipt.money_issued, issued.receipt.energy_issued_milli) == (0, 0)
    agent.lock()
    assert unpaid.ask(agent, begun) == issued


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("clear_credit", "electricity"),
        ("clear_credit", "all"),
        ("clear_tamper", ""),
        ("power_limit", "5000"),
        ("phase_unbalance", "1200"),
        ("meter_test", "all"),
        ("meter_test", "display,total_register"),
    ],
)
def test_engineering_tokens_are_issued(
    agent: SecurityModuleSetup, setting: str, value: str
) -> None:
    """One token each; a meter test carries no identifier."""
    (token,) = unpaid.ask_approved(agent, unpaid.an_engineering(setting, value)).receipt.tokens
    assert (token.kind, token.units_milli) == (setting, 0)
    assert (token.tid == 0) == (setting == "meter_test")


def test_free_units_count_as_energy(agent: SecurityModuleSetup) -> None:
    """They are energy that left, whoever paid."""
    issued = unpaid.ask_approved(agent, unpaid.a_gift())
    assert kinds(issued) == ["free"]
    assert (issued.receipt.money_issued, issued.receipt.energy_issued_milli) == (0, 50_000)


def test_a_reissue_has_the_same_identifiers_and_counts_once(agent: SecurityModuleSetup) -> None:
    """Same units, other key, once; a second one is refused."""
    sold = story.issue_one(agent, meter=FIRST)
    sale_id = sold.receipt.sale_id
    again = unpaid.ask_approved(agent, unpaid.a_reissue(sale_id, SECOND))
    (first,), (second,) = sold.receipt.tokens, again.receipt.tokens
    assert (first.tid, first.units_milli) == (second.tid, second.units_milli)
    assert (first.krn, second.krn) == (1, 2)
    assert first.digits != second.digits
    assert again.receipt.energy_issued_milli == sold.receipt.energy_issued_milli
    assert again.receipt.money_issued == sold.receipt.money_issued
    twice = unpaid.approved(agent, unpaid.a_reissue(sale_id, SECOND))
    assert reason_of(unpaid.ask(agent, twice)) == ReissueNotPossible.code


@pytest.mark.parametrize(
    ("meter", "why"),
    [
        (FIRST, "same_key"),
        (story.a_meter(2, krn=2), "not_here"),
        (story.a_meter(krn=3), "base_date"),
    ],
)
def test_a_reissue_that_a_meter_could_take_twice_is_refused(
    agent: SecurityModuleSetup, meter: MeterKeyed, why: str
) -> None:
    """The same key, another meter, another count of minutes."""
    agent.mint_training_key(replace(story.KEY_EA11, krn=3, base_date=1993))
    sold = story.issue_one(agent, meter=FIRST)
    with pytest.raises(ReissueNotPossible) as refusal:
        agent.ready_to_issue(unpaid.a_reissue(sold.receipt.sale_id, meter))
    assert refusal.value.facts["why"] == why


REQUESTS: dict[str, Callable[[], Begun]] = {
    "key_change": lambda: unpaid.a_key_change(FIRST, SECOND),
    "engineering": unpaid.an_engineering,
    "free": unpaid.a_gift,
    "reissue": lambda: unpaid.a_reissue(story.new_sale_id(), SECOND),
}


@pytest.mark.parametrize("name", ["key_change", "engineering", "free"])
def test_nothing_without_cash_leaves_without_a_second_person(
    agent: SecurityModuleSetup, name: str
) -> None:
    """No approval, a forged one, one for another request, one by whoever asks."""
    plain = REQUESTS[name]()
    assert reason_of(unpaid.ask(agent, plain)) == ApproverMissing.code
    good = unpaid.approved(agent, REQUESTS[name]())
    other = msgspec.structs.replace(REQUESTS[name](), approval=good.approval)
    assert reason_of(unpaid.ask(agent, other)) == ApprovalNotValid.code
    changed = msgspec.structs.replace(good, sale_id=story.new_sale_id())
    assert reason_of(unpaid.ask(agent, changed)) == ApprovalNotValid.code
    assert good.approval is not None
    forged = msgspec.structs.replace(good.approval, signature="00" * 64)
    lie = msgspec.structs.replace(good, approval=forged)
    assert reason_of(unpaid.ask(agent, lie)) == ApprovalNotValid.code
    own = unpaid.approved(agent, REQUESTS[name](), approver="agent")
    assert reason_of(unpaid.ask(agent, own)) == ApproverIsOperator.code
    assert agent.status().issues == 0


def test_a_sale_moves_a_meter_within_its_group_only(agent: SecurityModuleSetup) -> None:
    """Another tariff index or an older key wants a second person; a newer key of the group not."""
    story.issue_one(agent, meter=SECOND, key_change=unpaid.a_change(FIRST))
    for meter, present in (
        (story.a_meter(tariff_index="02"), FIRST),
        (FIRST, SECOND),
    ):
        sale_id = story.new_sale_id()
        begun = story.begun_bytes(sale_id, meter=meter, key_change=unpaid.a_change(present))
        assert reason_of(agent.issue(sale_id, begun)) == ApproverMissing.code


def test_a_change_that_tokens_cannot_make_is_refused(agent: SecurityModuleSetup) -> None:
    """To the same key, of another meter, from a key that is not here."""
    for present, new in ((FIRST, FIRST), (story.a_meter(2), SECOND)):
        with pytest.raises(KeyChangeNotPossible):
            agent.ready_to_issue(unpaid.a_key_change(present, new))
    with pytest.raises(VendingKeyMissing):
        agent.ready_to_issue(unpaid.a_key_change(story.a_meter(krn=7), SECOND))


def test_the_days_numbers_end(agent: SecurityModuleSetup) -> None:
    """Each kind has its own; the same answer comes before and after it began."""
    limits = LeaseLimits(day_limits=DayCounts(free=0, engineering=1, key_change=0))
    agent.grant_training_lease(story.a_lease(datetime.now(UTC), serial=2, limits=limits))
    unpaid.ask_approved(agent, unpaid.an_engineering())
    for name in ("key_change", "engineering", "free"):
        with pytest.raises(LeaseExhausted) as refusal:
            agent.ready_to_issue(REQUESTS[name]())
        assert refusal.value.facts == {"what": name, "left": 0, "asked": 1}
    late = unpaid.approved(agent, unpaid.an_engineering())
    assert reason_of(unpaid.ask(agent, late)) == LeaseExhausted.code


def test_a_set_brings_its_supply_group_where_the_meter_asks_for_it(
    agent: SecurityModuleSetup,
) -> None:
    """In one token more, for a 64-bit key."""
    before, after = (story.a_meter(key=story.KEY_EA07, krn=krn) for krn in (1, 2))
    wanted = unpaid.a_key_change(before, after)
    change = msgspec.structs.replace(wanted.key_change, with_sgc=True)
    for asked, count in (
        (wanted, 2),
        (msgspec.structs.replace(wanted, sale_id=story.new_sale_id(), key_change=change), 3),
    ):
        assert kinds(unpaid.ask_approved(agent, asked)) == ["key_change"] * count


def test_no_meter_is_moved_to_a_key_that_has_expired(agent: SecurityModuleSetup) -> None:
    """Though the set has no identifier that the key could not carry."""
    agent.mint_training_key(replace(story.KEY_EA11, krn=3, ken=0))
    moved = unpaid.a_key_change(FIRST, story.a_meter(krn=3))
    assert reason_of(unpaid.ask(agent, unpaid.approved(agent, moved))) == VendingKeyExpired.code
