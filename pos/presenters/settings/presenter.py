"""Settings of the window: printer, language, theme, size of text."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec

from pos.app.people.sign_in import SignedIn
from pos.domain.errors import PosError
from pos.presenters.desk import Desk, Snapshot
from pos.presenters.entrance import texts as words
from pos.presenters.jobs import JobRunner
from pos.presenters.problem_view import ProblemView, problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.settings.paper_desk import PaperDesk, PaperLanguageName, PaperRules
from pos.presenters.settings.preferences import Preferences, PreferenceStore
from pos.presenters.texts import NOTHING, Say


@dataclass(frozen=True, slots=True)
class SettingsState:
    """The settings screen.

    Attributes:
        printer: address in use.
        preferences: as they hold now.
        rules: how papers are printed for whoever is signed in; None until they are read.
        notice: what was done.
    """

    preferences: Preferences
    printer: str = ""
    rules: PaperRules | None = None
    notice: Say = NOTHING
    problem: ProblemView | None = None
    is_busy: bool = False


class SettingsPresenter(Rendering[SettingsState]):
    """Changes hold at once; keeping them on the disk comes after."""

    def __init__(
        self,
        desk: Desk,
        papers: PaperDesk,
        jobs: JobRunner,
        store: PreferenceStore,
        preferences: Preferences,
        *,
        applied: Callable[[Preferences], None],
    ) -> None:
        """Show the preferences that were loaded.

        Args:
            desk: the terminal.
            papers: how its papers are printed.
            jobs: runs what takes time.
            store: keeps preferences.
            preferences: as they were loaded.
            applied: told of each change, so that it is seen at once.
        """
        self._desk = desk
        self._papers = papers
        self._jobs = jobs
        self._store = store
        self._applied = applied
        self.operator: SignedIn | None = None
        super().__init__(SettingsState(preferences))

    def refresh(self) -> None:
        """Read the printer's address and how papers are printed, e.g. when the screen is shown."""

        def take(snapshot: Snapshot) -> None:
            self._change(printer=snapshot.printer, problem=None)

        self._jobs.run(self._desk.snapshot, done=take, failed=self._fail)
        self._read_rules()

    def _read_rules(self) -> None:
        operator = self.operator
        if operator is not None:
            self._jobs.run(
                lambda: self._papers.rules(operator),
                done=lambda rules: self._change(rules=rules),
                failed=self._fail,
            )

    def prefer(self, preferences: Preferences) -> None:
        """Change language, theme, size or the like; values out of range are not taken."""
        if not preferences.is_sound() or preferences == self.state.preferences:
            return
        self._change(preferences=preferences, notice=NOTHING, problem=None)
        self._applied(preferences)

        def not_kept(error: PosError) -> None:
            self._change(notice=words.NOT_KEPT, problem=problem_view(error))

        self._jobs.run(lambda: self._store.save(preferences), done=lambda _: None, failed=not_kept)

    def language_chosen(self, language: str) -> None:
        """Chose a language by its code."""
        self.prefer(msgspec.structs.replace(self.state.preferences, language=language))

    def guide_dismissed(self) -> None:
        """The guided first sale was put away."""
        self.prefer(msgspec.structs.replace(self.state.preferences, guide_dismissed=True))

    def printer_entered(self, address: str) -> None:
        """Typed a printer's address."""
        operator, desk, wanted = self.operator, self._desk, address.strip()
        if operator is None or not wanted or self.state.is_busy:
            return

        def done(_: None) -> None:
            notice = words.PRINTER_SET.with_facts(address=wanted)
            self._change(printer=wanted, notice=notice, problem=None, is_busy=False)

        self._change(is_busy=True, problem=None, notice=NOTHING)
        self._jobs.run(lambda: desk.set_printer(wanted, operator), done=done, failed=self._fail)

    @property
    def paper_languages(self) -> tuple[PaperLanguageName, ...]:
        """The languages that papers can be printed in."""
        return self._papers.languages

    def paper_language_chosen(self, code: str) -> None:
        """Chose the language of papers."""
        papers = self._papers

        def choose(operator: SignedIn) -> Say:
            is_for_all = papers.set_language(code, operator)
            name = next(each.name for each in papers.languages if each.code == code)
            said = words.PAPERS_IN if is_for_all else words.OWN_PAPERS_IN
            return said.with_facts(language=name)

        self._set_rule(choose)

    def copies_chosen(self, copies: int) -> None:
        """Chose how many copies of a paper need no supervisor."""
        papers = self._papers

        def choose(operator: SignedIn) -> Say:
            papers.set_copies(copies, operator)
            return words.COPIES_SET.with_facts(copies=str(copies))

        self._set_rule(choose)

    def _set_rule(self, choose: Callable[[SignedIn], Say]) -> None:
        operator = self.operator
        if operator is None or self.state.is_busy:
            return

        def done(notice: Say) -> None:
            self._change(notice=notice, problem=None, is_busy=False)
            self._read_rules()

        self._change(is_busy=True, problem=None, notice=NOTHING)
        self._jobs.run(lambda: choose(operator), done=done, failed=self._fail)

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left; what holds for papers may differ."""
        self.operator = operator
        self._change(rules=None, notice=NOTHING, problem=None)
        self._read_rules()

    def _fail(self, error: PosError) -> None:
        self._change(problem=problem_view(error), is_busy=False)

    def _change(self, **fields: object) -> None:
        self._show(replace(self.state, **fields))  # type: ignore[arg-type]  # Fields of the state.
