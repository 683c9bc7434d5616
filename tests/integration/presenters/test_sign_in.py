"""Signing in, locking, unlocking and switching, on a real terminal."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pos.app.people.sign_in import SignedIn
from pos.domain.errors import FolderInUse, IdentityLocked, StoreBusy
from pos.presenters.desk import Desk
from pos.presenters.door import Opened
from pos.presenters.entrance.sign_in_presenter import SignInPresenter
from pos.presenters.entrance.state import Entrance
from pos.presenters.jobs import InlineJobs, JobRunner
from tests import cash_stories as cash
from tests import terminal_stories as terminal
from tests.desk_stories import HeldJobs, Till, opened_desks


@dataclass
class Entry:
    """An entrance before a till that is open already, and what was heard from it."""

    till: Till
    needs_passphrase: bool = False
    is_in_use: bool = False
    is_committing: bool = False
    heard: list[SignedIn | None] = field(default_factory=list)
    opened: int = 0

    def open(self, passphrase: bytes | None) -> Opened:
        """Open, unless it needs a passphrase."""
        if self.is_in_use:
            raise FolderInUse(why="another window")
        if self.needs_passphrase:
            if passphrase is None:
                raise IdentityLocked
            self.till.desk.unlock_keys(passphrase)
        till = self.till
        return opened_desks(till.desk, till.ports, till.folder)

    def presenter(self, jobs: JobRunner | None = None) -> SignInPresenter:
        """Return the presenter, started."""

        def note(_: Opened) -> None:
            self.opened += 1

        presenter = SignInPresenter(
            self,
            jobs or InlineJobs(),
            opened=note,
            operator_changed=self.heard.append,
            is_committing=lambda: self.is_committing,
        )
        presenter.start()
        return presenter


def step_of(entrance: SignInPresenter) -> Entrance:
    """Return where the entrance stands."""
    return entrance.state.step


def problem_of(entrance: SignInPresenter) -> str:
    """Return the code of what is said, empty for nothing."""
    problem = entrance.state.problem
    return "" if problem is None else problem.code


def pin_of(till: Till, name: str) -> str:
    """Return an operator's PIN as it is typed."""
    pin = till.desk.training_pin(name)
    assert pin is not None
    return pin.decode()


def test_a_training_terminal_is_entered_by_one_press(till: Till) -> None:
    """The usual operator is chosen and the PIN can be filled in."""
    entry = Entry(till)
    entrance = entry.presenter()
    assert step_of(entrance) is Entrance.WAITING
    assert entrance.state.names == ("agent", "supervisor")
    assert entrance.state.name == "agent"
    assert entrance.state.has_training_pin
    entrance.use_training_pin()
    assert step_of(entrance) is Entrance.IN
    assert [who.name for who in entry.heard if who] == ["agent"]
    assert entry.opened == 1


def test_a_wrong_pin_is_said_and_the_field_emptied(till: Till) -> None:
    """Neither the name nor the PIN is said to be the wrong one."""
    entrance = Entry(till).presenter()
    before = entrance.state.clear_secret
    entrance.secret_entered("000000x")
    assert step_of(entrance) is Entrance.WAITING
    assert problem_of(entrance) == "PIN-01"
    assert entrance.state.clear_secret > before


def test_a_lock_keeps_its_owner_and_lets_another_in(till: Till) -> None:
    """The same or another operator may unlock; everybody is told who is in."""
    entry = Entry(till)
    entrance = entry.presenter()
    entrance.secret_entered(pin_of(till, "agent"))
    assert entrance.lock()
    assert step_of(entrance) is Entrance.LOCKED
    assert entrance.state.name == "agent"
    entrance.name_chosen("supervisor")
    entrance.secret_entered(pin_of(till, "supervisor"))
    assert step_of(entrance) is Entrance.IN
    assert [who.name if who else "" for who in entry.heard] == ["agent", "", "supervisor"]


def test_one_press_switches_to_anybody(till: Till) -> None:
    """From the counter and from the lock, straight to their PIN; the first one's sale is kept."""
    entry = Entry(till)
    entrance = entry.presenter()
    entrance.use_training_pin()
    entrance.switch_to(1 + entrance.state.names.index("agent"))
    assert step_of(entrance) is Entrance.IN  # One's own number locks nobody out.
    entrance.switch_to(9)
    assert step_of(entrance) is Entrance.IN
    entrance.switch_to(1 + entrance.state.names.index("supervisor"))
    assert (step_of(entrance), entrance.state.name) == (Entrance.LOCKED, "supervisor")
    assert entry.heard[-1] is None
    entrance.switch_to(1 + entrance.state.names.index("agent"))
    assert entrance.state.name == "agent"


def test_nobody_is_switched_while_a_sale_is_made(till: Till) -> None:
    """It is over soon."""
    entry = Entry(till)
    entrance = entry.presenter()
    entrance.use_training_pin()
    entry.is_committing = True
    entrance.switch_to(1 + entrance.state.names.index("supervisor"))
    assert step_of(entrance) is Entrance.IN
    assert entrance.state.name == "agent"


def test_nobody_locks_while_a_sale_is_made(till: Till) -> None:
    """It says so and stays."""
    entry = Entry(till)
    entrance = entry.presenter()
    entrance.use_training_pin()
    entry.is_committing = True
    assert not entrance.lock()
    assert step_of(entrance) is Entrance.IN
    assert entrance.state.notice.text


def test_a_closed_key_store_asks_for_its_passphrase(till: Till) -> None:
    """A wrong one is said; the right one opens."""
    entrance = Entry(till, needs_passphrase=True).presenter()
    assert step_of(entrance) is Entrance.PASSPHRASE
    assert problem_of(entrance) == ""
    entrance.secret_entered("wrong")
    assert problem_of(entrance) == "VAULT-01"
    entrance.secret_entered(terminal.passphrase_of(till.folder).decode())
    assert step_of(entrance) is Entrance.WAITING
    assert problem_of(entrance) == ""


def test_who_was_let_in_elsewhere_can_unlock(till: Till) -> None:
    """The lock knows everybody who may sign in by now, whoever let them in."""
    entrance = Entry(till).presenter()
    entrance.use_training_pin()
    assert "thandi" not in entrance.state.names
    cash.with_thandi(till.ports, till.folder)
    entrance.lock()
    assert "thandi" in entrance.state.names
    assert entrance.state.name == "agent"


def test_a_folder_in_use_is_said(till: Till) -> None:
    """Nothing is asked for that would not help."""
    entrance = Entry(till, is_in_use=True).presenter()
    assert problem_of(entrance) == "FOLDER-01"


def test_locked_keys_are_opened_without_leaving(till: Till) -> None:
    """The operator stays who they are; Esc leaves it for later."""
    entrance = Entry(till).presenter()
    entrance.use_training_pin()
    till.desk.lock_keys()
    entrance.ask_for_keys()
    assert step_of(entrance) is Entrance.KEYS
    entrance.back()
    assert step_of(entrance) is Entrance.IN
    entrance.ask_for_keys()
    entrance.secret_entered(terminal.passphrase_of(till.folder).decode())
    assert step_of(entrance) is Entrance.IN
    assert till.ports.keys.status().vending_open


@pytest.mark.parametrize("secret", ["9" * 6, "hunter2 hunter2"])
def test_no_state_holds_a_secret(till: Till, secret: str) -> None:
    """Neither the presenter nor its states remember what was typed."""
    entrance = Entry(till).presenter()
    seen: list[Any] = []
    entrance.attach(seen.append)
    entrance.secret_entered(secret)
    assert secret not in repr(seen)
    assert secret not in repr(vars(entrance))


def test_a_repeated_wrong_pin_has_to_wait(till: Till, folder: Path) -> None:
    """The agent slows guessing down, and the screen says for how long."""
    assert folder == till.folder
    entrance = Entry(till).presenter()
    for _ in range(12):
        entrance.secret_entered("0000000")
    assert problem_of(entrance) in ("PIN-01", "PIN-02")


def locked_while_keys_are_opened(till: Till, entry: Entry, jobs: HeldJobs) -> SignInPresenter:
    """Give an entrance that was locked while the keys' passphrase is being tried."""
    entrance = entry.presenter(jobs)
    jobs.let_all()
    entrance.use_training_pin()
    jobs.let_all()
    till.desk.lock_keys()
    entrance.ask_for_keys()
    entrance.secret_entered(terminal.passphrase_of(till.folder).decode())
    assert entrance.lock()
    return entrance


def test_a_window_that_is_locked_meanwhile_stays_locked(till: Till) -> None:
    """Trying a passphrase takes a while; whoever locks and goes is not signed in again by it."""
    jobs = HeldJobs()
    entrance = locked_while_keys_are_opened(till, Entry(till), jobs)
    jobs.let_all()
    assert (step_of(entrance), entrance.state.busy.text) == (Entrance.LOCKED, "")
    assert entrance.operator is None
    assert till.ports.keys.status().vending_open


def test_who_comes_in_while_keys_are_being_opened_stays_in(till: Till) -> None:
    """The disk was busy when the names were read, and a PIN was tried before the passphrase."""
    jobs, entry = HeldJobs(), Entry(till)
    entrance = locked_while_keys_are_opened(till, entry, jobs)
    unlocking, names = jobs.waiting
    jobs.waiting.clear()
    names.failed(StoreBusy())
    entrance.use_training_pin()
    jobs.let_all()
    unlocking.run()
    assert step_of(entrance) is Entrance.IN
    assert entry.heard[-1] is entrance.operator is not None


class StartedAnew:
    """A real desk whose key store was started anew: nothing of it is open before the passphrase."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._is_open = desk, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    def unlock_keys(self, passphrase: bytes) -> None:
        """Open it."""
        self._desk.unlock_keys(passphrase)
        self._is_open = True

    def sign_in(self, name: str, pin: bytes) -> SignedIn:
        """Know nobody while it is closed."""
        if not self._is_open:
            raise IdentityLocked
        return self._desk.sign_in(name, pin)


@pytest.mark.parametrize("was_in", [False, True])
def test_keys_are_opened_where_nobody_is_in(till: Till, *, was_in: bool) -> None:
    """The line at the foot says that they are locked there, too, and its button does it."""
    entry = Entry(till)
    entrance = entry.presenter()
    if was_in:
        entrance.use_training_pin()
        assert entrance.lock()
    before = entrance.state
    till.desk.lock_keys()
    for leave in (entrance.back, entrance.lock, lambda: entrance.switch_to(1)):
        entrance.ask_for_keys()
        assert step_of(entrance) is Entrance.KEYS
        leave()
        assert (step_of(entrance), entrance.state.title) == (before.step, before.title)
    entrance.ask_for_keys()
    entrance.secret_entered("not the passphrase")
    assert (step_of(entrance), problem_of(entrance)) == (Entrance.KEYS, "VAULT-01")
    entry.heard.clear()
    entrance.secret_entered(terminal.passphrase_of(till.folder).decode())
    assert (step_of(entrance), problem_of(entrance)) == (before.step, "")
    assert entry.heard == [None], "the line is read anew"
    assert (entrance.state.title, entrance.state.primary) == (before.title, before.primary)
    assert till.ports.keys.status().vending_open
    entrance.use_training_pin()
    assert step_of(entrance) is Entrance.IN


def test_keys_are_opened_from_the_page_of_a_forgotten_pin(till: Till) -> None:
    """No PIN is reset before they are; that page is left for it."""
    entrance = Entry(till).presenter()
    entrance.forgot()
    till.desk.lock_keys()
    entrance.ask_for_keys()
    assert step_of(entrance) is Entrance.KEYS
    entrance.secret_entered(terminal.passphrase_of(till.folder).decode())
    assert step_of(entrance) is Entrance.WAITING


def test_a_key_store_that_was_started_anew_asks_before_the_pin(till: Till) -> None:
    """Nobody can sign in before the passphrase, so it is asked for, and then the PIN."""
    pin = pin_of(till, "agent")
    till.desk = StartedAnew(till.desk)
    entrance = Entry(till).presenter()
    entrance.secret_entered(pin)
    assert (step_of(entrance), problem_of(entrance)) == (Entrance.KEYS, "AGENT-03")
    entrance.secret_entered(terminal.passphrase_of(till.folder).decode())
    assert (step_of(entrance), problem_of(entrance)) == (Entrance.WAITING, "")
    entrance.secret_entered(pin)
    assert step_of(entrance) is Entrance.IN
