"""What the page of forgotten PINs asks; every method may touch a disk or the key agent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import msgspec

from pos.app.people.reset_pin import ask_head_office, reset_by_head_office, reset_by_recovery_code
from pos.app.ports import Ports
from pos.app.selling.quoting import terminal_of
from pos.domain.errors.office import PinResetMalformed
from pos.domain.operator import Role
from pos.presenters.small_file import read_small, replace_small, small_files_on
from pos.wire.pin_reset import (
    PIN_RESET_BYTES_MAX,
    PinResetTerms,
    SignedPinReset,
    genuine_pin_reset_request,
    pin_reset_code,
    pin_reset_terms,
    read_pin_reset,
    read_pin_reset_request,
)


@dataclass(frozen=True, slots=True)
class NewPin:
    """Who gets a PIN, and which; it is never shown.

    Attributes:
        supervisor: they become a supervisor by it.
    """

    name: str
    pin: bytes = field(repr=False)
    supervisor: bool


@dataclass(frozen=True, slots=True)
class PinAnswer:
    """A file that head office sent back.

    Attributes:
        name: whose PIN it is about.
    """

    file: Path
    name: str


@dataclass(frozen=True, slots=True)
class AskedReset:
    """A request on a stick.

    Attributes:
        code: told to head office by telephone.
    """

    file: str
    code: str


class PinResetDesk(Protocol):
    """PINs where no supervisor's PIN is at hand; nobody is signed in."""

    def people(self) -> tuple[str, ...]:
        """Return who works here, by name."""

    def by_code(self, wish: NewPin, code: bytes) -> None:
        """Give a PIN on the word of the recovery code; raises as `reset_by_recovery_code`."""

    def ask(self, wish: NewPin) -> AskedReset | None:
        """Write a request to head office on a stick, None without one; as `ask_head_office`."""

    def answers(self) -> tuple[PinAnswer, ...]:
        """Return what head office sent back on the sticks that are here."""

    def take(self, answer: PinAnswer) -> None:
        """Give the PIN that was asked for.

        Raises:
            PinResetMalformed: the stick is gone, or the file is another one now.
            As `reset_by_head_office`.
        """


class TerminalPinResetDesk:
    """Implements `PinResetDesk` on one terminal.

    Args:
        ports: of the terminal.
        sticks: the sticks that are in the machine now.
    """

    def __init__(self, ports: Ports, sticks: Callable[[], tuple[Path, ...]]) -> None:
        self._ports = ports
        self._sticks = sticks

    def people(self) -> tuple[str, ...]:
        """See `PinResetDesk.people`."""
        with self._ports.store.read() as reads:
            return tuple(row.name for row in reads.operators())

    def by_code(self, wish: NewPin, code: bytes) -> None:
        """See `PinResetDesk.by_code`."""
        reset_by_recovery_code(self._ports, wish.name, wish.pin, code, supervisor=wish.supervisor)

    def ask(self, wish: NewPin) -> AskedReset | None:
        """See `PinResetDesk.ask`."""
        sticks = self._sticks()
        if not sticks:
            return None
        with self._ports.store.read() as reads:
            terminal = terminal_of(reads).terminal
        request = ask_head_office(self._ports, wish.name, wish.pin, supervisor=wish.supervisor)
        file = sticks[0] / f"pin-request-{terminal}.json"
        replace_small(file, msgspec.json.encode(request))
        return AskedReset(str(file), pin_reset_code(request.body))

    def answers(self) -> tuple[PinAnswer, ...]:
        """See `PinResetDesk.answers`."""
        found = []
        for file in small_files_on(self._sticks(), PIN_RESET_BYTES_MAX):
            read = _answer_in(file)
            if read is not None:
                found.append(PinAnswer(file, read[1].operator))
        return tuple(found)

    def take(self, answer: PinAnswer) -> None:
        """See `PinResetDesk.take`."""
        read = _answer_in(answer.file)
        if read is None:
            raise PinResetMalformed
        signed, terms = read
        is_supervisor = terms.role is Role.SUPERVISOR
        reset_by_head_office(self._ports, terms.operator, signed, supervisor=is_supervisor)


def _answer_in(file: Path) -> tuple[SignedPinReset, PinResetTerms] | None:
    """Read an answer; a request, which has the same form, is none."""
    try:
        content = read_small(file, PIN_RESET_BYTES_MAX)
    except OSError:
        return None
    request, signed = read_pin_reset_request(content), read_pin_reset(content)
    if request is None or signed is None or genuine_pin_reset_request(request) is not None:
        return None
    terms = pin_reset_terms(signed.body)
    return None if terms is None else (signed, terms)
