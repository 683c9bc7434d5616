"""Ways to unlock the vault, as the key agent keeps them."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class UnlockSecret:
    """What opens a slot.

    Attributes:
        kind: `passphrase`, `recovery`, `keyring`, `credential` or `tpm`.
        secret: as it is typed or kept; never shown. For a new `tpm` the way to it, which the agent
            seals a secret of its own with; for one that is there nothing.
    """

    kind: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SlotStatus:
    """One way to unlock.

    Attributes:
        number: place in the vault, from 1.
        kind: see `UnlockSecret`; `unknown` for one of a later program.
        opens_vending: it opens the vending keys, too.
    """

    number: int
    kind: str
    opens_vending: bool


class KeySlots(Protocol):
    """The part of the key agent that knows ways to unlock.

    All but `slots` and `unlock` raise IdentityLocked; all that take a secret raise WrongPassphrase,
    UnlockSecretWrong, SlotMissing, PassphraseMalformed and RecoveryCodeMalformed.
    """

    def slots(self) -> tuple[SlotStatus, ...]:
        """Return all ways to unlock."""

    def unlock(self, by: UnlockSecret) -> None:
        """Open the compartments that a slot opens."""

    def add(self, by: UnlockSecret, new: UnlockSecret) -> None:
        """Add a way to unlock; a new recovery code takes the place of the old one.

        Args:
            by: opens the vending keys.
            new: what is to open the vault besides.

        Raises:
            SlotsFull, PassphraseTooShort.
        """

    def change(self, by: UnlockSecret, new: UnlockSecret) -> None:
        """Put a way to unlock in the place of the one that opens; of the same kind."""

    def remove(self, by: UnlockSecret, number: int) -> None:
        """Remove a way to unlock; LastSlot where nobody could open the vending keys any more."""

    def backup_key(self) -> bytes:
        """Return the X25519 public key of the recovery code, 32 bytes; empty for none."""
