"""A program that wants to be in the way of others at a key agent.

    python -m tests.faults.keystore.flooder FOLDER KIND LINES [apart]

It goes on until its input ends, and prints how often it was answered, by code. Apart, each line is
one of a process of its own, and nothing is counted.
"""

import os
import secrets
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from pos.app.ports.slots import UnlockSecret
from pos.domain.errors import PosError
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.client.agent_line import Patience
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder

WRONG = b"wrong passphrase"
HALF_A_FRAME = b"\0\0\1\0abc"


def say_nothing(client: AgentClient, folder: Path) -> None:
    """Hold a line for as long as it is let, with half a request on it."""
    del client
    place = AgentFolder(folder).meeting_place
    with suppress(OSError), meeting_point.connect(place, within_s=1) as line:
        line.sendall(HALF_A_FRAME)
        line.recv(1)


KINDS: Mapping[str, Callable[[AgentClient, Path], object]] = {
    "passphrases": lambda client, _: client.unlock(WRONG),
    "slots": lambda client, _: client.slots.remove(UnlockSecret("passphrase", WRONG), 1),
    "PINs": lambda client, _: client.sign_in(secrets.token_hex(8), b"4711"),
    "checks of every page": lambda client, _: client.verify(),
    "questions": lambda client, _: client.status(),
    "half requests": say_nothing,
}


def be_in_the_way(folder: Path, kind: str, answers: Counter[str]) -> None:
    """Ask without end, on one line at a time."""
    client = AgentClient(folder, Patience(connect_s=1, call_s=60, unlock_s=60))
    while True:
        try:
            KINDS[kind](client, folder)
        except PosError as error:
            answers[error.code] += 1
        else:
            answers["done"] += 1


def main() -> None:
    """Be in the way."""
    folder, kind, lines, *apart = sys.argv[1:]
    answers: Counter[str] = Counter()
    work = (Path(folder), kind, answers)
    children = [fork(*work) for _ in range(int(lines)) if apart]
    if not apart:
        for _ in range(int(lines)):
            threading.Thread(target=be_in_the_way, args=work, daemon=True).start()
    sys.stdout.write("all at it\n")
    sys.stdout.flush()
    sys.stdin.read()
    for child in children:
        os.kill(child, signal.SIGKILL)
    sys.stdout.write(" ".join(f"{code}:{number}" for code, number in sorted(answers.items())))
    sys.stdout.flush()
    # Its threads would go on for ever.
    os._exit(0)


def fork(folder: Path, kind: str, answers: Counter[str]) -> int:
    """Let a process of its own be in the way; return its id."""
    child = os.fork()
    if child == 0:
        be_in_the_way(folder, kind, answers)
    return child


if __name__ == "__main__":
    main()
