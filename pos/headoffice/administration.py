"""What people at head office do: codes, grants, revocations, reports, serving."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from pos.app.ports import Clock
from pos.app.ports.signing import OfficeSigning
from pos.domain.errors import StickMalformed, TerminalNotKnown
from pos.domain.journal import format_time
from pos.headoffice.ceilings import CeilingWish, set_ceiling
from pos.headoffice.clerks import (
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
from pos.headoffice.console.acts import ActOf, Scribe
from pos.headoffice.console.application import console_application
from pos.headoffice.console.desk import ConsoleHouse, ConsoleTools
from pos.headoffice.database import OfficeDatabase, open_database
from pos.headoffice.deposits import BankLine, Deposit, deposits, match_deposit
from pos.headoffice.directory import EnrolCode, new_enrol_code, revoke
from pos.headoffice.giving import OfficeGiving
from pos.headoffice.key_delivery import sign_key
from pos.headoffice.leases import Grant, newest_terms
from pos.headoffice.left_sales import LeftSale, left_sales
from pos.headoffice.office import Office
from pos.headoffice.office_keys import ExposedKeys, SigningOf, exposed_keys, forget_exposed
from pos.headoffice.pin_resets import allow_pin_reset
from pos.headoffice.refusal import RequestRefused
from pos.headoffice.report import TerminalReport, report
from pos.headoffice.roles import OfficeRole
from pos.headoffice.schema import OFFICE, TERMINAL
from pos.headoffice.serve import Listening, serve
from pos.headoffice.two_people import (
    GrantLimit,
    Proposal,
    confirm,
    grant_or_propose,
    proposals,
    reject,
    set_limit,
)
from pos.wire.ceiling import CeilingTerms
from pos.wire.pin_reset import PinResetRequest, PinResetTerms, SignedPinReset
from pos.wire.sealed_key import KeyTerms, SealedKey
from pos.wire.stick import StickAnswer
from pos.wire.uplink_keys import KeyCertificate
from pos.wire.uplink_lease import LeaseTerms, SignedLease


@dataclass(frozen=True, slots=True)
class StickTaken:
    """What became of a journal file.

    Attributes:
        answer: to its last batch that was taken, for the terminal.
        taken: how many batches were.
        refused: number of the line, and why it was not.
    """

    answer: StickAnswer
    taken: int
    refused: tuple[tuple[int, str], ...]


class OfficeAdministration(OfficeGiving):
    """A head office, from the inside; every method is one transaction."""

    def __init__(
        self,
        database: OfficeDatabase,
        clock: Clock,
        randomness: Callable[[int], bytes],
        signing: OfficeSigning,
    ) -> None:
        super().__init__(database, clock, signing)
        self._randomness = randomness

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
            return newest_terms(connection, terminal)

    def grant(self, grant: Grant, by: Credentials | None = None) -> SignedLease | Proposal:
        """Grant further money and energy, or propose it; raises as `grant_or_propose`."""
        with self._database.write() as connection:
            made = grant_or_propose(connection, grant, by, self._clock.now(), self.signing)
            what = ActOf.GRANT_PROPOSED if isinstance(made, Proposal) else ActOf.GRANTED
            detail = f"{grant.money} {grant.energy_milli} {format_time(grant.until)}"
            self._scribe(by).note(connection, what, subject=grant.terminal, detail=detail)
        return made

    def set_ceiling(self, wish: CeilingWish, root_file: Path) -> CeilingTerms:
        """Sign a ceiling with the root key; raises as `set_ceiling`."""
        with self._database.write() as connection:
            return set_ceiling(connection, wish, root_file, self._clock.now())

    def allow_pin_reset(
        self, request: PinResetRequest, root_file: Path
    ) -> tuple[PinResetTerms, SignedPinReset]:
        """Say yes to a terminal's request with the root key; raises as `allow_pin_reset`."""
        with self._database.read() as connection:
            return allow_pin_reset(connection, request, root_file, self._clock.now())

    def admit(self, content: bytes) -> bytes:
        """Enrol a terminal by files; raises as `Office.admit`."""
        return Office(self._database, self._clock, self.signing).admit(content)

    def deposits(self, terminal: str = "") -> tuple[Deposit, ...]:
        """Return what terminals, or one of them, sent to the bank."""
        with self._database.read() as connection:
            return deposits(connection, terminal)

    def match_deposit(self, line: BankLine) -> Deposit:
        """Write down what the bank got in a bag; raises as `match_deposit`."""
        with self._database.write() as connection:
            return match_deposit(connection, line, format_time(self._clock.now()))

    def add_clerk(self, new: Credentials, role: OfficeRole, by: Credentials | None) -> OfficeRole:
        """Add somebody who works here; raises as `add_clerk`."""
        with self._database.write() as connection:
            return add_clerk(
                connection,
                new,
                by,
                role=role,
                now=format_time(self._clock.now()),
                randomness=self._randomness,
            )

    def change_password(self, new: Credentials, by: Credentials | None) -> None:
        """Give somebody another password; raises as `change_password`."""
        with self._database.write() as connection:
            change_password(connection, new, by, randomness=self._randomness)

    def change_role(self, name: str, role: OfficeRole, by: Credentials | None) -> None:
        """Give somebody another role; raises as `change_role`."""
        with self._database.write() as connection:
            change_role(connection, name, role, by)

    def forget_totp(self, name: str, by: Credentials | None) -> None:
        """Let somebody show codes from another phone; raises as `forget_totp`."""
        with self._database.write() as connection:
            forget_totp(connection, name, by)

    def remove_clerk(self, name: str, by: Credentials | None) -> None:
        """Take somebody's name away; raises as `remove_clerk`."""
        with self._database.write() as connection:
            remove_clerk(connection, name, by)

    def clerks(self) -> tuple[Clerk, ...]:
        """Return who works here."""
        with self._database.read() as connection:
            return clerks(connection)

    def set_limit(self, limit: GrantLimit, by: Credentials | None) -> GrantLimit | Proposal:
        """Set what one person may grant; raises as `set_limit`."""
        with self._database.write() as connection:
            return set_limit(connection, limit, by, self._clock.now())

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
            reject(connection, number, by, self._clock.now())

    def sign_key(self, terms: KeyTerms, box: bytes) -> SealedKey:
        """Sign a vending key that was sealed for a terminal; raises as `sign_key`."""
        with self._database.read() as connection:
            return sign_key(connection, terms, box, self.signing)

    def exposed_keys(self) -> ExposedKeys | None:
        """Return the private keys that still lie in the database, None for none."""
        with self._database.read() as connection:
            return exposed_keys(connection)

    def forget_exposed(self, certificates: tuple[KeyCertificate, ...]) -> None:
        """Take them out of the database; raises as `forget_exposed`."""
        forget_exposed(self._database, certificates)

    def revoke(self, terminal: str, by: Credentials | None = None) -> None:
        """Take a terminal out of service; TerminalNotKnown, ClerkRefused, ClerkRoleTooLow."""
        with self._database.write() as connection:
            if by is not None:
                must_be_clerk(connection, by, why="revoking", least=OfficeRole.SUPERVISOR)
            revoke(connection, terminal, self._clock.now())
            self._scribe(by).note(connection, ActOf.TERMINAL_REVOKED, subject=terminal)

    def report(self) -> tuple[TerminalReport, ...]:
        """Return what is known of all terminals."""
        with self._database.read() as connection:
            return report(connection)

    def left_sales(self, terminal: str = "") -> tuple[LeftSale, ...]:
        """Return sales that lost incarnations left open, with what is known of their end."""
        with self._database.read() as connection:
            return left_sales(connection, terminal)

    def receive_stick(self, lines: Iterable[bytes]) -> StickTaken:
        """Take in a journal file; what cannot be taken keeps nothing else out.

        Raises:
            StickMalformed: not one of its lines could be taken.
        """
        office = Office(self._database, self._clock, self.signing)
        answer: StickAnswer | None = None
        taken, refused = 0, list[tuple[int, str]]()
        for number, line in enumerate(lines, start=1):
            try:
                answer = office.take_stick_line(line)
            except RequestRefused as refusal:
                refused.append((number, refusal.code.value))
                continue
            taken += 1
        if answer is None:
            raise StickMalformed(why=f"line 1 is {refused[0][1]}" if refused else "it is empty")
        return StickTaken(answer, taken, tuple(refused))

    def serve(
        self, where: Listening, on_ready: Callable[[str], None], house: ConsoleHouse | None = None
    ) -> None:
        """Answer terminals, and people if there is a house for them; raises as `serve`."""
        office = Office(self._database, self._clock, self.signing)
        tools = ConsoleTools(self._database, self._clock, self._randomness, self.signing)
        console = None if house is None else console_application(tools, house)
        serve(office, where, on_ready, console)

    def _scribe(self, by: Credentials | None) -> Scribe:
        """Give what writes down who did it; no name where a command named nobody."""
        return Scribe("" if by is None else by.name, self._clock.now(), self._randomness)


@contextmanager
def opened_office(
    url: str, clock: Clock, randomness: Callable[[int], bytes], signing_of: SigningOf
) -> Iterator[OfficeAdministration]:
    """Open a head office for the length of a command.

    Args:
        url: of its database.
        clock, randomness: the machine's.
        signing_of: finds its key agent; called once.

    Raises:
        OfficeMissing, OfficeUnusable, OfficeDatabaseMalformed.
    """
    database = open_database(url)
    try:
        with database.read() as connection:
            root_key = str(connection.execute(select(OFFICE.c.root_key)).scalar_one())
        yield OfficeAdministration(database, clock, randomness, signing_of(root_key))
    finally:
        database.close()
