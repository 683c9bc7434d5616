"""The door of a terminal, and everything that presenters ask of it once it is open."""

from dataclasses import dataclass
from typing import Protocol

from pos.presenters.batch_desk import BatchDesk
from pos.presenters.case_desk import CaseDesk
from pos.presenters.cash_desk import CashDesk
from pos.presenters.codes_desk import CodesDesk
from pos.presenters.custody_desk import CustodyDesk
from pos.presenters.desk import Desk, TerminalFacts
from pos.presenters.float_desk import FloatDesk
from pos.presenters.paper_desk import PaperDesk
from pos.presenters.people_desk import PeopleDesk
from pos.presenters.report_desk import ReportDesk
from pos.presenters.reset_desk import PinResetDesk


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
