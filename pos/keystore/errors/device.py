"""Refusals and faults of a PKCS#11 device that keeps vending keys."""

from pos.domain.errors import BadValue, MoneyStands, NextStep, Refused, Unavailable


class KeyDeviceGone(Unavailable):
    """The device does not answer: unplugged, without power, stuck. Facts: token, why.

    Nothing is issued meanwhile; whatever waits goes on once it is back.
    """

    code = "DEVICE-01"


class KeyDevicePinRefused(Unavailable):
    """The device refused its PIN, which is not tried again before the next unlocking. Facts: token.

    Devices lock themselves after a few wrong ones.
    """

    code = "DEVICE-02"
    next_step = NextStep.CALL_SUPERVISOR


class KeyDeviceUnusable(BadValue):
    """The library does not load, or the device does not keep a key as it must. Facts: why."""

    code = "DEVICE-03"
    money = MoneyStands.NOT_INVOLVED


class KeyNotForDevice(Refused):
    """DKGA02 ends in XOR with the vending key, so one meter's key gives it away. Facts: sgc, krn.

    A device that answered it would keep nothing secret.
    """

    code = "DEVICE-04"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class KeyDeviceTooLate(Refused):
    """A device is chosen once, before the first key: others have lain in a file. Facts: keys."""

    code = "DEVICE-05"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER
