"""The only supervisor forgot the PIN: the recovery code or head office stands in, in the window."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from pos.domain.entries import PinReset
from pos.domain.journal import read_entry
from pos.domain.operator import StandIn as By
from pos.presenters.entrance.state import Entrance
from pos.presenters.people.reset_presenter import StandIn
from pos.ui.people.reset_page import ResetPage
from pos.wire.pin_reset import read_pin_reset_request
from tests import office_stories
from tests import terminal_stories as story
from tests.ui.test_secrets import hurry
from tests.ui.window_stories import Shop, opened_shop

NEW_PIN = "493817"


def forgot(shop: Shop, name: str = "supervisor") -> ResetPage:
    """Go to the page of forgotten PINs, which needs nobody."""
    entrance = shop.window.entrance
    shop.wait(lambda: entrance.state.step is Entrance.WAITING)
    entrance.name_chosen(name)
    shop.window.shell.entrance_page.forgotten.click()
    shop.wait(lambda: shop.work.reset.state.names)
    page = shop.window.shell.entrance_page.reset_page
    assert isinstance(page, ResetPage)
    assert page.isVisible()
    return page


def type_lines(shop: Shop, *lines: str) -> None:
    """Type into one field after the other, and wait for what comes of it."""
    for line in lines:
        shop.type_keys(line)
        shop.enter()
    shop.wait(lambda: not shop.work.reset.state.is_busy)


def sign_in(shop: Shop, pin: str) -> None:
    """Leave the page and sign in with the new PIN."""
    shop.press(Qt.Key.Key_Escape)
    assert shop.window.entrance.state.step is Entrance.WAITING
    type_pin = shop.focused()
    assert isinstance(type_pin, QLineEdit)
    hurry(shop, f"{pin}\n")
    shop.wait(lambda: shop.window.entrance.state.step is Entrance.IN)


def resets(shop: Shop) -> list[PinReset]:
    """Return what the journal says of it."""
    with shop.ports.store.read() as reads:
        payloads = [read_entry(stored.body).payload for stored in reads.entries()]
    return [payload for payload in payloads if isinstance(payload, PinReset)]


def test_the_recovery_code_gives_a_new_pin(open_shop: Callable[..., Shop]) -> None:
    """Two PINs that differ and a wrong code give none; what was typed is gone each time."""
    shop = open_shop(signed_in=False)
    page = forgot(shop)
    state = shop.work.reset
    code = (shop.folder / "secrets" / "recovery-code").read_text().strip()
    type_lines(shop, code, NEW_PIN, "493818")
    assert "not the same" in state.state.notice.english()
    assert (page.code.text(), page.new.text(), page.again.text()) == ("", "", "")
    type_lines(shop, "AAAA-AAAA", NEW_PIN, NEW_PIN)
    assert state.state.problem is not None
    type_lines(shop, code, NEW_PIN, NEW_PIN)
    assert "supervisor" in state.state.notice.english()
    assert resets(shop) == [PinReset("supervisor", By.RECOVERY_CODE)]
    sign_in(shop, NEW_PIN)
    assert shop.window.entrance.operator is not None
    assert shop.window.entrance.operator.name == "supervisor"


def test_nothing_typed_is_left_when_nobody_is_there(open_shop: Callable[..., Shop]) -> None:
    """The window goes back to the way in by itself."""
    shop = open_shop(signed_in=False)
    page = forgot(shop)
    hurry(shop, "abcd")
    assert page.code.text()
    shop.window.idle.setInterval(0)
    shop.window.idle.start()
    shop.wait(lambda: shop.window.entrance.state.step is Entrance.WAITING)
    assert page.code.text() == "", "at once, and not when the next one comes"


def test_head_office_gives_a_new_pin(till: Path, tmp_path: Path, qapp: QApplication) -> None:
    """The request goes there on a stick, the code by telephone, and the answer comes back."""
    del qapp
    stick = tmp_path / "stick"
    with ExitStack() as stack:
        clock = office_stories.RealClock()
        place = office_stories.new_office(tmp_path)
        office = stack.enter_context(office_stories.office_at(place, clock))
        with story.opened(till) as ports:
            office_stories.join(office, ports)
        shop = stack.enter_context(opened_shop(till))
        page = forgot(shop, "agent")
        state = shop.work.reset
        page.ways[StandIn.ASK].click()
        page.supervisor.click()
        type_lines(shop, NEW_PIN, NEW_PIN)
        assert "stick" in state.state.notice.english()
        stick.mkdir()
        type_lines(shop, NEW_PIN, NEW_PIN)
        (asked,) = stick.glob("pin-request-*.json")
        assert asked.name in state.state.notice.english()
        page.ways[StandIn.ANSWER].click()
        shop.wait(lambda: state.state.notice.text)
        assert not state.state.primary.enabled
        request = read_pin_reset_request(asked.read_bytes())
        assert request is not None
        _, answer = office.administration.allow_pin_reset(request, tmp_path / "root.pem")
        (stick / "answer.json").write_bytes(msgspec.json.encode(answer))
        page.ways[StandIn.ANSWER].click()
        shop.wait(lambda: state.state.primary.enabled)
        shop.enter()
        shop.wait(lambda: resets(shop))
        assert resets(shop) == [PinReset("agent", By.HEAD_OFFICE)]
        shop.wait(lambda: not state.state.is_busy)
        sign_in(shop, NEW_PIN)
