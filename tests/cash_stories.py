"""People and acts at the drawer of a training terminal, for tests."""

from pathlib import Path

from pos.app.cash.close_shift import Closed, close_shift
from pos.app.cash.count_drawer import Counted, count_drawer
from pos.app.people.approvals import SecondPerson
from pos.app.people.manage_operators import Manager, Standing, add_operator
from pos.app.people.sign_in import SignedIn, sign_in
from pos.app.ports import Ports
from pos.app.selling.sell import sell
from pos.domain.cash import expected_cash
from pos.domain.cash_count import count_of
from pos.domain.operator import Role
from pos.domain.projections import ShiftRow
from tests import terminal_stories as terminal

THANDI_PIN = b"314159"


def pin_of(folder: Path, name: str) -> bytes:
    """Return a training operator's PIN."""
    return (folder / "secrets" / f"{name}.pin").read_bytes().strip()


def signed_in(ports: Ports, folder: Path, name: str) -> SignedIn:
    """Sign a training operator in."""
    return sign_in(ports, name, pin_of(folder, name))


def second(folder: Path, name: str = "supervisor") -> SecondPerson:
    """Return a training operator as the second person."""
    return SecondPerson(name, pin_of(folder, name))


def with_thandi(ports: Ports, folder: Path, **limits: int) -> SignedIn:
    """Add a second agent and sign her in."""
    manager = Manager(signed_in(ports, folder, "supervisor"), pin_of(folder, "supervisor"))
    add_operator(ports, "thandi", Standing(Role.AGENT, **limits), THANDI_PIN, by=manager)
    return sign_in(ports, "thandi", THANDI_PIN)


def the_shift(ports: Ports, number: int = 1) -> ShiftRow:
    """Return a shift."""
    with ports.store.read() as reads:
        shift = reads.shift(number)
    assert shift is not None
    return shift


def sell_for(ports: Ports, cents: int, *, operator: str = "agent", meter: int = 0) -> str:
    """Sell to one of the first meters; return the sale's id."""
    with ports.store.read() as reads:
        pan = terminal.pans_of(reads, meter + 1)[meter]
    request = terminal.a_request(pan, cents)
    return sell(ports, request, operator=operator).sale_id


def count_cents(ports: Ports, operator: SignedIn, cents: int) -> Counted:
    """Count that many cents, in R 100 notes and cents."""
    notes, loose = divmod(cents, 10_000)
    return count_drawer(ports, count_of({10_000: notes, 1: loose}, "ZAR"), operator=operator)


def count_right(ports: Ports, operator: SignedIn, *, missing: int = 0) -> Counted:
    """Count what should be there, less what is missing."""
    expected = expected_cash(the_shift(ports).figures())
    return count_cents(ports, operator, expected - missing)


def count_right_of_open(ports: Ports, operator: SignedIn) -> Counted:
    """Count what should be in the drawer that is open, whichever shift that is."""
    with ports.store.read() as reads:
        shift = reads.open_shift()
    assert shift is not None
    return count_cents(ports, operator, expected_cash(shift.figures()))


def close(
    ports: Ports, folder: Path, operator: SignedIn, *, reason: str = "", by: str = "supervisor"
) -> Closed:
    """Close the shift with a second signature."""
    return close_shift(ports, reason, operator=operator, second=second(folder, by))
