"""What somebody tries who knows the console's code: each of these led somewhere once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import httpx
import pytest

from pos.domain.errors.office import ClerkExists, ClerkMalformed, ProposalUnknown
from pos.headoffice.console.attempts import FREE_FOR_ACCOUNT
from pos.headoffice.people.acts import OfficeAct, acts
from pos.headoffice.people.clerks import Credentials
from pos.headoffice.people.proposals import GrantLimit, Proposal
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.people.two_people import reject
from tests import console_stories as story
from tests.console_stories import Visitor
from tests.integration.console.test_knowing import TARIFF
from tests.office_stories import OfficeHere
from tests.patience import PATIENCE_S

BOTH = pytest.mark.parametrize("office", ["sqlite", "postgres"], indirect=True)
ON_POSTGRES = pytest.mark.parametrize("office", ["postgres"], indirect=True)
ANNES = "anne's password"
OK, BAD, FORBIDDEN, TOO_MANY = 200, 400, 403, 429


def the_record(office: OfficeHere) -> list[OfficeAct]:
    """Return what was written down, newest first."""
    with office.database.read() as connection:
        return list(acts(connection, 50))


def test_a_form_without_a_password_forgives_no_guess(office: OfficeHere, anne: Visitor) -> None:
    """One that asks for none is carried out, whatever it says, and makes no guess good."""
    for number in range(FREE_FOR_ACCOUNT):
        anne.post("/people/add", name="Eve", role="clerk", password=f"guess {number}")
        rehearsed = anne.post("/tariffs/rehearse", content=TARIFF, password="anything")
        assert rehearsed.status_code == OK
    eve = {"name": "Eve", "role": "clerk", "new_password": "eve's password"}
    assert anne.post("/people/add", password=ANNES, **eve).status_code == TOO_MANY
    # A guess without the field is a guess, and a wrong one is written down.
    assert anne.post("/people/add", **eve).status_code == TOO_MANY
    guesses = [one for one in the_record(office) if one.what == "password_refused"]
    assert [(one.clerk, one.detail) for one in guesses] == [("Anne", "/people/add")] * 6


def test_waiting_does_not_tell_who_works_here(office: OfficeHere, somebody: Visitor) -> None:
    """A name that nobody has waits as a known one; what was typed instead of it is kept nowhere."""
    told = {
        name: [
            somebody.post("/sign-in", token="", name=name, password="wrong").status_code
            for _ in range(FREE_FOR_ACCOUNT + 1)
        ]
        for name in ("Ben", "a password in the wrong field")
    }
    assert set(map(tuple, told.values())) == {(*[FORBIDDEN] * FREE_FOR_ACCOUNT, TOO_MANY)}
    assert {one.clerk for one in the_record(office)} == {"Ben", ""}


@ON_POSTGRES
def test_a_proposal_is_decided_once(office: OfficeHere) -> None:
    """Of two who decide at the same moment the second finds that nothing waits."""
    now = office.clock.now()
    office.administration.set_limit(GrantLimit("ZAR", 1, 1), story.ANNE)
    proposal = office.administration.set_limit(GrantLimit("ZAR", 2, 2), story.ANNE)
    assert isinstance(proposal, Proposal)
    both_saw_it = threading.Barrier(2)

    def decide() -> str:
        with office.database.write() as connection:
            both_saw_it.wait(timeout=PATIENCE_S)
            try:
                reject(connection, proposal.number, story.ANNE, now, office.administration.signing)
            except ProposalUnknown:
                return "too late"
            return "decided"

    with ThreadPoolExecutor(2) as pool:
        told = [pool.submit(decide) for _ in range(2)]
        assert sorted(one.result() for one in told) == ["decided", "too late"]


@BOTH
def test_an_address_that_nobody_would_type_is_refused(office: OfficeHere, anne: Visitor) -> None:
    """It is a wrong value, and neither a fault of the program nor one of the database."""
    for path in (
        "/day?day=9999-12-31",
        "/day?day=0001-01-01",
        "/sales?to=9999-12-31",
        "/terminals/%00",
        "/sales/T1/%00",
        "/meters/%00",
        "/find?q=%00",
        f"/terminals/{'x' * 300}",
    ):
        assert anne.get(path).status_code == BAD, path
    behind = quote(f"2026-01-01~T1~{9 * '9'}{200 * '9'}~[1]")
    assert anne.get(f"/sales?behind={behind}").status_code == OK
    answer = anne.post("/sign-in", token="", name="An\x00ne", password="wrong")
    assert answer.status_code == FORBIDDEN
    del office


def test_signing_in_anew_ends_what_was_before(office: OfficeHere, anne: Visitor) -> None:
    """A browser has one session: who copied the one before holds nothing."""
    with story.visitor(anne.url) as thief:
        thief.client.kept.update(anne.client.kept)  # type: ignore[attr-defined]
        assert thief.get("/terminals").status_code == OK
        anne.post("/sign-in", token="", name="Anne", password=ANNES)
        assert thief.get("/terminals").status_code == httpx.codes.SEE_OTHER
    del office


@pytest.mark.parametrize(
    ("name", "refused"),
    [("anne", ClerkExists), ("\uff21nne", ClerkExists), (" Anne", ClerkMalformed)],
)
def test_nobody_works_under_a_name_that_looks_like_another(
    office: OfficeHere, name: str, refused: type[Exception]
) -> None:
    """Who reads the record takes them for one person, and two people are asked for."""
    with pytest.raises(refused):
        office.administration.add_clerk(
            Credentials(name, b"a password"), OfficeRole.SUPERVISOR, story.ANNE
        )


def test_people_may_sign_in_at_the_same_moment(url: str) -> None:
    """Each is answered: passwords that are looked at side by side do not wait for each other."""

    def guess(number: int) -> int:
        with story.visitor(url) as one:
            # Passwords that nothing has asked for before, so that each is worked out.
            guessed = {"name": f"nobody {number}", "password": f"guess {number}"}
            answer = one.post("/sign-in", token="", **guessed)
        return answer.status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(guess, range(4))) == {FORBIDDEN}


@pytest.mark.parametrize(
    ("encoding", "value"),
    [("unicode_escape", b"\\ud800"), ("punycode", b"a-" + b"ea" * 9), ("UTF-8", b"a password")],
)
def test_a_form_names_no_encoding(somebody: Visitor, encoding: str, value: bytes) -> None:
    """Some take hours over a megabyte, before anybody has signed in and while terminals wait."""
    origin = httpx.URL(somebody.url)
    part = b'--X\r\nContent-Disposition: form-data; name="password"\r\n\r\n' + value
    for named in (f'boundary=X; charset="{encoding}"', f"CharSet*={encoding}''x; boundary=X"):
        answer = somebody.client.post(
            f"{somebody.url}/sign-in",
            content=part + b"\r\n--X--\r\n",
            headers={
                "origin": f"{origin.scheme}://{origin.netloc.decode()}",
                "content-type": f"multipart/form-data; {named}",
            },
        )
        assert answer.status_code == BAD


@BOTH
def test_a_ceremony_for_a_terminal_that_nobody_would_name(
    office: OfficeHere, anne: Visitor
) -> None:
    """The names of fields are outside data as their values are."""
    key = {"sgc": "600727", "krn": "1", "kt": "2", "dkga": "04", "base": "2014", "ken": "255"}
    for name in ("T\x00", "\u202eT1", "T" * 10_000):
        fields = {**key, "offset": "+02:00", f"terminal-{name}": "yes", "password": ANNES}
        answer = anne.post("/keys/ceremonies", **fields)
        assert answer.status_code == BAD
        assert name not in answer.text
    del office
