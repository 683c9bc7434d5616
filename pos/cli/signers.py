"""The people of a command: who manages, who approves; their PINs come by file or prompt."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import sign_in
from pos.app.ports import Ports
from pos.cli.asking import ask_secret
from pos.cli.session import SECRETS_FOLDER, Session, read_secret_file, write_secret_file

if TYPE_CHECKING:
    from pos.app.people.manage_operators import Manager

_PIN_DIGITS = 6


def second_person(session: Session) -> SecondPerson | None:
    """Return who approves by `--approver`, with their PIN; None where nobody is named."""
    if not session.approver:
        return None
    return SecondPerson(session.approver, session.approver_pin())


@contextmanager
def managing(session: Session) -> Iterator[tuple[Ports, "Manager"]]:
    """Open the terminal and sign in somebody who manages people."""
    # Imported here: a sale manages nobody.
    from pos.app.people.manage_operators import Manager  # noqa: PLC0415 - see above.

    with session.opened() as terminal:
        name, pin = session.operator_name(), session.pin()
        yield terminal.ports, Manager(sign_in(terminal.ports, name, pin), pin)


def new_pin(session: Session, name: str, given: Path | None) -> tuple[bytes, Path | None]:
    """Return a new PIN, and the training file that it shall be kept in, if any.

    It comes from the file that is given; a training terminal makes one up, as `init` did; a real
    one asks twice without echo.
    """
    if given is not None:
        return read_secret_file(given, others_may_read=session.training), None
    if session.training:
        digits = "".join(secrets.choice("0123456789") for _ in range(_PIN_DIGITS))
        return digits.encode(), session.data.absolute() / SECRETS_FOLDER / f"{name}.pin"
    return ask_secret(f"New PIN of {name}", twice=True).encode(), None


def keep_training_pin(file: Path | None, pin: bytes) -> None:
    """Write a training PIN that was made up into its file."""
    if file is not None:
        write_secret_file(file, pin)
