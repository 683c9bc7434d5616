"""The cash pages of a training terminal without a window, for tests."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.domain.journal import read_entry
from pos.presenters.cash.cash_up_presenter import CashUpPresenter
from pos.presenters.cash.count_draft import DraftFile
from pos.presenters.cash.drawer_presenter import DrawerPresenter
from pos.presenters.cash.float_desk import TerminalFloatDesk
from pos.presenters.cash.presenters import CashPresenters
from pos.presenters.jobs import InlineJobs, JobRunner
from pos.presenters.second_signing import SecondSigning
from tests import desk_stories as desk
from tests import terminal_stories as story

Kind = TypeVar("Kind")


@dataclass
class CashPages:
    """The cash pages of a till without a window."""

    folder: Path
    ports: Ports
    pages: CashPresenters
    signing: SecondSigning

    @property
    def drawer(self) -> DrawerPresenter:
        """The drawer's page."""
        return self.pages.drawer

    @property
    def cash_up(self) -> CashUpPresenter:
        """Cash-up."""
        return self.pages.cash_up

    def sign_in(self, operator: SignedIn | None) -> None:
        """Have somebody else at the terminal."""
        self.pages.operator_changed(operator)
        self.signing.operator_changed(operator)

    def newest(self, kind: type[Kind]) -> Kind:
        """Return the newest entry of a kind."""
        with self.ports.store.read() as reads:
            said = [read_entry(each.body).payload for each in reads.entries()]
        return [payload for payload in said if isinstance(payload, kind)][-1]


def cash_pages(folder: Path, ports: Ports, jobs: JobRunner | None = None) -> CashPages:
    """Put the cash pages on a terminal, the agent signed in."""
    signing = desk.signing_of(ports, jobs or InlineJobs(), desk.AGENT)
    presenters = CashPresenters(
        desk.cash_desk_of(ports),
        TerminalFloatDesk(ports),
        jobs or InlineJobs(),
        signing,
        DraftFile(folder),
        manner=desk.MANNER,
        currency=story.CURRENCY,
        changed=lambda: None,
    )
    presenters.operator_changed(desk.AGENT)
    return CashPages(folder, ports, presenters, signing)
