"""History with copies, and the settings, on a real terminal."""

from typing import Any

import pytest

from pos.app.codes.ask_tokens import Ask
from pos.app.codes.set_meter import set_meter
from pos.app.paper.paper_policy import paper_language_of, paper_policy_of
from pos.domain.engineering import EngineeringKind
from pos.domain.errors import DiskFull
from pos.presenters.history import presenter as history_presenter
from pos.presenters.history.presenter import HistoryPresenter
from pos.presenters.jobs import InlineJobs
from pos.presenters.settings.paper_desk import PaperRules
from pos.presenters.settings.preferences import PreferenceFile, Preferences
from pos.presenters.settings.presenter import SettingsPresenter
from tests import cash_stories as people
from tests import desk_stories as story
from tests import terminal_stories as terminal
from tests.desk_stories import Till


def history_of(till: Till) -> HistoryPresenter:
    """Return the history of a till."""
    jobs = InlineJobs()
    signing = story.signing_of(till.ports, jobs, story.AGENT)
    history = HistoryPresenter(
        till.desk,
        story.case_desk_of(till.ports),
        jobs,
        signing,
        currency=terminal.CURRENCY,
        manner=story.MANNER,
        opened_sale=lambda _: None,
    )
    history.operator_changed(story.AGENT)
    history.refresh()
    return history


def sell_many(till: Till, count: int) -> None:
    """Make sales to as many meters."""
    for number in [till.number(place) for place in range(count)]:
        till.sell(number=number)
        till.wait()
        till.sale.enter()


def test_sales_are_listed_newest_first_and_page_by_page(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each once, until there are no more."""
    monkeypatch.setattr(history_presenter, "PAGE_ROWS", 2)
    sell_many(till, 5)
    history = history_of(till)
    assert len(history.state.rows) == 2
    while history.state.has_more:
        history.more()
    receipts = [row.receipt for row in history.state.rows]
    assert len(receipts) == 5
    assert receipts == sorted(receipts, reverse=True)
    assert {row.state.english() for row in history.state.rows} == {"Sold"}


def test_a_code_that_nobody_paid_for_was_not_sold(till: Till) -> None:
    """It is issued; the sale beside it stays sold."""
    till.sell()
    number = till.number(1)
    with till.ports.store.read() as reads:
        (meter,) = reads.find_meters(number, limit=1)
    ask = Ask(terminal.new_sale_id(), meter.pan, "opened by the utility")
    operator, second = story.AGENT, people.second(till.folder, "supervisor")
    kind = EngineeringKind.CLEAR_TAMPER
    set_meter(till.ports, ask, kind, "", operator=operator, second=second)
    rows = history_of(till).state.rows
    assert [row.state.english() for row in rows] == ["Issued", "Sold"]


def test_a_limit_is_said_as_the_meter_reads_it(till: Till) -> None:
    """Large ones are rounded up; whoever typed another sees it."""
    with till.ports.store.read() as reads:
        (meter,) = reads.find_meters(till.number(1), limit=1)
    ask = Ask(terminal.new_sale_id(), meter.pan, "new breaker")
    operator, second = story.AGENT, people.second(till.folder, "supervisor")
    kind = EngineeringKind.POWER_LIMIT
    set_meter(till.ports, ask, kind, "100000", operator=operator, second=second)
    history = history_of(till)
    history.opened(history.state.rows[0].sale_id)
    assert history.state.detail is not None
    assert history.state.detail.sold is not None
    (code,) = history.state.detail.sold.codes
    assert code.units.english() == "Sets the power limit: 100\u00a0004 W"


def test_the_filter_looks_at_meter_receipt_and_operator(till: Till) -> None:
    """Spaces in a number do not matter."""
    sell_many(till, 3)
    history = history_of(till)
    history.filtered(till.number(1))
    (row,) = history.state.rows
    assert row.meter.replace(" ", "") == till.number(1)
    history.filtered("AGENT")
    assert len(history.state.rows) == 3
    history.filtered("")
    assert len(history.state.rows) == 3


def test_a_sale_is_opened_and_copied(till: Till) -> None:
    """Receipt as printed, code card, and a counted copy."""
    till.sell()
    history = history_of(till)
    history.opened(history.state.rows[0].sale_id)
    detail = history.state.detail
    assert detail is not None
    assert detail.sold is not None
    assert till.state.sold is not None
    assert detail.sold.codes == till.state.sold.codes
    assert any("TRAINING" in line for line in detail.paper)
    history.print_copy()
    assert till.desk.story(detail.sale_id).row.copies == 1
    history.operator_changed(None)
    assert history.state.detail is None


def test_an_unfinished_sale_can_be_taken_up(till: Till) -> None:
    """It has no code card and no copy."""
    keys: Any = till.ports.keys

    keys.issue = story.dies
    till.sell()
    history = history_of(till)
    history.opened(history.state.rows[0].sale_id)
    detail = history.state.detail
    assert detail is not None
    assert detail.can_resume
    assert detail.sold is None
    assert not detail.can_copy
    assert history.state.rows[0].state.english() == "Unfinished"


def test_an_unknown_sale_is_said(till: Till) -> None:
    """The list stays."""
    history = history_of(till)
    history.opened(terminal.new_sale_id())
    assert history.state.problem is not None
    assert history.state.problem.code == "SALE-02"


def settings_of(till: Till, applied: list[Preferences], store: Any = None) -> SettingsPresenter:
    """Return the settings of a till."""
    settings = SettingsPresenter(
        till.desk,
        story.paper_desk_of(till.ports),
        InlineJobs(),
        store or PreferenceFile(till.folder),
        Preferences(),
        applied=applied.append,
    )
    settings.operator_changed(story.AGENT)
    settings.refresh()
    return settings


def test_a_language_holds_at_once_and_is_kept(till: Till) -> None:
    """Whoever draws is told; the next start finds it."""
    applied: list[Preferences] = []
    settings = settings_of(till, applied)
    settings.language_chosen("fr")
    assert [each.language for each in applied] == ["fr"]
    assert PreferenceFile(till.folder).load().language == "fr"
    settings.guide_dismissed()
    assert PreferenceFile(till.folder).load() == Preferences(language="fr", guide_dismissed=True)


def test_a_setting_that_cannot_be_kept_holds_all_the_same(till: Till) -> None:
    """A full disk is said and changes nothing on the screen."""

    class FullDisk:
        def load(self) -> Preferences:
            return Preferences()

        def save(self, _: Preferences) -> None:
            raise DiskFull

    settings = settings_of(till, [], FullDisk())
    settings.language_chosen("ar")
    assert settings.state.preferences.language == "ar"
    assert settings.state.notice.text
    assert settings.state.problem is not None


def test_a_value_out_of_range_is_not_taken(till: Till) -> None:
    """The lock cannot be switched off."""
    applied: list[Preferences] = []
    settings_of(till, applied).prefer(Preferences(lock_minutes=0))
    assert applied == []


def test_a_printer_is_set_and_a_wrong_address_refused(till: Till) -> None:
    """The old one stays where the new one makes no sense."""
    settings = settings_of(till, [])
    assert settings.state.printer == "virtual:"
    settings.printer_entered("nonsense://")
    refused = settings.state.problem
    assert refused is not None
    assert refused.code == "PRINT-01"
    settings.printer_entered("tcp://192.0.2.7:9100")
    assert settings.state.problem is None
    assert till.desk.snapshot().printer == "tcp://192.0.2.7:9100"


def test_an_agent_chooses_the_language_of_what_they_print(till: Till) -> None:
    """Their own papers only; what holds is shown."""
    settings = settings_of(till, [])
    assert settings.state.rules == PaperRules("en", 3)
    settings.paper_language_chosen("fr")
    assert settings.state.rules == PaperRules("fr", 3)
    assert "Français" in settings.state.notice.english()
    with till.ports.store.read() as reads:
        assert paper_language_of(reads, "agent") == "fr"
        assert paper_language_of(reads, "") == "en"


def test_a_supervisor_chooses_for_the_terminal(till: Till) -> None:
    """Language, and how many copies need nobody; an agent may not say that."""
    settings = settings_of(till, [])
    settings.copies_chosen(10)
    assert settings.state.problem is not None
    assert settings.state.problem.code == "ROLE-01"
    settings.operator_changed(story.SUPERVISOR)
    settings.paper_language_chosen("sw")
    settings.copies_chosen(1)
    assert settings.state.rules == PaperRules("sw", 1)
    with till.ports.store.read() as reads:
        assert paper_language_of(reads, "") == "sw"
        assert paper_policy_of(reads).copies_alone == 1
