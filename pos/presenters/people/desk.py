"""What the page of people asks of the terminal; every method may touch a disk or the key agent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from pos.app.journal.journal_heads import sign_what_can_be_signed
from pos.app.people.manage_operators import (
    Manager,
    Standing,
    add_operator,
    change_operator,
    change_pin,
    remove_operator,
)
from pos.app.people.sign_in import SignedIn, sign_in
from pos.app.ports import Ports
from pos.domain.projections import OperatorRow


@dataclass(frozen=True, slots=True)
class Own:
    """Whoever manages people, and the PIN they typed again; it is never shown."""

    operator: SignedIn
    pin: bytes = field(repr=False)


class PeopleDesk(Protocol):
    """Who may sign in. Every change asks for the PIN of whoever makes it."""

    def people(self) -> tuple[OperatorRow, ...]:
        """Return who may sign in, by name."""

    def add(self, name: str, standing: Standing, pin: bytes, own: Own) -> None:
        """Let a person sign in; raises as `add_operator`."""

    def change(self, name: str, standing: Standing, own: Own) -> None:
        """Give a person another role and other limits; raises as `change_operator`."""

    def set_pin(self, name: str, pin: bytes, own: Own) -> None:
        """Give a person another PIN; raises as `change_pin`."""

    def remove(self, name: str, own: Own) -> None:
        """Let a person not sign in any more; raises as `remove_operator`."""


class TerminalPeopleDesk:
    """Implements `PeopleDesk` on one terminal."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports

    def people(self) -> tuple[OperatorRow, ...]:
        """See `PeopleDesk.people`."""
        with self._ports.store.read() as reads:
            return reads.operators()

    def add(self, name: str, standing: Standing, pin: bytes, own: Own) -> None:
        """See `PeopleDesk.add`."""
        self._managed(own, lambda by: add_operator(self._ports, name, standing, pin, by=by))

    def change(self, name: str, standing: Standing, own: Own) -> None:
        """See `PeopleDesk.change`."""
        self._managed(
            own,
            lambda by: change_operator(
                self._ports,
                name,
                by=by,
                role=standing.role,
                sale_limit=standing.sale_limit,
                cash_limit=standing.cash_limit,
            ),
        )

    def set_pin(self, name: str, pin: bytes, own: Own) -> None:
        """See `PeopleDesk.set_pin`."""
        self._managed(own, lambda by: change_pin(self._ports, name, pin, by=by))

    def remove(self, name: str, own: Own) -> None:
        """See `PeopleDesk.remove`."""
        self._managed(own, lambda by: remove_operator(self._ports, name, by=by))

    def _managed(self, own: Own, do: Callable[[Manager], object]) -> None:
        """Check the PIN again, so that nobody manages people at a terminal left unlocked."""
        do(Manager(sign_in(self._ports, own.operator.name, own.pin), own.pin))
        sign_what_can_be_signed(self._ports)
