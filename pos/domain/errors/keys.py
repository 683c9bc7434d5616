"""What the key agent, a lease, a clock or a sign-in may refuse."""

from pos.domain.errors.base import (
    IntegrityFault,
    MoneyStands,
    NextStep,
    NotFound,
    Refused,
    Unavailable,
)


class SignInRefused(Refused):
    """Wrong name or PIN; which of the two is not said. Facts: operator."""

    code = "PIN-01"


class SignInDelayed(Unavailable):
    """Too many wrong PINs. Facts: operator, seconds."""

    code = "PIN-02"


class RoleNotAllowed(Refused):
    """Facts: operator, role, needed."""

    code = "ROLE-01"
    next_step = NextStep.CALL_SUPERVISOR


class LeaseExhausted(Refused):
    """Facts: left, asked, what.

    `what` is `money`, `energy`, `energy_per_meter`, `free`, `engineering` or `key_change`.
    """

    code = "LEASE-01"
    next_step = NextStep.GET_NEW_LEASE


class LeaseEnded(Refused):
    """Facts: until, now."""

    code = "LEASE-02"
    next_step = NextStep.GET_NEW_LEASE


class LeaseNotBegun(Refused):
    """Facts: not_before, now."""

    code = "LEASE-03"
    next_step = NextStep.WAIT_FOR_CLOCK


class LeaseMissing(Refused):
    """Facts: none."""

    code = "LEASE-04"
    next_step = NextStep.GET_NEW_LEASE


class ClockBack(Refused):
    """The clock shows a time before one already written down. Facts: now, known."""

    code = "CLOCK-01"
    next_step = NextStep.SET_CLOCK


class ClockAhead(Refused):
    """The clock jumped further ahead than a terminal rests. Facts: now, known."""

    code = "CLOCK-02"
    next_step = NextStep.SET_CLOCK


class TokenTimeAhead(Refused):
    """The next free token minute of this meter is over a day ahead. Facts: meter."""

    code = "CLOCK-03"
    next_step = NextStep.WAIT_FOR_CLOCK


class VendingKeyMissing(Refused):
    """Facts: sgc, krn."""

    code = "KEY-01"
    next_step = NextStep.CALL_HEAD_OFFICE


class VendingKeyExpired(Refused):
    """Facts: sgc, krn."""

    code = "KEY-02"
    next_step = NextStep.CALL_HEAD_OFFICE


class VendingKeyNotBegun(Refused):
    """The key's base date is still to come. Facts: sgc, krn, begins."""

    code = "KEY-06"
    next_step = NextStep.CALL_HEAD_OFFICE


class MeterKeyNotSold(Refused):
    """The meter's key type, algorithm or tables cannot take credit here. Facts: why."""

    code = "KEY-03"
    next_step = NextStep.CALL_HEAD_OFFICE


class KeysLocked(Unavailable):
    """The vending compartment is locked. Facts: none."""

    code = "AGENT-01"
    next_step = NextStep.UNLOCK_KEYS


class AgentUnreachable(Unavailable):
    """The key agent is dead, silent or speaks another version. Facts: why."""

    code = "AGENT-02"
    next_step = NextStep.START_AGAIN


class IdentityLocked(Unavailable):
    """The agent runs but its identity compartment is closed. Facts: none."""

    code = "AGENT-03"
    next_step = NextStep.UNLOCK_KEYS


class WrongPassphrase(Refused):
    """Facts: none."""

    code = "VAULT-01"
    money = MoneyStands.NOT_INVOLVED


class VaultDamaged(IntegrityFault):
    """Facts: why."""

    code = "VAULT-02"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.RESTORE


class VaultCutOff(VaultDamaged):
    """The file ends before its own lengths say so. Facts: none."""

    code = "VAULT-08"


class VaultSwapped(VaultDamaged):
    """The file is another terminal's vault. Facts: none."""

    code = "VAULT-09"


class VaultMissing(NotFound):
    """Facts: none."""

    code = "VAULT-03"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_FOLDER


class SecretFileUnsafe(Refused):
    """Others can read a secret file. Facts: name."""

    code = "VAULT-04"
    money = MoneyStands.NOT_INVOLVED


class TokenCheckFailed(IntegrityFault):
    """A token did not decode to what was asked; nothing left the agent. Facts: why."""

    code = "TOKEN-01"


class AgentStateDamaged(IntegrityFault):
    """The agent's own records are missing, damaged or older than the journal. Facts: why."""

    code = "AGENT-04"
    next_step = NextStep.RESTORE
