"""A thief who starts things again: agents, terminals and ceremonies, with what was good before."""

from pathlib import Path

import msgspec
import pytest

from pos.app.ports import Issued, Tombstone
from pos.app.ports.custody import ComponentOffer
from pos.bootstrap.backups import InstalledBackups
from pos.cli.session import OpenTerminal
from pos.cli.terminal.backup import RestoreSecrets
from pos.domain.errors import ApprovalNotValid, LeaseNotGenuine
from pos.domain.operator import Role
from pos.headoffice.terminals.leases import newest_lease
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.errors.custody import CustodianRepeated
from tests import agent_stories as story
from tests import office_stories, terminal_stories
from tests import unpaid_stories as unpaid
from tests.agent_stories import SetClock
from tests.custody_stories import (
    PEOPLE,
    PIN,
    attributes_file,
    components_of,
    new_custody_vault,
    owned,
)
from tests.faults.keystore.gains import gained
from tests.office_stories import RealClock
from tests.secret_forms import found_under


def test_reuse_an_approval_over_restarts(tmp_path: Path) -> None:
    """Of a request that was issued: it is answered again as it was, and approves no other one."""
    agent = story.ready_agent(tmp_path, SetClock())
    good = unpaid.approved(agent, unpaid.an_engineering())
    issued = unpaid.ask(agent, good)
    assert isinstance(issued, Issued)
    for _ in range(2):
        agent.close()
        agent = story.opened(tmp_path, SetClock())
        assert unpaid.ask(agent, good) == issued
        other = msgspec.structs.replace(unpaid.an_engineering(), approval=good.approval)
        refused = unpaid.ask(agent, other)
        assert refused == Tombstone(other.sale_id, ApprovalNotValid.code)
    assert agent.status().issues == 1
    agent.close()
    gained("reuse an approval over restarts", "nothing: the same code again, and no other")


def test_replay_a_lease_over_a_restore(till: Path, tmp_path: Path) -> None:
    """What the lost device had left is no lease of the one that replaces it."""
    with office_stories.office_at(office_stories.new_office(tmp_path), RealClock()) as office:
        with terminal_stories.opened(till) as ports:
            office_stories.join(office, ports)
            name = office.only_terminal().terminal
            office.grant(name, 5_000, 500)
            office_stories.sync(office, ports)
            with office.database.read() as connection:
                lease = newest_lease(connection, name)
            assert isinstance(ports.keys, KeyAgent)
            terminal = OpenTerminal(ports, ports.keys, training=True, close=lambda: None)
            InstalledBackups().back_up(till, terminal, tmp_path / "backup")
        assert lease is not None
        code = (till / "secrets" / "recovery-code").read_text().strip()
        again = tmp_path / "again"
        InstalledBackups().restore(
            again,
            tmp_path / "backup",
            code,
            _nobody_asks,
            replace=False,
            cost=terminal_stories.CHEAP,
        )
        with terminal_stories.opened(again) as ports:
            office_stories.join(office, ports)
            with pytest.raises(LeaseNotGenuine) as refused:
                ports.keys.take_lease(lease)
            assert ports.keys.status().lease is None
    assert refused.value.facts == {"why": "another terminal"}
    gained("replay the old lease over a restore", "nothing: it names the lost device")


def _nobody_asks() -> RestoreSecrets:
    raise AssertionError


def test_end_the_agent_in_the_middle_of_a_ceremony(tmp_path: Path) -> None:
    """The half that waits stays sealed, and its custodian does not become the other one."""
    attributes = attributes_file()
    parts = components_of(attributes)
    secrets = {f"part {number}": bytes.fromhex(part.split()[0].decode())
               for number, part in enumerate(parts)}  # fmt: skip
    agent = owned(new_custody_vault(tmp_path, training=False))
    for name in PEOPLE:
        agent.set_pin(name, PIN, Role.SUPERVISOR)
    agent.custody.enter_component(PEOPLE[0], PIN, ComponentOffer(attributes, parts[0]))
    for _ in range(2):
        agent.close()
        assert not found_under(tmp_path, secrets)
        agent = owned(tmp_path)
        (waiting,) = agent.custody.status().pending
        assert waiting.custodians == (PEOPLE[0],)
        with pytest.raises(CustodianRepeated):
            agent.custody.enter_component(PEOPLE[0], PIN, ComponentOffer(attributes, parts[1]))
        assert agent.status().keys == ()
    done = agent.custody.enter_component(PEOPLE[1], PIN, ComponentOffer(attributes, parts[1]))
    assert done.key is not None
    agent.close()
    assert not found_under(tmp_path, secrets)
    gained(
        "end the agent in the middle of a ceremony", "nothing: half a key, sealed, of one person"
    )
