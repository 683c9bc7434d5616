"""Keys in the window: a ceremony of two, each alone with a component, and a sale with the key."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from pos.app.meters.import_meters import import_meter_file
from pos.app.people.sign_in import SignedIn
from pos.app.selling.quoting import terminal_of
from pos.domain.entries import KeyComponentEntered, KeyComponentsAbandoned, KeyLoaded
from pos.domain.journal import read_entry
from pos.domain.operator import Role
from pos.headoffice.terminals.leases import Grant
from pos.keystore.files.secret import Secret
from pos.keystore.keys.components import split_new_key
from pos.keystore.keys.hpke_box import seal_key, terms_for
from pos.keystore.keys.key_attributes import read_attributes
from pos.keystore.keys.vending_keys import KeyInMemory
from pos.presenters.custody.presenter import CustodyPresenter
from pos.presenters.custody.state import CustodyMode
from pos.presenters.entrance.state import Entrance
from pos.presenters.sale.state import Tone
from pos.ui.custody.custody_page import CustodyPage
from tests import office_stories
from tests import terminal_stories as story
from tests.cash_stories import pin_of
from tests.custody_stories import attributes_file
from tests.secret_forms import found_under
from tests.ui.custody_screens import custody_page
from tests.ui.test_secrets import hurry
from tests.ui.window_stories import Shop, opened_shop

METERS = (
    b"meter,account,name,address,phone,id_number,sgc,krn,ti,kt,ea,tct,tariff,arrears,status\n",
    b"00000000000,,,,,,123456,2,01,2,11,02,training-zar,,\n",
)
SUPERVISOR = SignedIn("supervisor", Role.SUPERVISOR)


@pytest.fixture(scope="module", name="made")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one training terminal that takes test keys."""
    folder = tmp_path_factory.mktemp("ceremony") / "till"
    return story.new_terminal(folder, components_ok=True)


@pytest.fixture(name="template")
def _template(made: Path) -> Path:
    """Copy that one for each test."""
    return made


class Letters:
    """The letters of two custodians, as they came from whoever made the key."""

    def __init__(self, count: int = 2) -> None:
        attributes = read_attributes(attributes_file(krn=2))
        self.check_value, files = split_new_key(attributes, count, os.urandom)
        lines = [file.decode().splitlines() for file in files]
        self.digits = [each[0] for each in lines]
        self.check_values = [each[2].removeprefix("check value ") for each in lines]

    def secrets(self) -> dict[str, bytes]:
        """Return what is found nowhere afterwards."""
        return {f"component {n}": bytes.fromhex(each) for n, each in enumerate(self.digits)}


def custody_of(shop: Shop) -> CustodyPresenter:
    """Return the presenter."""
    return shop.work.custody


def switch(shop: Shop, name: str) -> None:
    """Have another person sign in, and go to the page of keys."""
    shop.press(Qt.Key.Key_F12)
    shop.window.entrance.name_chosen(name)
    shop.type_keys(pin_of(shop.folder, name).decode())
    shop.enter()
    shop.wait(lambda: shop.window.entrance.state.step is Entrance.IN)


def bring(
    shop: Shop, name: str, digits: str, *values: str, krn: str = "2", ken: str = "255"
) -> None:
    """Fill in the letter and the component by keyboard, up to the PIN and Enter."""
    if custody_of(shop).state.mode is CustodyMode.HELD:
        shop.enter()
    page = shop.window.shell.page()
    assert isinstance(page, CustodyPage)
    page.focus_step()
    check_value, key_check_value = (*values, "", "")[:2]
    letter = ("123456", krn, ken, "2", digits, check_value, key_check_value)
    for text in (*letter, pin_of(shop.folder, name).decode()):
        field = shop.focused()
        assert isinstance(field, QLineEdit)
        field.clear()
        shop.type_keys(text)
        shop.enter()
    shop.wait(lambda: not custody_of(shop).state.is_busy)


def refusal(shop: Shop) -> str:
    """Return the code of the refusal that is told, and see that nothing secret is left of it."""
    state = custody_of(shop).state
    assert state.problem is not None
    assert secrets_left(shop) == ""
    return state.problem.code


def secrets_left(shop: Shop) -> str:
    """Return what stands in fields that nobody may read."""
    fields = shop.window.findChildren(QLineEdit)
    return "".join(each.text() for each in fields if each.objectName() == "secret-field")


def entries(shop: Shop, *kinds: type) -> list[object]:
    """Return what the journal says about keys."""
    with shop.ports.store.read() as reads:
        found = [read_entry(stored.body).payload for stored in reads.entries()]
    return [payload for payload in found if isinstance(payload, kinds)]


def assert_asked(shop: Shop, page: CustodyPage) -> None:
    """See that both keys are named, that Enter goes back, and that what was typed stays."""
    custody = custody_of(shop)
    said = custody.state.guide.english()
    assert ("123456/2" in said, "123456/3" in said) == (True, True)
    assert page.second.isVisible()
    shop.enter()
    assert not custody.state.is_asked
    assert shop.focused() is page.letter.fields["sgc"]
    assert page.secrets.component.text()
    assert custody.state.mode is CustodyMode.BRING
    held = shop.ports.keys.custody.status()
    assert [(each.sgc, each.krn) for each in held.pending] == [("123456", 2)]


def test_a_second_key_is_begun_by_whoever_says_so(shop: Shop) -> None:
    """Nobody is asked about the first one; by keyboard, the question's button begins another."""
    letters = Letters()
    custody = custody_of(shop)
    page = custody_page(shop)
    bring(shop, "agent", letters.digits[0])
    shop.wait(lambda: custody.state.can_forget)
    switch(shop, "supervisor")
    custody_page(shop)
    bring(shop, "supervisor", letters.digits[1], krn="3")
    assert custody.state.is_asked
    shop.press(Qt.Key.Key_Escape)
    assert (custody.state.mode, custody.state.is_asked) == (CustodyMode.BRING, False)
    page.secrets.pin.setFocus()
    shop.enter()
    page.second.setFocus()
    shop.enter()
    shop.wait(lambda: custody.state.mode is CustodyMode.HELD)
    held = shop.ports.keys.custody.status()
    assert sorted(each.krn for each in held.pending) == [2, 3]
    assert secrets_left(shop) == ""


def test_two_custodians_load_a_key_and_a_sale_is_made_with_it(shop: Shop) -> None:
    """Each is told what is wrong in words; what they typed is nowhere afterwards."""
    letters = Letters()
    custody = custody_of(shop)
    custody_page(shop)
    bring(shop, "agent", letters.digits[0], "000000")
    assert refusal(shop) == "LOAD-01"
    bring(shop, "agent", letters.digits[0][:-2], letters.check_values[0])
    assert refusal(shop) == "LOAD-01"
    bring(shop, "agent", letters.digits[0], letters.check_values[0], letters.check_value)
    assert custody.state.mode is CustodyMode.HELD
    assert letters.check_values[0] in custody.state.notice.english()
    shop.wait(lambda: custody.state.can_forget)
    bring(shop, "agent", letters.digits[1])
    assert refusal(shop) == "LOAD-03"
    switch(shop, "supervisor")
    page = custody_page(shop)
    assert (custody.state.mode, custody.state.form.sgc) == (CustodyMode.HELD, "")
    assert "agent" in "".join(row.value.english() for row in custody.state.facts)
    bring(shop, "supervisor", letters.digits[1], ken="254")
    assert refusal(shop) == "LOAD-04"
    bring(shop, "supervisor", letters.digits[1], krn="3")
    assert_asked(shop, page)
    bring(shop, "supervisor", letters.digits[0])
    assert refusal(shop) == "LOAD-01"
    bring(shop, "supervisor", letters.digits[1], letters.check_values[1])
    assert letters.check_value in custody.state.notice.english()
    shop.wait(lambda: letters.check_value in [key.check_value for key in custody.state.keys])
    assert not custody.state.can_forget
    bring(shop, "supervisor", letters.digits[1])
    assert refusal(shop) == "KEY-04"
    bring(shop, "supervisor", letters.digits[1], krn="1")
    assert refusal(shop) == "LOAD-05"
    page.back()
    loaded = entries(shop, KeyComponentEntered, KeyLoaded)
    assert [type(each) for each in loaded[-3:]] == [KeyComponentEntered] * 2 + [KeyLoaded]
    list(import_meter_file(shop.ports, METERS, operator=SUPERVISOR))
    switch(shop, "agent")
    shop.press(Qt.Key.Key_F2)
    shop.sell(number="00000000000")
    sold = shop.state.sold
    assert sold is not None
    assert sold.checked_tone is Tone.GOOD
    assert found_under(shop.folder, letters.secrets()) == []


def test_a_component_is_read_by_nobody(shop: Shop) -> None:
    """Not copied, not shown, not there for whoever signs in next."""
    letters = Letters()
    page = custody_page(shop)
    shop.enter()
    for text in ("123456", "1", "255", "2"):
        shop.type_keys(text)
        shop.enter()
    field = page.secrets.component
    hurry(shop, letters.digits[0])
    assert field.text().lower() == letters.digits[0]
    field.selectAll()
    field.copy()
    assert QApplication.clipboard().text() == ""
    assert letters.digits[0] not in field.displayText()
    shop.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    shop.press(Qt.Key.Key_F12)
    assert secrets_left(shop) == ""
    switch(shop, "supervisor")
    assert custody_of(shop).state.mode is CustodyMode.HELD
    assert secrets_left(shop) == ""


def test_components_that_wait_are_forgotten(shop: Shop) -> None:
    """By somebody with a PIN; nothing is left, and the same person may begin again."""
    letters = Letters(3)
    custody = custody_of(shop)
    page = custody_page(shop)
    page.enter()
    next(
        button for button, name, value in page.letter.choices if (name, value) == ("of", 3)
    ).click()
    bring(shop, "agent", letters.digits[0])
    shop.wait(lambda: custody.state.can_forget)
    assert "1 of 3" in "".join(row.value.english() for row in custody.state.facts)
    page.forget.click()
    assert custody.state.chosen == "123456/2"
    shop.type_keys("000000")
    shop.enter()
    shop.wait(lambda: custody.state.problem)
    assert refusal(shop) == "PIN-01"
    shop.type_keys(pin_of(shop.folder, "agent").decode())
    shop.enter()
    shop.wait(lambda: custody.state.mode is CustodyMode.HELD)
    shop.wait(lambda: not custody.state.can_forget)
    assert shop.ports.keys.custody.status().pending == ()
    assert len(entries(shop, KeyComponentsAbandoned)) == 1
    assert found_under(shop.folder, letters.secrets()) == []


@pytest.fixture(name="sealed_shop")
def _sealed_shop(till: Path, tmp_path: Path, qapp: QApplication) -> Iterator[tuple[Shop, str]]:
    """Give a window at a terminal that joined a head office, which sealed it a key on a stick."""
    del qapp
    clock = office_stories.RealClock()
    key = KeyInMemory(read_attributes(attributes_file()), Secret(os.urandom(20)))
    stick = tmp_path / "stick"
    stick.mkdir()
    with ExitStack() as stack:
        office = stack.enter_context(
            office_stories.office_at(office_stories.new_office(tmp_path), clock)
        )
        ports = stack.enter_context(story.opened(till))
        office_stories.join(office, ports)
        with ports.store.read() as reads:
            name = terminal_of(reads).terminal
        terms = terms_for(name, ports.keys.custody.sealing_key(), key)
        sealed = office.administration.sign_key(terms, seal_key(terms, key))
        until = datetime.now(UTC) + timedelta(days=30)
        wish = Grant(name, 7_700, 5_000, energy_per_meter_day_milli=5_000, until=until)
        lease = office.administration.grant(wish)
    (stick / "shop key.json").write_bytes(msgspec.json.encode(sealed))
    (stick / "lease.json").write_bytes(msgspec.json.encode(lease))
    (stick / "holiday.json").write_bytes(b"{}")
    with opened_shop(till) as shop:
        shop.sign_in()
        yield shop, key.check_value


def test_a_sealed_key_and_a_lease_come_from_a_stick(sealed_shop: tuple[Shop, str]) -> None:
    """What else lies there is not offered; each is taken once, and the public key goes back."""
    shop, check_value = sealed_shop
    custody = custody_of(shop)
    page = custody_page(shop)

    def load(name: str) -> None:
        page.sealed.click()
        shop.wait(lambda: custody.state.names)
        assert custody.state.names == ("lease.json", "shop key.json")
        custody.chosen(name)
        page.secrets.pin.setFocus()
        shop.type_keys(pin_of(shop.folder, "agent").decode())
        shop.enter()
        shop.wait(lambda: not custody.state.is_busy)

    load("shop key.json")
    assert check_value in custody.state.notice.english()
    load("shop key.json")
    assert refusal(shop) == "KEY-04"
    page.back()
    load("lease.json")
    assert "holds until" in custody.state.notice.english()
    shop.wait(lambda: "77.00" in "".join(row.value.english() for row in custody.state.facts))
    load("lease.json")
    assert refusal(shop).startswith("LEASE-")
    page.back()
    page.public.click()
    shop.wait(lambda: "sealing-key" in custody.state.notice.english())
    assert list((shop.folder.parent / "stick").glob("sealing-key-*.json"))


def test_without_a_stick_nothing_is_written(shop: Shop) -> None:
    """It is said in words."""
    custody_page(shop).public.click()
    shop.wait(lambda: custody_of(shop).state.notice.text)
    assert "stick" in custody_of(shop).state.notice.english()
