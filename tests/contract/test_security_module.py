"""What every key agent promises: in the same process, over its socket, keys on a device."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos.app.ports import Issued, SecurityModuleSetup, Tombstone
from pos.domain.errors import (
    AgentStateDamaged,
    IdentityLocked,
    JournalDamaged,
    JournalShortened,
    KeysLocked,
    LeaseExhausted,
    LeaseMissing,
    SaleIdMalformed,
    SaleIdReused,
    SignInDelayed,
    SignInRefused,
    TokenCheckFailed,
    VendingKeyMissing,
    WrongPassphrase,
)
from pos.domain.journal import Head
from pos.domain.operator import Role
from pos.keystore.errors.device import KeyNotForDevice
from pos.keystore.errors.refusals import (
    KeyAttributesMalformed,
    LeaseMalformed,
    LeaseNotNewer,
    PassphraseMalformed,
    PinAlreadySet,
    PinMalformed,
    TrainingVaultOnly,
    VendingKeyHeld,
)
from pos.wire.issue_receipt import is_signed_by
from tests import agent_stories as story
from tests.agent_fixtures import AGENTS
from tests.builders import a_sale_begun

MANY_ISSUES = 230


def a_head(seq: int, digit: str = "a") -> Head:
    """The end of a journal."""
    return Head("T1", 1, seq, digit * 64)


def test_before_unlocking_only_the_status_is_told(closed: SecurityModuleSetup) -> None:
    """The tier and the kind of vault are public; everything else waits for the passphrase."""
    status = closed.status()
    assert (status.tier, status.training, status.vending_open) == ("software", True, False)
    assert status.slots == ("passphrase",)
    sale_id = story.new_sale_id()
    calls: list[Callable[[], object]] = [
        closed.lock,
        closed.device_key,
        closed.database_key,
        lambda: closed.sign_in("agent", b"1234"),
        lambda: closed.set_pin("agent", b"1234", Role.SUPERVISOR),
        lambda: closed.ready_to_issue(a_sale_begun()),
        lambda: closed.issue(sale_id, story.begun_bytes(sale_id)),
        lambda: closed.cancel(sale_id),
        lambda: closed.outcome(sale_id),
        lambda: list(closed.issues_after(0)),
        lambda: closed.sign_head(a_head(1)),
        lambda: closed.mint_training_key(story.KEY_EA11),
        lambda: closed.grant_training_lease(story.a_lease(story.NOON)),
    ]
    for call in calls:
        with pytest.raises(IdentityLocked):
            call()


def test_another_passphrase_opens_nothing(closed: SecurityModuleSetup) -> None:
    """It is told apart from damage, and the right one still works."""
    with pytest.raises(WrongPassphrase):
        closed.unlock(b"wrong")
    with pytest.raises(PassphraseMalformed):
        closed.unlock(b"")
    assert not closed.status().vending_open
    closed.unlock(story.PASSPHRASE)
    assert closed.status().vending_open


def test_a_wrong_passphrase_leaves_an_open_agent_open(agent: SecurityModuleSetup) -> None:
    """Somebody else's typing error stops no sale."""
    with pytest.raises(WrongPassphrase):
        agent.unlock(b"wrong")
    assert story.issue_one(agent).receipt.issue_no == 1


@pytest.mark.parametrize("key", [story.KEY_EA11, story.KEY_EA07, story.KEY_DKGA02])
def test_a_sale_gets_one_signed_token(agent: SecurityModuleSetup, key: object) -> None:
    """Each kind of training key vends, DKGA02 on no device; the receipt is signed."""
    assert isinstance(key, type(story.KEY_EA11))
    if agent.status().key_device and key is story.KEY_DKGA02:
        with pytest.raises(KeyNotForDevice):
            agent.mint_training_key(key)
        return
    issued = story.issue_one(agent, meter=story.a_meter(key=key))
    (token,) = issued.receipt.tokens
    assert (len(token.digits), token.units_milli, token.training) == (20, 45500, True)
    assert is_signed_by(issued.receipt, agent.device_key())
    assert not is_signed_by(issued.receipt, "00" * 31 + "01")


def test_a_repeat_gives_the_same_token_even_when_locked(agent: SecurityModuleSetup) -> None:
    """A known id is answered before any other check."""
    issued = story.issue_one(agent)
    sale_id = issued.receipt.sale_id
    agent.lock()
    assert agent.issue(sale_id, issued.begun) == issued
    assert agent.outcome(sale_id) == issued
    assert agent.cancel(sale_id) == issued
    assert agent.status().issues == 1


def test_an_id_belongs_to_its_first_content(agent: SecurityModuleSetup) -> None:
    """Other bytes under an issued id change nothing."""
    issued = story.issue_one(agent)
    sale_id = issued.receipt.sale_id
    with pytest.raises(SaleIdReused):
        agent.issue(sale_id, story.begun_bytes(sale_id, total=99999))
    assert agent.outcome(sale_id) == issued


def test_a_cancelled_id_is_never_issued(agent: SecurityModuleSetup) -> None:
    """The tombstone answers every later request."""
    sale_id = story.new_sale_id()
    grave = Tombstone(sale_id, "operator")
    assert agent.outcome(sale_id) is None
    assert agent.cancel(sale_id) == grave
    assert agent.issue(sale_id, story.begun_bytes(sale_id)) == grave
    assert agent.outcome(sale_id) == grave
    assert agent.status().issues == 0


@pytest.mark.parametrize("sale_id", ["", "x", "A" * 36, str(uuid.UUID(int=10)).upper()])
def test_an_id_is_a_uuid_in_lower_case(agent: SecurityModuleSetup, sale_id: str) -> None:
    """So that one sale has one id, and rubbish fills no table."""
    with pytest.raises(SaleIdMalformed):
        agent.cancel(sale_id)
    with pytest.raises(SaleIdMalformed):
        agent.issue(sale_id, b"")
    assert agent.outcome(sale_id) is None


def test_a_locked_agent_issues_nothing_and_remembers_nothing(agent: SecurityModuleSetup) -> None:
    """The sale is unsettled, and goes on after unlocking."""
    agent.lock()
    sale_id = story.new_sale_id()
    begun = story.begun_bytes(sale_id)
    with pytest.raises(KeysLocked):
        agent.issue(sale_id, begun)
    with pytest.raises(KeysLocked):
        agent.ready_to_issue(a_sale_begun())
    assert agent.outcome(sale_id) is None
    agent.unlock(story.PASSPHRASE)
    assert isinstance(agent.issue(sale_id, begun), Issued)


def test_a_rule_refuses_for_good(agent: SecurityModuleSetup) -> None:
    """Before the sale as an error, after it as a tombstone that names the rule."""
    total = 2_000_000_000
    with pytest.raises(LeaseExhausted) as refusal:
        agent.ready_to_issue(a_sale_begun(total=total))
    left = {"what": "money", "left": 1_000_000_000, "asked": total}
    assert refusal.value.facts == left
    sale_id = story.new_sale_id()
    begun = story.begun_bytes(sale_id, total=total)
    grave = Tombstone(sale_id, LeaseExhausted.code)
    assert agent.issue(sale_id, begun) == grave
    agent.grant_training_lease(
        replace(story.a_lease(datetime.now(UTC)), serial=2, money_may_reach=9_000_000_000)
    )
    assert agent.issue(sale_id, begun) == grave
    with pytest.raises(SaleIdReused):
        agent.issue(sale_id, story.begun_bytes(sale_id))


def test_what_is_ready_is_issued(agent: SecurityModuleSetup) -> None:
    """Asking before the sale changes nothing; a key that is not here is named."""
    agent.ready_to_issue(a_sale_begun())
    with pytest.raises(VendingKeyMissing) as refusal:
        agent.ready_to_issue(a_sale_begun(meter=story.a_meter(sgc="123456")))
    assert refusal.value.facts == {"sgc": "123456", "krn": 1}
    assert agent.status().issues == 0


def test_nothing_is_issued_without_a_lease(closed: SecurityModuleSetup) -> None:
    """Keys alone are not enough."""
    closed.unlock(story.PASSPHRASE)
    closed.mint_training_key(story.KEY_EA11)
    with pytest.raises(LeaseMissing):
        closed.ready_to_issue(a_sale_begun())


def test_a_promise_that_the_token_would_break_stops_the_issue(agent: SecurityModuleSetup) -> None:
    """If the customer was told other units than the meter adds, nothing leaves the agent."""
    sale_id = story.new_sale_id()
    begun = story.begun_bytes(sale_id, credited_milli=45600)
    with pytest.raises(TokenCheckFailed):
        agent.issue(sale_id, begun)
    assert agent.outcome(sale_id) is None
    assert agent.status().issues == 0


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", story.begun_bytes(story.new_sale_id())])
def test_bytes_that_do_not_begin_this_sale_are_refused(
    agent: SecurityModuleSetup, body: bytes
) -> None:
    """Nothing is issued and nothing is remembered."""
    sale_id = story.new_sale_id()
    with pytest.raises(JournalDamaged):
        agent.issue(sale_id, body)
    assert agent.outcome(sale_id) is None


def test_issues_are_walked_in_order_without_a_gap(agent: SecurityModuleSetup) -> None:
    """More than one page of them."""
    issued = [story.issue_one(agent, meter=story.a_meter(n)) for n in range(MANY_ISSUES)]
    assert list(agent.issues_after(0)) == issued
    assert list(agent.issues_after(MANY_ISSUES - 2)) == issued[-2:]
    assert list(agent.issues_after(MANY_ISSUES)) == []
    assert [one.receipt.issue_no for one in issued] == list(range(1, MANY_ISSUES + 1))


def test_counters_add_up_in_receipts_and_status(agent: SecurityModuleSetup) -> None:
    """Cumulative money and energy, this issue included."""
    first, second = story.issue_one(agent), story.issue_one(agent, total=500)
    assert (first.receipt.money_issued, first.receipt.energy_issued_milli) == (10000, 45500)
    assert (second.receipt.money_issued, second.receipt.energy_issued_milli) == (10500, 91000)
    lease = agent.status().lease
    assert lease is not None
    assert (lease.money_issued, lease.energy_issued_milli) == (10500, 91000)


def test_heads_are_signed_once_and_forwards(agent: SecurityModuleSetup) -> None:
    """Same head: same signature; lower: covered; another hash: refused; remembered in status."""
    signed = agent.sign_head(a_head(5))
    assert signed is not None
    assert signed.head == a_head(5)
    assert agent.sign_head(a_head(5)) == signed
    assert agent.sign_head(a_head(4, "b")) is None
    with pytest.raises(JournalShortened) as refusal:
        agent.sign_head(a_head(5, "b"))
    assert refusal.value.facts == {"seq": 5, "found": 5}
    agent.lock()
    assert agent.sign_head(a_head(6)) is not None
    assert agent.status().signed_head == a_head(6)


def test_only_ends_of_this_terminals_journal_are_signed(agent: SecurityModuleSetup) -> None:
    """Others would block those to come."""
    for head in (
        a_head(0),
        a_head(1 << 62),
        a_head(1, "x"),
        Head("T1", 0, 1, "a" * 64),
        Head("T1", 1, 1, "a"),
    ):
        with pytest.raises(AgentStateDamaged):
            agent.sign_head(head)
    assert agent.sign_head(a_head(1)) is not None
    for head in (Head("T2", 1, 2, "a" * 64), Head("T1", 2, 2, "a" * 64)):
        with pytest.raises(AgentStateDamaged):
            agent.sign_head(head)
    assert agent.status().signed_head == a_head(1)


def test_a_pin_signs_in_its_operator(agent: SecurityModuleSetup) -> None:
    """Wrong PIN and unknown name are refused alike; locking changes nothing."""
    agent.set_pin("amina", b"4711", Role.SUPERVISOR)
    agent.lock()
    agent.sign_in("amina", b"4711")
    for name, pin in (("amina", b"4712"), ("nobody", b"4711")):
        with pytest.raises(SignInRefused) as refusal:
            agent.sign_in(name, pin)
        assert refusal.value.facts == {"operator": name}


def test_a_pin_is_never_set_over_another(agent: SecurityModuleSetup) -> None:
    """And one that is too short or too long is none."""
    agent.set_pin("amina", b"4711", Role.SUPERVISOR)
    with pytest.raises(PinAlreadySet):
        agent.set_pin("amina", b"9999", Role.SUPERVISOR)
    for name, pin in (("x", b"123"), ("x", b"1" * 65), ("", b"1234"), ("n" * 65, b"1234")):
        with pytest.raises(PinMalformed):
            agent.set_pin(name, pin, Role.SUPERVISOR)


@pytest.mark.parametrize("name", ["amina", "nobody"])
def test_guessing_pins_is_slowed_down(agent: SecurityModuleSetup, name: str) -> None:
    """After five wrong ones even the right one must wait, whether or not the name exists."""
    agent.set_pin("amina", b"4711", Role.SUPERVISOR)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            agent.sign_in(name, b"0000")
    with pytest.raises(SignInDelayed) as refusal:
        agent.sign_in(name, b"4711")
    seconds = refusal.value.facts["seconds"]
    assert isinstance(seconds, int)
    assert 0 < seconds <= 30


def test_a_minted_key_is_named_by_its_check_value(closed: SecurityModuleSetup) -> None:
    """Keys are listed without their bytes, also after locking, and none is made twice."""
    closed.unlock(story.PASSPHRASE)
    minted = closed.mint_training_key(story.KEY_EA11)
    assert len(minted.check_value) == 6
    assert replace(minted, check_value="") == story.KEY_EA11
    with pytest.raises(VendingKeyHeld):
        closed.mint_training_key(story.KEY_EA11)
    closed.lock()
    assert closed.status().keys == (minted,)
    with pytest.raises(KeysLocked):
        closed.mint_training_key(story.KEY_EA07)


@pytest.mark.parametrize(
    "wrong",
    [{"sgc": "12"}, {"krn": 0}, {"key_type": 9}, {"dkga": "03"}, {"dkga": "x"}, {"base_date": 1}],
)
def test_attributes_of_a_key_are_checked(
    agent: SecurityModuleSetup, wrong: dict[str, str | int]
) -> None:
    """A key with impossible attributes is not made."""
    values = {"sgc": "555555", **wrong}
    with pytest.raises(KeyAttributesMalformed):
        agent.mint_training_key(replace(story.KEY_EA11, **values))  # type: ignore[arg-type]  # wrong on purpose


def test_a_lease_must_be_newer_and_hold_together(agent: SecurityModuleSetup) -> None:
    """An old one, or one with impossible values, changes nothing."""
    lease = story.a_lease(story.NOON, serial=2)
    with pytest.raises(LeaseNotNewer):
        agent.grant_training_lease(replace(lease, serial=1))
    for wrong in (
        replace(lease, until=lease.not_before),
        replace(lease, until="tomorrow"),
        replace(lease, until="2027-11-22T12:00:00.0Z"),
        replace(lease, money_may_reach=-1),
        replace(lease, money_may_reach=(1 << 60) + 1),
        replace(lease, lane=1),
        replace(lease, lanes=17),
    ):
        with pytest.raises(LeaseMalformed):
            agent.grant_training_lease(wrong)
    status = agent.status()
    assert status.lease is not None
    assert status.lease.serial == 1


@pytest.mark.parametrize("kind", AGENTS)
def test_a_real_vault_makes_no_keys_and_no_leases(kind: str, tmp_path: Path) -> None:
    """It waits for head office."""
    with AGENTS[kind](story.new_vault(tmp_path, training=False)) as agent:
        agent.unlock(story.PASSPHRASE)
        assert not agent.status().training
        with pytest.raises(TrainingVaultOnly):
            agent.mint_training_key(story.KEY_EA11)
        with pytest.raises(TrainingVaultOnly):
            agent.grant_training_lease(story.a_lease(story.NOON))


@pytest.mark.parametrize("kind", AGENTS)
def test_all_of_it_is_there_after_a_restart(kind: str, tmp_path: Path) -> None:
    """Issues, tombstones, heads, PINs, keys, lease and identity survive."""
    story.new_vault(tmp_path)
    with AGENTS[kind](tmp_path) as agent:
        agent.unlock(story.PASSPHRASE)
        keys = story.make_ready(agent, datetime.now(UTC))
        issued = story.issue_one(agent)
        grave = agent.cancel(story.new_sale_id())
        agent.set_pin("amina", b"4711", Role.SUPERVISOR)
        agent.sign_head(a_head(5))
        before = (agent.device_key(), agent.database_key())
    with AGENTS[kind](tmp_path) as agent:
        agent.unlock(story.PASSPHRASE)
        assert (agent.device_key(), agent.database_key()) == before
        assert agent.issue(issued.receipt.sale_id, issued.begun) == issued
        assert isinstance(grave, Tombstone)
        assert agent.outcome(grave.sale_id) == grave
        status = agent.status()
        assert (status.signed_head, status.keys) == (a_head(5), tuple(sorted(keys, key=str)))
        agent.sign_in("amina", b"4711")
        assert story.issue_one(agent).receipt.issue_no == 2
