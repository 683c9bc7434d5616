"""What may be refused at the drawer, to people, and for want of a second person."""

from pos.domain.errors.base import BadValue, MoneyStands, NextStep, NotFound, Refused


class ShiftAlreadyOpen(Refused):
    """One open shift per terminal is one drawer. Facts: shift."""

    code = "SHIFT-02"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class ShiftHasOpenSales(Refused):
    """Nobody knows yet whose money it is. Facts: sales (their ids)."""

    code = "SHIFT-03"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.SETTLE_SALE


class ShiftHasUnknownPrints(Refused):
    """Nobody said yet whether the customer has the paper. Facts: jobs (their ids)."""

    code = "SHIFT-04"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.SETTLE_PRINT


class DrawerNotCounted(Refused):
    """Facts: shift."""

    code = "SHIFT-05"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.COUNT_DRAWER


class CountVoided(Refused):
    """Cash moved after the count. Facts: count (its entry), moved (the later entry)."""

    code = "SHIFT-06"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.COUNT_DRAWER


class OverShortUnexplained(Refused):
    """The difference is beyond the limit and nobody gave a reason. Facts: over_short, limit."""

    code = "SHIFT-07"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.GIVE_REASON


class OverShortNeedsSupervisor(Refused):
    """The difference is beyond the limit and neither of the two is one. Facts: over_short."""

    code = "SHIFT-08"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_SUPERVISOR


class ShiftAlreadyClosed(Refused):
    """The last shift is closed, by others or with another reason. Facts: z_no."""

    code = "SHIFT-09"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.OPEN_SHIFT


class ReportUnknown(NotFound):
    """Facts: number."""

    code = "SHIFT-10"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class ReasonMalformed(BadValue):
    """A reason or reference is empty, too long or not plain text. Facts: limit (characters)."""

    code = "CASH-01"
    money = MoneyStands.NOT_INVOLVED


class CashNotInDrawer(Refused):
    """More is to be taken out than can be in there; how much that is stays untold. Facts: asked."""

    code = "CASH-02"
    money = MoneyStands.NOT_INVOLVED


class CashLimitExceeded(Refused):
    """An operator takes out more than allowed alone. Facts: operator, limit, asked."""

    code = "CASH-03"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_SUPERVISOR


class DifferenceCodeUnknown(BadValue):
    """A reason for over or short that is not on the list. Facts: text."""

    code = "CASH-04"
    money = MoneyStands.NOT_INVOLVED


class BagUsed(Refused):
    """Two deposits in one bag could not be told apart at the bank. Facts: bag, entry."""

    code = "CASH-05"
    money = MoneyStands.NOT_INVOLVED


class DrawerKeptAlready(Refused):
    """Who would take the drawer over answers for it already. Facts: keeper."""

    code = "SHIFT-11"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class DrawerNotKept(Refused):
    """Only who answers for the drawer, or a supervisor, hands it over. Facts: keeper."""

    code = "SHIFT-12"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_SUPERVISOR


class CountMalformed(BadValue):
    """Facts: text."""

    code = "COUNT-01"
    money = MoneyStands.NOT_INVOLVED


class DenominationUnknown(BadValue):
    """Facts: text, currency."""

    code = "COUNT-02"
    money = MoneyStands.NOT_INVOLVED


class ApproverMissing(Refused):
    """Facts: none."""

    code = "APPROVAL-01"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_SUPERVISOR


class ApproverIsOperator(Refused):
    """Nobody approves what they ask themselves. Facts: operator."""

    code = "APPROVAL-02"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_SUPERVISOR


class ApprovalNotValid(Refused):
    """An approval is unknown, used, too old or was given to another request. Facts: none."""

    code = "APPROVAL-03"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_SUPERVISOR


class OperatorExists(Refused):
    """Facts: operator."""

    code = "OPERATOR-01"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class OperatorUnknown(NotFound):
    """Facts: operator."""

    code = "OPERATOR-02"
    money = MoneyStands.NOT_INVOLVED


class OperatorNameMalformed(BadValue):
    """A name has 1 to 40 letters, digits, dots, hyphens or inner spaces. Facts: text."""

    code = "OPERATOR-03"
    money = MoneyStands.NOT_INVOLVED


class LastSupervisor(Refused):
    """Without any supervisor nobody could manage people again. Facts: operator."""

    code = "OPERATOR-04"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class SaleLimitExceeded(Refused):
    """An operator sells more at a time than allowed. Facts: operator, limit, asked."""

    code = "OPERATOR-05"
    next_step = NextStep.CALL_SUPERVISOR
