"""Operators: the people who sign in."""

import re
from enum import StrEnum
from typing import Final

from pos.domain.errors import OperatorNameMalformed


class Role(StrEnum):
    """What a person is at this terminal."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    TECHNICIAN = "technician"
    AUDITOR = "auditor"


class StandIn(StrEnum):
    """What counts like a supervisor's PIN when none is at hand."""

    RECOVERY_CODE = "recovery_code"
    HEAD_OFFICE = "head_office"


MAY_SELL = (Role.AGENT, Role.SUPERVISOR)

NAME_LENGTH_MAX: Final = 40
# It becomes a file's name in training, stands in reports that spreadsheets open, and is typed.
_NAME: Final = re.compile(r"\w(?:[\w.-]| (?=\w)){0,39}")


def parse_operator_name(text: str) -> str:
    """Read a new operator's name.

    Args:
        text: 1 to 40 letters, digits, dots, hyphens or single inner spaces, a letter or digit
            first.

    Raises:
        OperatorNameMalformed: anything else.
    """
    if len(text) > NAME_LENGTH_MAX or _NAME.fullmatch(text) is None:
        raise OperatorNameMalformed(text=text[:NAME_LENGTH_MAX])
    return text
