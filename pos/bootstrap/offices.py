"""Joining a terminal to its head office, and head offices of this machine.

What is behind a line, and behind a head office, is loaded when it is used: a window that stands
alone keeps neither in memory.
"""

import importlib
import os
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from pos.app.ports import Ports, UplinkState
from pos.app.quoting import terminal_of
from pos.app.sync_journal import Synced, sync_journal
from pos.app.take_bundles import BundlesTaken, take_bundles
from pos.bootstrap.joining import SystemClock
from pos.domain.errors import NotEnrolled, PosError
from pos.sync.worker import SyncWorker

if TYPE_CHECKING:
    from pos.headoffice.administration import OfficeAdministration
    from pos.headoffice.set_up import NewOffice
    from pos.sync.client import HttpHeadOffice


def _never() -> bool:
    return False


class InstalledOffices:
    """Implements `pos.cli.offices.Offices`."""

    def open_line(
        self, ports: Ports, state: UplinkState, must_stop: Callable[[], bool] = _never
    ) -> "HttpHeadOffice":
        """Return the line to the head office that a terminal joined; the caller closes it."""
        return _line(ports, state.url, state.answer_key, must_stop)

    def open_enrolment_line(self, ports: Ports, url: str) -> "HttpHeadOffice":
        """Return the line to a head office that is not known yet; the caller closes it."""
        return _line(ports, url, answer_key="", must_stop=_never)

    def sync_once(
        self, ports: Ports, must_stop: Callable[[], bool] = _never
    ) -> tuple[Synced, BundlesTaken]:
        """Deliver to the head office that a terminal joined, and take in what it has.

        Raises as `sync_journal` and `take_bundles`.
        """
        with ports.store.read() as reads:
            state = reads.uplink()
        if state is None or not state.url:
            raise NotEnrolled
        with self.open_line(ports, state, must_stop) as line:
            synced = sync_journal(ports, line)
            bundles = take_bundles(ports, line)
            if bundles.taken:
                # What was taken in is told at once, so that the run ends with all delivered.
                sync_journal(ports, line)
            return synced, bundles

    def sync_worker(self, ports: Ports, on_change: Callable[[PosError | None], None]) -> SyncWorker:
        """Return what keeps delivering in the background; the caller starts and stops it."""
        return SyncWorker(
            lambda must_stop: self.sync_once(ports, must_stop),
            on_change=on_change,
            randomness=secrets.randbelow,
        )

    def create(self, url: str, root_key_file: Path, *, training: bool) -> "NewOffice":
        """Make a head office; raises as `create_office`."""
        set_up = importlib.import_module("pos.headoffice.set_up")
        now = SystemClock().now()
        made: NewOffice = set_up.create_office(url, root_key_file, training=training, now=now)
        return made

    def opened(self, url: str) -> AbstractContextManager["OfficeAdministration"]:
        """Open a head office of this machine; raises as `opened_office`."""
        administration = importlib.import_module("pos.headoffice.administration")
        opening: AbstractContextManager[OfficeAdministration]
        opening = administration.opened_office(url, SystemClock(), os.urandom)
        return opening


def _line(
    ports: Ports, url: str, answer_key: str, must_stop: Callable[[], bool]
) -> "HttpHeadOffice":
    client = importlib.import_module("pos.sync.client")
    with ports.store.read() as reads:
        terminal = terminal_of(reads).terminal
    tools = client.LineTools(terminal, ports.keys, ports.clock, os.urandom)
    line: HttpHeadOffice = client.HttpHeadOffice(
        url, tools, answer_key=answer_key, must_stop=must_stop
    )
    return line
