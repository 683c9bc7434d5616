"""Every refusal and failure a person may see, as a type.

    PosError
    ├── BadValue       what was typed is not a value of its kind          exit 2
    ├── Refused        a rule says no                                     exit 3
    ├── NotFound       there is no such thing                             exit 4
    ├── DeviceFault    printer, disk                                      exit 5
    ├── IntegrityFault journal, vault or a token check                    exit 6
    ├── NetworkFault   head office cannot be reached                      exit 7
    └── Unavailable    locked, busy, in use                               exit 8

An error carries a stable code, its typed facts in `facts`, where the money stands, and what to do
next. The wording is made from the code and the facts in `pos.presenters.problems`.
"""

from enum import Enum, IntEnum
from typing import ClassVar


class ExitStatus(IntEnum):
    """What a command answers to the shell."""

    DONE = 0
    BAD_VALUE = 2
    REFUSED = 3
    NOT_FOUND = 4
    DEVICE = 5
    INTEGRITY = 6
    NETWORK = 7
    UNAVAILABLE = 8
    OUR_FAULT = 70


class MoneyStands(Enum):
    """Where the customer's money stands after a failure."""

    NOT_INVOLVED = "not_involved"
    NOTHING_CHARGED = "nothing_charged"
    GIVE_BACK = "give_back"
    HELD_OPEN = "held_open"
    NOT_KNOWN = "not_known"
    SALE_COMPLETE = "sale_complete"


class NextStep(Enum):
    """What the person at the counter does next."""

    CORRECT_AND_RETRY = "correct_and_retry"
    ASK_FOR_MORE_CASH = "ask_for_more_cash"
    CHOOSE_ANOTHER = "choose_another"
    RESUME_OR_CANCEL = "resume_or_cancel"
    USE_NEW_SALE_ID = "use_new_sale_id"
    OPEN_SHIFT = "open_shift"
    COUNT_DRAWER = "count_drawer"
    GIVE_REASON = "give_reason"
    SETTLE_SALE = "settle_sale"
    SETTLE_PRINT = "settle_print"
    UNLOCK_KEYS = "unlock_keys"
    START_AGAIN = "start_again"
    WAIT_AND_RETRY = "wait_and_retry"
    GET_NEW_LEASE = "get_new_lease"
    GET_NEW_ANSWER = "get_new_answer"
    SET_CLOCK = "set_clock"
    WAIT_FOR_CLOCK = "wait_for_clock"
    CALL_SUPERVISOR = "call_supervisor"
    CALL_HEAD_OFFICE = "call_head_office"
    FREE_DISK_SPACE = "free_disk_space"
    CHECK_PRINTER = "check_printer"
    RESTORE = "restore"
    CHOOSE_FOLDER = "choose_folder"
    ENROL = "enrol"
    ASK_CUSTOMER = "ask_customer"
    UPDATE_PROGRAM = "update_program"
    CHECK_FILE = "check_file"
    CARRY_FILE = "carry_file"


class PosError(Exception):
    """An expected failure.

    Attributes:
        code: stable, unique, e.g. `METER-02`.
        exit_status: what a command exits with.
        money: where the money stands; a use case may restate it with `with_money`.
        next_step: what to do now.
        facts: short strings and integers for the wording; never a secret.
    """

    code: ClassVar[str]
    exit_status: ClassVar[ExitStatus]
    money: MoneyStands = MoneyStands.NOTHING_CHARGED
    next_step: NextStep = NextStep.CORRECT_AND_RETRY

    def __init__(self, **facts: str | int) -> None:
        self.facts = facts
        super().__init__(self.code, facts)

    def with_money(self, money: MoneyStands, next_step: NextStep | None = None) -> "PosError":
        """Restate where the money stands (and what to do), and return this error to be raised."""
        self.money = money
        if next_step is not None:
            self.next_step = next_step
        return self


class BadValue(PosError):
    """What was typed is not a value of its kind."""

    exit_status = ExitStatus.BAD_VALUE


class Refused(PosError):
    """A rule says no."""

    exit_status = ExitStatus.REFUSED


class NotFound(PosError):
    """There is no such thing."""

    exit_status = ExitStatus.NOT_FOUND


class DeviceFault(PosError):
    """A printer or a disk does not do its part."""

    exit_status = ExitStatus.DEVICE


class IntegrityFault(PosError):
    """Something stored is not what was written, or a check of our own work failed."""

    exit_status = ExitStatus.INTEGRITY
    next_step = NextStep.CALL_SUPERVISOR


class NetworkFault(PosError):
    """Another machine cannot be reached."""

    exit_status = ExitStatus.NETWORK
    next_step = NextStep.WAIT_AND_RETRY


class Unavailable(PosError):
    """Locked, busy or in use."""

    exit_status = ExitStatus.UNAVAILABLE
    next_step = NextStep.WAIT_AND_RETRY
