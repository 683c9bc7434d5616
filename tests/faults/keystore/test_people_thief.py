"""A thief at the counter with a PIN of their own, or with none, who wants to be a supervisor."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.app.people.reset_pin import reset_by_head_office, reset_by_recovery_code
from pos.app.people.sign_in import sign_in
from pos.app.ports import Ports, Tombstone
from pos.app.ports.slots import UnlockSecret
from pos.domain.approval import request_digest
from pos.domain.entries import OperatorAdded, OperatorChanged, OperatorRemoved, PinReset
from pos.domain.errors import PosError, RoleNotAllowed, SignInDelayed, SignInRefused
from pos.domain.errors.office import PinResetMalformed
from pos.domain.journal import Head, format_time, read_entry
from pos.domain.operator import Role, StandIn
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.agent.reset_desk import ResetDesk
from pos.keystore.errors.refusals import (
    PinResetNotGenuine,
    RecoveryCodeMalformed,
    UnlockSecretWrong,
)
from pos.keystore.vault.recovery_code import new_recovery_code
from pos.wire.bundle import BundleHead, BundleKind, SignedBundle
from pos.wire.pin_reset import PinResetRequest, SignedPinReset, pin_reset_code, sign_pin_reset
from tests import agent_stories as story
from tests import office_stories
from tests import unpaid_stories as unpaid
from tests.faults.keystore.gains import gained
from tests.office_stories import OfficeHere, RealClock

PIN, NEW_PIN, OWN_PIN, THIEFS_PIN = b"2222", b"5555", b"1111", b"9999"
SUPERVISOR, AGENT, GHOST = "supervisor", "agent", "ghost"


@pytest.fixture(name="till")
def _till(tmp_path: Path) -> KeyAgent:
    """Give an agent at work, with a supervisor and whoever sells."""
    agent = story.ready_agent(tmp_path, story.SetClock())
    agent.set_pin(SUPERVISOR, PIN, Role.SUPERVISOR)
    agent.set_pin(AGENT, OWN_PIN, Role.AGENT)
    agent.sign_head(Head("T1", 1, 7, "ab" * 32))
    return agent


def refusals(calls: list[Callable[[], object]]) -> int:
    """Try each; return how many were refused."""
    refused = 0
    for call in calls:
        with pytest.raises(PosError):
            call()
        refused += 1
    return refused


def test_make_oneself_a_supervisor(till: KeyAgent) -> None:
    """With the own PIN, past the program: other PINs, new people, roles, codes, the clock."""
    people = till.people
    by_own: dict[str, Any] = {"by": AGENT, "by_pin": OWN_PIN}
    tried = refusals(
        [
            lambda: till.set_pin(GHOST, THIEFS_PIN, Role.SUPERVISOR),
            lambda: people.change_pin(GHOST, THIEFS_PIN, Role.SUPERVISOR, **by_own),
            lambda: people.change_pin(SUPERVISOR, THIEFS_PIN, Role.SUPERVISOR, **by_own),
            lambda: people.change_role(AGENT, Role.SUPERVISOR, **by_own),
            lambda: people.remove_pin(SUPERVISOR, **by_own),
            lambda: till.accept_clock(AGENT, OWN_PIN),
        ]
    )
    people.change_pin(AGENT, THIEFS_PIN, Role.SUPERVISOR, **by_own)
    gift = unpaid.a_gift()
    digest = request_digest(gift)
    own_yes = people.redeem_approval(people.approve(AGENT, THIEFS_PIN, digest), digest)
    approved = msgspec.structs.replace(gift, approval=own_yes)
    ended = till.issue(gift.sale_id, unpaid.body_of(approved, operator=GHOST))
    assert isinstance(ended, Tombstone)
    assert ended.reason == RoleNotAllowed.code
    till.sign_in(SUPERVISOR, PIN)
    till.close()
    gained("make oneself a supervisor", f"nothing: {tried} ways refused, and no code by an own yes")


@dataclass(frozen=True, slots=True)
class Shop:
    """A terminal that joined a head office, and knows one supervisor."""

    office: OfficeHere
    ports: Ports
    clock: RealClock
    root_file: Path

    @property
    def resets(self) -> ResetDesk:
        """The agent's part that a thief talks to."""
        return office_stories.agent_of(self.ports).pin_resets

    def answer_to(self, request: PinResetRequest) -> SignedPinReset:
        """Have head office say yes."""
        return self.office.administration.allow_pin_reset(request, self.root_file)[1]

    def asked(self) -> tuple[PinResetRequest, SignedPinReset]:
        """Ask for the supervisor, and have the answer."""
        request = self.resets.ask(SUPERVISOR, NEW_PIN, Role.SUPERVISOR)
        return request, self.answer_to(request)

    def told(self, name: str, role: str) -> SignedBundle:
        """Have head office say what somebody is."""
        signing = office_stories.signing_of(self.office)
        now = format_time(self.clock.now())
        epoch, n = signing.signed_before("").bundle
        head = BundleHead(max(epoch, 1), n + 1, "", True, BundleKind.OPERATORS, "0" * 64, now)  # noqa: FBT003 - a field in order.
        return signing.sign_bundle(head, json.dumps([{"name": name, "role": role}]))

    def acts(self) -> list[object]:
        """Everything in the journal about PINs that were reset."""
        with self.ports.store.read() as reads:
            payloads = [read_entry(each.body).payload for each in reads.entries()]
        return [each for each in payloads if isinstance(each, PinReset)]


@contextmanager
def shop_in(folder: Path, name: str, office: OfficeHere, clock: RealClock) -> Iterator[Shop]:
    """Make a terminal with a supervisor and let it join."""
    place = office_stories.new_terminal(folder / name, clock, name)
    with office_stories.terminal_at(place, clock) as ports:
        agent = office_stories.agent_of(ports)
        agent.set_pin(SUPERVISOR, PIN, Role.SUPERVISOR)
        office_stories.join(office, ports)
        with ports.store.write() as work:
            work.append(OperatorAdded(name=SUPERVISOR, role=Role.SUPERVISOR), operator="")
            work.commit()
        yield Shop(office, ports, clock, folder / "root.pem")


@pytest.fixture(name="clock")
def _clock() -> RealClock:
    return RealClock()


@pytest.fixture(name="office")
def _office(tmp_path: Path, clock: RealClock) -> Iterator[OfficeHere]:
    """Give an empty training head office."""
    with office_stories.office_at(office_stories.new_office(tmp_path), clock) as office:
        yield office


@pytest.fixture(name="shop")
def _shop(tmp_path: Path, office: OfficeHere, clock: RealClock) -> Iterator[Shop]:
    """Give a terminal of it."""
    with shop_in(tmp_path, "T1", office, clock) as shop:
        yield shop


def test_reset_a_pin_with_a_forged_or_strange_answer(shop: Shop, tmp_path: Path) -> None:
    """By head office's daily keys, another root, with something changed, or another terminal's."""
    request, answer = shop.asked()
    others_root = Ed25519PrivateKey.generate()
    with shop_in(tmp_path, "T2", shop.office, shop.clock) as other:
        strange = other.asked()[1]
        changed = answer.body.replace(SUPERVISOR, AGENT, 1)
        files = [
            SignedPinReset(answer.body, "0" * 128),
            SignedPinReset(request.body, request.signature),
            sign_pin_reset(request, others_root),
            SignedPinReset(changed, answer.signature),
            strange,
        ]
        for each in files:
            with pytest.raises(PinResetNotGenuine):
                shop.resets.take(each, SUPERVISOR, Role.SUPERVISOR)
        for name, role in ((AGENT, Role.SUPERVISOR), (SUPERVISOR, Role.AGENT)):
            with pytest.raises(PinResetNotGenuine):
                shop.resets.take(answer, name, role)
        with pytest.raises(PinResetNotGenuine):
            other.resets.take(answer, SUPERVISOR, Role.SUPERVISOR)
    shop.ports.keys.sign_in(SUPERVISOR, PIN)
    gained("forge a reset, or bring another's", f"nothing: {len(files) + 3} tries refused")


def test_replay_a_reset(shop: Shop) -> None:
    """It gives the PIN that was asked, once, within a day, and the journal tells head office."""
    _, answer = shop.asked()
    reset_by_head_office(shop.ports, SUPERVISOR, answer, supervisor=False)
    shop.ports.keys.sign_in(SUPERVISOR, NEW_PIN)
    assert shop.acts() == [PinReset(name=SUPERVISOR, by=StandIn.HEAD_OFFICE)]
    late = shop.asked()[1]
    shop.clock.moved = timedelta(days=1, minutes=1)
    for each in (answer, late):
        with pytest.raises(PinResetNotGenuine):
            shop.resets.take(each, SUPERVISOR, Role.SUPERVISOR)
    shop.clock.moved = timedelta(minutes=-5)
    with pytest.raises(PinResetNotGenuine):
        shop.resets.take(late, SUPERVISOR, Role.SUPERVISOR)
    gained("replay a reset, or keep one for later", "nothing: one PIN, once, within a day")


def test_keep_an_answer_beyond_a_dismissal(shop: Shop) -> None:
    """Head office said yes to a supervisor; whom it made an agent or removed since is none."""
    kept = []
    for name in (AGENT, GHOST):
        with shop.ports.store.write() as work:
            work.append(OperatorAdded(name=name, role=Role.SUPERVISOR), operator="")
            work.commit()
        kept.append(shop.answer_to(shop.resets.ask(name, THIEFS_PIN, Role.SUPERVISOR)))
    shop.clock.moved = timedelta(minutes=5)
    with shop.ports.store.write() as work:
        work.append(
            OperatorChanged(name=AGENT, role=Role.AGENT, sale_limit=0, cash_limit=0), operator=""
        )
        work.append(OperatorRemoved(name=GHOST), operator="")
        work.commit()
    for name, answer in zip((AGENT, GHOST), kept, strict=True):
        with pytest.raises(PinResetMalformed):
            reset_by_head_office(shop.ports, name, answer, supervisor=True)
    with shop.ports.store.read() as reads:
        rows = {row.name: row.role for row in reads.operators()}
    assert rows == {SUPERVISOR: Role.SUPERVISOR, AGENT: Role.AGENT}
    gained("keep an answer beyond a dismissal", "nothing: the newer word counts")


@pytest.mark.parametrize("by", ["role", "removal", "pin", "head office"])
def test_bring_an_answer_to_the_agent_after_a_dismissal(shop: Shop, by: str) -> None:
    """With a program of one's own, which asks no list of the terminal."""
    agent = office_stories.agent_of(shop.ports)
    change_role = partial(agent.people.change_role, AGENT, by=SUPERVISOR, by_pin=PIN)
    change_pin = partial(agent.people.change_pin, AGENT, OWN_PIN, by=SUPERVISOR, by_pin=PIN)
    change_pin(Role.SUPERVISOR)
    answer = shop.answer_to(shop.resets.ask(AGENT, THIEFS_PIN, Role.SUPERVISOR))
    match by:
        case "role":
            change_role(Role.AGENT)
        case "removal":
            agent.people.remove_pin(AGENT, by=SUPERVISOR, by_pin=PIN)
        case "pin":
            change_pin(Role.AGENT)
        case _:
            agent.people.take_roles(shop.told(AGENT, "agent"))
    with pytest.raises(PinResetNotGenuine):
        shop.resets.take(answer, AGENT, Role.SUPERVISOR)
    assert agent.people._open_identity().pins.role_of(AGENT) != Role.SUPERVISOR


def test_an_answer_is_good_while_nobody_takes_the_role_away(shop: Shop) -> None:
    """Once; head office may tell the same role again meanwhile, of somebody new as well."""
    for name in (SUPERVISOR, GHOST):
        answer = shop.answer_to(shop.resets.ask(name, NEW_PIN, Role.SUPERVISOR))
        office_stories.agent_of(shop.ports).people.take_roles(shop.told(name, "supervisor"))
        shop.resets.take(answer, name, Role.SUPERVISOR)
        shop.ports.keys.sign_in(name, NEW_PIN)
        with pytest.raises(PinResetNotGenuine):
            shop.resets.take(answer, name, Role.SUPERVISOR)


def test_carry_the_answer(shop: Shop) -> None:
    """The courier chooses no PIN: that was done where it was asked."""
    request, answer = shop.asked()
    own = shop.resets.ask(SUPERVISOR, THIEFS_PIN, Role.SUPERVISOR)
    assert pin_reset_code(own.body) != pin_reset_code(request.body)
    shop.resets.take(answer, SUPERVISOR, Role.SUPERVISOR)
    shop.ports.keys.sign_in(SUPERVISOR, NEW_PIN)
    with pytest.raises(SignInRefused):
        shop.ports.keys.sign_in(SUPERVISOR, THIEFS_PIN)
    gained("carry head office's answer", "nothing: it brings the PIN that the supervisor chose")


def tries_of(what: Callable[[int], object]) -> int:
    """Return how often something can be tried before it is delayed."""
    for number in range(100):
        try:
            what(number)
        except SignInDelayed:
            return number
        except UnlockSecretWrong:
            continue
    pytest.fail("never delayed")


def test_flood_head_office_with_requests(shop: Shop) -> None:
    """They are delayed like wrong PINs, and those before stay good; an answer ends the delay."""
    first = shop.resets.ask(SUPERVISOR, NEW_PIN, Role.SUPERVISOR)
    asked = tries_of(lambda number: shop.resets.ask(f"ghost {number}", THIEFS_PIN, Role.SUPERVISOR))
    shop.resets.take(shop.answer_to(first), SUPERVISOR, Role.SUPERVISOR)
    shop.asked()
    gained("flood head office with requests", f"{asked} requests, then one each 30 s, 60 s ...")


def test_guess_the_recovery_code(shop: Shop) -> None:
    """130 bits, and five tries; the passphrase does not stand in for it."""
    code = new_recovery_code(os.urandom)
    agent = office_stories.agent_of(shop.ports)
    agent.slots.add(story.BY_PASSPHRASE, UnlockSecret("recovery", code.encode()))

    def bring(code: bytes) -> None:
        shop.resets.by_recovery_code(SUPERVISOR, THIEFS_PIN, Role.SUPERVISOR, code=code)

    tried = tries_of(lambda _: bring(new_recovery_code(os.urandom).encode()))
    with pytest.raises(RecoveryCodeMalformed):
        bring(story.PASSPHRASE)
    shop.clock.moved = timedelta(hours=2)
    # Whoever has the code ends the delay for all who have it.
    bring(code.encode())
    reset_by_recovery_code(shop.ports, "Zola", NEW_PIN, code.encode(), supervisor=True)
    assert sign_in(shop.ports, "Zola", NEW_PIN).role is Role.SUPERVISOR
    assert shop.acts() == [PinReset(name="Zola", by=StandIn.RECOVERY_CODE)]
    gained("guess the recovery code", f"{tried} of 2^130 tries, then one each 30 s, 60 s ...")
