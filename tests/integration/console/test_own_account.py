"""What people change about their own account: the old password is asked, other sessions end."""

import re
from datetime import timedelta
from html import unescape

import httpx
import pytest

from pos.headoffice.people.acts import acts
from pos.headoffice.people.clerks import Credentials
from tests import console_stories as story
from tests.console_stories import Phone, Visitor
from tests.office_stories import OfficeHere, RealClock

BOTH = pytest.mark.parametrize("office", ["sqlite", "postgres"], indirect=True)
DANS, OTHER = "dan's password", "dan's other password"


def is_in(one: Visitor) -> bool:
    """Whether somebody is signed in."""
    return one.get("/terminals").status_code == httpx.codes.OK


def offered(answer: httpx.Response) -> Phone:
    """Return a phone that took what a page offers."""
    found = re.search(r'id="secret">([^<]+)<', answer.text)
    assert found is not None
    phone = Phone()
    phone.link(unescape(found[1]))
    return phone


def deeds(office: OfficeHere) -> list[str]:
    """Return what the record says that Dan did to himself, oldest first."""
    with office.database.read() as connection:
        return [one.what for one in reversed(acts(connection, 50)) if one.subject == "Dan"]


@BOTH
def test_a_password_is_changed_by_its_owner(office: OfficeHere, url: str) -> None:
    """With the old one, and the new one twice; whoever looks may do so."""
    changed = {"password": DANS, "new_password": OTHER, "again": OTHER}
    with story.visitor(url) as here, story.visitor(url) as there:
        phone = story.sign_in(here, office, "Dan")
        story.sign_in(there, office, "Dan", phone)
        assert "/own" in here.get("/terminals").text
        for wrong in ({"password": "guess"}, {"again": "a slip"}, {"new_password": "short"}):
            refused = here.post("/own/password", **{**changed, "again": OTHER, **wrong})
            assert refused.status_code in (httpx.codes.CONFLICT, httpx.codes.BAD_REQUEST)
        assert is_in(there)
        assert here.post("/own/password", **changed).headers["location"].endswith("note=own")
        assert (is_in(here), is_in(there)) == (True, False)
        old = there.post("/sign-in", token="", name="Dan", password=DANS)
        assert old.status_code == httpx.codes.FORBIDDEN
        new = there.post("/sign-in", token="", name="Dan", password=OTHER)
        assert new.status_code == httpx.codes.SEE_OTHER
    assert deeds(office) == ["password_changed"]
    (dan,) = (one for one in office.administration.clerks() if one.name == "Dan")
    assert dan.rests_until == ""


@BOTH
def test_a_phone_is_changed_by_its_owner(office: OfficeHere, clock: RealClock, url: str) -> None:
    """The old one holds until the new one has shown a code; then it is worth nothing."""
    with story.visitor(url) as here, story.visitor(url) as there:
        old = story.sign_in(here, office, "Dan")
        story.sign_in(there, office, "Dan", old)
        early = here.post("/own/phone", password=DANS, code=old.code(clock.now()))
        assert early.status_code == httpx.codes.BAD_REQUEST
        refused = here.post("/own/phone/offer", password="guess")
        assert refused.status_code == httpx.codes.CONFLICT
        new = offered(here.post("/own/phone/offer", password=DANS))
        wrong = here.post("/own/phone", password=DANS, code=old.code(clock.now()))
        assert offered(wrong).secret == new.secret
        guess = here.post("/own/phone", password="guess", code=new.code(clock.now()))
        assert guess.status_code == httpx.codes.CONFLICT
        assert is_in(there)
        done = here.post("/own/phone", password=DANS, code=new.code(clock.now()))
        assert done.headers["location"].endswith("note=own")
        assert (is_in(here), is_in(there)) == (True, False)
        clock.moved += timedelta(minutes=5)
        there.post("/sign-in", token="", name="Dan", password=DANS)
        by_old = there.post("/sign-in/code", code=old.code(clock.now()))
        assert by_old.status_code == httpx.codes.FORBIDDEN
        by_new = there.post("/sign-in/code", code=new.code(clock.now()))
        assert by_new.status_code == httpx.codes.SEE_OTHER
        assert is_in(there)
    assert deeds(office) == ["phone_linked"]


def test_nobody_changes_anothers_account_there(office: OfficeHere, somebody: Visitor) -> None:
    """Whatever name a form carries, it is about who is signed in."""
    story.sign_in(somebody, office, "Ben")
    form = {"name": "Dan", "new_password": OTHER, "again": OTHER}
    assert somebody.post("/own/password", password="ben's password", **form).is_redirect
    people = office.administration
    people.change_password(Credentials("Dan", OTHER.encode()), Credentials("Dan", DANS.encode()))
