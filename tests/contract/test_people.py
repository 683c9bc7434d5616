"""What every key agent promises about people: in the same process, and over its socket."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from pos.app.ports import SecurityModuleSetup
from pos.domain.approval import approval_bytes
from pos.domain.errors import (
    ApprovalNotValid,
    IdentityLocked,
    RoleNotAllowed,
    SignInDelayed,
    SignInRefused,
)
from pos.domain.journal import Head
from pos.domain.operator import Role
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.errors.refusals import PinMalformed, SetUpOver
from pos.wire.signatures import signature_is_genuine
from tests import agent_stories as story

DIGEST, OTHER = "ab" * 32, "cd" * 32


@contextmanager
def _in_process(folder: Path) -> Iterator[SecurityModuleSetup]:
    agent = KeyAgent.open(folder, clock=story.MachineClock(), randomness=os.urandom)
    yield agent
    agent.close()


@contextmanager
def _over_socket(folder: Path) -> Iterator[SecurityModuleSetup]:
    with story.served(folder) as client:
        yield client


AGENTS: dict[str, Callable[[Path], AbstractContextManager[SecurityModuleSetup]]] = {
    "in_process": _in_process,
    "over_socket": _over_socket,
}


@pytest.fixture(params=AGENTS, name="closed")
def _closed(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SecurityModuleSetup]:
    """Give a new training agent of each kind, with nothing unlocked."""
    with AGENTS[request.param](story.new_vault(tmp_path)) as agent:
        yield agent


@pytest.fixture(name="agent")
def _agent(closed: SecurityModuleSetup) -> SecurityModuleSetup:
    """Give an unlocked agent that knows two people."""
    closed.unlock(story.PASSPHRASE)
    closed.set_pin("agent", b"1111", Role.AGENT)
    closed.set_pin("supervisor", b"2222", Role.SUPERVISOR)
    return closed


def test_an_approval_is_signed_once(agent: SecurityModuleSetup) -> None:
    """By the device key, over who approved what; the handle is then used up."""
    handle = agent.people.approve("supervisor", b"2222", DIGEST)
    approval = agent.people.redeem_approval(handle, DIGEST)
    assert (approval.approver, approval.request_digest) == ("supervisor", DIGEST)
    device_key = bytes.fromhex(agent.device_key())
    signature = bytes.fromhex(approval.signature)
    assert signature_is_genuine(device_key, signature, approval_bytes(approval))
    with pytest.raises(ApprovalNotValid):
        agent.people.redeem_approval(handle, DIGEST)


def test_an_approval_is_for_one_request(agent: SecurityModuleSetup) -> None:
    """Tried on another one it is lost for both."""
    handle = agent.people.approve("supervisor", b"2222", DIGEST)
    for digest in (OTHER, DIGEST):
        with pytest.raises(ApprovalNotValid):
            agent.people.redeem_approval(handle, digest)


@pytest.mark.parametrize("handle", ["", "x", "0" * 32, "☂"])
def test_a_made_up_handle_is_refused(agent: SecurityModuleSetup, handle: str) -> None:
    """Nothing is signed without a PIN."""
    with pytest.raises(ApprovalNotValid):
        agent.people.redeem_approval(handle, DIGEST)


@pytest.mark.parametrize("digest", ["", "ab", "AB" * 32, "ab" * 33])
def test_only_a_digest_is_approved(agent: SecurityModuleSetup, digest: str) -> None:
    """So that nobody signs something else by accident."""
    with pytest.raises(ApprovalNotValid):
        agent.people.approve("supervisor", b"2222", digest)


def test_a_wrong_pin_approves_nothing_and_is_delayed(agent: SecurityModuleSetup) -> None:
    """The same rate limit as at sign-in."""
    for _ in range(5):
        with pytest.raises(SignInRefused):
            agent.people.approve("supervisor", b"0000", DIGEST)
    with pytest.raises(SignInDelayed):
        agent.people.approve("supervisor", b"2222", DIGEST)


def test_few_approvals_wait_at_a_time(agent: SecurityModuleSetup) -> None:
    """The oldest is forgotten, the newest is good."""
    handles = [agent.people.approve("supervisor", b"2222", DIGEST) for _ in range(17)]
    with pytest.raises(ApprovalNotValid):
        agent.people.redeem_approval(handles[0], DIGEST)
    assert agent.people.redeem_approval(handles[-1], DIGEST)


def test_a_pin_is_changed_on_somebodys_word(agent: SecurityModuleSetup) -> None:
    """The old one is refused then; a first one is given in the same way."""
    agent.people.change_pin("agent", b"3333", Role.AGENT, by="supervisor", by_pin=b"2222")
    agent.people.change_pin("amina", b"4444", Role.AGENT, by="supervisor", by_pin=b"2222")
    agent.sign_in("agent", b"3333")
    agent.sign_in("amina", b"4444")
    with pytest.raises(SignInRefused):
        agent.sign_in("agent", b"1111")


def test_a_pin_is_not_changed_without_one(agent: SecurityModuleSetup) -> None:
    """A wrong PIN of who asks leaves everything as it was."""
    with pytest.raises(SignInRefused):
        agent.people.change_pin("supervisor", b"9999", Role.SUPERVISOR, by="agent", by_pin=b"0000")
    with pytest.raises(SignInRefused):
        agent.people.remove_pin("supervisor", by="agent", by_pin=b"0000")
    with pytest.raises(PinMalformed):
        agent.people.change_pin("agent", b"1", Role.AGENT, by="agent", by_pin=b"1111")
    agent.sign_in("supervisor", b"2222")
    agent.sign_in("agent", b"1111")


def test_only_a_supervisor_changes_another(agent: SecurityModuleSetup) -> None:
    """One's own PIN is everybody's business, and makes nobody more than they are."""
    people = agent.people
    calls: list[Callable[[], object]] = [
        lambda: people.change_pin(
            "supervisor", b"9999", Role.SUPERVISOR, by="agent", by_pin=b"1111"
        ),
        lambda: people.change_pin("ghost", b"9999", Role.AGENT, by="agent", by_pin=b"1111"),
        lambda: people.change_role("agent", Role.SUPERVISOR, by="agent", by_pin=b"1111"),
        lambda: people.remove_pin("supervisor", by="agent", by_pin=b"1111"),
    ]
    for call in calls:
        with pytest.raises(RoleNotAllowed):
            call()
    people.change_pin("agent", b"3333", Role.SUPERVISOR, by="agent", by_pin=b"1111")
    with pytest.raises(RoleNotAllowed):
        people.change_role("agent", Role.SUPERVISOR, by="agent", by_pin=b"3333")
    people.change_role("agent", Role.SUPERVISOR, by="supervisor", by_pin=b"2222")
    people.change_role("supervisor", Role.AGENT, by="agent", by_pin=b"3333")


def test_nobody_comes_without_a_supervisor_after_set_up(agent: SecurityModuleSetup) -> None:
    """The first signed head ends it."""
    agent.sign_head(Head("T1", 1, 1, "ab" * 32))
    with pytest.raises(SetUpOver):
        agent.set_pin("ghost", b"9999", Role.SUPERVISOR)
    agent.people.change_pin("amina", b"4444", Role.AGENT, by="supervisor", by_pin=b"2222")


def test_a_new_pin_ends_the_delay(agent: SecurityModuleSetup) -> None:
    """Who forgot the PIN works on as soon as a supervisor gave another one."""
    for _ in range(5):
        with pytest.raises(SignInRefused):
            agent.sign_in("agent", b"0000")
    agent.people.change_pin("agent", b"3333", Role.AGENT, by="supervisor", by_pin=b"2222")
    agent.sign_in("agent", b"3333")


def test_a_removed_pin_is_an_unknown_name(agent: SecurityModuleSetup) -> None:
    """Removing again changes nothing, and the name may get a PIN again."""
    for _ in range(2):
        agent.people.remove_pin("agent", by="supervisor", by_pin=b"2222")
    with pytest.raises(SignInRefused):
        agent.sign_in("agent", b"1111")
    agent.set_pin("agent", b"5555", Role.AGENT)
    agent.sign_in("agent", b"5555")


def test_before_unlocking_nobody_approves(closed: SecurityModuleSetup) -> None:
    """PINs are in the identity compartment."""
    people = closed.people
    calls: list[Callable[[], object]] = [
        lambda: people.approve("a", b"1234", DIGEST),
        lambda: people.redeem_approval("0" * 32, DIGEST),
        lambda: people.change_pin("a", b"1234", Role.AGENT, by="b", by_pin=b"1234"),
        lambda: people.change_role("a", Role.AGENT, by="b", by_pin=b"1234"),
        lambda: people.remove_pin("a", by="b", by_pin=b"1234"),
    ]
    for call in calls:
        with pytest.raises(IdentityLocked):
            call()
