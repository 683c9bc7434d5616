"""Refusals and faults of the hardware counter behind a lease."""

from pos.domain.errors import (
    BadValue,
    IntegrityFault,
    MoneyStands,
    NextStep,
    Refused,
    Unavailable,
)


class CounterGone(Unavailable):
    """The hardware counter does not answer; nothing is issued without it. Facts: why."""

    code = "COUNTER-01"


class CounterAhead(IntegrityFault):
    """The counter went on without these files: they are an older copy. Facts: counter, known.

    Nothing is issued from them. The terminal is restored as a new incarnation.
    """

    code = "COUNTER-02"
    next_step = NextStep.RESTORE


class CounterUnusable(BadValue):
    """There is no TPM 2.0 to count with, or it cannot be reached. Facts: why."""

    code = "COUNTER-03"
    money = MoneyStands.NOT_INVOLVED


class CounterTooLate(Refused):
    """A counter is chosen once, before the first lease: older copies would go on. Facts: none."""

    code = "COUNTER-04"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class UnattendedNotBounded(Refused):
    """A machine opens the vending keys by itself only where hardware counts. Facts: none."""

    code = "COUNTER-05"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER
