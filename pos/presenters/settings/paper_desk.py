"""What the settings ask about papers; every method may touch a disk."""

from dataclasses import dataclass
from typing import Protocol

from pos.app.journal.journal_heads import sign_what_can_be_signed
from pos.app.paper.paper_policy import (
    paper_language_of,
    paper_policy_of,
    set_paper_language,
    set_paper_policy,
)
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.domain.entries import PaperPolicySet
from pos.domain.operator import Role


@dataclass(frozen=True, slots=True)
class PaperLanguageName:
    """A language that there are words of for paper: its code, and what it calls itself."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class PaperRules:
    """How papers are printed for somebody.

    Attributes:
        language: code.
        copies_alone: of a paper, without a supervisor.
    """

    language: str
    copies_alone: int


class PaperDesk(Protocol):
    """How papers are printed."""

    @property
    def languages(self) -> tuple[PaperLanguageName, ...]:
        """What there is to choose from."""

    def rules(self, operator: SignedIn) -> PaperRules:
        """Return what holds for an operator."""

    def set_language(self, code: str, operator: SignedIn) -> bool:
        """Choose the language: an agent for what they print, others for the whole terminal.

        Returns:
            Whether it was for the terminal.
        """

    def set_copies(self, copies: int, operator: SignedIn) -> None:
        """Say how many copies of a paper need no supervisor; RoleNotAllowed."""


class TerminalPaperDesk:
    """Implements `PaperDesk` on one terminal."""

    def __init__(self, ports: Ports, languages: tuple[PaperLanguageName, ...]) -> None:
        self._ports = ports
        self.languages = languages

    def rules(self, operator: SignedIn) -> PaperRules:
        """See `PaperDesk.rules`."""
        with self._ports.store.read() as reads:
            language = paper_language_of(reads, operator.name)
            return PaperRules(language, paper_policy_of(reads).copies_alone)

    def set_language(self, code: str, operator: SignedIn) -> bool:
        """See `PaperDesk.set_language`."""
        with self._ports.store.read() as reads:
            has_own = bool(reads.paper_language(operator.name))
        is_for_all = operator.role in (Role.SUPERVISOR, Role.TECHNICIAN)
        if is_for_all:
            set_paper_language(self._ports, code, operator=operator)
        if has_own or not is_for_all:
            set_paper_language(self._ports, code, operator=operator, for_operator=operator.name)
        sign_what_can_be_signed(self._ports)
        return is_for_all

    def set_copies(self, copies: int, operator: SignedIn) -> None:
        """See `PaperDesk.set_copies`."""
        with self._ports.store.read() as reads:
            opens_drawer = bool(paper_policy_of(reads).opens_drawer)
        policy = PaperPolicySet(copies_alone=copies, opens_drawer=opens_drawer)
        set_paper_policy(self._ports, policy, operator=operator)
        sign_what_can_be_signed(self._ports)
