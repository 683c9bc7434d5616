"""What people do on the console: grants, limits, people, operators; and the record of it."""

import re
import uuid
from datetime import timedelta

import pytest

from pos.app.office.take_bundles import take_bundles
from pos.app.ports import Ports
from pos.domain.entries import OperatorAdded
from pos.headoffice.people.acts import ActOf, acts
from tests import console_stories as console
from tests import office_stories as story
from tests.console_stories import Visitor
from tests.office_stories import OfficeHere

SEE_OTHER, BAD, FORBIDDEN, NOT_FOUND, CONFLICT, TOO_MANY = 303, 400, 403, 404, 409, 429
BOTH = pytest.mark.parametrize("office", ["sqlite", "postgres"], indirect=True)
ANNES, BENS = "anne's password", "ben's password"


def deeds(office: OfficeHere) -> list[tuple[str, str, str]]:
    """Return who did what to what, oldest first; no signing in, and nothing without a name."""
    with office.database.read() as connection:
        found = [(one.clerk, one.what, one.subject) for one in reversed(acts(connection, 50))]
    left_out = ("signed_in", "phone_linked", "password_refused")
    return [one for one in found if one[0] and one[1] not in left_out]


def the_grant(office: OfficeHere, money: str, password: str) -> dict[str, str]:
    """Return a form that is filled in."""
    until = str((office.clock.now() + timedelta(days=30)).date())
    fields = {"money": money, "kwh": "10", "until": until, "password": password}
    return {"request": str(uuid.uuid4()), **fields}


@BOTH
def test_a_grant_above_the_limit_takes_two(
    office: OfficeHere, ports: Ports, url: str, anne: Visitor
) -> None:
    """Proposed by one, confirmed by another, each with the password again; the terminal gets it."""
    limit = {"currency": "ZAR", "money": "6000", "kwh": "5000", "password": ANNES}
    assert anne.post("/leases/limit", **limit).headers["location"].endswith("note=limited")
    wrong = the_grant(office, "1", BENS)
    assert anne.post("/terminals/T1/grant", **wrong).status_code == CONFLICT
    small = the_grant(office, "1000", ANNES)
    assert anne.post("/terminals/T1/grant", **small).headers["location"].endswith("note=granted")
    large = the_grant(office, "9000.50", ANNES)
    assert anne.post("/terminals/T1/grant", **large).headers["location"].endswith("note=proposed")
    (waiting,) = office.administration.proposals()
    path = f"/proposals/{waiting.number}/confirm"
    assert anne.post(path, password=ANNES).status_code == CONFLICT
    with console.visitor(url) as ben:
        console.sign_in(ben, office, "Ben")
        assert "9\u202f000.50" in ben.get("/leases").text
        assert ben.post(path, password=ANNES).status_code == CONFLICT
        assert ben.post(path, password=BENS).headers["location"].endswith("note=confirmed")
        assert ben.post(path, password=BENS).status_code == NOT_FOUND
    assert story.sync(office, ports).lease_received
    lease = ports.keys.status().lease
    assert lease is not None
    assert lease.money_may_reach == 500_000 + 100_000 + 900_050
    assert deeds(office) == [
        ("Anne", "limit_set", "ZAR"),
        ("Anne", "granted", "T1"),
        ("Anne", "grant_proposed", "T1"),
        ("Ben", "proposal_confirmed", "T1"),
    ]
    raised = {**limit, "money": "7000"}
    assert anne.post("/leases/limit", **raised).headers["location"].endswith("note=proposed")
    (waiting,) = office.administration.proposals()
    rejecting = anne.post(f"/proposals/{waiting.number}/reject", password=ANNES)
    assert rejecting.headers["location"].endswith("note=rejected")


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("Dan", ["/bank/match", "/terminals/T1/grant", "/terminals/T1/revoke", "/tariffs"]),
        ("Cleo", ["/terminals/T1/grant", "/operators", "/proposals/1/confirm", "/tariffs"]),
        ("Ben", ["/people/add", "/people/change", "/leases/limit", "/keys"]),
    ],
)
def test_a_role_is_not_exceeded(
    office: OfficeHere, somebody: Visitor, name: str, paths: list[str]
) -> None:
    """Whatever form somebody makes up."""
    console.sign_in(somebody, office, name)
    for path in paths:
        answer = somebody.post(path, password=f"{name.lower()}'s password")
        assert answer.status_code == FORBIDDEN
    assert deeds(office) == []


def test_a_stolen_session_cannot_guess_the_password(office: OfficeHere, anne: Visitor) -> None:
    """Forms that ask for it again slow down as the way in does."""
    answers = [anne.post("/people/change", password=f"guess {n}", what="role") for n in range(9)]
    assert answers[0].status_code == BAD
    changing = {"name": "Dan", "what": "role", "role": "clerk"}
    assert anne.post("/people/change", password=ANNES, **changing).status_code == TOO_MANY
    assert deeds(office) == []


def test_people_are_managed(office: OfficeHere, url: str, anne: Visitor) -> None:
    """Added, changed and removed, each written down; the last administrator stays."""
    eve = {"name": "Eve", "role": "clerk", "new_password": "eve's password", "password": ANNES}
    assert anne.post("/people/add", **eve).status_code == SEE_OTHER
    assert anne.post("/people/add", **eve).status_code == CONFLICT
    assert anne.post("/people/add", **{**eve, "name": "E", "new_password": "x"}).status_code == BAD
    assert anne.post("/people/add", **{**eve, "name": "E", "role": "king"}).status_code == BAD
    with console.visitor(url) as one:
        console.sign_in(one, office, "Eve")
        change = {"name": "Eve", "password": ANNES}
        assert anne.post("/people/change", what="role", role="supervisor", **change).is_redirect
        assert "supervisor" in one.get("/people").text
        assert anne.post("/people/change", what="phone", **change).is_redirect
        assert one.get("/people").status_code == SEE_OTHER
    new = {"what": "password", "new_password": "a longer one", **change}
    assert anne.post("/people/change", **new).is_redirect
    assert anne.post("/people/change", what="remove", **change).is_redirect
    last = {"name": "Anne", "what": "role", "role": "auditor", "password": ANNES}
    assert anne.post("/people/change", **last).status_code == CONFLICT
    assert [one[1:] for one in deeds(office) if one[0] == "Anne"] == [
        ("person_added", "Eve"),
        ("role_changed", "Eve"),
        ("phone_forgotten", "Eve"),
        ("password_changed", "Eve"),
        ("person_removed", "Eve"),
    ]
    assert "person removed" in re.sub(r"<[^>]*>", " ", anne.get("/audit").text)


def test_an_operator_is_published(office: OfficeHere, ports: Ports, anne: Visitor) -> None:
    """Signed for one terminal, which takes the person in; and then it is told here."""
    with ports.store.write() as work:
        work.append(OperatorAdded(name="nomsa", role="supervisor"), operator="")
        work.commit()
    person = {"terminal": "T1", "name": "thandi", "role": "agent", "sale_limit": "500"}
    assert anne.post("/operators", password=BENS, **person).status_code == CONFLICT
    for wrong in ({"role": "king"}, {"name": "../x"}, {"sale_limit": "-1"}):
        answer = anne.post("/operators", password=ANNES, **{**person, **wrong})
        assert answer.status_code == BAD
    assert anne.post("/operators", password=ANNES, **person).is_redirect
    with story.line_to(office, ports) as line:
        assert take_bundles(ports, line).taken == 1
    story.sync(office, ports)
    page = anne.get("/operators").text
    assert "thandi" in page
    assert "500.00" in page


def test_the_record_has_pages(office: OfficeHere, anne: Visitor) -> None:
    """Each act once, however many there are."""
    for _ in range(3):
        for number in range(60):
            name = f"nobody {number}"
            with office.database.write() as connection:
                scribe = console.scribe_of(office, name)
                scribe.note(connection, ActOf.SIGN_IN_REFUSED, subject=name)
    seen, path = list[str](), "/audit"
    while path:
        page = anne.get(path).text
        seen += re.findall(r"<td>(nobody \d+)</td><td>[^<]*</td><td>sign", page)
        behind = re.search(r'href="/console(/audit\?behind=[^"]*)"', page)
        path = behind[1] if behind else ""
    assert len(seen) == 180
