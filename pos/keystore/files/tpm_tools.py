"""Running tpm2-tools (5 or later, an optional extra): secrets on standard input and output only."""

import os
import re
import shutil
import subprocess
from contextlib import suppress
from typing import Final

DEVICE: Final = "device:/dev/tpmrm0"
# Firmware, its extensions, the boot loader, and the keys that may sign one.
BOOT_PCRS: Final = "0,2,4,7"
_WAYS: Final = re.compile(r"device:/dev/tpm(rm)?[0-9]|swtpm:path=/[^,\0\n]{1,200}", re.ASCII)
_PROGRAMS: Final = "/usr/bin:/usr/local/bin"
SILENT: Final = "silent"
_WITHIN_S: Final = 3
KILLED_S: Final = 1


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


def run_tool(
    way: str, tool: str, *arguments: str, given: bytes = b"", within_s: float = _WITHIN_S
) -> bytes:
    """Run one tool and return its standard output.

    Args:
        way: see `is_way`.
        tool: its name.
        arguments: nothing secret.
        given: its standard input.
        within_s: its time; one that cannot be killed, as the kernel holds it, is left behind.

    Raises:
        ToolFailed: it is missing, silent, or says no.
    """
    program = shutil.which(tool, path=_PROGRAMS)
    if program is None:
        raise ToolFailed("tpm2-tools is not installed")
    try:
        process = subprocess.Popen(  # noqa: S603 - a tool of the system, no shell, no secret
            [program, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"LC_ALL": "C", "TPM2TOOLS_TCTI": way, "TSS2_LOG": "all+none"},
            cwd=os.sep,
        )
        said = _said_by(process, given, within_s)
    except OSError as error:
        raise ToolFailed("tpm2-tools") from error
    if process.returncode != 0:
        raise ToolFailed(tool)
    return said


def free_room(way: str) -> None:
    """Flush what tools left in the TPM, which has room for three objects and three sessions.

    A tool that is killed leaves them, and without a resource manager they stay. Raises ToolFailed.
    """
    run_tool(way, "tpm2_flushcontext", "-t")
    run_tool(way, "tpm2_flushcontext", "-l")


def _said_by(process: "subprocess.Popen[bytes]", given: bytes, within_s: float) -> bytes:
    try:
        return process.communicate(given, timeout=within_s)[0]
    except subprocess.TimeoutExpired:
        # The exception quotes what the tool has said so far.
        raise ToolFailed(SILENT) from None
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Kill a tool that still runs; the kernel may hold it for as long as the TPM is stuck."""
    if process.poll() is None:
        process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.wait(KILLED_S)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
