"""The console of a head office, served for real, and people who use it by browser or by HTTP."""

import base64
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from html import unescape

import httpx
from playwright.sync_api import Browser, Page, sync_playwright

from pos.bootstrap.joining import resources_folder
from pos.headoffice.console.application import console_application
from pos.headoffice.console.desk import ConsoleHouse, ConsoleTools
from pos.headoffice.console.totp import code_of, step_at
from pos.headoffice.people.acts import Scribe
from pos.headoffice.people.clerks import Credentials
from pos.headoffice.people.roles import OfficeRole
from pos.presenters.problems import sentence_of
from tests import office_stories
from tests.office_stories import OfficeHere
from tests.patience import PATIENCE_S

ANNE = Credentials("Anne", b"anne's password")
BEN = Credentials("Ben", b"ben's password")
ROLES = {
    "Anne": OfficeRole.ADMINISTRATOR,
    "Ben": OfficeRole.SUPERVISOR,
    "Cleo": OfficeRole.CLERK,
    "Dan": OfficeRole.AUDITOR,
}


@dataclass(slots=True)
class Phone:
    """A phone that shows codes.

    Attributes:
        secret: what it shares with head office; empty before it is linked.
    """

    secret: bytes = b""
    _newest: int = 0

    def link(self, spelled: str) -> None:
        """Take the key as it is typed."""
        text = "".join(spelled.split())
        self.secret = base64.b32decode(text + "=" * (-len(text) % 8))

    def code(self, now: datetime) -> str:
        """Return a code that was not taken yet; two within half a minute, as clocks may differ."""
        self._newest = max(step_at(now), self._newest + 1)
        return code_of(self.secret, self._newest)


def add_people(office: OfficeHere) -> None:
    """Let four people work there, one of each role; passwords are `name's password`."""
    office.administration.add_clerk(ANNE, OfficeRole.ADMINISTRATOR, None)
    for name, role in list(ROLES.items())[1:]:
        new = Credentials(name, f"{name.lower()}'s password".encode())
        office.administration.add_clerk(new, role, ANNE)


@contextmanager
def console_of(office: OfficeHere) -> Iterator[str]:
    """Serve a head office with its console; the value is the console's URL."""
    tools = ConsoleTools(office.database, office.clock, os.urandom, office.administration.signing)
    console = console_application(tools, ConsoleHouse(resources_folder(), sentence_of))
    with office_stories.served(office, console=console) as url:
        yield f"{url}/console"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the real browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        try:
            yield browser
        finally:
            browser.close()


def sign_in_by_browser(page: Page, url: str, phone: Phone, office: OfficeHere, name: str) -> None:
    """Type name, password and code, linking the phone if it is not yet."""
    page.goto(url)
    page.fill("#name", name)
    page.fill("#password", f"{name.lower()}'s password")
    page.keyboard.press("Enter")
    page.wait_for_selector("#code")
    if page.query_selector("#secret") is not None:
        phone.link(page.inner_text("#secret"))
    page.fill("#code", phone.code(office.clock.now()))
    page.keyboard.press("Enter")
    page.wait_for_selector("nav")


@dataclass(slots=True)
class Visitor:
    """Somebody who is signed in, without a browser.

    Attributes:
        url: of the console.
        client: holds the cookie.
    """

    url: str
    client: httpx.Client

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Look at a page."""
        return self.client.get(self.url + path, headers=headers)

    def post(self, path: str, **fields: str) -> httpx.Response:
        """Fill in a form as one of the pages would send it; a token is put in if none is given."""
        origin = httpx.URL(self.url)
        headers = {"origin": f"{origin.scheme}://{origin.netloc.decode()}"}
        fields = {"token": self.token(), **fields} if "token" not in fields else fields
        return self.client.post(self.url + path, data=fields, headers=headers)

    def token(self) -> str:
        """Return the token of this session's forms; empty before there is one."""
        found = re.search(r'name="token" value="([0-9a-f]*)"', self.get("/sign-in/code").text)
        found = found or re.search(r'name="token" value="([0-9a-f]*)"', self.get("/terminals").text)
        return found[1] if found else ""


class _Cookies(httpx.Client):
    """Sends cookies that are for HTTPS over the loopback as browsers do."""

    def send(self, request: httpx.Request, **options: object) -> httpx.Response:
        """Send with the cookies that the last answers set."""
        kept = "; ".join(f"{name}={value}" for name, value in self.kept.items())
        if kept:
            request.headers["cookie"] = kept
        answer = super().send(request, **options)  # type: ignore[arg-type]  # Passed on as it came.
        for cookie in answer.headers.get_list("set-cookie"):
            name, _, rest = cookie.partition("=")
            self.kept[name] = rest.partition(";")[0].strip('"')
        return answer

    kept: dict[str, str] = {}  # noqa: RUF012 - replaced by each instance's own below.

    def __init__(self) -> None:
        super().__init__(timeout=PATIENCE_S)
        self.kept = {}


@contextmanager
def visitor(url: str) -> Iterator[Visitor]:
    """Give somebody who has not signed in."""
    with _Cookies() as client:
        yield Visitor(url, client)


def sign_in(one: Visitor, office: OfficeHere, name: str, phone: Phone | None = None) -> Phone:
    """Sign in, linking the phone if it is not yet, and return the phone."""
    phone = phone or Phone()
    one.post("/sign-in", token="", name=name, password=f"{name.lower()}'s password")
    page = one.get("/sign-in/code").text
    found = re.search(r'id="secret">([^<]+)<', page)
    if found:
        phone.link(unescape(found[1]))
    answer = one.post("/sign-in/code", code=phone.code(office.clock.now()))
    assert answer.status_code == httpx.codes.SEE_OTHER, answer.status_code
    return phone


def scribe_of(office: OfficeHere, name: str) -> Scribe:
    """Return what writes down what somebody does."""
    return Scribe(name, office.clock.now(), os.urandom)
