"""What all commands share: global options, opening the terminal, signing in, answering."""

import json
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click
import msgspec

from pos.app.people.sign_in import SignedIn, sign_in
from pos.app.ports import Ports, SecurityModuleSetup
from pos.app.selling.settle import settle
from pos.cli.asking import ask_secret
from pos.cli.carried_file import write_carried_file
from pos.cli.logs import log_to_file
from pos.cli.named_file import open_named, read_within
from pos.domain.errors import (
    FileFault,
    FileNotRead,
    FolderNotATerminal,
    MoneyStands,
    SecretFileUnsafe,
)
from pos.domain.operator import Role

if TYPE_CHECKING:
    # Loading it takes as long as a sale.
    from pos.cli.office.offices import Offices
    from pos.cli.terminal.backup import Backups

SECRETS_FOLDER = "secrets"
RECOVERY_CODE_FILE = "recovery-code"
PASSPHRASE_FILE = "passphrase"  # noqa: S105 - a file's name.
SECRET_BYTES_MAX = 4096
_OTHERS_MAY_READ = stat.S_IRWXG | stat.S_IRWXO


@dataclass
class OpenTerminal:
    """A terminal whose store and key agent are reached.

    Attributes:
        training: its vault is a training vault.
        keys: the same agent as `ports.keys`, with what set-up needs.
        close: gives up store and agent.
    """

    ports: Ports
    keys: SecurityModuleSetup
    training: bool
    close: Callable[[], None]


class Keyring(Protocol):
    """The operating system's keyring, for one terminal."""

    def secret(self) -> bytes | None:
        """Return what is kept, None where nothing is or nothing can be read."""

    def keep(self, secret: bytes) -> None:
        """Keep a secret; KeyringUnusable."""

    def forget(self) -> None:
        """Forget it; nothing to forget is fine."""


class Terminals(Protocol):
    """Builds terminals; the composition root gives one."""

    def open(self, folder: Path, ask_passphrase: Callable[[bool], bytes]) -> OpenTerminal:
        """Open a terminal.

        Args:
            folder: the terminal's.
            ask_passphrase: called only where the agent needs it, with whether it is for training.
        """

    def open_agent(self, folder: Path) -> SecurityModuleSetup:
        """Reach the key agent without opening anything."""

    def create_training(
        self,
        folder: Path,
        currency: str,
        *,
        components_ok: bool = False,
        passphrase: bytes | None = None,
    ) -> "NewTerminal":
        """Make a training terminal in a folder that does not exist or is empty.

        Args:
            passphrase: of its key store; a random one if None. It is kept beside it either way.
        """

    def create_real(self, folder: Path, wanted: "WantedTerminal") -> str:
        """Make an empty real terminal likewise; return its recovery code, to be shown once."""

    def keyring(self, folder: Path) -> Keyring:
        """Return the operating system's keyring for the terminal in a folder."""

    def backups(self) -> "Backups":
        """Return what backs terminals up and restores them."""

    def open_window(self, folder: Path) -> int | None:
        """Show the window until it is closed and return the exit status; None without a display."""

    def resources(self) -> Path:
        """Return the folder of what ships with the program."""

    def offices(self) -> "Offices":
        """Return what joins terminals and head offices."""


@dataclass(frozen=True, slots=True)
class WantedTerminal:
    """What a real terminal is made with.

    Attributes:
        terminal: id.
        currency: ISO 4217.
        time_zone: IANA name.
        supervisor: the first person, who adds the others.
        pin: theirs.
        passphrase: of the vault.
    """

    terminal: str
    currency: str
    time_zone: str
    supervisor: str
    pin: bytes = field(repr=False)
    passphrase: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NewTerminal:
    """A training terminal that was just made."""

    terminal: str
    operators: tuple[tuple[str, Role], ...]
    meters: tuple[str, ...]


@dataclass
class Session:
    """One run of the program.

    Attributes:
        terminals: builds what the command needs.
        data: the terminal's folder.
        as_json: answer in JSON lines.
        operator, approver: names; empty for the training default and for none.
        pin_file, passphrase_file: secrets; None for the training files or a prompt.
        money: where it stands should the command end without a word of its own.
    """

    terminals: Terminals
    data: Path
    as_json: bool = False
    operator: str = ""
    approver: str = ""
    pin_file: Path | None = None
    approver_pin_file: Path | None = None
    passphrase_file: Path | None = None
    money: MoneyStands = MoneyStands.NOT_INVOLVED
    _training: bool = field(default=True, init=False)

    @contextmanager
    def opened(self, *, settled: bool = True) -> Iterator[OpenTerminal]:
        """Open the terminal for the length of a command.

        Args:
            settled: settle first what earlier runs left, as start-up does. Commands that only look
                skip it.
        """
        if not self.data.is_dir():
            raise FolderNotATerminal
        log_to_file(self.data)
        with ExitStack() as stack:
            terminal = self.terminals.open(self.data, self._passphrase_of)
            stack.callback(terminal.close)
            self._training = terminal.training
            if settled:
                settle(terminal.ports)
            yield terminal

    @contextmanager
    def selling(self, *roles: Role) -> Iterator[tuple[Ports, SignedIn]]:
        """Open the terminal and sign the operator in, who must have one of these roles."""
        with self.opened() as terminal:
            yield terminal.ports, self.signed_in(terminal.ports, *roles)

    def signed_in(self, ports: Ports, *roles: Role) -> SignedIn:
        """Sign the operator in, who must have one of these roles."""
        operator = sign_in(ports, self.operator_name(), self.pin())
        operator.must_be(*roles)
        return operator

    def operator_name(self) -> str:
        """Return who works; in training that is `agent` unless somebody else is named."""
        if self.operator:
            return self.operator
        return "agent" if self._training else str(click.prompt("Operator", err=True))

    def pin(self) -> bytes:
        """Return the operator's PIN, from its file or a prompt."""
        training = self.data / SECRETS_FOLDER / f"{self.operator_name()}.pin"
        return self._secret("PIN", self.pin_file, training)

    def approver_pin(self) -> bytes:
        """Return the second person's PIN, from its file or a prompt."""
        training = self.data / SECRETS_FOLDER / f"{self.approver}.pin"
        return self._secret(f"PIN of {self.approver}", self.approver_pin_file, training)

    @property
    def training(self) -> bool:
        """Whether the terminal that was opened is a training terminal."""
        return self._training

    def passphrase(self, *, training: bool) -> bytes:
        """Return the vault's passphrase, from its file or a prompt."""
        self._training = training
        kept = self.data / SECRETS_FOLDER / PASSPHRASE_FILE
        return self._secret("Passphrase", self.passphrase_file, kept)

    def new_secret(self, name: str, given: Path | None) -> bytes:
        """Return a secret for a real terminal, from a file of its owner's only or asked twice."""
        if given is not None:
            return read_secret_file(given, others_may_read=False)
        return ask_secret(name, twice=True).encode()

    def _passphrase_of(self, training: bool) -> bytes:  # noqa: FBT001 - called by position.
        return self.passphrase(training=training)

    def _secret(self, name: str, given: Path | None, training: Path) -> bytes:
        if given is not None:
            return read_secret_file(given, others_may_read=self._training)
        if self._training and training.is_file():
            return read_secret_file(training, others_may_read=True)
        return ask_secret(name).encode()

    def answer(self, facts: object, text: str) -> None:
        """Answer on standard output: the object as a JSON line, or the text."""
        click.echo(_as_json(facts) if self.as_json else text)


def _as_json(facts: object) -> str:
    try:
        return msgspec.json.encode(facts).decode()
    except UnicodeEncodeError:
        # A folder's name that is no UTF-8: escaped, Python and others read it back as it is.
        return json.dumps(msgspec.to_builtins(facts))


def read_secret_file(path: Path, *, others_may_read: bool, limit: int = SECRET_BYTES_MAX) -> bytes:
    """Return a secret, of at most so many bytes, without its line end.

    Raises:
        FileNotRead: also where it is too large, or no plain file.
        SecretFileUnsafe: others can read it and this is a real terminal.
    """
    # What is no plain file is refused, not waited for.
    with open_named(path, waits=False) as file:
        mode = os.fstat(file.fileno()).st_mode
        if not stat.S_ISREG(mode):
            raise FileNotRead(name=path.name, why=FileFault.NOT_PLAIN.value)
        if mode & _OTHERS_MAY_READ and not others_may_read:
            raise SecretFileUnsafe(name=path.name)
        return read_within(file, path.name, limit).rstrip(b"\r\n")


def write_secret_file(path: Path, secret: bytes) -> None:
    """Write a secret into a file that only its owner can read, in place of an older one.

    Raises:
        FileNotWritten.
    """
    write_carried_file(path, (secret, b"\n"))
