"""The window through its life: language and theme while it is open, lock, notices, its end."""

import gc
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from pos.app.paper.set_printer import set_printer
from pos.app.ports import UplinkState
from pos.bootstrap.terminals import InstalledTerminals
from pos.bootstrap.window import Exchanges, Raiser, has_display
from pos.domain.errors import FolderNotATerminal, KeysLocked, VaultDamaged
from pos.domain.journal import NO_HASH
from pos.domain.meter import ACTIVE, display_number
from pos.domain.standing import Standing
from pos.keystore.files import meeting_point
from pos.presenters.entrance.state import Entrance
from pos.presenters.problem_view import problem_view
from pos.presenters.sale.state import Step, Tone
from pos.presenters.settings.preferences import PreferenceFile, Preferences
from pos.presenters.status.presenter import StatusState
from pos.ui.codes.codes_page import CodesPage
from pos.ui.history.history_page import HistoryPage
from pos.ui.widgets.focus_ring import FocusRing
from pos.ui.widgets.following_scroll import FollowingScroll
from pos.ui.widgets.message_bar import MessageAction, MessageSources, message_of
from pos.ui.window.page_name import PageName
from tests import cash_stories as people
from tests.ui.window_stories import Shop


def prefer(shop: Shop, **fields: object) -> None:
    """Change preferences as the settings page does."""
    settings = shop.work.settings
    settings.prefer(msgspec.structs.replace(settings.state.preferences, **fields))
    shop.settle()


def test_the_language_changes_while_a_sale_is_typed(shop: Shop) -> None:
    """Nothing that was typed is lost, and the direction turns with the language."""
    shop.type_sale()
    prefer(shop, language="ar")
    assert shop.window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert shop.page.amount_card.field.text() == "100"
    assert shop.page.pay_card.primary.label.startswith("\u200fبيع")
    prefer(shop, language="fr")
    assert shop.window.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert shop.page.pay_card.primary.label.startswith("Vendre")
    assert shop.focused() is shop.page.pay_card.money.field
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.SOLD)


def test_a_choice_is_kept_for_the_next_time(shop: Shop) -> None:
    """It is in the folder's file once the job is done."""
    prefer(shop, theme="dark")
    shop.wait(lambda: PreferenceFile(shop.folder).load().theme == "dark")


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_a_theme_is_put_on_while_the_window_is_open(shop: Shop, theme: str) -> None:
    """The whole window is drawn anew in it."""
    prefer(shop, theme=theme)
    assert shop.window.look.theme.name == theme
    background = shop.window.grab().toImage().pixelColor(3, shop.window.height() // 2)
    assert background.name().upper() == shop.window.look.theme.colours.background


def test_another_size_is_another_arrangement_of_the_same_sale(shop: Shop) -> None:
    """Made smaller and larger, the window keeps what was typed."""
    shop.type_sale()
    for size in ((1024, 600), (1920, 1080), (1280, 800)):
        shop.window.resize(*size)
        shop.settle()
        assert shop.page.pay_card.money.field.text() == "200"
        assert shop.state.step is Step.TENDER


def test_a_refusal_is_seen_at_double_size(open_shop: Callable[..., Shop]) -> None:
    """It stands below all cards; the page goes there, and back to the keyboard once it is read."""
    shop = open_shop(size=(1024, 600), preferences=Preferences(scale=200))
    shop.settle()
    message = shop.window.shell.message
    shop.work.sale.unread()
    shop.wait(lambda: not message.visibleRegion().isEmpty())
    shop.press(Qt.Key.Key_Escape)
    shop.wait(lambda: not shop.focused().visibleRegion().isEmpty())
    assert shop.focused() is shop.page.meter_card.field


def test_the_largest_type_in_the_smallest_window_sells(open_shop: Callable[..., Shop]) -> None:
    """Cards stand in one column, and each step brings its own to where it is seen."""
    shop = open_shop(size=(1024, 600), preferences=Preferences(scale=200))
    shop.type_keys(shop.numbers[0])
    assert not shop.page.meter_card.field.visibleRegion().isEmpty()
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.AMOUNT)
    shop.type_keys("100")
    shop.wait(lambda: shop.state.amount.gets.text)
    assert not shop.page.amount_card.field.visibleRegion().isEmpty()
    shop.enter()
    shop.type_keys("200")
    shop.wait(lambda: shop.state.primary.enabled)
    shop.settle()
    seen = [shop.page.pay_card.money.field, shop.page.pay_card.primary]
    assert all(each.visibleRegion().boundingRect() == each.rect() for each in seen)
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.SOLD)
    shop.settle()
    (token,) = shop.page.code_card.labels
    assert token.visibleRegion().boundingRect() == token.rect()


def test_old_shells_are_gone(shop: Shop) -> None:
    """Changing the look again and again leaves no widget of an old one behind."""
    prefer(shop, theme="dark")
    shop.show_page(PageName.SALE)
    before = len(shop.window.findChildren(QWidget))
    for theme in ("light", "dark") * 3:
        prefer(shop, theme=theme)
    gc.collect()
    assert len(shop.window.findChildren(QWidget)) == before
    assert len(QApplication.allWidgets()) < before + 60


def test_lost_references_are_found() -> None:
    """The toolkit takes no reference off None, which one of its releases did."""
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(2_000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 50
    label.deleteLater()


def test_the_ring_stays_within_a_page_that_scrolls(open_shop: Callable[..., Shop]) -> None:
    """What has the keyboard is half scrolled away: its ring is not drawn over the bar."""
    shop = open_shop(size=(1024, 600), preferences=Preferences(scale=200))
    (pages,) = shop.window.findChildren(FollowingScroll)
    ring, field = shop.window.findChild(FocusRing), shop.focused()
    assert isinstance(ring, FocusRing)
    inside = pages.widget()
    assert inside is not None
    below = field.mapTo(inside, QPoint(0, field.height() // 2))
    pages.verticalScrollBar().setValue(below.y())
    shop.settle()
    assert ring.isVisible()
    drawn = ring.mask().translated(ring.pos()).boundingRect()
    assert drawn.top() >= pages.viewport().mapTo(shop.window, QPoint(0, 0)).y()


@pytest.mark.parametrize("scale", [100, 200])
def test_the_ring_is_whole_at_its_corners(open_shop: Callable[..., Shop], scale: int) -> None:
    """What is cut out of it for what lies inside leaves the arcs as they are."""
    shop = open_shop(preferences=Preferences(scale=scale))  # type: ignore[arg-type] # one of the scales there are.
    shop.settle()
    ring, look = shop.window.findChild(FocusRing), shop.window.look
    assert isinstance(ring, FocusRing)
    sizes, px = look.theme.sizes, look.px
    radius = px(sizes.radius) + px(sizes.ring_gap) + px(sizes.ring)
    # Of an arc the middle of its inner edge reaches furthest in.
    furthest = radius - int((radius - px(sizes.ring)) / 2**0.5)
    assert ring.isVisible()
    assert ring.mask().contains(QPoint(furthest - 1, furthest - 1))
    assert not ring.mask().contains(ring.rect().center())


def test_the_ring_is_around_what_has_the_keyboard(open_shop: Callable[..., Shop]) -> None:
    """From the first PIN on, which is asked for when another shell has just gone."""
    shop = open_shop(signed_in=False)
    shop.wait(lambda: shop.window.entrance.state.step is Entrance.WAITING)
    shop.settle()
    ring, field = shop.window.findChild(FocusRing), shop.focused()
    assert isinstance(ring, FocusRing)
    assert ring.isVisible()
    corner = field.mapTo(shop.window, field.rect().topLeft())
    assert ring.geometry().contains(QRect(corner, field.size()))


def test_the_window_locks_by_itself(open_shop: Callable[..., Shop]) -> None:
    """When the time has passed without a touch; a page of the past is not left open."""
    shop = open_shop(preferences=Preferences(lock_minutes=1))
    assert shop.window.idle.interval() == 60_000
    shop.window.idle.timeout.emit()
    assert shop.window.shell.shown is None


def test_the_window_stays_while_a_sale_is_made(shop: Shop) -> None:
    """It cannot be closed between the press and the code."""
    shop.type_sale()
    shop.enter()
    if shop.sale.is_committing:
        assert not shop.window.close()
    shop.wait(lambda: shop.state.step is Step.SOLD)
    assert shop.window.isVisible()


def test_the_guide_leads_through_the_first_sale_and_can_be_put_away(shop: Shop) -> None:
    """It stands at the foot, is in nobody's way, and is remembered."""
    message = shop.window.shell.message
    assert message.shown.text.startswith("1/5")
    shop.type_keys(shop.numbers[0])
    shop.enter()
    shop.wait(lambda: message.shown.text.startswith("2/5"))
    actions = [message.shown.action]
    message.acted.emit(MessageAction.DISMISS_GUIDE)
    actions.append(message.shown.action)
    assert actions == [MessageAction.DISMISS_GUIDE, MessageAction.NONE]
    shop.wait(lambda: PreferenceFile(shop.folder).load().guide_dismissed)


def test_the_status_is_always_there(shop: Shop) -> None:
    """Operator, link, allowance, printer, key store and time, on every page."""
    for name in PageName:
        shop.show_page(name)
        chips = [chip for chip in shop.window.shell.top.chips if chip.isVisible()]
        assert len(chips) == len(shop.window.shell.top.chips)
        assert all(chip.whole and chip.accessibleName() for chip in chips)


def test_a_training_terminal_says_so_on_every_page(shop: Shop) -> None:
    """The band is above all pages, and the title has the word."""
    for name in PageName:
        shop.show_page(name)
        assert "TRAINING" in shop.window.windowTitle()
        assert any("TRAINING" in each.text() for each in shop.window.findChildren(QLabel))


@pytest.mark.parametrize("is_in", [True, False])
def test_locked_keys_are_told_and_opened(shop: Shop, *, is_in: bool) -> None:
    """The line at the foot says it; the passphrase opens them, and nothing keeps it."""
    shop.work.guide.dismiss()
    if not is_in:
        assert shop.window.entrance.lock()
    shop.ports.keys.lock()
    shop.work.status.refresh()
    message = shop.window.shell.message
    shop.wait(lambda: message.shown.action is MessageAction.UNLOCK_KEYS)
    message.acted.emit(MessageAction.UNLOCK_KEYS)
    page = shop.window.shell.entrance_page
    shop.wait(page.isVisible)
    page.field.setText((shop.folder / "secrets" / "passphrase").read_text("ascii").strip())
    shop.enter()
    assert page.field.text() == ""
    after = Entrance.IN if is_in else Entrance.LOCKED
    shop.wait(lambda: shop.window.entrance.state.step is after)
    assert page.isVisible() is not is_in
    shop.wait(lambda: message.shown.action is not MessageAction.UNLOCK_KEYS)


def test_a_refusal_for_locked_keys_has_the_button_that_opens_them(shop: Shop) -> None:
    """It stands before the line that says they are locked; once they are open it is closed."""
    style = shop.window.shell.style_
    refused = MessageSources(selling=problem_view(KeysLocked()))
    locked = replace(refused, status=StatusState(keys_locked=True))
    assert message_of(locked, style).action is MessageAction.UNLOCK_KEYS
    assert message_of(refused, style).action is MessageAction.DISMISS_PROBLEM


def test_word_of_an_exchange_reaches_the_status_at_once(shop: Shop) -> None:
    """The line's own thread tells; nobody waits for the next minute."""
    exchanges = Exchanges()
    exchanges.happened.connect(shop.window.link_changed, Qt.ConnectionType.QueuedConnection)
    joined = UplinkState("https://office", "", "", 1, 1, NO_HASH, Standing.MAIN, 0, "")
    with shop.ports.store.write() as work:
        work.set_uplink(joined)
        work.commit()
    line = threading.Thread(target=exchanges.happened.emit)
    line.start()
    line.join()
    shop.wait(lambda: shop.work.status.state.link.tone is Tone.WARNING)


def test_a_page_tells_what_happened_since_it_was_shown_last(shop: Shop) -> None:
    """A sale, a list on a stick and a printer that another set are there on the way back."""
    work, lists = shop.work, shop.folder / "lists"
    for name in (PageName.HISTORY, PageName.LISTS, PageName.SETTINGS, PageName.PEOPLE):
        shop.show_page(name)
    assert (work.history.state.rows, work.lists.state.files) == ((), ())
    shop.show_page(PageName.SALE)
    shop.sell()
    lists.mkdir()
    (lists / "rents.csv").write_text(f"meter,amount\n{shop.numbers[0]},50\n")
    set_printer(shop.ports, f"file:{shop.folder.parent}/till-roll", operator="supervisor")
    people.with_thandi(shop.ports, shop.folder)
    shop.show_page(PageName.HISTORY)
    shop.wait(lambda: len(work.history.state.rows) == 1)
    shop.show_page(PageName.LISTS)
    shop.wait(lambda: work.lists.state.files)
    shop.show_page(PageName.SETTINGS)
    shop.wait(lambda: work.settings.state.printer.endswith("till-roll"))
    shop.show_page(PageName.PEOPLE)
    shop.wait(lambda: any(row.name == "thandi" for row in work.people.state.rows))


def test_the_opened_sale_stays_marked_when_newer_ones_come(shop: Shop) -> None:
    """It is where it was in the list, one row further down."""
    shop.sell()
    history = shop.work.history
    shop.show_page(PageName.HISTORY)
    shop.wait(lambda: history.state.rows)
    shop.enter()
    shop.wait(lambda: history.state.detail)
    shop.show_page(PageName.SALE)
    shop.enter()
    shop.sell("50", "50", shop.numbers[1])
    shop.show_page(PageName.HISTORY)
    shop.wait(lambda: len(history.state.rows) == 2)
    page = shop.window.shell.page()
    assert isinstance(page, HistoryPage)
    assert history.state.detail is not None
    opened = history.state.detail.sale_id
    assert (page.table.currentIndex().row(), page.model.sale_at(1)) == (1, opened)


def test_a_copy_is_printed_out_of_the_history(shop: Shop) -> None:
    """The list shows the sale, Enter opens it with its code, F7 prints it again."""
    shop.sell()
    shop.press(Qt.Key.Key_F8)
    shop.wait(lambda: shop.work.history.state.rows)
    shop.enter()
    shop.wait(lambda: shop.work.history.state.detail)
    shop.press(Qt.Key.Key_F7)

    def copies() -> int:
        with shop.ports.store.read() as reads:
            return reads.sales(limit=1)[0].copies

    shop.wait(lambda: copies() == 1)


def test_a_second_start_raises_the_window(
    qapp: QApplication, tmp_path: Path, qtbot: object
) -> None:
    """Connecting is asking; each who knocks is heard, and the socket goes with the window."""
    del qapp
    knocks: list[int] = []
    raiser = Raiser(tmp_path / "window", lambda: knocks.append(1))
    meeting_point.connect(tmp_path / "window", within_s=2).close()
    qtbot.waitUntil(lambda: bool(knocks))  # type: ignore[attr-defined] # pytest-qt's fixture.
    raiser.close()
    assert (tmp_path / "window").stat().st_mode & 0o777 == 0o700
    assert list((tmp_path / "window").iterdir()) == []


def test_there_is_no_window_without_a_terminal(tmp_path: Path) -> None:
    """A folder that holds none is refused before anything is shown."""
    from pos.bootstrap.window import open_window  # noqa: PLC0415 - only this test needs it.

    with pytest.raises(FolderNotATerminal):
        open_window(tmp_path)


def test_a_terminal_without_its_vault_is_to_be_restored(tmp_path: Path) -> None:
    """Whoever opens the window is not sent to another folder, as no command sends anybody."""
    (tmp_path / "terminal.db").touch()
    with pytest.raises(VaultDamaged):
        InstalledTerminals().open_window(tmp_path)


def test_a_display_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one Qt would end the process."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not has_display()
    monkeypatch.setenv("DISPLAY", ":9")
    assert has_display()


@pytest.mark.parametrize(("size", "scale"), [((1024, 600), 100), ((2048, 1200), 200)])
def test_what_a_low_window_has_no_room_for_is_one_button_away(
    open_shop: Callable[..., Shop], size: tuple[int, int], scale: int
) -> None:
    """The last purchase beside this one, and the meters that need a new key."""
    shop = open_shop(size=size, preferences=Preferences(scale=scale))  # type: ignore[arg-type] # one of the scales there are.
    with shop.ports.store.read() as reads:
        meters = [meter for meter in reads.each_meter() if "tshwane" in meter.tariff]
    number = display_number(next(meter for meter in meters if meter.status == ACTIVE).pan)
    card = shop.page.amount_card
    shop.sell("900", "900", number)
    assert not card.compare.isVisible()
    shop.enter()
    shop.type_sale("300", "300", number)
    shop.wait(lambda: shop.state.amount.beside)
    figures = {row.before for row in shop.state.amount.beside} - {""}
    assert not figures & set(labels(card))
    card.compare.setFocus()
    shop.enter()
    assert figures <= set(labels(card))
    shop.enter()
    assert not figures & set(labels(card))
    assert shop.state.step is Step.TENDER
    shop.press(Qt.Key.Key_F2)
    codes = shop.work.codes
    shop.show_page(PageName.CODES)
    shop.wait(lambda: codes.state.planned.text)
    page = shop.window.shell.page()
    assert isinstance(page, CodesPage)
    assert not page.plan.isVisible()
    shop.click(page.show_plan)
    shop.settle()
    assert (page.plan.isVisible(), page.pad.isVisible()) == (True, False)
    page.plan.buttons[0].setFocus()
    shop.enter()
    assert codes.state.about
    assert (page.plan.isVisible(), page.pad.isVisible()) == (False, True)


def labels(within: QWidget) -> list[str]:
    """Return the words that are shown there."""
    return [each.text() for each in within.findChildren(QLabel) if each.isVisible()]
