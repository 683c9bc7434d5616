"""What a key ceremony at head office refuses."""

from pos.domain.errors.base import BadValue, MoneyStands, NextStep, NotFound, Refused


class CeremonyUnknown(NotFound):
    """The key agent here holds no such ceremony: it was restarted, or is another machine's.

    Facts: none.
    """

    code = "CEREMONY-01"
    money = MoneyStands.NOT_INVOLVED


class CeremonyOver(Refused):
    """A ceremony has ended. Facts: how, a `CeremonyEnd`."""

    code = "CEREMONY-02"
    money = MoneyStands.NOT_INVOLVED


class CeremonyMalformed(BadValue):
    """A ceremony has too few or too many custodians or receivers, or one twice. Facts: why."""

    code = "CEREMONY-03"
    money = MoneyStands.NOT_INVOLVED


class CeremonyUnderWay(Refused):
    """A ceremony for this key is open, or as many as the key agent holds. Facts: sgc, krn."""

    code = "CEREMONY-04"
    money = MoneyStands.NOT_INVOLVED


class NotACustodian(Refused):
    """Somebody is no custodian of this ceremony. Facts: name."""

    code = "CEREMONY-05"
    money = MoneyStands.NOT_INVOLVED


class ComponentsMissing(Refused):
    """Not all components are in. Facts: entered, of."""

    code = "CEREMONY-06"
    money = MoneyStands.NOT_INVOLVED


class CheckValueDiffers(Refused):
    """The key has another check value than the letter says. Facts: left, tries."""

    code = "CEREMONY-07"
    money = MoneyStands.NOT_INVOLVED


class KeyNotForTerminal(Refused):
    """A terminal would not take this key, or must not. Facts: terminal, why."""

    code = "CEREMONY-08"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class CustodianUnfit(Refused):
    """Somebody's role does not cover being a custodian, or no phone is linked. Facts: name."""

    code = "CEREMONY-09"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class SealingKeyRefused(BadValue):
    """A file is no public key of a terminal that is enrolled here. Facts: none."""

    code = "CEREMONY-10"
    money = MoneyStands.NOT_INVOLVED
