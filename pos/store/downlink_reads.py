"""Reading what head office said."""

from typing import Any, Final, TypeVar

from pos.app.ports.downlink import KnownStanding
from pos.domain.projections import (
    PROGRAM_RULE_KEY,
    AgentWishRow,
    OfficeMessageRow,
    ProgramRuleRow,
    RevokedKeyRow,
)
from pos.store import sql_texts as sql
from pos.store.rows import ROW_TABLES, RowTable
from pos.store.token_reads import SqlTokenReads
from pos.wire.texts import TextWish

RowT = TypeVar("RowT")
STANDINGS: Final[RowTable[KnownStanding]] = RowTable(KnownStanding, "meter_standing")


class SqlDownlinkReads(SqlTokenReads):
    """A consistent view of what head office said."""

    def meter_standing(self, pan: str) -> KnownStanding | None:
        """Return what head office knew of a meter; None where it said nothing."""
        return STANDINGS.find(self._transaction, {"pan": pan})

    def office_messages(self) -> tuple[OfficeMessageRow, ...]:
        """Return all messages of head office by id, those that are over, too."""
        return self._all(OfficeMessageRow)

    def program_rule(self) -> ProgramRuleRow | None:
        """Return the oldest program that may sell; None where nobody said so."""
        return self._find(ProgramRuleRow, {"key": PROGRAM_RULE_KEY})

    def revoked_keys(self) -> tuple[RevokedKeyRow, ...]:
        """Return the vending keys that are revoked."""
        return self._all(RevokedKeyRow)

    def agent_wishes(self) -> tuple[AgentWishRow, ...]:
        """Return what head office wants of the key agent, oldest first, what is done, too."""
        return tuple(AgentWishRow(*row) for row in self._transaction.all(sql.WISHES))

    def text_wishes(self) -> tuple[TextWish, ...]:
        """Return what customers asked for and head office was not told yet."""
        return tuple(TextWish(*row) for row in self._transaction.all(sql.TEXT_WISHES))

    def _all(self, row: type[RowT]) -> tuple[RowT, ...]:
        table: RowTable[Any] = ROW_TABLES[row]
        return tuple(row(*found) for found in self._transaction.all(table.texts.in_order))
