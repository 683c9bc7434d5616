"""What people at head office do: codes, grants, revocations, reports, serving."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from pos.app.ports import Clock
from pos.app.ports.slots import UnlockSecret
from pos.domain.errors import StickMalformed, TerminalNotKnown
from pos.domain.journal import format_time
from pos.headoffice.administration.commands import OfficeCommand, written_down
from pos.headoffice.administration.deciding import OfficeDeciding
from pos.headoffice.bundles.key_delivery import sign_key
from pos.headoffice.console.application import console_application
from pos.headoffice.console.desk import ConsoleHouse, ConsoleTools
from pos.headoffice.journal.deposits import BankLine, Deposit, deposits, match_deposit
from pos.headoffice.journal.left_sales import LeftSale, left_sales
from pos.headoffice.keys.answer_keys import AnswerKeyChange, change_answer_key, statements
from pos.headoffice.keys.ceilings import CeilingWish, set_ceiling
from pos.headoffice.keys.office_keys import ExposedKeys, SigningOf, exposed_keys, forget_exposed
from pos.headoffice.keys.pin_resets import allow_pin_reset
from pos.headoffice.people.acts import ActOf, Scribe
from pos.headoffice.people.clerks import Credentials
from pos.headoffice.people.two_people import may_set_ceiling
from pos.headoffice.server.office import Office
from pos.headoffice.server.serve import Listening, serve
from pos.headoffice.server.teller import StandingsTeller
from pos.headoffice.server.watch import Watch
from pos.headoffice.store.database import open_database
from pos.headoffice.store.refusal import RequestRefused
from pos.headoffice.store.schema import OFFICE, TERMINAL
from pos.headoffice.terminals.directory import EnrolCode, new_enrol_code
from pos.headoffice.terminals.leases import newest_terms
from pos.headoffice.terminals.report import TerminalReport, report
from pos.wire.answer_keys import AnswerKeyStatement
from pos.wire.ceiling import CeilingTerms
from pos.wire.pin_reset import PinResetRequest, PinResetTerms, SignedPinReset
from pos.wire.sealed_key import KeyTerms, SealedKey
from pos.wire.stick import StickAnswer
from pos.wire.uplink_keys import KeyCertificate, fingerprint
from pos.wire.uplink_lease import LeaseTerms


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


class OfficeAdministration(OfficeDeciding):
    """A head office, from the inside; every method is one transaction."""

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

    def set_ceiling(
        self,
        wish: CeilingWish,
        root_file: Path,
        by: Credentials | None = None,
        second: Credentials | None = None,
    ) -> CeilingTerms:
        """Sign a ceiling with the root key; raises as `may_set_ceiling` and `set_ceiling`."""
        now = self._clock.now()
        with self._database.write() as connection:
            may_set_ceiling(connection, wish, by, second, now)
            return set_ceiling(connection, wish, root_file, now)

    def allow_pin_reset(
        self, request: PinResetRequest, root_file: Path
    ) -> tuple[PinResetTerms, SignedPinReset]:
        """Say yes to a terminal's request with the root key; raises as `allow_pin_reset`."""
        with self._database.read() as connection:
            return allow_pin_reset(connection, request, root_file, self._clock.now())

    def answer_keys(self) -> tuple[AnswerKeyStatement, ...]:
        """Return how the answer key was followed by others."""
        with self._database.read() as connection:
            return statements(connection)

    def change_answer_key(self, change: AnswerKeyChange, by: UnlockSecret) -> AnswerKeyStatement:
        """Have answers signed by a new key; raises as `change_answer_key`."""
        now = self._clock.now()
        with self._database.write() as connection:
            statement = change_answer_key(connection, change, by, now, self.signing)
            key, scribe = statement.terms.new_key, Scribe("", now, self._randomness)
            scribe.note(
                connection,
                ActOf.ANSWER_KEY_CHANGED,
                subject=str(statement.terms.n),
                detail=fingerprint(key),
            )
        self.signing.answer_keys.take(statement)
        return statement

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

        def standings(watch: Watch) -> AbstractContextManager[None]:
            every = where.standings_every
            if every is None:
                return nullcontext()
            return StandingsTeller(self, self._clock, every, watch).running()

        serve(office, where, on_ready, console, standings)


@contextmanager
def opened_office(
    url: str,
    command: OfficeCommand,
    clock: Clock,
    randomness: Callable[[int], bytes],
    signing_of: SigningOf,
) -> Iterator[OfficeAdministration]:
    """Open a head office for the length of a command.

    Args:
        url: of its database.
        command: that opens it; written down unless it only looks.
        clock, randomness: the machine's.
        signing_of: finds its key agent; called once.

    Raises:
        OfficeMissing, OfficeUnusable, OfficeDatabaseMalformed.
    """
    database = open_database(url)
    try:
        with database.read() as connection:
            root_key = str(connection.execute(select(OFFICE.c.root_key)).scalar_one())
        with written_down(database, clock, randomness, command):
            yield OfficeAdministration(database, clock, randomness, signing_of(root_key))
    finally:
        database.close()
