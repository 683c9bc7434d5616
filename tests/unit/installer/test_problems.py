"""A failed command is explained in one line that says what to do."""

import pytest

from installer.problems import SetupStatus, problem_in_output


@pytest.mark.parametrize(
    ("line", "status", "word"),
    [
        (
            "W: Failed to fetch http://x/InRelease  Temporary failure resolving 'x'",
            SetupStatus.NETWORK,
            "network",
        ),
        (
            "WARNING: Retrying ... Failed to establish a new connection: [Errno -3]",
            SetupStatus.NETWORK,
            "network",
        ),
        ("OSError: [Errno 28] No space left on device", SetupStatus.DISK, "disk is full"),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            SetupStatus.NETWORK,
            "not the one",
        ),
        (
            "Error: [Errno 13] Permission denied: '/x/.venv'",
            SetupStatus.PUT_RIGHT,
            "may not write",
        ),
    ],
)
def test_known_causes(line: str, status: SetupStatus, word: str) -> None:
    """Each known cause has its own words and exit status, wherever it stands in the output."""
    problem = problem_in_output("Fetching", ["before", line, "ERROR: after"])
    assert problem.status is status
    assert problem.message.startswith("Fetching failed: ")
    assert word in problem.message
    assert "\n" not in problem.message


def test_a_full_disk_is_told_before_the_network() -> None:
    """With no room, what was fetched is lost too: the disk is the cause."""
    lines = ["Failed to fetch x", "No space left on device"]
    assert problem_in_output("Fetching", lines).status is SetupStatus.DISK


def test_an_unknown_cause_is_quoted() -> None:
    """The last complaint says more than the last line."""
    lines = ["E: Unable to locate package x", "some chatter"]
    problem = problem_in_output("Installing", lines)
    assert problem.message == "Installing failed: E: Unable to locate package x"
    assert problem.status is SetupStatus.OUR_FAULT


def test_silence_is_said() -> None:
    """A command may fail without a word."""
    assert problem_in_output("Installing", []).message == "Installing failed: it said nothing"
