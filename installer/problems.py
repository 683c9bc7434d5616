"""What can stop a set-up, each said in one line."""

from collections.abc import Iterable
from enum import IntEnum


class SetupStatus(IntEnum):
    """What the installer answers to the shell; the numbers are those of `vendwatt`."""

    DONE = 0
    CHECK_FAILED = 1
    PUT_RIGHT = 2
    DISK = 5
    NETWORK = 7
    OUR_FAULT = 70


class SetupError(Exception):
    """The set-up cannot go on.

    Attributes:
        message: what happened and what to do now, for the person in front of the screen.
        status: what the installer exits with.
    """

    def __init__(self, message: str, status: SetupStatus) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


NETWORK_MARKS = (
    "Temporary failure resolving",
    "Temporary failure in name resolution",
    "Name or service not known",
    "Could not resolve",
    "Could not connect",
    "Unable to connect",
    "Failed to establish a new connection",
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "Read timed out",
    "Connection refused",
    "Network is unreachable",
    "Failed to fetch",
)
DISK_MARKS = ("No space left on device", "not enough free space", "Disk quota exceeded")
RIGHTS_MARKS = ("Permission denied", "Operation not permitted", "Read-only file system")
HASH_MARKS = ("DO NOT MATCH THE HASHES",)


def problem_in_output(what: str, lines: Iterable[str]) -> SetupError:
    """Explain why a command failed, from what it printed.

    Args:
        what: the work that failed, as a noun: "Fetching the packages".
        lines: the command's last lines; standard output and errors together.

    Returns:
        The one-line error. The command's own last complaint is quoted where no known cause shows.
    """
    text = list(lines)
    whole = "\n".join(text)
    if any(mark in whole for mark in DISK_MARKS):
        return SetupError(
            f"{what} failed: the disk is full. Free some space and start again.", SetupStatus.DISK
        )
    if any(mark in whole for mark in HASH_MARKS):
        return SetupError(
            f"{what} failed: a package is not the one this version was made with, and was not"
            " installed. Start again on another network.",
            SetupStatus.NETWORK,
        )
    if any(mark in whole for mark in NETWORK_MARKS):
        return SetupError(
            f"{what} failed: the network cannot be reached. Connect it and start again.",
            SetupStatus.NETWORK,
        )
    if any(mark in whole for mark in RIGHTS_MARKS):
        return SetupError(
            f"{what} failed: this user may not write there. Start again as the user who owns the"
            " folder, or give the folder to this one.",
            SetupStatus.PUT_RIGHT,
        )
    complaints = [line.strip() for line in text if line.startswith(("E:", "ERROR", "Error"))]
    spoken = complaints or [line.strip() for line in text if line.strip()] or ["it said nothing"]
    return SetupError(f"{what} failed: {spoken[-1]}", SetupStatus.OUR_FAULT)
