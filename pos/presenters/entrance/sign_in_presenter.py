"""Signing in, locking, unlocking and switching operators.

    OPENING --key store closed--> PASSPHRASE --opened--> WAITING --PIN--> IN
    IN --lock--> LOCKED --PIN of the same or another--> IN
    IN, WAITING, LOCKED --keys are locked--> KEYS --passphrase--> as before
    WAITING, LOCKED --PIN forgotten--> FORGOTTEN --back--> as before

A PIN or passphrase is handed to the job and forgotten; no state holds one.
"""

from collections.abc import Callable
from dataclasses import replace

from pos.app.people.sign_in import SignedIn
from pos.domain.errors import IdentityLocked, PosError
from pos.presenters.door import Door, Opened
from pos.presenters.entrance import texts as words
from pos.presenters.entrance.state import PIN_STEPS, Entrance, SignInState
from pos.presenters.jobs import JobRunner
from pos.presenters.problem_view import ProblemView, problem_view
from pos.presenters.rendering import Rendering
from pos.presenters.texts import NOTHING

TRAINING_OPERATOR = "agent"


class SignInPresenter(Rendering[SignInState]):
    """Knows who is at the terminal."""

    def __init__(
        self,
        door: Door,
        jobs: JobRunner,
        *,
        opened: Callable[[Opened], None],
        operator_changed: Callable[[SignedIn | None], None],
        is_committing: Callable[[], bool],
    ) -> None:
        """Stand before a closed door.

        Args:
            door: opens the terminal.
            jobs: runs what takes time.
            opened: told once, before anybody signs in.
            operator_changed: told of who is in, None when nobody is.
            is_committing: whether a sale is being made right now.
        """
        self._door, self._jobs = door, jobs
        self._opened, self._operator_changed = opened, operator_changed
        self._is_committing = is_committing
        self._terminal: Opened | None = None
        self.operator: SignedIn | None = None
        super().__init__(SignInState())
        self._before = self.state

    def start(self) -> None:
        """Open the terminal without a passphrase, if that is possible."""
        self._open(None)

    def name_chosen(self, name: str) -> None:
        """Chose who signs in."""
        self._change(name=name, problem=None, has_training_pin=self._is_training())

    def secret_entered(self, text: str) -> None:
        """Typed a PIN or the passphrase, whichever is asked for, and pressed Enter."""
        if self.state.busy.text or not text:
            return
        secret = text.encode()
        match self.state.step:
            case Entrance.PASSPHRASE:
                self._open(secret)
            case Entrance.KEYS:
                self._unlock_keys(secret)
            case Entrance.WAITING | Entrance.LOCKED:
                self._sign_in(self.state.name, secret)
            case Entrance.OPENING | Entrance.FORGOTTEN | Entrance.IN:
                return

    def use_training_pin(self) -> None:
        """Sign the chosen operator of a training terminal in with the PIN that set-up made."""
        terminal = self._terminal
        if terminal is None or self.state.busy.text or not self._is_training():
            return
        name = self.state.name

        def do() -> SignedIn:
            return terminal.desk.sign_in(name, terminal.desk.training_pin(name) or b"")

        self._change(busy=words.CHECKING, problem=None)
        self._jobs.run(do, done=self._enter, failed=self._refuse)

    def people_changed(self, names: tuple[str, ...]) -> None:
        """Others may sign in from now on."""
        self._change(names=names)

    def switch_to(self, number: int) -> None:
        """Lock, and ask for the PIN of the person with this place among the names, from 1."""
        names, step = self.state.names, self.state.step
        if not 1 <= number <= len(names) or self.state.busy.text:
            return
        name = names[number - 1]
        is_own = self.operator is not None and self.operator.name == name
        if step in (Entrance.IN, Entrance.KEYS) and (is_own or not self.lock()):
            return
        if self.state.step in (Entrance.WAITING, Entrance.LOCKED):
            self.name_chosen(name)

    def next_name(self, by: int) -> bool:
        """Go to the name after or before the chosen one; False where nobody is chosen here."""
        names = self.state.names
        if self.state.step not in PIN_STEPS or not names:
            return False
        at = names.index(self.state.name) if self.state.name in names else -1 if by > 0 else 0
        self.name_chosen(names[(at + by) % len(names)])
        return True

    def lock(self) -> bool:
        """Lock the window; refused while a sale is being made. Return whether it is locked."""
        if self.operator is None:
            self.back()
            return self.state.step is not Entrance.IN
        if self._is_committing():
            self._change(notice=words.NOT_NOW)
            return False
        name, self.operator = self.operator.name, None
        self._change(
            step=Entrance.LOCKED,
            title=words.LOCKED_FOR.with_facts(name=name),
            name=name,
            primary=words.UNLOCK,
            hint=words.TRAINING_HINT if self._is_training() else NOTHING,
            has_training_pin=self._is_training(),
            notice=NOTHING,
            problem=None,
        )
        self._operator_changed(None)
        self._read_names()
        return True

    def ask_for_keys(self) -> None:
        """The keys are locked, and somebody who may not be in yet wants to sell."""
        if self.state.step is Entrance.FORGOTTEN:
            self.back()
        is_in_the_way = bool(self.state.busy.text) or self._is_committing()
        if self.state.step in (Entrance.IN, *PIN_STEPS) and not is_in_the_way:
            self._want_keys(None)

    def _want_keys(self, problem: ProblemView | None) -> None:
        self._before = self.state
        self._change(
            step=Entrance.KEYS,
            title=words.KEYS_WANTED,
            primary=words.UNLOCK,
            busy=NOTHING,
            hint=NOTHING,
            has_training_pin=False,
            problem=problem,
        )

    def forgot(self) -> None:
        """Somebody has forgotten a PIN, and no supervisor is at hand."""
        if self.state.step in PIN_STEPS and not self.state.busy.text:
            self._before = self.state
            self._change(step=Entrance.FORGOTTEN, notice=NOTHING, problem=None)

    def back(self) -> None:
        """Leave the passphrase for later, all but selling goes on; or ask for a PIN again."""
        if self.state.step in (Entrance.FORGOTTEN, Entrance.KEYS) and not self.state.busy.text:
            self._return()

    def _return(self) -> None:
        before = self._before
        self._change(
            step=before.step,
            title=before.title,
            primary=before.primary,
            busy=NOTHING,
            hint=before.hint,
            problem=None,
            has_training_pin=before.has_training_pin,
            clear_secret=self.state.clear_secret + 1,
        )

    def _read_names(self) -> None:
        """Learn who may sign in by now: a command or head office may have changed it."""
        if self._terminal is not None:
            desk = self._terminal.desk
            self._jobs.run(
                lambda: desk.facts().operators, done=self.people_changed, failed=self._refuse
            )

    def _open(self, passphrase: bytes | None) -> None:
        self._change(busy=words.OPENING, problem=None)
        self._jobs.run(
            lambda: self._door.open(passphrase), done=self._take_terminal, failed=self._stay_closed
        )

    def _stay_closed(self, error: PosError) -> None:
        is_asked = isinstance(error, IdentityLocked) and self.state.step is Entrance.OPENING
        self._change(
            step=Entrance.PASSPHRASE,
            title=words.PASSPHRASE_WANTED,
            primary=words.UNLOCK,
            busy=NOTHING,
            problem=None if is_asked else problem_view(error),
            clear_secret=self.state.clear_secret + 1,
        )

    def _take_terminal(self, terminal: Opened) -> None:
        self._terminal = terminal
        names = terminal.facts.operators
        training = terminal.facts.training
        is_usual = training and TRAINING_OPERATOR in names
        self._opened(terminal)
        self._change(
            step=Entrance.WAITING,
            title=words.WHO,
            names=names,
            name=TRAINING_OPERATOR if is_usual else (names[0] if len(names) == 1 else ""),
            primary=words.SIGN_IN,
            busy=NOTHING,
            hint=words.TRAINING_HINT if training else NOTHING,
            has_training_pin=training,
            clear_secret=self.state.clear_secret + 1,
        )

    def _sign_in(self, name: str, pin: bytes) -> None:
        terminal = self._terminal
        if terminal is None or not name:
            return
        self._change(busy=words.CHECKING, problem=None, notice=NOTHING)
        self._jobs.run(
            lambda: terminal.desk.sign_in(name, pin), done=self._enter, failed=self._refuse
        )

    def _unlock_keys(self, passphrase: bytes) -> None:
        terminal, operator = self._terminal, self.operator
        if terminal is None:
            return
        self._change(busy=words.CHECKING, problem=None)
        self._jobs.run(
            lambda: terminal.desk.unlock_keys(passphrase),
            done=lambda _: self._keys_open(operator),
            failed=self._refuse,
        )

    def _keys_open(self, operator: SignedIn | None) -> None:
        if operator is not None and operator is self.operator:
            self._enter(operator)
            return
        if self.state.step is Entrance.KEYS:
            self._return()
        # The window may have been locked meanwhile, and somebody else be in.
        self._change(busy=NOTHING)
        self._operator_changed(self.operator)

    def _enter(self, operator: SignedIn) -> None:
        self.operator = operator
        self._change(
            step=Entrance.IN,
            title=NOTHING,
            name=operator.name,
            busy=NOTHING,
            hint=NOTHING,
            notice=NOTHING,
            problem=None,
            clear_secret=self.state.clear_secret + 1,
        )
        self._operator_changed(operator)

    def _refuse(self, error: PosError) -> None:
        if isinstance(error, IdentityLocked) and self.state.step in PIN_STEPS:
            # The key store was started anew: no PIN counts before its passphrase.
            self._want_keys(problem_view(error))
            return
        self._change(
            busy=NOTHING, problem=problem_view(error), clear_secret=self.state.clear_secret + 1
        )

    def _is_training(self) -> bool:
        return self._terminal is not None and self._terminal.facts.training

    def _change(self, **fields: object) -> None:
        self._show(replace(self.state, **fields))  # type: ignore[arg-type]  # Fields of the state.
