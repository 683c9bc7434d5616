"""Taking in a registry of meters.

What the registry says of meters is kept as one file under its SHA-256 and named by a journal entry,
so that a rebuild reads it again. Customers go to a side table of their own and can be forgotten.
"""

from collections.abc import Sequence

from pos.app.ports import Ports
from pos.domain.entries import MetersImported
from pos.domain.meter import Meter, Person
from pos.wire.registry_file import write_registry


def import_meters(
    ports: Ports, meters: Sequence[Meter], people: Sequence[Person], *, operator: str
) -> int:
    """Add or replace meters with their customers; return how many meters."""
    with ports.store.write() as work:
        digest = work.keep_file(write_registry(meters))
        rows = work.put_meters(meters, people)
        work.append(MetersImported(digest=digest, rows=rows), operator=operator)
        work.commit()
    return rows
