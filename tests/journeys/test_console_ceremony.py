"""A key ceremony in a real browser: two people, each in a browser of their own, one letter each."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pos.app.office.take_bundles import take_bundles
from pos.keystore.keys.components import split_new_key
from pos.keystore.keys.key_attributes import read_attributes
from tests import console_stories as story
from tests import office_stories
from tests.console_stories import Phone
from tests.custody_stories import attributes_file
from tests.office_stories import OfficeHere, RealClock

ATTRIBUTES = read_attributes(attributes_file(sgc="600727"))


@pytest.fixture(name="office")
def _office(tmp_path: Path) -> Iterator[OfficeHere]:
    """Give a head office with four people."""
    with office_stories.office_at(office_stories.new_office(tmp_path), RealClock()) as office:
        story.add_people(office)
        yield office


@contextmanager
def desk(browser: Browser, said: list[str], width: int = 1280) -> Iterator[Page]:
    """Give a browser of its own; what its console complains of is kept."""
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "console",
            lambda line: said.append(line.text) if line.type in ("error", "warning") else None,
        )
        yield page


def enter(page: Page, letter: bytes, password: str) -> None:
    """Type a letter, by keyboard."""
    digits, _, check, _ = letter.decode().splitlines()
    page.focus("#component")
    page.keyboard.type(digits)
    page.keyboard.press("Tab")
    page.keyboard.type(check.split()[-1])
    page.fill("#component-password", password)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Your component is in.")


def test_two_people_in_two_browsers_make_a_key(office: OfficeHere, tmp_path: Path) -> None:
    """Anne begins, both enter, Anne compares; the terminal has the key with its next sync."""
    folder = office_stories.new_terminal(tmp_path / "terminal", RealClock())
    check_value, letters = split_new_key(ATTRIBUTES, 2, os.urandom)
    said: list[str] = []
    with (
        story.console_of(office) as url,
        office_stories.terminal_at(folder, RealClock()) as ports,
        story.chromium() as browser,
        desk(browser, said) as anne,
        desk(browser, said, width=390) as ben,
    ):
        office_stories.join(office, ports)
        office_stories.sync(office, ports)
        story.sign_in_by_browser(ben, f"{url}/keys", Phone(), office, "Ben")
        story.sign_in_by_browser(anne, f"{url}/keys", Phone(), office, "Anne")
        anne.click("main >> text=Key ceremonies")
        for name, value in (("sgc", "600727"), ("krn", "1"), ("offset", "+02:00")):
            anne.fill(f"#{name}", value)
        anne.select_option("#custodian-1", "Anne")
        anne.select_option("#custodian-2", "Ben")
        anne.check("input[name=terminal-T1]")
        anne.fill("#password", "anne's password")
        anne.keyboard.press("Enter")
        anne.wait_for_selector("text=Begun. Each custodian now signs in")
        ben.reload()
        ben.click("text=600727 / 1")
        enter(ben, letters[1], "ben's password")
        # What was typed is in no field any more, forwards or backwards.
        ben.go_back()
        ben.wait_for_load_state()
        field = ben.query_selector("#component")
        assert field is None or field.input_value() == ""
        anne.wait_for_selector("#live tr:has-text('Ben') time")
        assert letters[1].decode().splitlines()[0] not in anne.content()
        enter(anne, letters[0], "anne's password")
        anne.fill("#key_check_value", check_value)
        anne.fill("#seal-password", "anne's password")
        anne.keyboard.press("Enter")
        anne.wait_for_selector("text=Sealed and signed.")
        anne.emulate_media(media="print")
        assert anne.is_visible("text=Signatures")
        assert not anne.is_visible("nav")
        with office_stories.line_to(office, ports) as line:
            take_bundles(ports, line)
        assert check_value in {key.check_value for key in ports.keys.status().keys}
    assert said == []
