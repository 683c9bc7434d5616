"""What the agent issues and what it refuses, by its clock, its lease and its keys."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos.app.ports import Issued, LeaseStatus, Tombstone
from pos.domain.entries import MeterKeyed
from pos.domain.errors import (
    ClockBack,
    JournalDamaged,
    LeaseEnded,
    LeaseExhausted,
    LeaseNotBegun,
    MeterKeyNotSold,
    Refused,
    ResourceNotSold,
    TokenTimeAhead,
    VendingKeyExpired,
    VendingKeyMissing,
    VendingKeyNotBegun,
)
from pos.domain.journal import format_time
from pos.domain.lease import CountedKind, DayCounts, FloorPrice, GroupLane, LeaseLimits
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.errors.refusals import LeaseMalformed
from pos.keystore.issue.issue_rules import count_must_fit
from pos.keystore.issue.issue_store import IssueMoves
from pos.keystore.keys.vending_keys import KeyInMemory, ring_of
from pos.keystore.vault.vault import read_vault
from pos.sts.attributes import BaseDate, Ea, MeterConfig
from pos.sts.decoder_key import derive_decoder_key
from pos.sts.identifiers import MeterPan
from pos.sts.meter_answer import MeterCode
from pos.sts.tables import SAMPLE_TABLES
from pos.sts.tid import is_reserved, tid_at
from pos.sts.virtual_meter import VirtualMeter
from tests import agent_stories as story
from tests.agent_stories import SetClock
from tests.builders import a_sale_begun
from tests.secret_forms import vending_content

MINUTE = timedelta(minutes=1)


@pytest.fixture(name="clock")
def _clock() -> SetClock:
    """Give a clock that shows noon until it is set."""
    return SetClock()


@pytest.fixture(name="agent")
def _agent(tmp_path: Path, clock: SetClock) -> Iterator[KeyAgent]:
    """Give a training agent that is ready to issue."""
    agent = story.ready_agent(tmp_path, clock)
    yield agent
    agent.close()


def refusal_of(agent: KeyAgent, kind: type[Refused], **changes: Any) -> Refused:
    """Ask for a sale that a rule refuses, before and after it begins."""
    with pytest.raises(kind) as refusal:
        agent.ready_to_issue(a_sale_begun(**{"meter": story.a_meter(), **changes}))
    sale_id = story.new_sale_id()
    begun = story.begun_bytes(sale_id, **changes)
    grave = Tombstone(sale_id, kind.code)
    assert agent.issue(sale_id, begun) == grave
    assert agent.outcome(sale_id) == grave
    return refusal.value


def lease_again(agent: KeyAgent, **changes: Any) -> LeaseStatus:
    """Give a newer lease that differs."""
    status = agent.status()
    assert status.lease is not None
    lease = story.a_lease(story.NOON, serial=status.lease.serial + 1)
    return agent.grant_training_lease(replace(lease, **changes))


def tid_of(issued: Issued) -> int:
    """Return the identifier of the one token."""
    return issued.receipt.tokens[0].tid


def test_the_customers_meter_takes_the_token_once(agent: KeyAgent, tmp_path: Path) -> None:
    """With the key that the vault holds; a second time it is used."""
    issued = story.issue_one(agent)
    vault = read_vault(tmp_path / "vault")
    key = ring_of(vending_content(vault, story.PASSPHRASE)).find(story.KEY_EA11.sgc, 1)
    assert isinstance(key, KeyInMemory)
    config = MeterConfig(
        pan=MeterPan(story.pan_of(1)),
        sgc=story.KEY_EA11.sgc,
        krn=1,
        tariff_index="01",
        key_type=key.attributes.key_type,
        ea=Ea.MISTY1_11,
        dkga=key.attributes.dkga,
        base_date=key.attributes.base_date,
    )
    decoder_key = derive_decoder_key(key.secret.reveal(), config)
    meter = VirtualMeter(config, decoder_key, SAMPLE_TABLES)
    digits = issued.receipt.tokens[0].digits
    first = meter.enter(digits)
    assert (first.code, first.credited_steps) == (MeterCode.ACCEPT, 455)
    assert meter.enter(digits).code is MeterCode.USED


def test_a_refused_id_stays_refused_when_the_rule_would_not(
    agent: KeyAgent, clock: SetClock
) -> None:
    """The money may have gone back already."""
    clock.time = story.NOON - 2 * story.DAY
    sale_id = story.new_sale_id()
    begun = story.begun_bytes(sale_id)
    grave = Tombstone(sale_id, LeaseNotBegun.code)
    assert agent.issue(sale_id, begun) == grave
    clock.time = story.NOON
    assert agent.issue(sale_id, begun) == grave


def test_a_lease_has_a_beginning_and_an_end(agent: KeyAgent, clock: SetClock) -> None:
    """Both bounds, to the millisecond."""
    lease = lease_again(agent)
    clock.time = story.NOON - story.DAY - timedelta(milliseconds=1)
    refusal = refusal_of(agent, LeaseNotBegun)
    assert refusal.facts == {"not_before": lease.not_before, "now": format_time(clock.time)}
    clock.time += timedelta(milliseconds=1)
    agent.ready_to_issue(a_sale_begun(meter=story.a_meter()))
    clock.time = story.NOON + 365 * story.DAY
    refusal = refusal_of(agent, LeaseEnded)
    assert refusal.facts == {"until": lease.until, "now": format_time(clock.time)}
    clock.time -= timedelta(milliseconds=1)
    story.issue_one(agent)


def test_a_clock_behind_the_last_issue_is_refused(agent: KeyAgent, clock: SetClock) -> None:
    """Two minutes are tolerated, as time servers step that much."""
    story.issue_one(agent)
    clock.time = story.NOON - 2 * MINUTE
    story.issue_one(agent)
    clock.time -= timedelta(milliseconds=1)
    refusal = refusal_of(agent, ClockBack)
    assert refusal.facts == {"now": format_time(clock.time), "known": format_time(story.NOON)}


@pytest.mark.parametrize(
    ("limit", "what", "units"),
    [
        ("money_may_reach", "money", 20_000),
        ("energy_may_reach_milli", "energy", 91_000),
        ("energy_per_meter_day_milli", "energy_per_meter", 91_000),
    ],
)
def test_a_lease_is_used_up_to_its_last_unit(
    agent: KeyAgent, limit: str, what: str, units: int
) -> None:
    """Two sales fit exactly; the third does not, and says how much is left."""
    lease_again(agent, **{limit: units + 1})
    story.issue_one(agent)
    story.issue_one(agent)
    refusal = refusal_of(agent, LeaseExhausted)
    assert isinstance(refusal, LeaseExhausted)
    assert (refusal.facts["what"], refusal.facts["left"]) == (what, 1)


def test_an_issue_counts_at_least_its_floor_price(agent: KeyAgent) -> None:
    """The agent cannot see cash: whoever states a cent for 45.5 kWh uses up their floor."""
    floors = (
        FloorPrice("", "electricity", 9_000),
        FloorPrice(story.KEY_EA11.sgc, "electricity", 250_001),
    )
    lease_again(agent, money_may_reach=11_376 + 20_000, limits=LeaseLimits(floors=floors))
    assert story.issue_one(agent, total=1).receipt.money_issued == 11_376
    assert story.issue_one(agent, total=20_000).receipt.money_issued == 31_376
    other = story.a_meter(2, key=story.KEY_EA07)
    assert refusal_of(agent, LeaseExhausted, total=1).facts["asked"] == 11_376
    assert refusal_of(agent, LeaseExhausted, total=1, meter=other).facts["asked"] == 410


def test_tokens_without_cash_are_counted_by_the_day(agent: KeyAgent) -> None:
    """Two free ones today, none of another kind; a lease from before counts none."""
    lease = lease_again(agent, limits=LeaseLimits(day_limits=DayCounts(free=2)))
    for issued in (0, 1):
        counted = replace(lease, day_issued=DayCounts(free=issued))
        count_must_fit(counted, CountedKind.FREE)
    used_up = replace(lease, day_issued=DayCounts(free=2))
    for status, kind in ((used_up, CountedKind.FREE), (lease, CountedKind.KEY_CHANGE)):
        with pytest.raises(LeaseExhausted) as refusal:
            count_must_fit(status, kind)
        assert refusal.value.facts == {"what": kind.value, "left": 0, "asked": 1}


def test_a_day_counts_up_and_starts_again_tomorrow(agent: KeyAgent, clock: SetClock) -> None:
    """Whatever is added as counted shows in the status of its own day."""
    issued = story.issue_one(agent)
    identity = agent._identity
    assert identity is not None
    number = issued.receipt.issue_no + 1
    receipt = msgspec.structs.replace(issued.receipt, issue_no=number, sale_id=story.new_sale_id())
    with identity.database.transaction():
        identity.store.add_issue(
            replace(issued, receipt=receipt),
            IssueMoves(
                pan=story.pan_of(1),
                base_date=2014,
                last_tid=tid_of(issued) + 1,
                day=story.NOON.date().isoformat(),
                money=0,
                energy_milli=0,
                counted=(CountedKind.ENGINEERING,),
            ),
        )
    lease = agent.status().lease
    assert lease is not None
    assert lease.day_issued == DayCounts(engineering=1)
    clock.time += story.DAY
    lease = agent.status().lease
    assert lease is not None
    assert lease.day_issued == DayCounts()


def test_a_supply_group_may_have_a_lane_of_its_own(agent: KeyAgent) -> None:
    """Others keep the lease's."""
    own = GroupLane(story.KEY_EA11.sgc, 3, 5)
    lease_again(agent, lane=1, lanes=2, limits=LeaseLimits(group_lanes=(own,)))
    assert {tid_of(story.issue_one(agent)) % 5 for _ in range(5)} == {3}
    other = story.a_meter(2, key=story.KEY_EA07)
    assert {tid_of(story.issue_one(agent, meter=other)) % 2 for _ in range(5)} == {1}


def test_limits_that_contradict_themselves_are_refused(agent: KeyAgent) -> None:
    """A lane that is none, a supply group named twice."""
    twice = (GroupLane("990011", 0, 2),) * 2
    for lanes in ((GroupLane("990011", 2, 2),), (GroupLane("990011", 0, 17),), twice):
        with pytest.raises(LeaseMalformed):
            lease_again(agent, limits=LeaseLimits(group_lanes=lanes))


def test_a_refused_sale_uses_up_nothing(agent: KeyAgent) -> None:
    """The next one still fits."""
    lease_again(agent, money_may_reach=10_000)
    refusal_of(agent, LeaseExhausted, total=10_001)
    story.issue_one(agent)


def test_a_meters_daily_limit_ends_with_the_day(agent: KeyAgent, clock: SetClock) -> None:
    """Another meter has its own; tomorrow there is more."""
    lease_again(agent, energy_per_meter_day_milli=45_500)
    story.issue_one(agent)
    refusal_of(agent, LeaseExhausted)
    story.issue_one(agent, meter=story.a_meter(2))
    clock.time += story.DAY
    story.issue_one(agent)


def test_a_lower_ceiling_leaves_nothing(agent: KeyAgent) -> None:
    """Cumulative sums never go down, so a lease below them lets nothing out."""
    story.issue_one(agent)
    lease_again(agent, money_may_reach=5_000)
    refusal = refusal_of(agent, LeaseExhausted)
    assert refusal.facts["left"] == 0


@pytest.mark.parametrize(
    ("meter", "kind"),
    [
        (story.a_meter(sgc="123456"), VendingKeyMissing),
        (story.a_meter(krn=2), VendingKeyMissing),
        (story.a_meter(krn=0), MeterKeyNotSold),
        (story.a_meter(krn=1 << 70), MeterKeyNotSold),
        (story.a_meter(key_type=1), MeterKeyNotSold),
        (story.a_meter(key_type=3), MeterKeyNotSold),
        (story.a_meter(ea="09"), MeterKeyNotSold),
        (story.a_meter(ea="xx"), MeterKeyNotSold),
        (story.a_meter(tariff_index="1"), MeterKeyNotSold),
        (story.a_meter(pan="600727000000000000"), MeterKeyNotSold),
        (story.a_meter(key=story.KEY_DKGA02, ea="11"), MeterKeyNotSold),
    ],
)
def test_a_meter_that_cannot_take_credit_is_refused(
    agent: KeyAgent, meter: MeterKeyed, kind: type[Refused]
) -> None:
    """Key missing, not a key for credit, or not a meter at all."""
    refusal_of(agent, kind, meter=meter)


def test_only_electricity_is_sold(agent: KeyAgent) -> None:
    """Other resources come later."""
    refusal_of(agent, ResourceNotSold, resource="water")


def test_a_key_ends_with_its_expiry_number(agent: KeyAgent) -> None:
    """The token's identifier decides, by its top eight bits."""
    key = replace(
        story.KEY_EA11, sgc="555555", ken=(tid_at(story.NOON, BaseDate.BASE_2014, 0) >> 16) - 1
    )
    agent.mint_training_key(key)
    refusal = refusal_of(agent, VendingKeyExpired, meter=story.a_meter(sgc="555555"))
    assert refusal.facts == {"sgc": "555555", "krn": 1}


def test_an_exhausted_base_date_is_an_expired_key(agent: KeyAgent, clock: SetClock) -> None:
    """Twenty-four bits of minutes from 2014 end in 2045."""
    clock.time = datetime(2045, 11, 25, tzinfo=UTC)
    agent.grant_training_lease(story.a_lease(clock.time, serial=2))
    refusal_of(agent, VendingKeyExpired)


def test_a_key_of_a_base_date_to_come_has_not_begun(agent: KeyAgent, clock: SetClock) -> None:
    """It is not called expired: its first minute is named, by the key's own distance from UTC."""
    key = replace(
        story.KEY_EA11,
        sgc="555555",
        base_date=BaseDate.BASE_2035.value,
        tid_utc_offset_minutes=120,
    )
    agent.mint_training_key(key)
    meter = story.a_meter(sgc="555555")
    refusal = refusal_of(agent, VendingKeyNotBegun, meter=meter)
    assert refusal.facts == {"sgc": "555555", "krn": 1, "begins": "2034-12-31T22:00:00.000Z"}
    clock.time = datetime(2034, 12, 31, 21, 59, tzinfo=UTC)
    agent.grant_training_lease(story.a_lease(clock.time, serial=2))
    refusal_of(agent, VendingKeyNotBegun, meter=meter)


def test_each_token_of_a_meter_has_a_later_identifier(agent: KeyAgent, clock: SetClock) -> None:
    """Within one minute they run ahead; when the clock passes them it leads again."""
    start = tid_at(story.NOON, BaseDate.BASE_2014, 0)
    assert [tid_of(story.issue_one(agent)) - start for _ in range(3)] == [0, 1, 2]
    assert tid_of(story.issue_one(agent, meter=story.a_meter(2))) == start
    clock.time += 10 * MINUTE
    assert tid_of(story.issue_one(agent)) - start == 10


def test_identifiers_keep_to_the_lane(agent: KeyAgent) -> None:
    """Modulo the number of lanes, never the reserved minute."""
    lease_again(agent, lane=2, lanes=3)
    tids = [tid_of(story.issue_one(agent)) for _ in range(20)]
    assert {tid % 3 for tid in tids} == {2}
    assert len(set(tids)) == len(tids)
    assert not any(map(is_reserved, tids))


def test_identifiers_run_ahead_for_a_day_and_no_further(agent: KeyAgent) -> None:
    """Then the meter must wait."""
    lease_again(agent, lane=0, lanes=16)
    issued = 0
    while True:
        sale_id = story.new_sale_id()
        begun = story.begun_bytes(sale_id, units_milli=100, credited_milli=100)
        outcome = agent.issue(sale_id, begun)
        if isinstance(outcome, Tombstone):
            break
        issued += 1
    assert outcome.reason == TokenTimeAhead.code
    assert 88 <= issued <= 91


def test_the_keys_own_offset_decides_the_minute(agent: KeyAgent) -> None:
    """Two hours east of UTC, its tokens count from there."""
    key = replace(story.KEY_EA11, sgc="555555", tid_utc_offset_minutes=120)
    agent.mint_training_key(key)
    plain = tid_of(story.issue_one(agent, meter=story.a_meter(2)))
    assert tid_of(story.issue_one(agent, meter=story.a_meter(sgc="555555"))) == plain + 120


@pytest.mark.parametrize("changes", [{"total": 0}, {"total": -1}, {"units_milli": 0}])
def test_amounts_that_make_no_sense_end_nothing(agent: KeyAgent, changes: dict[str, int]) -> None:
    """They are no rule's business: the bytes are not a sale of ours."""
    sale_id = story.new_sale_id()
    with pytest.raises(JournalDamaged):
        agent.issue(sale_id, story.begun_bytes(sale_id, **changes))
    assert agent.outcome(sale_id) is None


def test_tokens_draw_their_random_bits(tmp_path: Path) -> None:
    """Four bits from the source of randomness, read back by the meter."""
    story.new_vault(tmp_path)
    digits = set()
    for number in range(4):
        clock = SetClock(story.NOON + number * story.DAY)
        agent = story.opened(tmp_path, clock)
        if number == 0:
            story.make_ready(agent, story.NOON)
        digits.add(story.issue_one(agent).receipt.tokens[0].digits)
        agent.close()
    assert len(digits) == 4


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.tuples(st.integers(1, 3), st.integers(-3, 60 * 30)), max_size=12))
def test_no_meter_ever_sees_an_identifier_twice(
    agent: KeyAgent, clock: SetClock, steps: list[tuple[int, int]]
) -> None:
    """Whatever the clock does and whichever meter comes next."""
    for meter, minutes in steps:
        clock.time = max(story.NOON, clock.time + minutes * MINUTE)
        if clock.time < story.NOON + 300 * story.DAY:
            sale_id = story.new_sale_id()
            begun = story.begun_bytes(
                sale_id, meter=story.a_meter(meter), units_milli=100, credited_milli=100
            )
            agent.issue(sale_id, begun)
    issued = [one.receipt for one in agent.issues_after(0)]
    meters = [story.sold_to(one) for one in agent.issues_after(0)]
    seen = [(pan, one.tokens[0].tid) for pan, one in zip(meters, issued, strict=True)]
    assert len(set(seen)) == len(seen)
    assert [one.issue_no for one in issued] == list(range(1, len(issued) + 1))


@pytest.mark.parametrize("field", ["total", "units_milli", "credited_milli", "free_milli"])
@pytest.mark.parametrize("amount", [-1, (1 << 60) + 1])
def test_a_draft_is_asked_for_its_numbers_as_a_request_is(
    agent: KeyAgent, field: str, amount: int
) -> None:
    """A program may ask with any; it is refused in words, and is no fault of the agent's."""
    with pytest.raises(JournalDamaged):
        agent.ready_to_issue(a_sale_begun(meter=story.a_meter(), **{field: amount}))
