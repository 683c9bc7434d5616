"""A thief who has head office's program, its open key agent and one person's password, not two."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pos.app.ports import Ports
from pos.app.ports.slots import UnlockSecret
from pos.app.ports.two_people import (
    GrantWish,
    LimitWish,
    OpenLimit,
    Signer,
    Warrant,
)
from pos.domain.entries import IssueReceipt
from pos.domain.errors import PosError, SignInDelayed, WrongPassphrase
from pos.domain.errors.office import SecondPersonNeeded
from pos.domain.errors.signing import SecondYesNeeded, SignerNotKnown, SigningRefused
from pos.domain.journal import format_time
from pos.domain.lease import ENERGY_PER_METER_DAY_MILLI
from pos.headoffice.people.clerks import Credentials
from pos.headoffice.people.proposals import GrantLimit, Proposal
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.terminals.leases import Grant, newest_issue
from pos.keystore.signing.signing_agent import SigningAgent
from pos.wire.uplink_lease import LeaseTerms, SignedLease, lease_terms
from tests import office_stories, signing_stories
from tests.agent_stories import PASSPHRASE
from tests.faults.keystore.gains import gained
from tests.office_stories import DAY, OfficeHere, RealClock

T = office_stories.TERMINAL
ANNE, BEN = Signer("Anne", b"anne's password"), Signer("Ben", b"ben's password")
LIMIT = OpenLimit("ZAR", 50_000, 500_000)
BY_PASSPHRASE = UnlockSecret("passphrase", PASSPHRASE)
LARGE = 900_000


def as_clerk(person: Signer) -> Credentials:
    """Return a person as head office's program knows them."""
    return Credentials(person.name, person.password)


@dataclass(frozen=True)
class Held:
    """A head office with a limit, two people whom its key agent knows, and a terminal.

    Attributes:
        terms: of the lease that one person granted.
    """

    office: OfficeHere
    ports: Ports
    clock: RealClock
    terms: LeaseTerms

    @property
    def agent(self) -> SigningAgent:
        """The open key agent, as a program of the same user reaches it."""
        return office_stories.signing_of(self.office)

    def more(self, money: int = LARGE, **changes: Any) -> LeaseTerms:
        """Return the terms of a next lease that lets so much more be issued."""
        reached = self.terms.money_may_reach + money
        wanted = {"serial": self.next_serial(), "money_may_reach": reached} | changes
        return msgspec.structs.replace(self.terms, **wanted)

    def next_serial(self) -> int:
        """Return a serial that the agent did not sign yet."""
        return self.agent.signed_before(T).lease_serial + 1

    def wish(self, number: int = 7, money: int = LARGE) -> GrantWish:
        """Return what two people would want for those terms."""
        return GrantWish(
            number=number,
            terminal=T,
            currency="ZAR",
            money=money,
            energy_milli=0,
            energy_per_meter_day_milli=self.terms.energy_per_meter_day_milli,
            until=self.terms.until,
            lane=self.terms.lane,
            lanes=self.terms.lanes,
            limits=self.terms.limits,
        )

    def issued(self) -> IssueReceipt:
        """Return the terminal's newest issue, as its journal brought it here."""
        with self.office.database.read() as connection:
            found = newest_issue(connection, T)
        assert found is not None
        return found


@pytest.fixture(name="held")
def _held(tmp_path: Path) -> Iterator[Held]:
    clock = RealClock()
    folder = office_stories.new_terminal(tmp_path / "terminal", clock)
    with (
        office_stories.office_at(office_stories.new_office(tmp_path), clock) as office,
        office_stories.terminal_at(folder, clock) as ports,
    ):
        office_stories.join(office, ports)
        people = office.administration
        people.add_clerk(as_clerk(ANNE), OfficeRole.ADMINISTRATOR, None)
        people.add_clerk(as_clerk(BEN), OfficeRole.ADMINISTRATOR, as_clerk(ANNE))
        limit = GrantLimit(LIMIT.currency, LIMIT.money, LIMIT.energy_milli)
        people.set_limit(limit, as_clerk(ANNE))
        for person in (ANNE, BEN):
            people.put_signer(as_clerk(person), BY_PASSPHRASE)
        status = people.signing.status()
        assert (status.signers, status.limits) == (("Anne", "Ben"), (LIMIT,))
        office_stories.sell_many(ports, 1, 2)
        office_stories.sync(office, ports)
        lease = people.grant(usual(office, 40_000))
        assert isinstance(lease, SignedLease)
        terms = lease_terms(lease)
        assert terms is not None
        yield Held(office, ports, clock, terms)


def usual(office: OfficeHere, money: int) -> Grant:
    """Return a grant that says nothing but further sums and an end."""
    until = office.clock.now() + 30 * DAY
    return Grant(T, money, 1_000, ENERGY_PER_METER_DAY_MILLI, until=until)


def refused(attempt: Callable[[], object], *kinds: type[PosError]) -> None:
    """Make sure that a try brings nothing, and for these reasons."""
    with pytest.raises(kinds):
        attempt()


def test_sign_a_large_lease_with_one_password(held: Held) -> None:
    """Without a yes, with one's own twice, with guesses, for other terms than were wanted."""
    agent, issued = held.agent, held.issued()
    wish = held.wish()

    def ask(terms: LeaseTerms, **warrant: Any) -> SignedLease:
        return agent.sign_lease(terms, None, Warrant("ZAR", **({"issued": issued} | warrant)))

    refused(lambda: agent.sign_lease(held.more(), None), SecondYesNeeded)
    refused(lambda: ask(held.more()), SecondYesNeeded)
    refused(lambda: ask(held.more(), wish=wish, second=BEN), SecondYesNeeded)
    agent.people.say_yes(wish, BEN)
    refused(lambda: ask(held.more(), wish=wish, second=BEN), SecondPersonNeeded)
    for name, password in (("Anne", b"a guess of mine"), ("Cleo", BEN.password)):
        second = Signer(name, password)
        refused(partial(ask, held.more(), wish=wish, second=second), SignerNotKnown)
    refused(lambda: ask(held.more(1, lane=1, lanes=4)), SecondYesNeeded)
    refused(lambda: ask(held.more(1, energy_per_meter_day_milli=10**9)), SecondYesNeeded)
    far = held.terms.energy_may_reach_milli + LIMIT.energy_milli + 1
    refused(lambda: ask(held.more(1, energy_may_reach_milli=far)), SecondYesNeeded)
    for lie in ("USD", ""):
        small = held.more(1)
        refused(partial(agent.sign_lease, small, None, Warrant(lie, issued)), SecondYesNeeded)
    # A made up issue frees nothing: only the terminal's own device key can prove one.
    forged = msgspec.structs.replace(issued, money_issued=10**9)
    refused(lambda: ask(held.more(), issued=forged), SecondYesNeeded)
    most = held.terms.money_may_reach + LIMIT.money - 40_000
    refused(lambda: ask(held.more(money_may_reach=most + 1)), SecondYesNeeded)
    ask(held.more(money_may_reach=most))
    gained(
        "sign a large lease with head office's program and one password",
        "the limit of one person for each terminal, and every lease is in the agent's ledger",
    )


def test_use_two_peoples_yes_for_something_else(held: Held) -> None:
    """Another sum, terminal or end, once more, later, or after a restart: one wish, one lease."""
    agent, issued = held.agent, held.issued()
    agent.people.say_yes(held.wish(), BEN)
    warrant = Warrant("ZAR", issued, held.wish(), ANNE)
    later = format_time(held.clock.now() + 90 * DAY)
    for changes in (
        {"money_may_reach": held.terms.money_may_reach + LARGE + 1},
        {"until": later},
        {"terminal": "T2"},
        {"energy_may_reach_milli": held.terms.energy_may_reach_milli + 1},
        {"energy_per_meter_day_milli": held.terms.energy_per_meter_day_milli + 1},
        {"device_key": "ab" * 32},
    ):
        terms = held.more(**changes)
        refused(partial(agent.sign_lease, terms, None, warrant), SigningRefused)
    gone = held.wish(number=8)
    agent.people.say_yes(gone, BEN)
    agent.people.take_back(gone)
    rejected = Warrant("ZAR", issued, gone, ANNE)
    refused(lambda: agent.sign_lease(held.more(), None, rejected), SecondYesNeeded)
    dearer = Warrant("ZAR", issued, held.wish(money=2 * LARGE), ANNE)
    refused(lambda: agent.sign_lease(held.more(2 * LARGE), None, dearer), SecondYesNeeded)
    held.clock.moved = 4 * DAY + timedelta(minutes=1)
    late = Warrant("ZAR", issued, held.wish(), ANNE)
    refused(lambda: agent.sign_lease(held.more(), None, late), SecondYesNeeded)
    held.clock.moved = -timedelta(hours=1)
    refused(lambda: agent.sign_lease(held.more(), None, late), SecondYesNeeded)
    held.clock.moved = timedelta()
    wanted = held.more()
    again_wanted = msgspec.structs.replace(wanted, serial=wanted.serial + 1)
    agent.close()
    folder = signing_stories.keys_of(held.office.path)
    with signing_stories.agent_at(folder, held.clock) as again:
        lease = again.sign_lease(wanted, None, warrant)
        refused(lambda: again.sign_lease(again_wanted, None, warrant), SecondYesNeeded)
    assert lease_terms(lease) == wanted
    gained(
        "use two people's yes for something else, or once more",
        "nothing: one wish, one lease, within four days, also over a restart",
    )


def test_pass_a_terminal_off_for_one_of_another_currency(held: Held) -> None:
    """With a yes to a grant: a weaker currency's limit would leave open far more from then on."""
    agent, issued = held.agent, held.issued()
    weaker = LimitWish(9, OpenLimit("IDR", 10**9, 10**9))
    agent.people.say_yes(weaker, ANNE)
    agent.people.set_limit(weaker, BEN)
    agent.people.say_yes(held.wish(), ANNE)
    lie = Warrant("IDR", issued, held.wish(), BEN)
    refused(lambda: agent.sign_lease(held.more(), None, lie), SigningRefused)
    other = msgspec.structs.replace(held.wish(), currency="IDR")
    unheard = Warrant("IDR", issued, other, BEN)
    refused(lambda: agent.sign_lease(held.more(), None, unheard), SecondYesNeeded)
    # As in a grant that waited before wishes said a currency: it is to be proposed again.
    older = msgspec.structs.replace(held.wish(), currency="")
    agent.people.say_yes(older, ANNE)
    unsaid = Warrant("ZAR", issued, older, BEN)
    refused(lambda: agent.sign_lease(held.more(), None, unsaid), SecondYesNeeded)
    agent.sign_lease(held.more(), None, Warrant("ZAR", issued, held.wish(), BEN))
    alone = Warrant("IDR", issued)
    refused(lambda: agent.sign_lease(held.more(), None, alone), SecondYesNeeded)
    gained(
        "pass a terminal off for one of another currency, with two people's yes to a grant",
        "nothing: they say yes to its currency, too",
    )


def test_use_the_yes_of_somebody_who_was_taken_out(held: Held) -> None:
    """What waits under a name goes with it, also where the name comes back."""
    people = held.agent.people
    people.say_yes(held.wish(), ANNE)
    people.remove_signer(BY_PASSPHRASE, ANNE.name)
    warrant = Warrant("ZAR", held.issued(), held.wish(), BEN)
    refused(lambda: held.agent.sign_lease(held.more(), None, warrant), SecondYesNeeded)
    people.put_signer(BY_PASSPHRASE, ANNE)
    refused(lambda: held.agent.sign_lease(held.more(), None, warrant), SecondYesNeeded)
    # A crash before it is forgotten leaves it under a name that nobody has.
    people.say_yes(held.wish(), ANNE)
    kept = people._database.all("SELECT * FROM yes")
    people.remove_signer(BY_PASSPHRASE, ANNE.name)
    with people._database.transaction():
        people._database.run("INSERT INTO yes VALUES (?, ?, ?)", *kept[0])
    refused(lambda: held.agent.sign_lease(held.more(), None, warrant), SecondYesNeeded)
    gained(
        "use the yes of somebody whom head office's agent was told to know no longer",
        "nothing: it is forgotten with the name",
    )


def test_move_the_limit_or_the_people(held: Held, tmp_path: Path) -> None:
    """Upwards by one person, for another currency, or without what opens the keys."""
    people = held.agent.people
    higher = LimitWish(9, OpenLimit("ZAR", LIMIT.money + 1, LIMIT.energy_milli))
    for wish in (
        higher,
        LimitWish(9, OpenLimit("ZAR", LIMIT.money + 1, LIMIT.energy_milli - 1)),
        LimitWish(9, OpenLimit("ZAR", LIMIT.money - 1, LIMIT.energy_milli + 1)),
        LimitWish(9, OpenLimit("USD", 10**9, 10**9)),
    ):
        refused(partial(people.set_limit, wish, BEN), SecondYesNeeded)
        people.say_yes(wish, BEN)
        refused(partial(people.set_limit, wish, BEN), SecondPersonNeeded)
    guess = UnlockSecret("passphrase", b"a guess of mine")
    refused(lambda: people.put_signer(guess, Signer("Mine", BEN.password)), WrongPassphrase)
    refused(lambda: people.remove_signer(guess, "Anne"), WrongPassphrase)
    lower, impostor = LimitWish(0, OpenLimit("ZAR", 1, 1)), Signer("Anne", b"a guess of mine")
    for wish in (lower, higher):
        refused(partial(people.set_limit, wish, impostor), SignerNotKnown)
    # Who has the passphrase tells a limit only where there is none.
    people.put_signer(BY_PASSPHRASE, BEN, (OpenLimit("ZAR", 10**9, 10**9),))
    assert held.agent.status().limits == (LIMIT,)
    people.set_limit(LimitWish(0, OpenLimit("ZAR", 10, 10)), BEN)
    assert held.agent.status().limits == (OpenLimit("ZAR", 10, 10),)
    people.set_limit(higher, ANNE)
    assert held.agent.status().limits == (higher.limit,)
    guesses = 0
    for number in range(20):
        try:
            people.say_yes(higher, Signer("Anne", b"guess no %d" % number))
        except SignInDelayed:
            break
        except SignerNotKnown:
            guesses += 1
    assert guesses == 5
    # Copied without its vault, the ledger says nothing to guess at.
    copied = tmp_path / "copied"
    shutil.copytree(signing_stories.keys_of(held.office.path), copied)
    assert not any(
        ANNE.password in file.read_bytes() for file in copied.iterdir() if file.is_file()
    )
    gained(
        "move the limit or the people of head office's agent",
        f"nothing: two people, or the passphrase; {guesses} guesses, then one each 30 s, 60 s ...",
    )


def test_two_people_grant_above_the_limit_as_ever(held: Held) -> None:
    """Through head office's own program: proposed by one, confirmed by another, and delivered."""
    people = held.office.administration
    proposal = people.grant(usual(held.office, LARGE), as_clerk(ANNE))
    assert isinstance(proposal, Proposal)
    refused(lambda: people.confirm(proposal.number, as_clerk(ANNE)), SecondPersonNeeded)
    lease = people.confirm(proposal.number, as_clerk(BEN))
    assert isinstance(lease, SignedLease)
    assert office_stories.sync(held.office, held.ports).lease_received
    raised = people.set_limit(GrantLimit("ZAR", 70_000, 500_000), as_clerk(BEN))
    assert isinstance(raised, Proposal)
    people.confirm(raised.number, as_clerk(ANNE))
    assert people.signing.status().limits == (OpenLimit("ZAR", 70_000, 500_000),)
