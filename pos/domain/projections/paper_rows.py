"""Rows about paper, computed from the journal alone."""

from dataclasses import dataclass
from typing import Final

PAPER_POLICY_KEY: Final = "paper"


@dataclass(frozen=True, slots=True)
class PaperPolicyRow:
    """What is printed without asking; one row with key `paper`; see `PaperPolicySet`."""

    key: str
    copies_alone: int
    opens_drawer: int


@dataclass(frozen=True, slots=True)
class PaperLanguageRow:
    """The language of what one operator prints; of the terminal where the name is empty."""

    operator: str
    language: str


PaperRow = PaperPolicyRow | PaperLanguageRow
