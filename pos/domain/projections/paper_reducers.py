"""Reducers of paper: what is printed without asking, in which language, and copies."""

from typing import assert_never

from pos.domain.entries import PaperCopyQueued, PaperLanguageSet, PaperPolicySet
from pos.domain.journal import Entry
from pos.domain.projections.cash_reducers import act_of
from pos.domain.projections.cash_rows import ActKind, ActRow
from pos.domain.projections.paper_rows import (
    PAPER_POLICY_KEY,
    PaperLanguageRow,
    PaperPolicyRow,
    PaperRow,
)

PaperPayload = PaperPolicySet | PaperLanguageSet | PaperCopyQueued


def reduce_paper(payload: PaperPayload, entry: Entry) -> tuple[PaperRow | ActRow, ...]:
    """Return the rows that an entry about paper adds or replaces."""
    match payload:
        case PaperPolicySet(copies_alone=copies_alone, opens_drawer=opens_drawer):
            return (PaperPolicyRow(PAPER_POLICY_KEY, copies_alone, int(opens_drawer)),)
        case PaperLanguageSet(operator=operator, language=language):
            return (PaperLanguageRow(operator, language),)
        case PaperCopyQueued(paper=paper, subject=subject):
            return (act_of(entry, ActKind.COPY, subject=f"{paper} {subject}"),)
        case _:
            assert_never(payload)
