"""EA07 tables without their values: a name and a check value."""

import hashlib
from typing import Final

from pos.app.ports.custody import TablesStatus
from pos.sts.tables import Ea07Tables

_TABLES_TAG: Final = b"vendwatt ea07 tables check value 1\0"
_CHECK_VALUE_DIGITS: Final = 6


def tables_status(tables: Ea07Tables) -> TablesStatus:
    """Return what may be shown; for the check value see the manual's page on keys."""
    values = b"".join(map(bytes, values_of(tables)))
    digest = hashlib.sha256(_TABLES_TAG + values).hexdigest()
    return TablesStatus(tables.name, digest[:_CHECK_VALUE_DIGITS])


def values_of(tables: Ea07Tables) -> tuple[tuple[int, ...], ...]:
    """Return what two sets of tables differ in, whatever they are called."""
    return tables.encrypt_sub1, tables.encrypt_sub2, tables.encrypt_perm
