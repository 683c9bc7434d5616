"""Everything that may come up has its words: a new kind without any fails here, not at a till."""

from pos.app.reports.report_table import ReportName
from pos.domain.cash import CaseOutcome, CaseReason, DifferenceCode, UsualReason
from pos.domain.operator import Role
from pos.domain.projections import ActKind
from pos.presenters.cash.desk import CashAct
from pos.presenters.cash.texts import (
    ACT_KINDS,
    ACTS,
    DIFFERENCES,
    DO_ACTS,
    DONE_ACTS,
    REASONS,
    USUAL,
    reason_told,
)
from pos.presenters.history import case_texts
from pos.presenters.people.texts import ROLES
from pos.presenters.reports.texts import NAMES, SHORT_NAMES
from pos.presenters.texts import tell


def test_every_kind_has_its_words() -> None:
    """Acts at the drawer, differences, roles, reports, and what reports list."""
    for words in (ACTS, DO_ACTS, DONE_ACTS, REASONS):
        assert set(words) == set(CashAct)
    assert set(DIFFERENCES) == set(DifferenceCode)
    assert set(USUAL) == set(UsualReason)
    assert set(case_texts.REASONS) == set(CaseReason)
    assert set(case_texts.OUTCOMES) == set(CaseOutcome)
    assert set(ROLES) == set(Role)
    assert set(NAMES) == set(SHORT_NAMES) == set(ReportName)
    assert set(ACT_KINDS) == set(ActKind)


def test_a_reason_is_told_in_words() -> None:
    """Codes in the reader's language, also before somebody's own words, which stay as typed."""

    def loud(context: str, text: str) -> str:
        return text.upper() if context else text

    assert tell(reason_told("too_much_cash"), loud) == "TOO MUCH CASH"
    assert tell(reason_told("change_wrong: two coins"), loud) == "WRONG CHANGE: two coins"
    assert tell(reason_told("to the mosque: paid"), loud) == "to the mosque: paid"
