"""The door of a terminal, and everything that presenters ask of it once it is open."""

from dataclasses import dataclass
from typing import Protocol

from pos.presenters.batch.desk import BatchDesk
from pos.presenters.cash.desk import CashDesk
from pos.presenters.cash.float_desk import FloatDesk
from pos.presenters.codes.desk import CodesDesk
from pos.presenters.custody.desk import CustodyDesk
from pos.presenters.desk import Desk, TerminalFacts
from pos.presenters.history.case_desk import CaseDesk
from pos.presenters.people.desk import PeopleDesk
from pos.presenters.people.reset_desk import PinResetDesk
from pos.presenters.reports.desk import ReportDesk
from pos.presenters.settings.paper_desk import PaperDesk


@dataclass(frozen=True, slots=True)
class Opened:
    """A terminal that was opened."""

    desk: Desk
    facts: TerminalFacts
    cash: CashDesk
    floats: FloatDesk
    reports: ReportDesk
    people: PeopleDesk
    codes: CodesDesk
    papers: PaperDesk
    custody: CustodyDesk
    cases: CaseDesk
    resets: PinResetDesk
    lists: BatchDesk


class Door(Protocol):
    """Opens the terminal in a folder; the composition root gives one."""

    def open(self, passphrase: bytes | None) -> Opened:
        """Reach key agent and store, and settle what earlier runs left.

        Raises:
            IdentityLocked: the key store needs its passphrase, and none was given.
            PosError: anything else that keeps it closed.
        """
