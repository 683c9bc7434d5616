"""How values are written on this screen."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from pos.presenters.formatting import Formatter


@dataclass(frozen=True, slots=True)
class Manner:
    """How values are written here: the formatter of the language and the terminal's zone."""

    formatter: Formatter
    zone: ZoneInfo

    def local(self, moment: datetime) -> datetime:
        """Return an aware moment in the terminal's zone."""
        return moment.astimezone(self.zone)
