"""Rows about the float, computed from the journal alone."""

from typing import Final, Protocol

import msgspec

FLOAT_KEY: Final = "agent_float"


class FloatRow(msgspec.Struct, frozen=True):
    """The float; one row with key `agent_float`, none before the first policy. All in minor units.

    Attributes:
        limits_sales, commission_credited: 0 or 1, as `FloatPolicySet`.
        topped_up: all that was paid in.
        sold: totals of the sales since the first policy.
        commission: earned on them.
        credited: the part of it that was added to the float.
    """

    key: str
    limits_sales: int
    warn_below: int
    commission_per_myriad: int
    commission_credited: int
    topped_up: int
    sold: int
    commission: int
    credited: int

    @property
    def balance(self) -> int:
        """What is left, in minor units; below zero where more was sold than paid."""
        return self.topped_up + self.credited - self.sold

    @property
    def is_low(self) -> bool:
        """Whether the agent should top up now."""
        return self.balance < self.warn_below


class FloatDayRow(msgspec.Struct, frozen=True):
    """What happened to the float on a UTC day.

    Attributes:
        day: `YYYY-MM-DD`; of a sale the day it was begun.
        sales: how many.
    """

    day: str
    topped_up: int
    sales: int
    sold: int
    commission: int
    credited: int


AgentRow = FloatRow | FloatDayRow


class FloatRowsBefore(Protocol):
    """The rows about the float as they are before an entry."""

    def agent_float(self) -> FloatRow | None:
        """Return the float; None where none is kept."""

    def float_day(self, day: str) -> FloatDayRow | None:
        """Return what happened to the float on a day."""
