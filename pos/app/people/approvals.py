"""A second person's yes, asked in place without signing the first one out."""

from dataclasses import dataclass, field

from pos.app.people.sign_in import SignedIn, sign_in
from pos.app.ports import Ports
from pos.domain.approval import Approvable, request_digest
from pos.domain.errors import ApproverIsOperator, ApproverMissing
from pos.domain.operator import Role


@dataclass(frozen=True, slots=True)
class SecondPerson:
    """Somebody who approves, with the PIN they typed; it is never shown."""

    name: str
    pin: bytes = field(repr=False)


def second_signature(
    ports: Ports, second: SecondPerson | None, *, first: SignedIn, roles: tuple[Role, ...]
) -> SignedIn:
    """Check who the second person is; a wrong PIN is written to the journal.

    Raises:
        ApproverMissing: there is none.
        ApproverIsOperator: it is the first one.
        SignInRefused, SignInDelayed, RoleNotAllowed.
    """
    if second is None:
        raise ApproverMissing
    if second.name == first.name:
        raise ApproverIsOperator(operator=first.name)
    signed_in = sign_in(ports, second.name, second.pin)
    signed_in.must_be(*roles)
    return signed_in


def approve(ports: Ports, second: SecondPerson, payload: Approvable) -> str:
    """Have the key agent bind a second person's PIN to one exact request; return the handle."""
    return ports.keys.people.approve(second.name, second.pin, request_digest(payload))
