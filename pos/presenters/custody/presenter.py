"""Keys and lease at the counter: what is held, and the ceremony that brings more.

Components and PINs are handed to the job and forgotten; no state holds one.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pos.app.people.sign_in import SignedIn
from pos.app.ports import KeyStatus
from pos.app.ports.custody import Entered, PendingStatus
from pos.app.ports.keys import LeaseStatus
from pos.domain.errors import PosError
from pos.domain.journal import parse_time
from pos.presenters.custody import texts as words
from pos.presenters.custody.desk import BroughtComponent, CustodyDesk, Holdings
from pos.presenters.custody.letter_form import NO_LETTER, fitted
from pos.presenters.custody.state import CustodyMode, CustodyState, Secrets
from pos.presenters.custody.view import (
    facts_of,
    guide_of,
    key_views,
    pending_name,
    primary_of,
    waits_beside,
)
from pos.presenters.jobs import JobRunner
from pos.presenters.latest_job import LatestJob
from pos.presenters.manner import Manner
from pos.presenters.people.desk import Own
from pos.presenters.problem_view import problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.sale.state import Tone
from pos.presenters.texts import NOTHING, Say

T = TypeVar("T")


class CustodyPresenter(Rendering[CustodyState]):
    """Shows keys and lease, and takes keys.

    Args:
        desk: knows them.
        jobs: runs what takes time.
        manner: how values are written.
        changed: told after each change of what is held.
    """

    def __init__(
        self, desk: CustodyDesk, jobs: JobRunner, manner: Manner, *, changed: Callable[[], None]
    ) -> None:
        self._desk = desk
        self._jobs = jobs
        self._reading = LatestJob(jobs)
        self._manner = manner
        self._changed = changed
        self._held: Holdings | None = None
        self._files: tuple[Path, ...] = ()
        self.operator: SignedIn | None = None
        super().__init__(CustodyState())

    def refresh(self) -> None:
        """Read what is held anew, e.g. when the page is shown."""
        self._reading.run(self._desk.holdings, done=self._take, failed=self._fail)

    def wanted(self, mode: CustodyMode) -> None:
        """Wants to do something."""
        if self.state.is_busy:
            return
        self._begin(mode)
        if mode is CustodyMode.SEALED:
            self.look_again()

    def look_again(self) -> None:
        """Perhaps another stick is in."""
        self._reading.run(self._desk.files, done=self._take_files, failed=self._fail)

    def typed(self, field_name: str, text: str) -> None:
        """Typed something into a field of the letter."""
        form = replace(self.state.form, **{field_name: fitted(field_name, text)})  # type: ignore[arg-type]  # A text.
        self._change(form=form, is_asked=False, problem=None)

    def took(self, field_name: str, value: str | int) -> None:
        """Chose one of the values that a field of the letter has."""
        form = replace(self.state.form, **{field_name: value})  # type: ignore[arg-type]  # One of its values.
        self._change(form=form, is_asked=False, problem=None)

    def chosen(self, name: str) -> None:
        """Chose a file, or a key that waits."""
        self._change(chosen=name, problem=None)

    def asks(self) -> bool:
        """Ask before a second key is begun beside one that waits, or go back to the letter.

        True where a press of the large button is spent on that; what was typed stays.
        """
        state = self.state
        is_press = state.primary.enabled and bool(waits_beside(state, self._pending()))
        if is_press:
            self._change(is_asked=not state.is_asked)
        return is_press

    def submitted(self, secrets: Secrets) -> None:
        """Do what the large button says, or begin the second key that was asked about."""
        state, operator, desk = self.state, self.operator, self._desk
        if operator is None or state.is_busy or not state.primary.enabled:
            return
        own = Own(operator, secrets.pin.encode())
        match state.mode:
            case CustodyMode.HELD:
                self._begin(CustodyMode.BRING)
            case CustodyMode.BRING:
                form, letter = state.form, state.form.letter()
                if letter is None:
                    return
                component = BroughtComponent(
                    secrets.component, form.check_value, form.key_check_value
                )
                self._run(lambda: desk.bring(letter, component, own), _entered)
            case CustodyMode.SEALED:
                file = self._files[state.names.index(state.chosen)]
                self._run(lambda: desk.take(file, own), self._taken)
            case CustodyMode.FORGET:
                waits = self._pending()[state.names.index(state.chosen)]
                self._run(lambda: desk.forget(waits.sgc, waits.krn, own), lambda _: words.FORGOTTEN)

    def save_sealing_key(self) -> None:
        """Write the public key on a stick, for head office."""
        if self.state.is_busy:
            return

        def told(saved: str) -> Say:
            return words.SAVED.with_facts(name=saved) if saved else words.NO_STICK

        self._run(self._desk.save_sealing_key, told)

    def back(self) -> bool:
        """Leave what is done; False where nothing is."""
        if self.state.mode is CustodyMode.HELD or self.state.is_busy:
            return False
        if self.state.is_asked:
            self._change(is_asked=False)
            return True
        self._begin(CustodyMode.HELD)
        return True

    def operator_changed(self, operator: SignedIn | None) -> None:
        """Somebody signed in or left; nothing half done is left for the next."""
        self.operator = operator
        self._begin(CustodyMode.HELD)

    def retell(self, manner: Manner) -> None:
        """Write everything anew, after language or form of numbers changed."""
        self._manner = manner
        self._change()

    def _begin(self, mode: CustodyMode, notice: Say = NOTHING) -> None:
        waiting = tuple(pending_name(each) for each in self._pending())
        names = waiting if mode is CustodyMode.FORGET else ()
        self._change(
            mode=mode,
            names=names,
            chosen=names[0] if len(names) == 1 else "",
            form=NO_LETTER,
            is_asked=False,
            notice=notice,
            tone=Tone.WARNING if notice == words.NO_STICK else Tone.GOOD,
            problem=None,
            is_busy=False,
            cleared=self.state.cleared + 1,
        )

    def _run(self, work: Callable[[], T], told: Callable[[T], Say]) -> None:
        def done(result: T) -> None:
            self._begin(CustodyMode.HELD, told(result))
            self.refresh()
            self._changed()

        self._change(is_busy=True, is_asked=False, notice=NOTHING, problem=None)
        self._jobs.run(work, done=done, failed=self._fail)

    def _taken(self, taken: KeyStatus | LeaseStatus) -> Say:
        if isinstance(taken, KeyStatus):
            return _loaded(taken)
        until = self._manner.formatter.day(self._manner.local(parse_time(taken.until)))
        return words.LEASED.with_facts(serial=str(taken.serial), day=until)

    def _pending(self) -> tuple[PendingStatus, ...]:
        return () if self._held is None else self._held.custody.pending

    def _take(self, held: Holdings) -> None:
        self._held = held
        self._change()

    def _take_files(self, files: tuple[Path, ...]) -> None:
        if self.state.mode is not CustodyMode.SEALED:
            return
        self._files = files
        notice = NOTHING if files else words.NOTHING_THERE
        names = tuple(file.name for file in files)
        chosen = names[0] if len(names) == 1 else ""
        self._change(names=names, chosen=chosen, notice=notice, tone=Tone.WARNING)

    def _fail(self, error: PosError) -> None:
        self._change(is_busy=False, problem=problem_view(error), cleared=self.state.cleared + 1)

    def _change(self, **fields: object) -> None:
        state = replace(self.state, **fields)  # type: ignore[arg-type]  # Fields of the state.
        held = self._held
        self._show(
            replace(
                state,
                keys=() if held is None else key_views(held.agent.keys, self._manner),
                facts=() if held is None else facts_of(held, self._manner),
                can_forget=bool(self._pending()),
                guide=guide_of(state, self._pending(), self.operator),
                primary=primary_of(state),
            )
        )


def _entered(entered: Entered) -> Say:
    if entered.key is not None:
        return _loaded(entered.key)
    pending = entered.pending
    return words.BROUGHT.with_facts(
        value=entered.check_value, have=str(len(pending.custodians)), of=str(pending.of)
    )


def _loaded(key: KeyStatus) -> Say:
    return words.LOADED.with_facts(group=key.sgc, revision=str(key.krn), value=key.check_value)
