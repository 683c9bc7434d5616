"""What head office is, for whoever shows it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.headoffice.store.schema import OFFICE
from pos.wire.uplink_keys import fingerprint


@dataclass(frozen=True, slots=True)
class OfficeName:
    """How a head office is told from others.

    Attributes:
        fingerprint: of its root key.
    """

    training: bool
    fingerprint: str

    @property
    def title(self) -> str:
        """What phones and pages call it."""
        kind = "Vendwatt training" if self.training else "Vendwatt"
        return f"{kind} {self.fingerprint.split()[0]}"


def office_name(connection: Connection) -> OfficeName:
    """Return what this head office is called."""
    row = connection.execute(select(OFFICE.c.training, OFFICE.c.root_key)).one()
    return OfficeName(bool(row.training), fingerprint(row.root_key))
