"""A PKCS#11 device for tests: a SoftHSM token in a folder of its own, which can be pulled out."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pkcs11

from pos.app.ports.key_device import DeviceChoice
from pos.keystore.vault.compartments import StoredDevice

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
TOKEN_PIN = b"493027"
TOKEN = "till"


@dataclass(frozen=True, slots=True)
class SoftToken:
    """A token whose files lie in a folder.

    Attributes:
        folder: of the tokens.
        settings: of SoftHSM.
    """

    folder: Path
    settings: Path

    def choice(self, **changes: object) -> DeviceChoice:
        """Say how it is reached."""
        values = {
            "module": MODULE,
            "token": TOKEN,
            "pin": TOKEN_PIN,
            "settings": (("SOFTHSM2_CONF", str(self.settings)),),
        }
        return DeviceChoice(**{**values, **changes})  # type: ignore[arg-type]  # wrong on purpose

    def stored(self, **changes: object) -> StoredDevice:
        """Say what a vault would keep of it."""
        choice = self.choice(**changes)
        return StoredDevice(choice.module, choice.token, choice.pin, choice.settings)

    @property
    def _pulled(self) -> Path:
        return self.folder.with_name("pulled-out")

    def pull_out(self) -> None:
        """Take it away, with everything in it."""
        self.folder.rename(self._pulled)
        self.folder.mkdir()

    def plug_in(self) -> None:
        """Bring it back."""
        self.folder.rmdir()
        self._pulled.rename(self.folder)

    @contextmanager
    def logged_in(self) -> Iterator[pkcs11.Session]:
        """Open it as somebody else with its PIN does."""
        os.environ["SOFTHSM2_CONF"] = str(self.settings)
        library = pkcs11.lib(MODULE)
        library.reinitialize()
        (token,) = library.get_tokens(token_label=TOKEN)
        with token.open(rw=True, user_pin=TOKEN_PIN.decode()) as session:
            yield session

    def content(self) -> bytes:
        """Return every byte of it."""
        return b"".join(path.read_bytes() for path in self.folder.rglob("*") if path.is_file())


def soft_token(folder: Path) -> SoftToken:
    """Return the token below a folder, made if it is not there."""
    token = SoftToken(folder / "softhsm" / "tokens", folder / "softhsm" / "softhsm2.conf")
    if token.settings.exists():
        return token
    token.folder.mkdir(parents=True)
    token.settings.write_text(
        f"directories.tokendir = {token.folder}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    subprocess.run(
        [
            *("softhsm2-util", "--init-token", "--free", "--label", TOKEN),
            *("--so-pin", "00000000", "--pin", TOKEN_PIN.decode()),
        ],
        env={"SOFTHSM2_CONF": str(token.settings), "PATH": "/usr/bin"},
        check=True,
        capture_output=True,
    )
    return token
