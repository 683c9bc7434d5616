"""Who is at the terminal, and what they may do."""

from dataclasses import dataclass

from pos.app.ports import Ports
from pos.domain.entries import SignInRefusedEntry
from pos.domain.errors import RoleNotAllowed, SignInRefused
from pos.domain.operator import Role


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An operator whose PIN the agent has checked."""

    name: str
    role: Role

    def must_be(self, *allowed: Role) -> None:
        """Refuse a role that may not do this.

        Raises:
            RoleNotAllowed: names the roles that may.
        """
        if self.role not in allowed:
            needed = ", ".join(allowed)
            raise RoleNotAllowed(operator=self.name, role=self.role, needed=needed)


def sign_in(ports: Ports, name: str, pin: bytes) -> SignedIn:
    """Check a PIN and return the operator; a refusal is written to the journal.

    Raises:
        SignInRefused: wrong name or PIN.
        SignInDelayed: too many wrong PINs.
    """
    try:
        ports.keys.sign_in(name, pin)
    except SignInRefused:
        _record_refusal(ports, name)
        raise
    with ports.store.read() as reads:
        row = reads.operator(name)
    if row is None:
        _record_refusal(ports, name)
        raise SignInRefused(operator=name)
    return SignedIn(row.name, Role(row.role))


def _record_refusal(ports: Ports, name: str) -> None:
    with ports.store.write() as work:
        work.append(SignInRefusedEntry(name=name[:40]), operator="")
        work.commit()
