"""Refusals that only the key store can give, besides those in `pos.domain.errors`."""

from pos.domain.errors import (
    BadValue,
    MoneyStands,
    NextStep,
    NotFound,
    PosError,
    Refused,
    Unavailable,
    WrongPassphrase,
)


class PinAlreadySet(Refused):
    """An operator of this name has a PIN; a new one is never set over it. Facts: operator."""

    code = "PIN-03"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class PinMalformed(BadValue):
    """A PIN has 4 to 64 bytes, a name 1 to 64 characters. Facts: none."""

    code = "PIN-04"
    money = MoneyStands.NOT_INVOLVED


class PassphraseMalformed(BadValue):
    """A passphrase has 1 to 1024 bytes. Facts: none."""

    code = "VAULT-06"
    money = MoneyStands.NOT_INVOLVED


class PinTooPlain(BadValue):
    """A real vault takes no PIN that is guessed first: 1234, 0000, the name. Facts: none."""

    code = "PIN-05"
    money = MoneyStands.NOT_INVOLVED


class SetUpOver(Refused):
    """Once a journal was signed, only a supervisor lets people in. Facts: none."""

    code = "PIN-06"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_SUPERVISOR


class PinResetNotGenuine(Refused):
    """Head office did not say yes to what was asked here, or too long ago. Facts: why."""

    code = "PIN-07"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


class PassphraseTooShort(BadValue):
    """A real vault takes no shorter passphrase. Facts: least."""

    code = "VAULT-10"
    money = MoneyStands.NOT_INVOLVED


class SlotMissing(NotFound):
    """The vault has no slot of this kind, or none in this place. Facts: kind."""

    code = "VAULT-11"
    money = MoneyStands.NOT_INVOLVED


class SlotsFull(Refused):
    """The vault has as many slots as it can hold. Facts: most."""

    code = "VAULT-12"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class LastSlot(Refused):
    """Without this slot nobody could open the vending keys any more. Facts: none."""

    code = "VAULT-13"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class UnlockSecretWrong(WrongPassphrase):
    """A recovery code, or what the system kept, does not open this vault. Facts: kind."""

    code = "VAULT-14"


class RecoveryCodeMalformed(BadValue):
    """What was typed is not a recovery code, or has a slip in it. Facts: none."""

    code = "VAULT-15"
    money = MoneyStands.NOT_INVOLVED


class KeyringUnusable(Unavailable):
    """The operating system's keyring is missing or locked. Facts: why."""

    code = "VAULT-16"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class TpmSlotUnusable(Unavailable):
    """This machine's TPM does not give the secret of the TPM slot. Facts: why."""

    code = "VAULT-17"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class TrainingVaultOnly(Refused):
    """A real vault makes neither keys nor leases for itself. Facts: what."""

    code = "VAULT-05"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


class VendingKeyHeld(Refused):
    """The vault already holds a key of this supply group and revision. Facts: sgc, krn."""

    code = "KEY-04"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class KeyAttributesMalformed(BadValue):
    """The attributes of a vending key are not such. Facts: why."""

    code = "KEY-05"
    money = MoneyStands.NOT_INVOLVED


class LeaseNotNewer(Refused):
    """A lease of this or a later serial is installed. Facts: serial, installed."""

    code = "LEASE-05"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.GET_NEW_LEASE


class LeaseMalformed(BadValue):
    """A lease does not hold together. Facts: why."""

    code = "LEASE-06"
    money = MoneyStands.NOT_INVOLVED


class LeaseAboveCeiling(Refused):
    """A lease says more than the root key allows this terminal. Facts: what, serial."""

    code = "LEASE-10"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


KEYSTORE_ERRORS: tuple[type[PosError], ...] = (
    PinAlreadySet,
    PinMalformed,
    PinTooPlain,
    SetUpOver,
    PinResetNotGenuine,
    PassphraseMalformed,
    PassphraseTooShort,
    SlotMissing,
    SlotsFull,
    LastSlot,
    UnlockSecretWrong,
    RecoveryCodeMalformed,
    KeyringUnusable,
    TpmSlotUnusable,
    TrainingVaultOnly,
    VendingKeyHeld,
    KeyAttributesMalformed,
    LeaseNotNewer,
    LeaseMalformed,
    LeaseAboveCeiling,
)
