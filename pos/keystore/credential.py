"""The service's own credential: what systemd hands an agent that it starts.

`LoadCredentialEncrypted=vendwatt-identity:FILE` puts it, for this process alone, into the folder
that CREDENTIALS_DIRECTORY names. It is 64 hex digits and opens identity only.
"""

import os
import sys
from pathlib import Path
from typing import Final

from pos.app.ports.slots import UnlockSecret
from pos.domain.errors import PosError
from pos.keystore.agent import KeyAgent

CREDENTIAL_NAME: Final = "vendwatt-identity"
_VARIABLE: Final = "CREDENTIALS_DIRECTORY"
_BYTES_MAX: Final = 256


def open_by_credential(agent: KeyAgent) -> None:
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


def open_by_tpm(agent: KeyAgent) -> None:
    """Open identity with this machine's TPM, if the vault has a slot for it; reports likewise."""
    if "tpm" not in agent.status().slots:
        return
    try:
        agent.slots.unlock(UnlockSecret("tpm", b""))
    except PosError as error:
        sys.stderr.write(f"the TPM does not open identity: {error.code}\n")
