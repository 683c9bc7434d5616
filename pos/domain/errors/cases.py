"""What may be refused about a case."""

from pos.domain.errors.base import MoneyStands, NextStep, NotFound, Refused


class CaseUnknown(NotFound):
    """Facts: case."""

    code = "CASE-01"
    money = MoneyStands.NOT_INVOLVED


class CaseExists(Refused):
    """The sale has a case that says something else. Facts: case, state."""

    code = "CASE-02"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_SUPERVISOR


class CaseEnded(Refused):
    """It was refunded or closed. Facts: case, state."""

    code = "CASE-03"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_SUPERVISOR


class NothingToRefund(Refused):
    """The sale took no money. Facts: case."""

    code = "CASE-04"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_SUPERVISOR
