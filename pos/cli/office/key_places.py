"""Where the keys of a head office are, and the passphrase that may lie beside them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pos.cli.session import PASSPHRASE_FILE, read_secret_file


@dataclass(frozen=True, slots=True)
class KeysWanted:
    """Where the keys of a head office are to live.

    Attributes:
        folder: None for the usual one.
        passphrase: opens them; None for a random one, kept in a file beside them.
    """

    folder: Path | None = None
    passphrase: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class KeysMade:
    """Keys of a head office in a vault that was just made.

    Attributes:
        folder: of the vault.
        passphrase_file: where a random passphrase lies; None for somebody's own.
        recovery_code: to be shown once; empty for none.
    """

    folder: Path
    passphrase_file: Path | None
    recovery_code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeysPlace:
    """Where the keys of a head office are, and what opens them.

    Attributes:
        folder: None for the usual one.
        passphrase: is told the folder where more has to be opened; None leaves it locked.
    """

    folder: Path | None
    passphrase: Callable[[Path], bytes | None]


def kept_passphrase(folder: Path) -> bytes | None:
    """Return the passphrase that lies beside the keys, None where somebody took it away.

    Raises:
        SecretFileUnsafe: others can read it.
    """
    kept = folder / PASSPHRASE_FILE
    return read_secret_file(kept, others_may_read=False) if kept.is_file() else None
