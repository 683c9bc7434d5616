"""Refusals about loading keys, components and tables."""

from pos.domain.errors import BadValue, IntegrityFault, MoneyStands, NextStep, NotFound, Refused


class ComponentMalformed(BadValue):
    """A file is no component of such a key. Facts: why."""

    code = "LOAD-01"
    money = MoneyStands.NOT_INVOLVED


class ComponentsDoNotFit(Refused):
    """Components make no key, or not the one that was announced. Facts: why."""

    code = "LOAD-02"
    money = MoneyStands.NOT_INVOLVED


class CustodianRepeated(Refused):
    """One person brings one component of a key. Facts: operator."""

    code = "LOAD-03"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class AttributesDiffer(Refused):
    """Custodians brought different attributes for one key. Facts: sgc, krn."""

    code = "LOAD-04"
    money = MoneyStands.NOT_INVOLVED


class KeyDowngrade(Refused):
    """A newer revision, base date or derivation of this supply group is held. Facts: sgc, krn."""

    code = "LOAD-05"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


class GroupForeign(Refused):
    """The lease prices other supply groups than this one. Facts: sgc."""

    code = "LOAD-06"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


class TrainingTakesNoKeys(Refused):
    """This training vault was not made for test keys. Facts: none."""

    code = "LOAD-07"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_FOLDER


class ComponentsNotPending(NotFound):
    """No components of this key are waiting. Facts: sgc, krn."""

    code = "LOAD-08"
    money = MoneyStands.NOT_INVOLVED


class OneByOneOnly(Refused):
    """On a real terminal each custodian brings a component alone. Facts: none."""

    code = "LOAD-09"
    money = MoneyStands.NOT_INVOLVED


class SealedKeyMalformed(BadValue):
    """A file is no sealed key. Facts: none."""

    code = "LOAD-10"
    money = MoneyStands.NOT_INVOLVED


class SealedKeyNotGenuine(IntegrityFault):
    """A sealed key is not head office's, not for this terminal, or was changed. Facts: why."""

    code = "LOAD-11"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


class TablesMalformed(BadValue):
    """A file is no EA07 table set. Facts: why."""

    code = "LOAD-12"
    money = MoneyStands.NOT_INVOLVED


class TablesRefused(Refused):
    """Sample tables on a real terminal, any in training, or others than those held. Facts: why."""

    code = "LOAD-13"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class KeysWaiting(Refused):
    """Too many keys wait with a component of one person in them. Facts: operator, most."""

    code = "LOAD-14"
    money = MoneyStands.NOT_INVOLVED
