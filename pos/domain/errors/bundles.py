"""What may be wrong with what head office gives to a terminal."""

from pos.domain.errors.base import (
    BadValue,
    IntegrityFault,
    MoneyStands,
    NetworkFault,
    NextStep,
    Refused,
)


class BundleNotGenuine(NetworkFault):
    """A bundle is not head office's, or was changed. Facts: why."""

    code = "DOWN-01"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


class BundleOfAnother(Refused):
    """What came is for another terminal. Facts: terminal."""

    code = "DOWN-02"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class BundleOutOfOrder(IntegrityFault):
    """One is missing before this one, or they do not follow each other. Facts: version."""

    code = "DOWN-03"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class BundlesOlder(Refused):
    """They are older than what is here; nothing is put back. Facts: version, here."""

    code = "DOWN-04"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class BundleFileBroken(BadValue):
    """A file ends too early, or a line of it cannot be read. Facts: line, why."""

    code = "DOWN-05"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class ProgramTooOld(Refused):
    """Head office lets only newer programs begin a sale. Facts: running, lowest."""

    code = "DOWN-06"
    next_step = NextStep.UPDATE_PROGRAM


class VendingKeyRevoked(Refused):
    """Head office revoked the key that this meter's codes would be made with. Facts: sgc, krn."""

    code = "DOWN-07"
    next_step = NextStep.CALL_HEAD_OFFICE
