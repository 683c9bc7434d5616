"""What may be refused for the agent's float."""

from pos.domain.errors.base import BadValue, MoneyStands, NextStep, NotFound, Refused


class FloatUsedUp(Refused):
    """The agent has not paid the utility for this sale. Facts: left, asked."""

    code = "FLOAT-01"
    next_step = NextStep.CALL_SUPERVISOR


class FloatNotKept(NotFound):
    """No policy was ever set. Facts: none."""

    code = "FLOAT-02"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_SUPERVISOR


class PaymentWrittenDown(Refused):
    """The float was topped up by this slip or transfer before. Facts: reference, entry."""

    code = "FLOAT-04"
    money = MoneyStands.NOT_INVOLVED


class CommissionMalformed(BadValue):
    """Not 0 to 100 percent with at most two decimals. Facts: text."""

    code = "FLOAT-03"
    money = MoneyStands.NOT_INVOLVED
