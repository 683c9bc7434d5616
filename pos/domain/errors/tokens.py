"""What may be wrong with a key change, an engineering token, free units or a reissue."""

from pos.domain.errors.base import BadValue, MoneyStands, NextStep, Refused


class KeyChangeNotDue(Refused):
    """The meter holds the key that its next credit would use. Facts: meter."""

    code = "KEYCHANGE-01"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class KeyChangeNotPossible(Refused):
    """Tokens cannot make this change, or not from here. Facts: meter, why.

    `why` is an `Obstacle` of the planner, `present_key` (it is not in this terminal) or `same`.
    """

    code = "KEYCHANGE-02"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


class EngineeringMalformed(BadValue):
    """There is no such kind, or it has no such value. Facts: kind, value, known."""

    code = "ENGINEERING-01"
    money = MoneyStands.NOT_INVOLVED


class FreeUnitsNotDue(Refused):
    """The tariff owes fewer free units this month, or none. Facts: meter, due, asked."""

    code = "FREE-01"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CORRECT_AND_RETRY


class ReissueNotPossible(Refused):
    """The codes of a sale cannot be made again under that key. Facts: sale, receipt, why.

    `why` is `not_here`, `no_key_change`, `same_key`, `base_date` or `once`.
    """

    code = "REISSUE-01"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_SUPERVISOR
