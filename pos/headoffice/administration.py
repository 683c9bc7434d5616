"""What people at head office do: codes, grants, revocations, reports, serving."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import select

from pos.app.ports import Clock
from pos.domain.errors import TerminalNotKnown
from pos.headoffice.database import OfficeDatabase, open_database
from pos.headoffice.directory import EnrolCode, new_enrol_code, revoke
from pos.headoffice.leases import Grant, grant_lease, newest_lease
from pos.headoffice.office import Office
from pos.headoffice.report import TerminalReport, report
from pos.headoffice.schema import OFFICE, TERMINAL
from pos.headoffice.serve import Listening, serve
from pos.wire.uplink_lease import LeaseTerms, SignedLease, lease_terms


class OfficeAdministration:
    """A head office, from the inside; every method is one transaction."""

    def __init__(
        self, database: OfficeDatabase, clock: Clock, randomness: Callable[[int], bytes]
    ) -> None:
        self._database, self._clock, self._randomness = database, clock, randomness

    def root_key(self) -> str:
        """Return the public root key, 64 hex digits."""
        with self._database.read() as connection:
            return str(connection.execute(select(OFFICE.c.root_key)).scalar_one())

    def currency_of(self, terminal: str) -> str:
        """Return the currency of an enrolled terminal; TerminalNotKnown."""
        with self._database.read() as connection:
            mine = select(TERMINAL.c.currency).where(TERMINAL.c.terminal == terminal)
            found = connection.execute(mine).scalar_one_or_none()
        if found is None:
            raise TerminalNotKnown(terminal=terminal[:40])
        return str(found)

    def enrol_code(self, terminal: str, lasting: timedelta) -> EnrolCode:
        """Make a one-time code; raises as `new_enrol_code`."""
        with self._database.write() as connection:
            return new_enrol_code(
                connection,
                terminal,
                now=self._clock.now(),
                lasting=lasting,
                randomness=self._randomness,
            )

    def newest_terms(self, terminal: str) -> LeaseTerms | None:
        """Return what was granted to a terminal last, None before the first time."""
        with self._database.read() as connection:
            lease = newest_lease(connection, terminal)
        return None if lease is None else lease_terms(lease)

    def grant(self, grant: Grant) -> SignedLease:
        """Grant further money and energy; raises as `grant_lease`."""
        with self._database.write() as connection:
            return grant_lease(connection, grant, self._clock.now())

    def revoke(self, terminal: str) -> None:
        """Take a terminal out of service; TerminalNotKnown."""
        with self._database.write() as connection:
            revoke(connection, terminal, self._clock.now())

    def report(self) -> tuple[TerminalReport, ...]:
        """Return what is known of all terminals."""
        with self._database.read() as connection:
            return report(connection)

    def serve(self, where: Listening, on_ready: Callable[[str], None]) -> None:
        """Answer terminals until a signal comes; raises as `serve`."""
        serve(Office(self._database, self._clock), where, on_ready)


@contextmanager
def opened_office(
    url: str, clock: Clock, randomness: Callable[[int], bytes]
) -> Iterator[OfficeAdministration]:
    """Open a head office for the length of a command.

    Raises:
        OfficeMissing, OfficeUnusable, OfficeDatabaseMalformed.
    """
    database = open_database(url)
    try:
        yield OfficeAdministration(database, clock, randomness)
    finally:
        database.close()
