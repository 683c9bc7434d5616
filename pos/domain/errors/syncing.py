"""What may go wrong between a terminal and its head office, and at head office itself."""

from pos.domain.errors.base import (
    BadValue,
    IntegrityFault,
    MoneyStands,
    NetworkFault,
    NextStep,
    NotFound,
    Refused,
    Unavailable,
)


class NotEnrolled(NotFound):
    """This terminal belongs to no head office. Facts: none."""

    code = "SYNC-01"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.ENROL


class ReachedByStick(NotEnrolled):
    """This terminal joined by stick, so there is no line to send on. Facts: none."""

    code = "SYNC-32"
    next_step = NextStep.CARRY_FILE


class HeadOfficeUnreachable(NetworkFault):
    """No answer, or none that can be read. Facts: why."""

    code = "SYNC-02"
    money = MoneyStands.NOT_INVOLVED


class HeadOfficeNotGenuine(NetworkFault):
    """Whoever answered is not the head office that was enrolled with. Facts: why."""

    code = "SYNC-03"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


class AnswerKeyRefused(Refused):
    """What is said about the key that signs head office's answers is not believed. Facts: why."""

    code = "SYNC-30"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


class AnswerKeyEnded(Refused):
    """A key signed this answer that head office used before and that is good no longer.

    Facts: none.
    """

    code = "SYNC-31"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.GET_NEW_ANSWER


class TerminalForked(Refused):
    """Another journal came to head office under this terminal's numbers. Facts: none."""

    code = "SYNC-04"
    next_step = NextStep.CALL_HEAD_OFFICE


class TerminalBehind(Refused):
    """Head office holds entries of this terminal that this journal has not. Facts: none."""

    code = "SYNC-05"
    next_step = NextStep.RESTORE


class TerminalRevoked(Refused):
    """Head office took this terminal's permission away. Facts: none."""

    code = "SYNC-06"
    next_step = NextStep.CALL_HEAD_OFFICE


class SyncInProgress(Unavailable):
    """Another process of this terminal talks to head office. Facts: none."""

    code = "SYNC-07"
    money = MoneyStands.NOT_INVOLVED


class HeadOfficeRefused(Refused):
    """Head office did nothing with a request. Facts: why."""

    code = "SYNC-08"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


class StickMalformed(BadValue):
    """A file is not what travels between this terminal and its head office. Facts: why."""

    code = "SYNC-09"
    money = MoneyStands.NOT_INVOLVED


class BundleMalformed(BadValue):
    """A file is nothing that terminals could be given. Facts: why."""

    code = "OFFICE-30"
    money = MoneyStands.NOT_INVOLVED


class EnrolmentRefused(Refused):
    """The code is wrong, used, expired or another terminal's. Facts: none."""

    code = "ENROL-01"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


class IncarnationKnown(Refused):
    """Another device joined as this incarnation of the terminal, or a later one. Facts: none."""

    code = "ENROL-05"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.RESTORE


class HeadOfficeKindDiffers(Refused):
    """A training terminal and a real head office, or the other way round. Facts: none."""

    code = "ENROL-02"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class HeadOfficeUrlMalformed(BadValue):
    """Facts: text, why."""

    code = "ENROL-03"
    money = MoneyStands.NOT_INVOLVED


class EnrolCodeMalformed(BadValue):
    """Facts: none; the code itself is never shown."""

    code = "ENROL-04"
    money = MoneyStands.NOT_INVOLVED


class LeaseNotGenuine(IntegrityFault):
    """A lease does not lead back to the head office of this terminal. Facts: why."""

    code = "LEASE-07"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


class HeadOfficePinned(Refused):
    """The key agent believes another head office, and only that one. Facts: none."""

    code = "LEASE-08"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CALL_HEAD_OFFICE


class LeaseFileMalformed(BadValue):
    """A file holds no lease. Facts: name."""

    code = "LEASE-09"
    money = MoneyStands.NOT_INVOLVED


class OfficeMissing(NotFound):
    """There is no head office in this database. Facts: none."""

    code = "OFFICE-01"
    money = MoneyStands.NOT_INVOLVED


class OfficeExists(Refused):
    """A head office, or a root key, is there already. Facts: what."""

    code = "OFFICE-02"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class TerminalNotKnown(NotFound):
    """Head office knows no such terminal, or it has not enrolled. Facts: terminal."""

    code = "OFFICE-03"
    money = MoneyStands.NOT_INVOLVED


class TerminalIdMalformed(BadValue):
    """Facts: text."""

    code = "OFFICE-04"
    money = MoneyStands.NOT_INVOLVED


class OfficeDatabaseMalformed(BadValue):
    """Facts: why."""

    code = "OFFICE-05"
    money = MoneyStands.NOT_INVOLVED


class ListenAddressUnusable(BadValue):
    """Facts: text, why."""

    code = "OFFICE-06"
    money = MoneyStands.NOT_INVOLVED


class OfficeUnusable(Unavailable):
    """The database of head office cannot be used. Facts: why."""

    code = "OFFICE-07"
    money = MoneyStands.NOT_INVOLVED


class TerminalIsRevoked(Refused):
    """Head office revoked this terminal; it is given nothing. Facts: terminal."""

    code = "OFFICE-08"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER


class DepositUnknown(NotFound):
    """No deposit of this terminal went in such a bag. Facts: terminal, bag."""

    code = "DEPOSIT-01"
    money = MoneyStands.NOT_INVOLVED


class DepositMatched(Refused):
    """The bank said something else about this bag before. Facts: bag, amount, reference."""

    code = "DEPOSIT-02"
    money = MoneyStands.NOT_INVOLVED
    next_step = NextStep.CHOOSE_ANOTHER
