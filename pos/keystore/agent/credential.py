"""What opens an agent at its start: a credential that systemd hands it, or the machine's TPM.

`LoadCredentialEncrypted=vendwatt-identity:FILE` puts it, for this process alone, into the folder
that CREDENTIALS_DIRECTORY names. It is 64 hex digits and opens identity only.
"""

import os
import sys
from pathlib import Path
from typing import Final, Protocol

from pos.app.ports.slots import KeySlots, UnlockSecret
from pos.domain.errors import PosError
from pos.keystore.agent.agent import KeyAgent

CREDENTIAL_NAME: Final = "vendwatt-identity"
_VARIABLE: Final = "CREDENTIALS_DIRECTORY"
_BYTES_MAX: Final = 256


class Opening(Protocol):
    """An agent of either kind."""

    @property
    def slots(self) -> KeySlots:
        """Its ways to unlock."""


def open_by_credential(agent: Opening) -> None:
    """Open identity with the service's credential, if there is one.

    One that does not fit is reported and changes nothing: the agent waits for the passphrase.
    """
    folder = os.environ.get(_VARIABLE)
    if not folder:
        return
    try:
        with (Path(folder) / CREDENTIAL_NAME).open("rb") as file:
            secret = bytes.fromhex(file.read(_BYTES_MAX).decode("ascii", "replace").strip())
        agent.slots.unlock(UnlockSecret("credential", secret))
    except FileNotFoundError:
        return
    except (OSError, ValueError):
        sys.stderr.write("the credential cannot be read\n")
    except PosError as error:
        sys.stderr.write(f"the credential does not open identity: {error.code}\n")


def open_by_tpm(agent: Opening) -> None:
    """Open identity with this machine's TPM, if the vault has a slot for it; reports likewise."""
    if all(slot.kind != "tpm" for slot in agent.slots.slots()):
        return
    try:
        agent.slots.unlock(UnlockSecret("tpm", b""))
    except PosError as error:
        sys.stderr.write(f"the TPM does not open identity: {error.code}\n")


def open_unattended(agent: KeyAgent) -> None:
    """Open everything by the machine alone, if the vault has a slot for it; reports likewise."""
    if all(slot.kind != "unattended" for slot in agent.slots.slots()):
        return
    try:
        agent.unlock_unattended()
    except PosError as error:
        sys.stderr.write(f"the machine does not open the vending keys: {error.code}\n")
