"""A thief at an open till who wants codes that nobody pays for, or from keys that are away."""

from pathlib import Path

import msgspec
import pytest

from pos.app.ports import Issued, Tombstone
from pos.domain.entries import Begun
from pos.domain.errors import JournalDamaged, KeysLocked
from pos.domain.operator import Role
from pos.keystore.agent.idle_lock import IdleLock
from pos.keystore.errors.device import KeyDeviceGone
from pos.keystore.issue.token_maker import TokenMaker
from pos.sts.attributes import Ea
from pos.sts.carrier import Token20
from pos.sts.codec import encode_token
from pos.sts.decoder_key import DecoderKey
from pos.sts.tables import Ea07Tables
from pos.sts.tokens import Token
from tests import agent_stories as story
from tests import unpaid_stories as unpaid
from tests.agent_stories import SetClock
from tests.custody_stories import (
    BY,
    attributes_file,
    components_of,
    new_custody_vault,
    owned,
)
from tests.faults.keystore.gains import gained
from tests.pkcs11_device import soft_token

FORGED = "00" * 64


def test_ask_for_engineering_tokens_without_one(tmp_path: Path) -> None:
    """Without one, a forged one, another's, one's own, a late one, one of who left: no token."""
    clock = SetClock()
    agent = story.ready_agent(tmp_path, clock)
    agent.set_pin("boss", unpaid.PIN, Role.SUPERVISOR)

    def with_lie(*, to: Begun | None = None, **changes: str) -> Begun:
        good = unpaid.approved(agent, unpaid.an_engineering())
        assert good.approval is not None
        lie = msgspec.structs.replace(good.approval, **changes)
        return msgspec.structs.replace(to or good, approval=lie)

    gone = unpaid.approved(agent, unpaid.an_engineering(), approver="leaver")
    agent.people.remove_pin("leaver", by="boss", by_pin=unpaid.PIN)
    lies = {
        "none": unpaid.an_engineering(),
        "another request's": with_lie(to=unpaid.an_engineering()),
        "forged": with_lie(signature=FORGED),
        "in another name": with_lie(approver="boss"),
        "one's own": unpaid.approved(agent, unpaid.an_engineering(), approver="agent"),
        "of who left": gone,
    }
    for name, begun in lies.items():
        assert isinstance(unpaid.ask(agent, begun), Tombstone), name
    late = unpaid.approved(agent, unpaid.an_engineering())
    clock.time += 2 * story.DAY
    assert isinstance(unpaid.ask(agent, late), Tombstone)
    assert agent.status().issues == 0
    agent.close()
    gained("ask for engineering tokens without one", f"nothing: {len(lies) + 1} lies, no token")


def test_use_a_till_that_was_left_alone(tmp_path: Path) -> None:
    """Once it was idle for so long as the vault says, its keys are shut until a passphrase."""
    now = 1000.0
    agent = owned(new_custody_vault(tmp_path))
    agent.idle = IdleLock(agent._safe, agent._queue, lambda: now)
    agent.set_pin(BY["by"], BY["pin"], Role.SUPERVISOR)
    agent.custody.set_idle_lock(5, **BY)
    story.make_ready(agent, story.NOON)
    sold = story.issue_one(agent)
    now += 299
    assert agent.issue(sold.receipt.sale_id, sold.begun) == sold
    lie = story.new_sale_id()
    with pytest.raises(JournalDamaged):
        agent.issue(lie, b"x")
    now += 1
    agent.idle.lock_if_due()
    with pytest.raises(KeysLocked):
        story.issue_one(agent)
    agent.close()
    gained("use a till that was left alone", "what is sold within the idle minutes; then nothing")


def test_repeat_old_codes_to_keep_keys_open(tmp_path: Path) -> None:
    """Also to an agent that was started again since: what it issued before is no use of keys."""
    now = 1000.0
    agent = story.ready_agent(tmp_path, SetClock())
    agent.set_pin(BY["by"], BY["pin"], Role.SUPERVISOR)
    agent.custody.set_idle_lock(5, **BY)
    sold = [story.issue_one(agent) for _ in range(2)]
    agent.close()
    agent = story.opened(tmp_path, SetClock())
    agent.lock()
    agent.idle = IdleLock(agent._safe, agent._queue, lambda: now)
    agent.unlock(story.PASSPHRASE)
    for one in sold:
        now += 150
        assert agent.issue(one.receipt.sale_id, one.begun) == one
    agent.idle.lock_if_due()
    with pytest.raises(KeysLocked):
        story.issue_one(agent)
    agent.unlock(story.PASSPHRASE)
    now += 299
    story.issue_one(agent)
    assert agent.idle.wait_s() == 300
    agent.close()
    gained("repeat old codes to keep keys open", "nothing: only new ones count, also after a start")


def test_pull_the_device_out_in_the_middle_of_an_issue(tmp_path: Path) -> None:
    """Nothing leaves, nothing is counted; plugged in, the same request gives its codes once."""
    token = soft_token(tmp_path)
    pulled: list[Token20] = []

    def pulling(content: Token, key: DecoderKey, ea: Ea, tables: Ea07Tables) -> Token20:
        made = encode_token(content, key, ea, tables)
        if not pulled:
            pulled.append(made)
            token.pull_out()
        return made

    agent = story.opened(new_custody_vault(tmp_path), SetClock(), maker=TokenMaker(encode=pulling))
    agent.key_device.choose(story.BY_PASSPHRASE, token.choice())
    attributes = attributes_file()
    agent.custody.load_together(attributes, components_of(attributes))
    agent.grant_training_lease(story.a_lease(story.NOON))
    sale_id = story.new_sale_id()
    meter = story.a_meter(sgc="123456")
    begun = story.begun_bytes(sale_id, meter=meter, free_milli=1000, free_credited_milli=1000)
    with pytest.raises(KeyDeviceGone):
        agent.issue(sale_id, begun)
    assert pulled
    assert agent.outcome(sale_id) is None
    assert agent.status().issues == 0
    token.plug_in()
    issued = agent.issue(sale_id, begun)
    assert isinstance(issued, Issued)
    assert agent.issue(sale_id, begun) == issued
    assert agent.status().issues == 1
    agent.close()
    gained("pull the device out in the middle of an issue", "nothing: no code, then the codes once")
