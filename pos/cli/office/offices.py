"""What the commands about head office build theirs with."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from pos.app.office.sync_journal import Synced
from pos.app.office.take_bundles import BundlesTaken
from pos.app.ports import Ports
from pos.app.ports.head_office import EnrolmentDesk
from pos.cli.office.key_places import KeysMade, KeysPlace, KeysWanted
from pos.headoffice.administration.commands import OfficeCommand
from pos.headoffice.administration.office_administration import OfficeAdministration
from pos.headoffice.keys.set_up import NewOffice


class EnrolmentLine(EnrolmentDesk, Protocol):
    """A line that its user closes."""

    def close(self) -> None:
        """Hang up."""


class Offices(Protocol):
    """Builds lines to head offices, and head offices; the composition root gives one."""

    def sync_once(self, ports: Ports) -> tuple[Synced, BundlesTaken]:
        """Deliver and take in; raises as `sync_journal` and `take_bundles`."""

    def open_enrolment_line(self, ports: Ports, url: str) -> EnrolmentLine:
        """Return the line to a head office that is not known yet."""

    def create(
        self,
        url: str,
        root_key_file: Path,
        *,
        training: bool,
        keys: KeysWanted,
        command: OfficeCommand,
    ) -> tuple[NewOffice, KeysMade]:
        """Make a head office; OfficeExists, OfficeDatabaseMalformed, OfficeUnusable."""

    def move_keys(
        self, url: str, keys: KeysWanted, root_key_file: Path | None, command: OfficeCommand
    ) -> KeysMade | None:
        """Move an older head office's keys out of its database; None where none are there.

        Args:
            url: of its database.
            keys: where they go.
            root_key_file: certifies keys that an older program did not make; None leaves them out.
            command: that does it.
        """

    def end_key_agent(self, url: str, command: OfficeCommand, folder: Path | None) -> bool:
        """End the agent that has a head office's keys; whether there was one.

        Args:
            url: of its database.
            command: that does it.
            folder: of its keys; None for the usual one.

        Raises:
            AgentUnreachable: it is another user's, a service perhaps, or does not end.
            As `opened`.
        """

    def opened(
        self, url: str, command: OfficeCommand, keys: KeysPlace | None = None
    ) -> AbstractContextManager[OfficeAdministration]:
        """Open a head office; OfficeMissing, OfficeDatabaseMalformed, OfficeUnusable.

        Args:
            url: of its database.
            command: that opens it; written down unless it only looks.
            keys: where its keys are; None for the usual place and a passphrase kept there.
        """
