"""A fault of our own that a job ran into, as an error that can be shown."""

from pos.domain.errors import ExitStatus, NextStep, PosError


class UnexpectedFault(PosError):
    """Something failed that nobody foresaw; the log has it under this name. Facts: reference."""

    code = "FAULT-01"
    exit_status = ExitStatus.OUR_FAULT
    next_step = NextStep.CALL_SUPERVISOR
