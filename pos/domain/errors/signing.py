"""What the key agent of a head office refuses to sign, and where its keys are not."""

from pos.domain.errors.base import MoneyStands, NextStep, Refused, Unavailable


class SigningRefused(Refused):
    """Head office's key agent does not sign this. Facts: why."""

    code = "SIGN-01"
    money = MoneyStands.NOT_INVOLVED


class SigningKeysExposed(Refused):
    """Head office's signing keys still lie in its database. Facts: none."""

    code = "SIGN-02"
    money = MoneyStands.NOT_INVOLVED


class SigningKeyMissing(Refused):
    """Head office was made before there were keys for this. Facts: purpose."""

    code = "SIGN-03"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


class SecondYesNeeded(Refused):
    """Two people have to want this, and the other one did not say so, or too long ago.

    Facts: name, of the one who did; empty for nobody.
    """

    code = "SIGN-05"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_SUPERVISOR


class SignerNotKnown(Refused):
    """Head office's key agent knows nobody of this name by this password. Facts: name."""

    code = "SIGN-06"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CORRECT_AND_RETRY


class SigningVaultMissing(Unavailable):
    """Head office's keys are not where they were looked for. Facts: folder."""

    code = "SIGN-04"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_FOLDER
