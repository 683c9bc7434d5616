"""The console in a real browser: people sign in, look, and see what changes without asking."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from pos.app.office.office_rules import running_version
from tests import console_stories as story
from tests import office_stories
from tests.console_stories import Phone
from tests.office_stories import OfficeHere, RealClock


@pytest.fixture(name="browser", scope="module")
def _browser() -> Iterator[Browser]:
    """Give one browser to all tests."""
    with story.chromium() as browser:
        yield browser


@pytest.fixture(name="office")
def _office(tmp_path: Path) -> Iterator[OfficeHere]:
    """Give a head office with four people."""
    with office_stories.office_at(office_stories.new_office(tmp_path), RealClock()) as office:
        story.add_people(office)
        yield office


@pytest.fixture(name="page")
def _page(browser: Browser) -> Iterator[Page]:
    """Give a page on which nothing may go wrong: no script fails, nothing is blocked."""
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # Hints about forms are no fault.
        if message.type in ("error", "warning"):
            said.append(message.text)

    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", hear)
        yield page
    assert said == []


def test_an_administrator_signs_in_and_watches_a_terminal(
    office: OfficeHere, page: Page, tmp_path: Path
) -> None:
    """By keyboard alone; what the terminal delivers appears by itself."""
    folder = office_stories.new_terminal(tmp_path / "terminal", RealClock())
    with (
        story.console_of(office) as url,
        office_stories.terminal_at(folder, RealClock()) as ports,
    ):
        office_stories.join(office, ports)
        story.sign_in_by_browser(page, f"{url}/", Phone(), office, "Anne")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_selector("#proof")
        assert "0 of 0" in page.inner_text("#proof")
        office_stories.sell_many(ports, 1, 3)
        office_stories.sync(office, ports)
        page.wait_for_selector("#proof:has-text('10 of 10')")
        assert "hash equal" in page.inner_text("#proof")
        assert page.is_visible(f"dd:text-is('{running_version()}')")
        page.keyboard.press("g")
        page.keyboard.press("t")
        page.wait_for_selector("tbody tr:has-text('ZAR 300.00')")
        page.keyboard.press("?")
        assert page.is_visible("#help")
        page.keyboard.press("Escape")
        page.click("text=Sign out")
        page.wait_for_selector("#name")
        page.go_back()
        page.reload()
        page.wait_for_selector("#name")


def test_two_people_at_two_desks_grant_and_revoke(
    office: OfficeHere, browser: Browser, page: Page, tmp_path: Path
) -> None:
    """One proposes above the limit, the other confirms; then the terminal is stolen."""
    folder = office_stories.new_terminal(tmp_path / "terminal", RealClock())
    until = str((office.clock.now() + timedelta(days=20)).date())
    with (
        story.console_of(office) as url,
        office_stories.terminal_at(folder, RealClock()) as ports,
        browser.new_context(locale="en-GB") as other_desk,
    ):
        office_stories.join(office, ports)
        story.sign_in_by_browser(page, f"{url}/leases", Phone(), office, "Anne")
        page.wait_for_url("**/leases")
        for name, value in (("currency", "ZAR"), ("money", "100"), ("kwh", "100")):
            page.fill(f"#{name}", value)
        page.fill("#limit-password", "anne's password")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=The limit holds from now on.")
        page.click("text=Grant more")
        for name, value in (("money", "2500"), ("kwh", "900"), ("until", until)):
            page.fill(f"#{name}", value)
        page.fill("#password", "anne's password")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=Waits for a second person")
        assert page.query_selector("#confirm-1") is None
        ben = other_desk.new_page()
        story.sign_in_by_browser(ben, f"{url}/leases", Phone(), office, "Ben")
        ben.fill("#confirm-1", "ben's password")
        ben.keyboard.press("Enter")
        ben.wait_for_selector("text=Confirmed and carried out.")
        office_stories.sync(office, ports)
        page.keyboard.press("/")
        page.keyboard.type("T1")
        page.keyboard.press("Enter")
        page.wait_for_selector("#live:has-text('ZAR 2\u202f500.00')")
        page.click("text=Stolen or lost")
        page.fill("#password", "anne's password")
        page.click("button.danger")
        page.wait_for_selector("text=Revoked. Head office gives it nothing from now on.")
        page.emulate_media(media="print")
        assert not page.is_visible("nav")
        assert page.is_visible("text=Keys that it held")
        page.emulate_media(media="screen")
    assert office.only_terminal().revoked_at
