"""Refuse to sell where head office saw a copy of this terminal, or took it out of service."""

from typing import assert_never

from pos.app.ports import Reads
from pos.domain.errors import PosError, TerminalBehind, TerminalForked, TerminalRevoked
from pos.domain.standing import Standing


def selling_must_not_be_stopped(reads: Reads) -> None:
    """Ask what head office said last; a terminal that never joined one sells.

    Raises:
        TerminalForked, TerminalBehind, TerminalRevoked.
    """
    state = reads.uplink()
    if state is not None:
        must_stand_well(state.stopped)


def must_stand_well(standing: Standing) -> None:
    """Raise the refusal that belongs to a standing.

    Raises:
        TerminalForked, TerminalBehind, TerminalRevoked.
    """
    refusal = _refusal(standing)
    if refusal is not None:
        raise refusal


def _refusal(standing: Standing) -> PosError | None:
    match standing:
        case Standing.MAIN:
            return None
        case Standing.FORK:
            return TerminalForked()
        case Standing.BEHIND:
            return TerminalBehind()
        case Standing.REVOKED:
            return TerminalRevoked()
        case _:
            assert_never(standing)
