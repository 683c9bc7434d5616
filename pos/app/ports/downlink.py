"""What head office said, as the use cases read it."""

from dataclasses import dataclass
from typing import Final, Protocol

from pos.domain.projections import AgentWishRow, OfficeMessageRow, ProgramRuleRow, RevokedKeyRow
from pos.wire.texts import TextWish

OWED_NOT_KNOWN: Final = -1


@dataclass(frozen=True, slots=True)
class KnownStanding:
    """What head office knew of a meter; beside the journal, since it can say so again.

    Attributes:
        pan: 18 digits.
        month: `YYYY-MM` that the units belong to; empty where nothing was bought lately.
        units_milli, free_milli: bought, and given for nothing, in that month at any terminal.
        last_at: time of the newest purchase anywhere; empty for none.
        owed: minor units; OWED_NOT_KNOWN where head office keeps no arrears of it.
        carried: what fell due at the newest purchase and was not paid.
        included: journals of this terminal that it counts, `incarnation:seq` with spaces between.
        earlier_month, earlier_units_milli, earlier_free_milli: of the month before, while some
            terminal may still be in it; empty and nothing else.
    """

    pan: str
    month: str
    units_milli: int
    free_milli: int
    last_at: str
    owed: int
    carried: int
    included: str
    earlier_month: str = ""
    earlier_units_milli: int = 0
    earlier_free_milli: int = 0

    def in_month(self, month: str) -> tuple[int, int]:
        """Return what was bought, and given for nothing, in a month that is told of; else none."""
        if month == self.month:
            return self.units_milli, self.free_milli
        if month == self.earlier_month:
            return self.earlier_units_milli, self.earlier_free_milli
        return 0, 0

    def includes(self, incarnation: int, seq: int) -> bool:
        """Whether an entry of this terminal's own journal is counted in it."""
        marks = (mark.split(":") for mark in self.included.split())
        return any(int(of) == incarnation and seq <= int(up_to) for of, up_to in marks)


class DownlinkReads(Protocol):
    """Consistent reading of what head office said."""

    def meter_standing(self, pan: str) -> KnownStanding | None:
        """Return what head office knew of a meter; None where it said nothing."""

    def office_messages(self) -> tuple[OfficeMessageRow, ...]:
        """Return all messages of head office by id, those that are over, too."""

    def program_rule(self) -> ProgramRuleRow | None:
        """Return the oldest program that may sell; None where nobody said so."""

    def revoked_keys(self) -> tuple[RevokedKeyRow, ...]:
        """Return the vending keys that are revoked."""

    def text_wishes(self) -> tuple[TextWish, ...]:
        """Return what customers asked for and head office was not told yet."""

    def agent_wishes(self) -> tuple[AgentWishRow, ...]:
        """Return what head office wants of the key agent, oldest first, what is done, too."""
