"""A PKCS#11 device for tests: a SoftHSM token in a folder of its own, which can be pulled out."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from pos.app.ports.key_device import DeviceChoice

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
