"""What may be refused about a batch."""

from pos.domain.errors.base import BadValue, MoneyStands, NextStep, Refused


class RunNameMalformed(BadValue):
    """Facts: limit (characters)."""

    code = "BATCH-01"
    money = MoneyStands.NOT_INVOLVED


class RunPaidOtherwise(Refused):
    """A run that was cut off goes on as it began. Facts: run, tender."""

    code = "BATCH-04"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CORRECT_AND_RETRY


class ListTooLarge(BadValue):
    """A list of more bytes than are read. Facts: limit (MiB)."""

    code = "BATCH-05"
    money = MoneyStands.NOT_INVOLVED


class BatchTooLong(BadValue):
    """Facts: limit (rows)."""

    code = "BATCH-02"
    money = MoneyStands.NOT_INVOLVED


class BatchIncomplete(Refused):
    """Some rows were not sold; each of them says why. Facts: left, rows."""

    code = "BATCH-03"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CORRECT_AND_RETRY
