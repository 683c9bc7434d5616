"""A grant that is sent twice grants once: double click, back button, an answer that was lost."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from pos.app.ports import Ports
from pos.domain.errors.office import FieldMalformed, GrantRequestReused
from pos.domain.lease import ENERGY_PER_METER_DAY_MILLI
from pos.headoffice.people.acts import acts
from pos.headoffice.people.proposals import GrantLimit, Proposal
from pos.headoffice.terminals.leases import Grant
from tests import office_stories as story
from tests.console_stories import ANNE, BEN, Visitor
from tests.office_stories import OfficeHere

BOTH = pytest.mark.parametrize("office", ["sqlite", "postgres"], indirect=True)
PATH = f"/terminals/{story.TERMINAL}/grant"


def filled_in(office: OfficeHere, one: Visitor, money: str) -> dict[str, str]:
    """Return the form as it is drawn, filled in."""
    found = re.search(r'name="request" value="([0-9a-f]+)"', one.get(PATH).text)
    assert found is not None
    until = str((office.clock.now() + timedelta(days=30)).date())
    fields = {"money": money, "kwh": "10", "until": until, "password": "anne's password"}
    return {"request": found[1], "token": one.token(), **fields}


def may_reach(office: OfficeHere) -> int:
    """Return the money of the newest lease."""
    terms = office.administration.newest_terms(story.TERMINAL)
    return 0 if terms is None else terms.money_may_reach


def grants_noted(office: OfficeHere) -> list[str]:
    """Return what the record says that Anne granted or proposed."""
    with office.database.read() as connection:
        told = [(act.clerk, act.what) for act in acts(connection, 50)]
    return [what for name, what in told if name == "Anne" and what.startswith("grant")]


def sent_twice(one: Visitor, form: dict[str, str]) -> list[httpx.Response]:
    """Send a form from two threads at once."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda _: one.post(PATH, **form), range(2)))


@BOTH
def test_a_form_that_is_sent_twice_grants_once(
    office: OfficeHere, ports: Ports, anne: Visitor
) -> None:
    """At the same moment or later; both answers say the same, and it is written down once."""
    del ports
    before = may_reach(office)
    form = filled_in(office, anne, "1000")
    answers = [*sent_twice(anne, form), anne.post(PATH, **form)]
    assert [one.headers["location"][-12:] for one in answers] == ["note=granted"] * 3
    assert may_reach(office) == before + 100_000
    assert grants_noted(office) == ["granted"]
    assert anne.post(PATH, **filled_in(office, anne, "1000")).is_redirect
    assert may_reach(office) == before + 200_000


@BOTH
def test_a_form_that_is_sent_twice_proposes_once(
    office: OfficeHere, ports: Ports, anne: Visitor
) -> None:
    """Also when the proposal was carried out meanwhile."""
    del ports
    assert office.administration.set_limit(GrantLimit("ZAR", 1, 1), ANNE)
    form = filled_in(office, anne, "1000")
    answers = sent_twice(anne, form)
    (waiting,) = office.administration.proposals()
    office.administration.confirm(waiting.number, BEN)
    reached = may_reach(office)
    answers.append(anne.post(PATH, **form))
    assert [one.headers["location"][-13:] for one in answers] == ["note=proposed"] * 3
    assert (may_reach(office), office.administration.proposals()) == (reached, ())
    assert grants_noted(office) == ["grant_proposed"]


@pytest.mark.parametrize("changed", [{"money": "2000"}, {"kwh": "11"}, {"until": "2099-01-01"}])
def test_a_form_that_is_changed_and_sent_again_is_refused(
    office: OfficeHere, ports: Ports, anne: Visitor, changed: dict[str, str]
) -> None:
    """Nothing says whether somebody wants more, or corrects a slip."""
    del ports
    form = filled_in(office, anne, "1000")
    assert anne.post(PATH, **form).is_redirect
    reached = may_reach(office)
    refused = anne.post(PATH, **{**form, **changed})
    assert refused.status_code == httpx.codes.CONFLICT
    assert "OFFICE-21" in refused.text
    assert may_reach(office) == reached
    nameless = {name: value for name, value in form.items() if name != "request"}
    assert anne.post(PATH, **nameless).status_code == httpx.codes.BAD_REQUEST


def test_a_name_is_one_persons(office: OfficeHere, ports: Ports, anne: Visitor) -> None:
    """Of another it is another wish; so it is on the command line, too."""
    del ports, anne
    until = office.clock.now() + timedelta(days=30)
    per_meter_day = ENERGY_PER_METER_DAY_MILLI
    name = str(uuid.uuid4())
    grant = Grant(story.TERMINAL, 1000, 1000, per_meter_day, until=until, request=name)
    first = office.administration.grant(grant, ANNE)
    assert not isinstance(first, Proposal)
    assert office.administration.grant(grant, ANNE) == first
    with pytest.raises(GrantRequestReused):
        office.administration.grant(grant, BEN)
    with pytest.raises(FieldMalformed):
        office.administration.grant(replace(grant, request="short"), ANNE)
