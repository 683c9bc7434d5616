"""What people at head office decide: who works here, what is granted, who is out of service."""

from pos.app.ports.slots import UnlockSecret
from pos.app.ports.two_people import Signer
from pos.headoffice.people.clerks import (
    Clerk,
    Credentials,
    add_clerk,
    change_password,
    change_role,
    clerks,
    forget_totp,
    must_be_clerk,
    remove_clerk,
)
from pos.headoffice.people.proposals import GrantLimit, Proposal, open_limit, proposals
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.people.two_people import (
    confirm,
    grant_or_propose,
    limits_of_all,
    reject,
    set_limit,
)
from pos.headoffice.server.giving import OfficeGiving
from pos.headoffice.terminals.directory import revoke
from pos.headoffice.terminals.leases import Grant
from pos.wire.uplink_lease import SignedLease


class OfficeDeciding(OfficeGiving):
    """The part of a head office where people decide."""

    def grant(self, grant: Grant, by: Credentials | None = None) -> SignedLease | Proposal:
        """Grant further money and energy, or propose it; raises as `grant_or_propose`."""
        with self._database.write() as connection:
            return grant_or_propose(connection, grant, by, self._clock.now(), self.signing).what

    def add_clerk(self, new: Credentials, role: OfficeRole, by: Credentials | None) -> OfficeRole:
        """Add somebody who works here; raises as `add_clerk`."""
        with self._database.write() as connection:
            return add_clerk(
                connection,
                new,
                by,
                role=role,
                now=self._clock.now(),
                randomness=self._randomness,
            )

    def change_password(self, new: Credentials, by: Credentials | None) -> None:
        """Give somebody another password; raises as `change_password`."""
        with self._database.write() as connection:
            now = self._clock.now()
            change_password(connection, new, by, now=now, randomness=self._randomness)

    def change_role(self, name: str, role: OfficeRole, by: Credentials | None) -> None:
        """Give somebody another role; raises as `change_role`."""
        with self._database.write() as connection:
            change_role(connection, name, role, by, self._clock.now())

    def forget_totp(self, name: str, by: Credentials | None) -> None:
        """Let somebody show codes from another phone; raises as `forget_totp`."""
        with self._database.write() as connection:
            forget_totp(connection, name, by, self._clock.now())

    def remove_clerk(self, name: str, by: Credentials | None) -> None:
        """Take somebody's name away; raises as `remove_clerk`."""
        with self._database.write() as connection:
            remove_clerk(connection, name, by, self._clock.now())

    def clerks(self) -> tuple[Clerk, ...]:
        """Return who works here."""
        with self._database.read() as connection:
            return clerks(connection)

    def set_limit(self, limit: GrantLimit, by: Credentials | None) -> GrantLimit | Proposal:
        """Set what one person may grant; raises as `set_limit`."""
        with self._database.write() as connection:
            return set_limit(connection, limit, by, self._clock.now(), self.signing)

    def put_signer(self, person: Credentials, opens: UnlockSecret) -> None:
        """Make somebody known to the key agent by their password here, with all limits.

        Raises:
            ClerkRefused, ClerkRoleTooLow, and as `TwoPeople.put_signer`.
        """
        with self._database.read() as connection:
            must_be_clerk(connection, person, why="signing", least=OfficeRole.SUPERVISOR)
            limits = tuple(map(open_limit, limits_of_all(connection)))
        self.signing.people.put_signer(opens, Signer(person.name, person.password), limits)

    def proposals(self) -> tuple[Proposal, ...]:
        """Return what waits for a second person."""
        with self._database.read() as connection:
            return proposals(connection)

    def confirm(self, number: int, by: Credentials | None) -> SignedLease | GrantLimit:
        """Carry out what somebody else proposed; raises as `confirm`."""
        with self._database.write() as connection:
            return confirm(connection, number, by, self._clock.now(), self.signing)

    def reject(self, number: int, by: Credentials | None) -> None:
        """Give up a proposal; raises as `reject`."""
        with self._database.write() as connection:
            reject(connection, number, by, self._clock.now(), self.signing)

    def revoke(self, terminal: str, by: Credentials | None = None) -> None:
        """Take a terminal out of service; TerminalNotKnown, ClerkRefused, ClerkRoleTooLow."""
        with self._database.write() as connection:
            if by is not None:
                must_be_clerk(connection, by, why="revoking", least=OfficeRole.SUPERVISOR)
            revoke(connection, terminal, self._clock.now())
