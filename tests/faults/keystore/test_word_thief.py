"""A thief of the same user who sets at the socket what a supervisor or head office sets."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TypedDict

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.app.office.agent_wishes import carry_out_wishes
from pos.app.office.take_bundles import genuine_bundle, take_one
from pos.app.ports import Ports
from pos.domain.errors import PosError, RoleNotAllowed, SignInRefused
from pos.domain.errors.bundles import BundleNotGenuine, BundleOfAnother, BundlesOlder
from pos.domain.journal import format_time
from pos.domain.operator import Role
from pos.keystore.agent.agent import KeyAgent
from pos.wire.bundle import BundleHead, BundleKind, SignedBundle, sign_bundle
from tests import office_stories, terminal_stories
from tests.custody_stories import PEOPLE, PIN, TABLES, opened_custody
from tests.faults.keystore.gains import gained
from tests.office_stories import OfficeHere, RealClock

AGENT, SUPERVISOR, TECHNICIAN = PEOPLE
NEW_PIN = b"493817"


class Manager(TypedDict):
    """Whoever manages people, as calls of the agent take them."""

    by: str
    by_pin: bytes


@dataclass(frozen=True)
class Shop:
    """A training terminal of a head office, and the one who manages people there."""

    office: OfficeHere
    ports: Ports
    boss: Manager

    @property
    def agent(self) -> KeyAgent:
        """Its key agent, as a program of the same user reaches it."""
        return office_stories.agent_of(self.ports)

    def said(self, kind: str, said: object, terminal: str = "") -> SignedBundle:
        """Have head office's key agent sign a word, newer than all before it."""
        signing = office_stories.signing_of(self.office)
        epoch, n = signing.signed_before("").bundle
        head = BundleHead(
            epoch=max(epoch, 1),
            n=n + 1,
            terminal=terminal,
            training=True,
            kind=kind,
            digest="0" * 64,
            created_at=format_time(self.office.clock.now()),
        )
        return signing.sign_bundle(head, json.dumps(said))

    def take(self, bundle: SignedBundle) -> None:
        """Take a word in as the next sync does."""
        take_one(self.ports, genuine_bundle(self.ports, bundle), bundle)
        carry_out_wishes(self.ports)


@pytest.fixture(name="shop")
def _shop(tmp_path: Path) -> Iterator[Shop]:
    folder = terminal_stories.new_terminal(tmp_path / "till")
    with (
        office_stories.office_at(office_stories.new_office(tmp_path), RealClock()) as office,
        terminal_stories.opened(folder) as ports,
    ):
        office_stories.join(office, ports)
        pin = (folder / "secrets" / "supervisor.pin").read_bytes().strip()
        yield Shop(office, ports, Manager(by="supervisor", by_pin=pin))


def test_leave_the_keys_open_or_bring_tables_without_a_pin(tmp_path: Path) -> None:
    """Without a PIN, with a wrong one, or with one of somebody who may not."""
    with opened_custody(tmp_path, training=False) as agent:
        agent.people.change_role(AGENT, Role.AGENT, by=SUPERVISOR, by_pin=PIN)
        agent.people.change_role(TECHNICIAN, Role.TECHNICIAN, by=SUPERVISOR, by_pin=PIN)
        agent.custody.set_idle_lock(5, by=SUPERVISOR, pin=PIN)
        tries: list[tuple[Callable[[str, bytes], object], str]] = [
            (lambda by, pin: agent.custody.set_idle_lock(0, by=by, pin=pin), TECHNICIAN),
            (lambda by, pin: agent.custody.import_tables(TABLES, by=by, pin=pin), AGENT),
        ]
        for attempt, beneath in tries:
            for name, pin, refused in (
                ("", b"", SignInRefused),
                (SUPERVISOR, b"0000", SignInRefused),
                (beneath, PIN, RoleNotAllowed),
            ):
                with pytest.raises(refused):
                    attempt(name, pin)
        status = agent.custody.status()
        assert (status.idle_lock_minutes, status.tables) == (5, None)
        assert agent.custody.import_tables(TABLES, by=TECHNICIAN, pin=PIN).name == "licensed"
    gained(
        "leave the keys open, or bring tables, without a supervisor's PIN",
        "nothing: each takes the PIN of somebody who may",
    )


def test_approve_beyond_a_demotion(shop: Shop) -> None:
    """From the next sync on, whatever the thief keeps back, brings again or has typed before."""
    agent, people = shop.agent, shop.agent.people
    rise = shop.said(BundleKind.OPERATORS, _listed(("Baraka", "supervisor")))
    fall = shop.said(
        BundleKind.OPERATORS, _listed(("Baraka", "agent"), ("Chipo", "inspector"), ("Dayo", ""))
    )
    shop.take(rise)
    for name in ("Baraka", "Chipo", "Dayo"):
        people.change_pin(name, PIN, Role.SUPERVISOR, **shop.boss)
    shop.take(fall)
    head = msgspec.json.decode(fall.head, type=BundleHead)
    forged = sign_bundle(
        msgspec.structs.replace(head, n=99),
        rise.body,
        Ed25519PrivateKey.generate(),
        fall.certificate,
    )
    with pytest.raises(BundleNotGenuine):
        people.take_roles(forged)
    with pytest.raises(BundleNotGenuine):
        people.take_roles(shop.said("of_a_newer_program", _listed(("Baraka", "supervisor"))))
    with pytest.raises(BundleOfAnother):
        people.take_roles(shop.said(BundleKind.OPERATORS, _listed(("Baraka", "supervisor")), "T2"))
    for each in (rise, fall, rise):
        people.take_roles(each)
    for name in ("Baraka", "Chipo"):
        people.change_pin(name, NEW_PIN, Role.SUPERVISOR, by=name, by_pin=PIN)
        with pytest.raises(RoleNotAllowed):
            agent.accept_clock(name, NEW_PIN)
    with pytest.raises(SignInRefused):
        agent.accept_clock("Dayo", PIN)
    # What a supervisor here says later stands, also against the same bundle again.
    people.change_role("Baraka", Role.TECHNICIAN, **shop.boss)
    people.take_roles(fall)
    assert agent.people._open_identity().pins.role_of("Baraka") == Role.TECHNICIAN
    gained(
        "approve at the socket after head office took the role away",
        "nothing from the next sync on: the agent reads roles out of the signed bundle itself",
    )


def test_bring_an_old_rise_that_the_agent_never_saw(shop: Shop) -> None:
    """Taken before the agent read bundles, or before a restore: it gives nobody anything."""
    people = shop.agent.people
    rise = shop.said(BundleKind.OPERATORS, _listed(("Baraka", "supervisor")))
    shop.take(shop.said(BundleKind.OPERATORS, _listed(("Chipo", "agent"))))
    for name in ("Baraka", "Chipo"):
        people.change_pin(name, PIN, Role.AGENT, **shop.boss)
    people.take_roles(rise)
    with pytest.raises(RoleNotAllowed):
        shop.agent.accept_clock("Baraka", PIN)
    # A word of after is no old one; and what takes power away counts whenever it was said.
    people.take_roles(shop.said(BundleKind.OPERATORS, _listed(("Baraka", "supervisor"))))
    shop.agent.accept_clock("Baraka", PIN)
    fall = shop.said(BundleKind.OPERATORS, _listed(("Chipo", "agent")))
    people.change_role("Chipo", Role.SUPERVISOR, **shop.boss)
    people.take_roles(fall)
    with pytest.raises(RoleNotAllowed):
        shop.agent.accept_clock("Chipo", PIN)
    gained("bring an old bundle that the agent never saw", "nothing: it gives no power")


def test_have_head_offices_open_agent_say_who_is_a_supervisor(shop: Shop) -> None:
    """Its program signs lists of people by itself; they give roles, and nobody a PIN."""
    people = shop.agent.people
    people.change_pin("Baraka", PIN, Role.AGENT, **shop.boss)
    # A word that gives power is younger than the role that was set here.
    assert isinstance(shop.office.clock, RealClock)
    shop.office.clock.moved += timedelta(minutes=1)
    people.take_roles(
        shop.said(BundleKind.OPERATORS, _listed(("Baraka", "supervisor"), ("Eshe", "supervisor")))
    )
    shop.agent.accept_clock("Baraka", PIN)
    with pytest.raises(SignInRefused):
        shop.agent.accept_clock("Eshe", PIN)
    gained(
        "take over head office's web process and publish a list of people",
        "roles of people who have a PIN at a terminal; no PIN",
    )


def test_the_last_supervisor_is_replaced_and_never_taken_away(shop: Shop) -> None:
    """By terminal and agent alike: one who is put in another's place comes first."""
    only = shop.boss["by"]
    shop.take(shop.said(BundleKind.OPERATORS, _listed((only, "agent"))))
    shop.agent.accept_clock(only, shop.boss["by_pin"])
    shop.take(shop.said(BundleKind.OPERATORS, _listed((only, "agent"), ("Baraka", "supervisor"))))
    with pytest.raises(RoleNotAllowed):
        shop.agent.accept_clock(only, shop.boss["by_pin"])
    with shop.ports.store.read() as reads:
        roles = {row.name: row.role for row in reads.operators()}
    assert (roles[only], roles["Baraka"]) == ("agent", "supervisor")


def test_a_supervisor_who_is_removed_is_none(shop: Shop) -> None:
    """Also by a word of before; nor does the last one go because of whom the list calls that."""
    agent, people, only = shop.agent, shop.agent.people, shop.boss["by"]
    gone = shop.said(
        BundleKind.OPERATORS, [{"name": "Baraka", "role": "supervisor", "removed": True}]
    )
    people.change_pin("Baraka", PIN, Role.SUPERVISOR, **shop.boss)
    agent.accept_clock("Baraka", PIN)
    people.take_roles(gone)
    with pytest.raises(SignInRefused):
        agent.accept_clock("Baraka", PIN)
    people.take_roles(shop.said(BundleKind.OPERATORS, _listed((only, "agent"))))
    agent.accept_clock(only, shop.boss["by_pin"])


def test_bring_back_an_old_fall(shop: Shop) -> None:
    """A later word stands; and an old one makes nobody a technician."""
    people, pins = shop.agent.people, shop.agent.people._open_identity().pins
    falls = shop.said(BundleKind.OPERATORS, _listed(("Baraka", "agent"), ("Chipo", "technician")))
    for name in ("Baraka", "Chipo"):
        people.change_pin(name, PIN, Role.AGENT, **shop.boss)
    assert isinstance(shop.office.clock, RealClock)
    shop.office.clock.moved += timedelta(minutes=1)
    rise = shop.said(BundleKind.OPERATORS, _listed(("Baraka", "supervisor")))
    for each in (falls, rise, falls):
        people.take_roles(each)
    assert (pins.role_of("Baraka"), pins.role_of("Chipo")) == (Role.SUPERVISOR, Role.AGENT)


def test_only_who_may_act_as_a_supervisor_counts_as_another(shop: Shop) -> None:
    """Not who was told so once and is something else here since."""
    people, only = shop.agent.people, shop.boss["by"]
    people.take_roles(shop.said(BundleKind.OPERATORS, _listed(("Baraka", "supervisor"))))
    people.change_pin("Baraka", PIN, Role.AGENT, **shop.boss)
    people.take_roles(shop.said(BundleKind.OPERATORS, _listed((only, "agent"))))
    shop.agent.accept_clock(only, shop.boss["by_pin"])


def test_play_a_supervisor_whose_role_nobody_told(tmp_path: Path) -> None:
    """A PIN that an older program left in a real vault counts for no role until it is told."""
    with opened_custody(tmp_path, training=False) as agent:
        identity = agent.people._open_identity()
        with identity.database.transaction():
            identity.database.run("UPDATE pin SET role = '' WHERE operator = ?", AGENT)
        with pytest.raises(RoleNotAllowed):
            agent.accept_clock(AGENT, PIN)
        agent.people.change_role(AGENT, Role.SUPERVISOR, by=SUPERVISOR, by_pin=PIN)
        agent.accept_clock(AGENT, PIN)
    gained("play a supervisor whose role nobody told the agent", "nothing: no role is least power")


def _listed(*people: tuple[str, str]) -> list[dict[str, object]]:
    """Say what people are; no role for who is removed."""
    return [{"name": name, "role": role or "agent", "removed": not role} for name, role in people]


def test_say_what_head_office_says_about_the_idle_lock(shop: Shop) -> None:
    """Forged, another terminal's, about something else, or an older word: the newest one stands."""
    custody = shop.agent.custody
    older = shop.said(BundleKind.SETTINGS, {"idle_lock_minutes": 0})
    newer = shop.said(BundleKind.SETTINGS, {"idle_lock_minutes": 15})
    for each in (older, newer):
        shop.take(each)
    assert custody.status().idle_lock_minutes == 15
    head = msgspec.json.decode(newer.head, type=BundleHead)
    own_key = Ed25519PrivateKey.generate()
    later = msgspec.structs.replace(head, n=99)
    lies: tuple[tuple[SignedBundle, type[PosError]], ...] = (
        (sign_bundle(later, older.body, own_key, newer.certificate), BundleNotGenuine),
        (msgspec.structs.replace(newer, body=older.body), BundleNotGenuine),
        (shop.said(BundleKind.SETTINGS, {"copies_alone": 1}), BundleNotGenuine),
        (shop.said(BundleKind.PROGRAM, {"lowest": "0.1"}), BundleNotGenuine),
        (shop.said("of_a_newer_program", {"idle_lock_minutes": 0}), BundleNotGenuine),
        (shop.said(BundleKind.SETTINGS, {"idle_lock_minutes": 0}, "T2"), BundleOfAnother),
        (older, BundlesOlder),
    )
    for bundle, refused in lies:
        with pytest.raises(refused):
            custody.take_idle_lock(bundle)
    assert custody.take_idle_lock(newer) == 15
    assert custody.status().idle_lock_minutes == 15
    gained("say what head office says about the idle lock", f"nothing: {len(lies)} lies refused")
