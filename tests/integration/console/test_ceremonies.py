"""A key ceremony on the console: two people, two letters, one key, and what must not work."""

import logging
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import insert, select

from pos.app.office.take_bundles import take_bundles
from pos.app.ports import Ports
from pos.app.ports.ceremony import CEREMONY_LASTS
from pos.headoffice.keys.ceremony_rows import ceremonies
from pos.headoffice.people.acts import OfficeAct, acts
from pos.headoffice.people.proposals import GrantLimit
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.store.schema import TERMINAL
from pos.keystore.keys.components import split_new_key
from pos.keystore.keys.key_attributes import read_attributes
from tests import console_stories as console
from tests import office_stories as story
from tests.console_stories import Visitor
from tests.custody_stories import attributes_file
from tests.office_stories import OfficeHere, RealClock
from tests.secret_forms import found_in, found_under
from tests.signing_stories import agent_at, keys_of

OK, BAD, FORBIDDEN, NOT_FOUND, CONFLICT = 200, 400, 403, 404, 409
SEE_OTHER = 303
BOTH = pytest.mark.parametrize("office", ["sqlite", "postgres"], indirect=True)
TOLD = pytest.mark.usefixtures("told")
ANNES, BENS = "anne's password", "ben's password"
KEY = {
    "sgc": "600727",
    "krn": "1",
    "kt": "2",
    "dkga": "04",
    "base": "2014",
    "ken": "255",
    "offset": "+02:00",
}
FOR_BOTH = {"custodian-1": "Anne", "custodian-2": "Ben", "terminal-T1": "yes"}


class Letters:
    """A new key in two letters.

    Attributes:
        check_value: of the key.
        forms: what each custodian types.
        secrets: both components and the key.
    """

    def __init__(self) -> None:
        attributes = read_attributes(attributes_file(sgc="600727"))
        self.check_value, files = split_new_key(attributes, 2, os.urandom)
        self.forms, self.secrets = [], {}
        for place, file in enumerate(files):
            digits, _, check, _ = file.decode().splitlines()
            self.secrets[f"component {place}"] = bytes.fromhex(digits)
            grouped = " ".join(digits[at : at + 4] for at in range(0, 40, 4)).upper()
            self.forms.append({"component": grouped, "check_value": check.split()[-1]})
        one, other = self.secrets.values()
        self.secrets["key"] = bytes(a ^ b for a, b in zip(one, other, strict=True))


@pytest.fixture(name="letters")
def _letters() -> Letters:
    """Give a key that nobody has yet."""
    return Letters()


@pytest.fixture(name="told")
def _told(office: OfficeHere, ports: Ports) -> Ports:
    """Give a terminal that has told what keys are sealed for."""
    story.sync(office, ports)
    return ports


@pytest.fixture(name="ben")
def _ben(url: str, office: OfficeHere) -> Iterator[Visitor]:
    """Give the supervisor, signed in."""
    with console.visitor(url) as one:
        console.sign_in(one, office, "Ben")
        yield one


def begin(anne: Visitor, **changes: str) -> str:
    """Begin a ceremony and return its path."""
    answer = anne.post("/keys/ceremonies", password=ANNES, **{**KEY, **FOR_BOTH, **changes})
    assert answer.status_code == SEE_OTHER, said(answer.text)
    return str(answer.headers["location"]).removeprefix("/console").partition("?")[0]


def enter(one: Visitor, path: str, letter: dict[str, str], password: str) -> int:
    """Enter a component and return the answer's status."""
    return one.post(f"{path}/component", password=password, **letter).status_code


def said(page: str) -> str:
    """Return a page's words."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def the_record(office: OfficeHere, *, count: int = 20) -> list[OfficeAct]:
    """Return what people did, oldest first."""
    with office.database.read() as connection:
        return list(reversed(acts(connection, count)))


def outcomes(office: OfficeHere) -> list[str]:
    """Return how each ceremony ended, newest first."""
    with office.database.read() as connection:
        return [one.outcome.value for one in ceremonies(connection, 10)]


@BOTH
def test_two_people_give_a_terminal_its_key(
    office: OfficeHere, told: Ports, anne: Visitor, ben: Visitor, letters: Letters
) -> None:
    """Begun, entered by each, compared, sealed, taken by the terminal, and written down."""
    path = begin(anne)
    assert "you bring a component" in said(ben.get("/keys").text)
    assert enter(ben, path, letters.forms[0], BENS) == SEE_OTHER
    assert "Ben" in said(anne.get(path).text)
    assert "All components are in" not in said(anne.get(path).text)
    assert enter(anne, path, letters.forms[1], ANNES) == SEE_OTHER
    page = anne.get(path).text
    assert "All components are in" in said(page)
    assert letters.check_value not in page
    wrong = anne.post(f"{path}/seal", password=ANNES, key_check_value="000000")
    assert wrong.status_code == CONFLICT
    assert letters.check_value not in wrong.text
    seal = {"password": ANNES, "key_check_value": letters.check_value.upper()}
    assert anne.post(f"{path}/seal", **seal).status_code == SEE_OTHER
    assert anne.post(f"{path}/seal", **seal).status_code == CONFLICT
    assert f"T1 600727 / 1 {letters.check_value}" in said(anne.get("/keys").text)
    with story.line_to(office, told) as line:
        assert take_bundles(told, line).taken == 1
    story.sync(office, told)
    assert letters.check_value in said(anne.get("/keys").text).partition("keys at terminals")[2]
    deeds = Counter((one.clerk, one.what) for one in the_record(office))
    assert deeds >= Counter(
        [
            ("Anne", "ceremony_begun"),
            ("Ben", "component_entered"),
            ("Anne", "component_entered"),
            ("Anne", "ceremony_sealed"),
            ("Anne", "key_delivered"),
        ]
    )
    refused = [one for one in the_record(office) if one.what == "ceremony_refused"]
    assert [one.detail.split()[-1] for one in refused] == ["CEREMONY-07", "CEREMONY-02"]
    assert outcomes(office) == ["sealed"]


@TOLD
def test_a_component_lies_nowhere(
    office: OfficeHere,
    anne: Visitor,
    ben: Visitor,
    letters: Letters,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Not in database, key store, record, log, nor in any page that anybody is shown."""
    caplog.set_level(logging.DEBUG)
    path = begin(anne)
    pages = [ben.post(f"{path}/component", password="wrong", **letters.forms[0]).content]
    short = {**letters.forms[0], "component": letters.forms[0]["component"][:-2]}
    pages.append(ben.post(f"{path}/component", password=BENS, **short).content)
    pages.append(ben.post(f"{path}/component", password=BENS, **letters.forms[0]).content)
    pages.append(ben.post(f"{path}/component", password=BENS, **letters.forms[0]).content)
    assert enter(anne, path, letters.forms[1], ANNES) == SEE_OTHER
    pages += [one.get(page).content for one in (anne, ben) for page in (path, "/keys", "/audit")]
    seal = {"password": ANNES, "key_check_value": letters.check_value}
    pages.append(anne.post(f"{path}/seal", **seal).content)
    pages.append(caplog.text.encode())
    grouped = {name: form["component"].encode() for name, form in enumerate(letters.forms)}
    for page in pages:
        assert found_in(page, letters.secrets) == []
        assert not any(form in page for form in grouped.values())
    assert found_under(office.path.parent, letters.secrets) == []


@pytest.mark.usefixtures("told", "ben")
def test_a_form_for_a_component_is_kept_by_no_browser(anne: Visitor) -> None:
    """Not offered again, not filled in, not stored."""
    page = anne.get(begin(anne))
    assert page.headers["cache-control"] == "no-store"
    field = re.search(r'<input id="component"[^>]*>', page.text)
    assert field is not None
    for said_so in ('autocomplete="off"', 'spellcheck="false"', 'type="text"'):
        assert said_so in field[0]
    assert "value=" not in field[0]


@TOLD
def test_only_the_named_enter_and_only_their_own(
    office: OfficeHere, url: str, anne: Visitor, ben: Visitor, letters: Letters
) -> None:
    """No other role, no other person, nobody for somebody else, nobody twice, no form replayed."""
    path = begin(anne)
    for name, status in (("Cleo", FORBIDDEN), ("Dan", FORBIDDEN)):
        with console.visitor(url) as other:
            console.sign_in(other, office, name)
            password = f"{name.lower()}'s password"
            assert enter(other, path, letters.forms[0], password) == status
            assert 'name="component"' not in other.get(path).text
    # Ben's session with Anne's password is neither of them.
    assert enter(ben, path, letters.forms[0], ANNES) == CONFLICT
    answer = ben.post(
        f"{path}/component", password=BENS, name="Anne", custodian="Anne", **letters.forms[0]
    )
    assert answer.status_code == SEE_OTHER
    with office.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT custodian FROM ceremony_component").all()
    assert [row[0] for row in rows] == ["Ben"]
    assert enter(ben, path, letters.forms[0], BENS) == CONFLICT
    assert enter(ben, path, letters.forms[1], BENS) == CONFLICT
    assert enter(anne, path, letters.forms[0], ANNES) == CONFLICT
    assert 'name="component"' not in ben.get(path).text
    assert ben.post(f"{path}/seal", password=BENS, key_check_value="0" * 6).status_code == FORBIDDEN
    refused = [one.detail for one in the_record(office) if one.what == "component_refused"]
    assert len(refused) == 3
    assert all(one.startswith(f"/console{path}/component LOAD-0") for one in refused)


@TOLD
def test_a_supervisor_who_is_no_custodian_enters_nothing(
    office: OfficeHere, anne: Visitor, ben: Visitor, letters: Letters
) -> None:
    """Being able to is not being asked to."""
    office.administration.change_role("Cleo", OfficeRole.SUPERVISOR, console.ANNE)
    with console.visitor(anne.url) as cleo:
        console.sign_in(cleo, office, "Cleo")
        path = begin(anne, **{"custodian-2": "Cleo"})
        assert enter(ben, path, letters.forms[0], BENS) == CONFLICT
        assert enter(cleo, path, letters.forms[0], "cleo's password") == SEE_OTHER


@TOLD
def test_who_was_just_given_a_password_brings_no_component(
    office: OfficeHere, anne: Visitor, letters: Letters
) -> None:
    """An administrator could use that password first, and be two custodians."""
    office.administration.set_limit(GrantLimit("ZAR", 1000, 1000), console.ANNE)
    with console.visitor(anne.url) as ben:
        phone = console.sign_in(ben, office, "Ben")
        path = begin(anne)
        office.administration.change_password(console.BEN, console.ANNE)
        console.sign_in(ben, office, "Ben", phone)
        assert enter(ben, path, letters.forms[0], BENS) == CONFLICT
    assert anne.post(f"{path}/abandon", password=ANNES).status_code == SEE_OTHER
    refused = anne.post("/keys/ceremonies", password=ANNES, **KEY, **FOR_BOTH)
    assert refused.status_code == CONFLICT


@TOLD
def test_forms_need_their_token_and_their_origin(
    anne: Visitor, ben: Visitor, letters: Letters
) -> None:
    """A form of another site, or of another session, does nothing."""
    path = begin(anne)
    for token in ("", "0" * 64, anne.token()):
        answer = ben.post(f"{path}/component", token=token, password=BENS, **letters.forms[0])
        assert answer.status_code == FORBIDDEN
    fields = {"token": ben.token(), "password": BENS, **letters.forms[0]}
    foreign = ben.client.post(
        f"{ben.url}{path}/component", data=fields, headers={"origin": "https://evil.example"}
    )
    assert foreign.status_code == FORBIDDEN
    assert enter(ben, path, letters.forms[0], BENS) == SEE_OTHER


WRONG = (
    ({"custodian-2": "Anne"}, BAD),
    ({"custodian-2": ""}, BAD),
    ({"custodian-2": "Cleo"}, CONFLICT),
    ({"custodian-2": "Nobody"}, CONFLICT),
    ({"terminal-T9": "yes"}, NOT_FOUND),
    ({"krn": "10"}, BAD),
)
MORE_WRONG = (
    ({"sgc": "12345"}, BAD),
    ({"offset": "2"}, BAD),
    ({"offset": "+02:07"}, BAD),
    ({"offset": "+01:75"}, BAD),
    ({"ken": "256"}, BAD),
    ({"kt": "3"}, BAD),
)


@pytest.mark.usefixtures("told", "ben")
@pytest.mark.parametrize("wrong", [WRONG, MORE_WRONG], ids=["people", "key"])
def test_what_cannot_be_is_not_begun(
    office: OfficeHere, anne: Visitor, wrong: tuple[tuple[dict[str, str], int], ...]
) -> None:
    """Each wrong beginning is refused, and nothing is under way after it."""
    for changes, status in wrong:
        answer = anne.post("/keys/ceremonies", password=ANNES, **{**KEY, **FOR_BOTH, **changes})
        assert answer.status_code == status, said(answer.text)
    assert outcomes(office) == []
    assert [one.what for one in the_record(office)].count("ceremony_refused") == len(wrong)


@TOLD
def test_one_ceremony_for_a_key_at_a_time(office: OfficeHere, anne: Visitor, ben: Visitor) -> None:
    """A form that is sent twice begins one; the other people's roles begin none."""
    begin(anne)
    again = anne.post("/keys/ceremonies", password=ANNES, **KEY, **FOR_BOTH)
    assert again.status_code == CONFLICT
    assert ben.post("/keys/ceremonies", password=BENS, **KEY, **FOR_BOTH).status_code == FORBIDDEN
    assert outcomes(office) == ["open"]


@pytest.mark.usefixtures("ben")
def test_a_terminal_that_told_no_public_key_is_not_served(ports: Ports, anne: Visitor) -> None:
    """Until it syncs, or somebody brings its file; a file of nobody's is refused."""
    answer = anne.post("/keys/ceremonies", password=ANNES, **KEY, **FOR_BOTH)
    assert answer.status_code == CONFLICT
    assert "public key is not known" in said(answer.text)
    assert "public key not known yet" in said(anne.get("/keys/ceremonies").text)
    file = msgspec.json.encode(ports.keys.custody.sealing_key()).decode()
    for wrong in ("", "{}", file.replace("a", "b"), file[:-9]):
        assert anne.post("/keys/sealing-key", password=ANNES, file=wrong).status_code == BAD
    assert anne.post("/keys/sealing-key", password=ANNES, file=file).status_code == SEE_OTHER
    begin(anne)


def deliver(anne: Visitor, ben: Visitor, letters: Letters, **changes: str) -> None:
    """Hold a whole ceremony."""
    path = begin(anne, **changes)
    assert enter(anne, path, letters.forms[0], ANNES) == SEE_OTHER
    assert enter(ben, path, letters.forms[1], BENS) == SEE_OTHER
    seal = {"password": ANNES, "key_check_value": letters.check_value}
    assert anne.post(f"{path}/seal", **seal).status_code == SEE_OTHER


@pytest.mark.usefixtures("told", "ben")
def test_of_many_terminals_any_can_be_served(office: OfficeHere, anne: Visitor) -> None:
    """They come in pages, are searched by part of a name, and may be named instead of marked."""
    many = [f"SHOP-{number:03}" for number in range(250)]
    with office.database.write() as connection:
        known = connection.execute(select(TERMINAL).where(TERMINAL.c.terminal == "T1")).mappings()
        row = dict(known.one())
        own = {"device_key": "", "sealing_key": "", "signed_seq": 0, "entries": 0}
        connection.execute(insert(TERMINAL), [row | own | {"terminal": name} for name in many])
    first, marked = anne.get("/keys/ceremonies").text, re.compile(r'name="terminal-([^"]+)"')
    assert marked.findall(first) == many[:100]
    onward = re.search(r'href="/console(/keys/ceremonies\?like=&amp;after=[^"]*)"', first)
    assert onward is not None
    assert marked.findall(anne.get(onward[1].replace("&amp;", "&")).text) == many[100:200]
    assert marked.findall(anne.get("/keys/ceremonies?after=SHOP-199").text) == [*many[200:], "T1"]
    assert marked.findall(anne.get("/keys/ceremonies?like=p-24").text) == many[240:]
    assert "No terminal in service" in said(anne.get("/keys/ceremonies?like=%25").text)
    named = {**KEY, **FOR_BOTH, "password": ANNES}
    unknown = anne.post("/keys/ceremonies", **named, terminals="T1, T999")
    assert unknown.status_code == NOT_FOUND
    del named["terminal-T1"]
    answer = anne.post("/keys/ceremonies", **named, terminals=" T1\r\nT1,")
    assert answer.status_code == SEE_OTHER, said(answer.text)
    with office.database.read() as connection:
        assert ceremonies(connection, 1)[0].what.terminals == ("T1",)


@TOLD
def test_duplicates_and_downgrades_are_refused(
    anne: Visitor, ben: Visitor, letters: Letters
) -> None:
    """Of what is on its way to a terminal as of what it holds."""
    deliver(anne, ben, letters, krn="2")
    for changes, why in (
        ({"krn": "2"}, "holds this revision"),
        ({"krn": "1"}, "holds a newer key"),
        ({"krn": "3", "base": "1993"}, "holds a newer key"),
        ({"krn": "3", "dkga": "02"}, "holds a newer key"),
    ):
        answer = anne.post("/keys/ceremonies", password=ANNES, **{**KEY, **FOR_BOTH, **changes})
        assert answer.status_code == CONFLICT
        assert why in said(answer.text)
    path = begin(anne, krn="3")
    assert enter(anne, path, letters.forms[0], ANNES) == SEE_OTHER
    assert enter(ben, path, letters.forms[1], BENS) == SEE_OTHER
    seal = {"password": ANNES, "key_check_value": letters.check_value}
    answer = anne.post(f"{path}/seal", **seal)
    assert answer.status_code == CONFLICT
    assert "the same key under another name" in said(answer.text)


@TOLD
def test_a_terminal_out_of_service_gets_nothing(
    office: OfficeHere, anne: Visitor, ben: Visitor, letters: Letters
) -> None:
    """Not even where it was revoked while its ceremony was under way."""
    path = begin(anne)
    assert enter(anne, path, letters.forms[0], ANNES) == SEE_OTHER
    assert enter(ben, path, letters.forms[1], BENS) == SEE_OTHER
    office.administration.revoke("T1")
    seal = {"password": ANNES, "key_check_value": letters.check_value}
    assert anne.post(f"{path}/seal", **seal).status_code == CONFLICT
    assert outcomes(office) == ["open"]


@TOLD
def test_abandoned_by_a_custodian(
    office: OfficeHere, anne: Visitor, ben: Visitor, letters: Letters
) -> None:
    """All is forgotten, and begins anew with all letters."""
    path = begin(anne)
    assert enter(anne, path, letters.forms[0], ANNES) == SEE_OTHER
    assert ben.post(f"{path}/abandon", password=BENS).status_code == SEE_OTHER
    assert enter(ben, path, letters.forms[1], BENS) == CONFLICT
    deliver(anne, ben, letters)
    assert outcomes(office) == ["sealed", "abandoned"]


@TOLD
def test_a_ceremony_ends_by_itself_and_the_record_says_so(
    office: OfficeHere,
    clock: RealClock,
    anne: Visitor,
    ben: Visitor,
    letters: Letters,
) -> None:
    """Half an hour after it began; nobody's name stands beside that."""
    path = begin(anne)
    assert enter(anne, path, letters.forms[0], ANNES) == SEE_OTHER
    clock.moved += CEREMONY_LASTS / 2
    anne.get("/terminals")
    assert ben.get("/terminals").status_code == OK
    clock.moved += CEREMONY_LASTS / 2
    assert "its time was over" in said(ben.get(path).text)
    assert enter(ben, path, letters.forms[1], BENS) == CONFLICT
    assert outcomes(office) == ["timed_out"]
    ended = [one for one in the_record(office) if one.what == "ceremony_ended"]
    assert [(one.clerk, one.detail) for one in ended] == [("", "timed_out")]


def test_a_key_agent_that_was_restarted_has_forgotten(
    tmp_path: Path, made: Path, clock: RealClock, letters: Letters
) -> None:
    """The page says so, nothing can be entered, and the ceremony is ended by hand."""
    shutil.copy(made, tmp_path / "office.db")
    path, file = "", tmp_path / "office.db"
    shutil.copytree(keys_of(made), keys_of(file))
    phones: dict[str, console.Phone] = {}
    folder = story.new_terminal(tmp_path / "terminal", clock)
    for is_again in (False, True):
        with ExitStack() as stack:
            signing = stack.enter_context(agent_at(keys_of(file), clock))
            office = stack.enter_context(story.office_at(file, clock, signing))
            url = stack.enter_context(console.console_of(office))
            ports = stack.enter_context(story.terminal_at(folder, clock))
            anne = stack.enter_context(console.visitor(url))
            ben = stack.enter_context(console.visitor(url))
            for name, one in (("Anne", anne), ("Ben", ben)):
                phones[name] = console.sign_in(one, office, name, phones.get(name))
            if not is_again:
                story.join(office, ports)
                story.sync(office, ports)
                path = begin(anne)
                assert enter(anne, path, letters.forms[0], ANNES) == SEE_OTHER
                continue
            page = said(ben.get(path).text)
            assert "does not know this ceremony" in page
            assert "Enter my component" not in page
            assert enter(ben, path, letters.forms[1], BENS) == NOT_FOUND
            assert anne.post(f"{path}/abandon", password=ANNES).status_code == SEE_OTHER
            assert outcomes(office) == ["lost"]
