"""What head office refuses to the people who work there."""

from pos.domain.errors.base import (
    BadValue,
    MoneyStands,
    NextStep,
    NotFound,
    Refused,
    Unavailable,
)


class GrantAboveCeiling(Refused):
    """A grant says more than the root key allows the terminal. Facts: what."""

    code = "OFFICE-09"
    money = MoneyStands.NOT_INVOLVED


class RootKeyUnusable(BadValue):
    """A file holds no root key, or another head office's. Facts: name."""

    code = "OFFICE-10"
    money = MoneyStands.NOT_INVOLVED


class ClerkRefused(Refused):
    """Wrong name or password of somebody at head office; which is not said. Facts: name."""

    code = "OFFICE-11"
    money = MoneyStands.NOT_INVOLVED


class ClerkExists(Refused):
    """Somebody of this name works at head office already. Facts: name."""

    code = "OFFICE-12"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class ClerkNeeded(Refused):
    """Somebody at head office has to give name and password for this. Facts: why."""

    code = "OFFICE-13"
    money = MoneyStands.NOT_INVOLVED


class SecondPersonNeeded(Refused):
    """Who proposed something does not confirm it. Facts: name."""

    code = "OFFICE-14"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class ProposalUnknown(NotFound):
    """Nothing of this number waits. Facts: number."""

    code = "OFFICE-15"
    money = MoneyStands.NOT_INVOLVED


class ClerkMalformed(BadValue):
    """A name has 1 to 64 characters, a password at least 8 and at most 1024 bytes. Facts: none."""

    code = "OFFICE-16"
    money = MoneyStands.NOT_INVOLVED


class ClerkRoleTooLow(Refused):
    """Somebody's role at head office does not cover this. Facts: name, role, least."""

    code = "OFFICE-17"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


class LastAdministrator(Refused):
    """Nobody would be left who may say who works at head office. Facts: name."""

    code = "OFFICE-18"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class FieldMalformed(BadValue):
    """A field of a form or an address does not hold what it should. Facts: name."""

    code = "OFFICE-19"
    money = MoneyStands.NOT_INVOLVED


class PinResetMalformed(BadValue):
    """This is no request for a PIN or no answer to one, or its day is over. Facts: none."""

    code = "PIN-08"
    money = MoneyStands.NOT_INVOLVED


class NotHere(NotFound):
    """Head office holds no such thing. Facts: what."""

    code = "OFFICE-20"
    money = MoneyStands.NOT_INVOLVED


class GrantRequestReused(Refused):
    """The same name was given to two different grants. Facts: request."""

    code = "OFFICE-21"
    money = MoneyStands.NOT_INVOLVED


class ClerkRests(Refused):
    """Somebody was made or changed by another too lately to be one of two. Facts: name, until."""

    code = "OFFICE-22"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class DutyTaken(Unavailable):
    """Another server or command does this at the moment. Facts: what."""

    code = "OFFICE-23"
    money = MoneyStands.NOT_INVOLVED


class LaneTaken(Refused):
    """Another terminal may issue in the lane of a lease. Facts: terminal, lane, until."""

    code = "LEASE-12"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class LaneNotAtRest(Refused):
    """A lease moves a lane before head office has all that was issued in the old one.

    Facts: serial, acknowledged, seq: entries up to `seq` are needed, the lease knew of fewer.
    """

    code = "LEASE-11"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE
