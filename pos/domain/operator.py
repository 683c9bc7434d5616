"""Operators: the people who sign in."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is at this terminal."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    TECHNICIAN = "technician"
    AUDITOR = "auditor"


MAY_SELL = (Role.AGENT, Role.SUPERVISOR)
