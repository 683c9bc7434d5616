"""Everything that may come up has its words: a new kind without any fails here, not at a till."""

from pos.app.report_table import ReportName
from pos.domain.cash import DifferenceCode
from pos.domain.operator import Role
from pos.domain.projections import ActKind
from pos.presenters.cash_desk import CashAct
from pos.presenters.cash_texts import ACT_KINDS, ACTS, DIFFERENCES, DO_ACTS, DONE_ACTS, REASONS
from pos.presenters.people_texts import ROLES
from pos.presenters.report_texts import NAMES, SHORT_NAMES


def test_every_kind_has_its_words() -> None:
    """Acts at the drawer, differences, roles, reports, and what reports list."""
    for words in (ACTS, DO_ACTS, DONE_ACTS, REASONS):
        assert set(words) == set(CashAct)
    assert set(DIFFERENCES) == set(DifferenceCode)
    assert set(ROLES) == set(Role)
    assert set(NAMES) == set(SHORT_NAMES) == set(ReportName)
    assert set(ACT_KINDS) == set(ActKind)
