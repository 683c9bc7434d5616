"""Managing people: who may sign in, as what, and up to which limits.

Names and roles are in the journal, PINs in the key agent. The agent is told first when somebody
comes and last when somebody goes, so that a power cut in between leaves nobody who could sign in
without being in the journal.
"""

from dataclasses import dataclass, field

from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, Reads, UnitOfWork
from pos.domain.entries import OperatorAdded, OperatorChanged, OperatorRemoved, PinChanged
from pos.domain.errors import LastSupervisor, OperatorExists, OperatorUnknown
from pos.domain.operator import Role, parse_operator_name
from pos.domain.projections import OperatorRow


@dataclass(frozen=True, slots=True)
class Manager:
    """Whoever manages people, with the PIN that the key agent asks for again; never shown."""

    signed_in: SignedIn
    pin: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is and may do; limits in minor units, 0 for none (see `OperatorChanged`)."""

    role: Role
    sale_limit: int = 0
    cash_limit: int = 0


def add_operator(
    ports: Ports, name: str, standing: Standing, pin: bytes, *, by: Manager
) -> OperatorRow:
    """Let a person sign in.

    Raises:
        OperatorNameMalformed, PinMalformed, RoleNotAllowed.
        OperatorExists: somebody of this name may sign in already.
        SignInRefused: the manager's PIN.
    """
    by.signed_in.must_be(Role.SUPERVISOR)
    parse_operator_name(name)
    with ports.store.read() as reads:
        _must_be_new(reads, name)
    # A verifier that a power cut left behind without its entry is replaced.
    ports.keys.people.change_pin(name, pin, standing.role, by=by.signed_in.name, by_pin=by.pin)
    with ports.store.write() as work:
        _must_be_new(work, name)
        work.append(OperatorAdded(name=name, role=standing.role), operator=by.signed_in.name)
        if standing.sale_limit or standing.cash_limit:
            _append_change(work, name, standing, by)
        row = known_operator(work, name)
        work.commit()
    return row


def change_operator(
    ports: Ports,
    name: str,
    *,
    by: Manager,
    role: Role | None = None,
    sale_limit: int | None = None,
    cash_limit: int | None = None,
) -> OperatorRow:
    """Give a person another role or other limits; None leaves what is.

    Raises:
        RoleNotAllowed, OperatorUnknown, SignInRefused.
        LastSupervisor: nobody else could manage people.
    """
    by.signed_in.must_be(Role.SUPERVISOR)
    with ports.store.write() as work:
        row = known_operator(work, name)
        standing = Standing(
            role=Role(row.role) if role is None else role,
            sale_limit=row.sale_limit if sale_limit is None else sale_limit,
            cash_limit=row.cash_limit if cash_limit is None else cash_limit,
        )
        if standing.role is not Role.SUPERVISOR:
            _must_not_be_last_supervisor(work, row)
        _append_change(work, name, standing, by)
        changed = known_operator(work, name)
        # Whoever is a supervisor for one of the two only is none.
        ports.keys.people.change_role(name, standing.role, by=by.signed_in.name, by_pin=by.pin)
        work.commit()
    return changed


def change_pin(ports: Ports, name: str, pin: bytes, *, by: Manager) -> None:
    """Give a person another PIN: one's own, or anybody's by a supervisor.

    Raises:
        RoleNotAllowed, OperatorUnknown, PinMalformed, SignInRefused.
    """
    if by.signed_in.name != name:
        by.signed_in.must_be(Role.SUPERVISOR)
    with ports.store.read() as reads:
        role = Role(known_operator(reads, name).role)
    ports.keys.people.change_pin(name, pin, role, by=by.signed_in.name, by_pin=by.pin)
    with ports.store.write() as work:
        work.append(PinChanged(name=name), operator=by.signed_in.name)
        work.commit()


def remove_operator(ports: Ports, name: str, *, by: Manager) -> None:
    """Let a person not sign in any more; their entries stay.

    Raises:
        RoleNotAllowed, OperatorUnknown, LastSupervisor, SignInRefused.
    """
    by.signed_in.must_be(Role.SUPERVISOR)
    with ports.store.write() as work:
        _must_not_be_last_supervisor(work, known_operator(work, name))
        work.append(OperatorRemoved(name=name), operator=by.signed_in.name)
        work.commit()
    ports.keys.people.remove_pin(name, by=by.signed_in.name, by_pin=by.pin)


def known_operator(reads: Reads, name: str) -> OperatorRow:
    """Return an operator who may sign in; OperatorUnknown where there is none."""
    row = reads.operator(name)
    if row is None:
        raise OperatorUnknown(operator=name[:40])
    return row


def _append_change(work: UnitOfWork, name: str, standing: Standing, by: Manager) -> None:
    work.append(
        OperatorChanged(
            name=name,
            role=standing.role,
            sale_limit=standing.sale_limit,
            cash_limit=standing.cash_limit,
        ),
        operator=by.signed_in.name,
    )


def _must_be_new(reads: Reads, name: str) -> None:
    if reads.operator(name) is not None:
        raise OperatorExists(operator=name)


def _must_not_be_last_supervisor(reads: Reads, row: OperatorRow) -> None:
    supervisors = [other.name for other in reads.operators() if other.role == Role.SUPERVISOR]
    if supervisors == [row.name]:
        raise LastSupervisor(operator=row.name)
