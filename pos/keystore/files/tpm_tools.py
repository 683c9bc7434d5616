"""Running tpm2-tools (5 or later, an optional extra): secrets on standard input and output only."""

import os
import re
import shutil
import subprocess
from typing import Final

DEVICE: Final = "device:/dev/tpmrm0"
# Firmware, its extensions, the boot loader, and the keys that may sign one.
BOOT_PCRS: Final = "0,2,4,7"
_WAYS: Final = re.compile(r"device:/dev/tpm(rm)?[0-9]|swtpm:path=/[^,\0\n]{1,200}", re.ASCII)
_PROGRAMS: Final = "/usr/bin:/usr/local/bin"
_WITHIN_S: Final = 3


class ToolFailed(Exception):
    """A tool did not do its part.

    Attributes:
        why: its name, or what is missing; never what it said, which may name more than its fault.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def is_way(way: str) -> bool:
    """Whether a text says how a TPM is reached: its device, or `swtpm:path=SOCKET`."""
    return _WAYS.fullmatch(way) is not None


def run_tool(way: str, tool: str, *arguments: str, given: bytes = b"") -> bytes:
    """Run one tool and return its standard output.

    Args:
        way: see `is_way`.
        tool: its name.
        arguments: nothing secret.
        given: its standard input.

    Raises:
        ToolFailed: it is missing, silent, or says no.
    """
    program = shutil.which(tool, path=_PROGRAMS)
    if program is None:
        raise ToolFailed("tpm2-tools is not installed")
    try:
        done = subprocess.run(  # noqa: S603 - a tool of the system, no shell, no secret
            [program, *arguments],
            input=given,
            capture_output=True,
            timeout=_WITHIN_S,
            check=False,
            env={"LC_ALL": "C", "TPM2TOOLS_TCTI": way, "TSS2_LOG": "all+none"},
            cwd=os.sep,
        )
    except subprocess.TimeoutExpired:
        # The exception quotes what the tool has said so far.
        raise ToolFailed("silent") from None
    except OSError as error:
        raise ToolFailed("tpm2-tools") from error
    if done.returncode != 0:
        raise ToolFailed(tool)
    return done.stdout
