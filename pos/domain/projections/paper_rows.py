"""Rows about paper, computed from the journal alone."""

from typing import Final

import msgspec

PAPER_POLICY_KEY: Final = "paper"


class PaperPolicyRow(msgspec.Struct, frozen=True):
    """What is printed without asking; one row with key `paper`; see `PaperPolicySet`."""

    key: str
    copies_alone: int
    opens_drawer: int


class PaperLanguageRow(msgspec.Struct, frozen=True):
    """The language of what one operator prints; of the terminal where the name is empty."""

    operator: str
    language: str


PaperRow = PaperPolicyRow | PaperLanguageRow
