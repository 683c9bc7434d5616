"""The way into the console, and what keeps others out."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from pos.headoffice.console.attempts import FREE_FOR_ACCOUNT
from pos.headoffice.people.acts import acts
from pos.headoffice.people.clerks import Credentials
from pos.headoffice.people.sessions import IDLE, LONGEST
from pos.headoffice.store.schema_people import CONSOLE_SESSION
from tests import console_stories as story
from tests.console_stories import Phone, Visitor
from tests.office_stories import OfficeHere, RealClock

OK, SEE_OTHER, UNAUTHORIZED, FORBIDDEN = 200, 303, 401, 403
TOO_MANY = 429
BOTH = pytest.mark.parametrize("office", ["sqlite", "postgres"], indirect=True)
COOKIE = "__Host-vendwatt-console"


def is_in(one: Visitor) -> bool:
    """Whether somebody sees pages."""
    return one.get("/terminals").status_code == OK


@BOTH
def test_password_and_phone_lead_in(office: OfficeHere, somebody: Visitor) -> None:
    """Linked once, asked for ever after; each step is written down."""
    assert not is_in(somebody)
    assert somebody.get("").headers["location"] == "/console/"
    assert somebody.get("/terminals").headers["location"] == "/console/sign-in?next=/terminals"
    phone = story.sign_in(somebody, office, "Anne")
    assert is_in(somebody)
    assert somebody.post("/sign-out").status_code == SEE_OTHER
    assert not is_in(somebody)
    story.sign_in(somebody, office, "Anne", phone)
    assert is_in(somebody)
    with office.database.read() as connection:
        done = [one.what for one in reversed(acts(connection, 10))]
    assert sorted(done) == ["phone_linked", "signed_in", "signed_in", "signed_out"]


def test_a_password_alone_leads_nowhere(office: OfficeHere, somebody: Visitor) -> None:
    """Nor does a code that was used, or one of another phone."""
    phone = story.sign_in(somebody, office, "Anne")
    somebody.post("/sign-out")
    somebody.post("/sign-in", token="", name="Anne", password="anne's password")
    assert not is_in(somebody)
    with story.visitor(somebody.url) as thief:
        thief.post("/sign-in", token="", name="Anne", password="anne's password")
        assert "secret" not in thief.get("/sign-in/code").text
        used = phone.code(office.clock.now())
        assert somebody.post("/sign-in/code", code=used).status_code == SEE_OTHER
        assert thief.post("/sign-in/code", code=used).status_code == FORBIDDEN
        stranger = Phone(b"another phone's key!")
        code = stranger.code(office.clock.now())
        assert thief.post("/sign-in/code", code=code).status_code == FORBIDDEN
        assert not is_in(thief)


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Anne", "ben's password"),
        ("Nobody", "nobody's password"),
        ("", ""),
        ("Anne", "x" * 5000),
        ("' OR 1=1 --", "\x00"),
    ],
)
def test_wrong_names_and_passwords_are_told_alike(
    somebody: Visitor, name: str, password: str
) -> None:
    """And what was typed does not come back."""
    answer = somebody.post("/sign-in", token="", name=name, password=password)
    assert answer.status_code == FORBIDDEN
    assert "Name or password is wrong." in answer.text
    assert not password or password not in answer.text


def test_guessing_waits(office: OfficeHere, clock: RealClock, somebody: Visitor) -> None:
    """Behind a few attempts even the right password waits; after a while it leads in again."""

    def guess(password: str) -> int:
        return somebody.post("/sign-in", token="", name="Ben", password=password).status_code

    assert {guess(f"guess {n}") for n in range(FREE_FOR_ACCOUNT)} == {FORBIDDEN}
    assert guess("ben's password") == TOO_MANY
    assert somebody.post("/sign-in", token="", name="Cleo", password="cleo's password").is_redirect
    clock.moved += timedelta(minutes=16)
    story.sign_in(somebody, office, "Ben")
    assert is_in(somebody)


def test_codes_cannot_be_guessed_either(office: OfficeHere, somebody: Visitor) -> None:
    """They count as attempts on the account."""
    story.sign_in(somebody, office, "Ben")
    somebody.post("/sign-out")
    somebody.post("/sign-in", token="", name="Ben", password="ben's password")
    answers = [somebody.post("/sign-in/code", code="000000").status_code for _ in range(7)]
    assert answers[0] == FORBIDDEN
    assert answers[-1] == TOO_MANY


def test_a_session_ends(office: OfficeHere, clock: RealClock, anne: Visitor) -> None:
    """Unused after a while, used after a day's work; what refreshes itself is no use."""
    clock.moved += IDLE - timedelta(minutes=2)
    assert anne.get("/terminals", **{"vendwatt-live": "1"}).status_code == OK
    clock.moved += timedelta(minutes=3)
    assert anne.get("/terminals", **{"vendwatt-live": "1"}).status_code == UNAUTHORIZED
    assert not is_in(anne)
    clock.moved = timedelta()
    assert is_in(anne)
    for _ in range(LONGEST // timedelta(minutes=20)):
        clock.moved += timedelta(minutes=20)
        assert is_in(anne) == (clock.moved < LONGEST)
    del office


def test_the_secret_changes_on_the_way_in(office: OfficeHere, somebody: Visitor) -> None:
    """What a browser held before the code is worth nothing behind it, and no row holds either."""
    somebody.post("/sign-in", token="", name="Anne", password="anne's password")
    before = dict(somebody.client.kept)  # type: ignore[attr-defined]
    story.sign_in(somebody, office, "Anne")
    after = dict(somebody.client.kept)  # type: ignore[attr-defined]
    assert before[COOKIE] != after[COOKIE]
    with story.visitor(somebody.url) as thief:
        thief.client.kept.update(before)  # type: ignore[attr-defined]
        assert not is_in(thief)
    with office.database.read() as connection:
        rows = str(connection.execute(CONSOLE_SESSION.select()).all())
    assert after[COOKIE] not in rows


def test_the_cookie_is_for_this_console_alone(somebody: Visitor) -> None:
    """No script reads it, no other site sends it, no line without TLS carries it off."""
    answer = somebody.post("/sign-in", token="", name="Anne", password="anne's password")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("__host-vendwatt-console=")
    for part in ("secure", "httponly", "samesite=strict", "path=/"):
        assert part in cookie
    assert "domain" not in cookie


def test_losing_a_name_a_password_or_a_phone_signs_out(office: OfficeHere, url: str) -> None:
    """At once, on every browser."""
    steps: dict[str, Callable[[], None]] = {
        "Ben": lambda: office.administration.remove_clerk("Ben", story.ANNE),
        "Cleo": lambda: office.administration.forget_totp("Cleo", story.ANNE),
        "Dan": lambda: office.administration.change_password(
            Credentials("Dan", b"another password"), story.ANNE
        ),
    }
    for name, step in steps.items():
        with story.visitor(url) as one:
            story.sign_in(one, office, name)
            assert is_in(one)
            step()
            assert not is_in(one)


def test_forms_of_other_sites_are_refused(anne: Visitor) -> None:
    """Whatever token they carry."""
    token = anne.token()
    for headers in (
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {},
        {"origin": "http://127.0.0.1", "sec-fetch-site": "cross-site"},
    ):
        url = f"{anne.url}/sign-out"
        answer = anne.client.post(url, data={"token": token}, headers=headers)
        assert answer.status_code == FORBIDDEN
        assert is_in(anne)


def test_a_form_without_its_token_does_nothing(anne: Visitor) -> None:
    """Also where it comes from our own page."""
    for token in ("none", "0" * 64, "\u00e9"):
        assert anne.post("/sign-out", token=token).status_code == FORBIDDEN
        assert is_in(anne)


def test_every_answer_is_strict(anne: Visitor) -> None:
    """Pages, files and errors alike."""
    for path in ("/", "/sign-in", "/static/console.css", "/nowhere", "/terminals"):
        headers = anne.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-frame-options"] == "DENY"
        assert path.startswith("/static") == (headers["cache-control"] != "no-store")


def test_nobody_is_led_elsewhere(office: OfficeHere, somebody: Visitor) -> None:
    """Signing in ends on one of our own pages."""
    story.sign_in(somebody, office, "Dan")
    for following in (
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/a b",
        "/\u00e9",
    ):
        page = somebody.client.get(f"{somebody.url}/sign-in", params={"next": following})
        assert 'name="next" value="/"' in page.text


def test_a_form_has_its_limits(somebody: Visitor) -> None:
    """Neither its length nor its kind is anybody's choice."""
    origin = {"origin": somebody.url.removesuffix("/console")}
    long = {"name": "x" * (2 * 1024 * 1024)}
    answer = somebody.client.post(f"{somebody.url}/sign-in", data=long, headers=origin)
    assert answer.status_code == httpx.codes.BAD_REQUEST
    many = {f"f{n}": "" for n in range(500)}
    for options in ({"json": {"name": "Anne"}}, {"files": dict.fromkeys(many, b"x")}):
        answer = somebody.client.post(f"{somebody.url}/sign-in", headers=origin, **options)
        assert answer.status_code == httpx.codes.BAD_REQUEST
