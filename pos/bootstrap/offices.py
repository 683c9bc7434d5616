"""Joining a terminal to its head office, and head offices of this machine.

What is behind a line, and behind a head office, is loaded when it is used: a window that stands
alone keeps neither in memory.
"""

import importlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pos.app.office.agent_wishes import carry_out_wishes
from pos.app.office.answer_keys import (
    all_answer_keys,
    follow_answer_keys,
    good_answer_keys,
)
from pos.app.office.sync_journal import Synced, sync_journal
from pos.app.office.take_bundles import BundlesTaken, take_bundles
from pos.app.ports import Ports, UplinkState
from pos.app.ports.signing import Certify, OfficeSigning
from pos.app.selling.quoting import terminal_of
from pos.app.sold.text_token import deliver_text_wishes
from pos.bootstrap.joining import SystemClock
from pos.cli.office.key_places import KeysMade, KeysPlace, KeysWanted, kept_passphrase
from pos.domain.errors import NotEnrolled, PosError
from pos.domain.errors.syncing import ReachedByStick
from pos.sync.worker import SyncWorker
from pos.wire.uplink_keys import KeyCertificate

if TYPE_CHECKING:
    from pos.bootstrap.office_keys import NewVault
    from pos.bootstrap.office_signing import SigningHere
    from pos.headoffice.administration.commands import OfficeCommand
    from pos.headoffice.administration.office_administration import OfficeAdministration
    from pos.headoffice.keys.set_up import NewOffice
    from pos.sync.client import HttpHeadOffice

_SQLITE, _KEYS = "sqlite:///", ".keys"
_ROOT_DIGITS = 16


def _never() -> bool:
    return False


class InstalledOffices:
    """Implements `pos.cli.office.offices.Offices`."""

    def open_line(
        self, ports: Ports, state: UplinkState, must_stop: Callable[[], bool] = _never
    ) -> "HttpHeadOffice":
        """Return the line to the head office that a terminal joined; the caller closes it."""
        return _line(ports, state.url, must_stop, is_joined=True)

    def open_enrolment_line(self, ports: Ports, url: str) -> "HttpHeadOffice":
        """Return the line to a head office that is not known yet; the caller closes it."""
        return _line(ports, url, must_stop=_never, is_joined=False)

    def sync_once(
        self, ports: Ports, must_stop: Callable[[], bool] = _never
    ) -> tuple[Synced, BundlesTaken]:
        """Deliver to the head office that a terminal joined, and take in what it has.

        Raises as `sync_journal` and `take_bundles`.
        """
        with ports.store.read() as reads:
            state = reads.uplink()
        if state is None:
            raise NotEnrolled
        if not state.url:
            raise ReachedByStick
        # Keys that came while they could not be loaded need no line.
        carry_out_wishes(ports)
        with self.open_line(ports, state, must_stop) as line:
            synced = sync_journal(ports, line)
            bundles = take_bundles(ports, line)
            deliver_text_wishes(ports, line)
            if bundles.taken or bundles.wishes:
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

    def create(
        self,
        url: str,
        root_key_file: Path,
        *,
        training: bool,
        keys: KeysWanted,
        command: "OfficeCommand",
    ) -> tuple["NewOffice", KeysMade]:
        """Make a head office; raises as `create_office` and `make_vault`."""
        set_up = importlib.import_module("pos.headoffice.keys.set_up")
        office_keys = importlib.import_module("pos.bootstrap.office_keys")
        made: list[NewVault] = []

        def make_keys(root_key: str, certify: Certify) -> tuple[KeyCertificate, ...]:
            folder = keys.folder or keys_folder(url, root_key)
            fresh = office_keys.new_keys(root_key, certify)
            made.append(office_keys.make_vault(folder, fresh, keys, training=training))
            return made[0].certificates

        now = SystemClock().now()
        try:
            office: NewOffice = set_up.create_office(
                url, root_key_file, training=training, now=now, make_keys=make_keys
            )
        except BaseException:
            # Keys of a head office that there is not would be in the way of the next try.
            for vault in made:
                shutil.rmtree(vault.made.folder, ignore_errors=True)
            raise
        with self.opened(url, command, KeysPlace(keys.folder, kept_passphrase)):
            return office, made[0].made

    def move_keys(
        self, url: str, keys: KeysWanted, root_key_file: Path | None, command: "OfficeCommand"
    ) -> KeysMade | None:
        """Move keys out of a database; see `move_exposed`."""
        office_keys = importlib.import_module("pos.bootstrap.office_keys")
        with self.opened(url, command) as office:
            moved: KeysMade | None = office_keys.move_exposed(office, url, keys, root_key_file)
            return moved

    def end_key_agent(self, url: str, command: "OfficeCommand", folder: Path | None) -> bool:
        """End the agent of a head office's keys; raises as `opened` and `end_agent`."""
        place = KeysPlace(folder, kept_passphrase)
        with self._with_keys(url, command, place) as (_, signing):
            return signing.end_agent()

    @contextmanager
    def opened(
        self, url: str, command: "OfficeCommand", keys: KeysPlace | None = None
    ) -> Iterator["OfficeAdministration"]:
        """Open a head office of this machine; raises as `opened_office`."""
        place = keys or KeysPlace(None, kept_passphrase)
        with self._with_keys(url, command, place) as (office, _):
            yield office

    @contextmanager
    def _with_keys(
        self, url: str, command: "OfficeCommand", place: KeysPlace
    ) -> Iterator[tuple["OfficeAdministration", "SigningHere"]]:
        name = "pos.headoffice.administration.office_administration"
        administration = importlib.import_module(name)
        office_signing = importlib.import_module("pos.bootstrap.office_signing")
        found: list[SigningHere] = []
        with ExitStack() as opened:

            def signing_of(root_key: str) -> OfficeSigning:
                folder = place.folder or keys_folder(url, root_key)
                found.append(office_signing.SigningHere(folder, place.passphrase))
                opened.callback(found[0].close)
                return found[0]

            opening: AbstractContextManager[OfficeAdministration]
            opening = administration.opened_office(
                url, command, SystemClock(), os.urandom, signing_of
            )
            yield opened.enter_context(opening), found[0]


def keys_folder(url: str, root_key: str) -> Path:
    """Return where the keys of a head office are unless somebody says otherwise.

    Args:
        url: of its database: beside a file, else in the user's data folder.
        root_key: public, 64 hex digits.
    """
    text = url.strip()
    if text.startswith(_SQLITE):
        file = Path(text.removeprefix(_SQLITE).partition("?")[0])
        return file.with_name(file.name + _KEYS)
    base = os.environ.get("XDG_DATA_HOME")
    data = Path(base) if base else Path.home() / ".local" / "share"
    return data / "vendwatt-headoffice" / root_key[:_ROOT_DIGITS]


def _line(
    ports: Ports, url: str, must_stop: Callable[[], bool], *, is_joined: bool
) -> "HttpHeadOffice":
    client = importlib.import_module("pos.sync.client")
    with ports.store.read() as reads:
        terminal = terminal_of(reads).terminal
    tools = client.LineTools(terminal, ports.keys, ports.clock, os.urandom)
    trust = client.AnswerTrust(
        partial(good_answer_keys, ports),
        partial(all_answer_keys, ports),
        partial(follow_answer_keys, ports),
    )
    line: HttpHeadOffice = client.HttpHeadOffice(
        url, tools, trust=trust if is_joined else None, must_stop=must_stop
    )
    return line
