"""Between HTTP and a page's function: who is it, may they, one transaction, one drawn answer."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pos.app.ports import Clock
from pos.app.ports.signing import OfficeSigning
from pos.domain.errors import PosError
from pos.domain.errors.base import ExitStatus
from pos.domain.errors.office import ClerkRefused
from pos.domain.translation import Translate
from pos.headoffice.console.attempts import FREE_FOR_ACCOUNT, attempt, forgive
from pos.headoffice.console.guard import COOKIE
from pos.headoffice.console.navigation import NOTES, SECTIONS
from pos.headoffice.console.page import Act, Done, Page, Shown, Visit
from pos.headoffice.console.rendering import Renderer
from pos.headoffice.console.texts import ENGLISH, Language, choose, read_languages
from pos.headoffice.people import sessions
from pos.headoffice.people.acts import ActOf, Scribe
from pos.headoffice.people.sessions import SignedIn, Stage
from pos.headoffice.server.facts import OfficeName, office_name
from pos.headoffice.store.database import OfficeDatabase

_LIVE_HEADER: Final = "vendwatt-live"
_HTML: Final = "text/html"
_SIGN_IN: Final = "/sign-in"
_STATUS: Final = {
    ExitStatus.BAD_VALUE: HTTPStatus.BAD_REQUEST,
    ExitStatus.REFUSED: HTTPStatus.CONFLICT,
    ExitStatus.NOT_FOUND: HTTPStatus.NOT_FOUND,
    ExitStatus.UNAVAILABLE: HTTPStatus.SERVICE_UNAVAILABLE,
}


@dataclass(frozen=True, slots=True)
class ConsoleHouse:
    """What the console needs of the program around it.

    Attributes:
        resources: what ships with the program.
        describe: puts an error into words of a language.
    """

    resources: Path
    describe: Callable[[PosError, Translate], str]


@dataclass(frozen=True, slots=True)
class ConsoleTools:
    """What the console works with.

    Attributes:
        signing: has leases and bundles signed.
    """

    database: OfficeDatabase
    clock: Clock
    randomness: Callable[[int], bytes]
    signing: OfficeSigning


class Desk:
    """Answers requests, in worker threads; what it returns is ready to be sent."""

    def __init__(self, tools: ConsoleTools, house: ConsoleHouse) -> None:
        folder = house.resources / "console"
        self.tools, self._describe = tools, house.describe
        self._renderer = Renderer(folder / "templates")
        self._languages = read_languages(folder / "languages", house.resources / "i18n")
        with tools.database.read() as connection:
            self._office: OfficeName = office_name(connection)

    def look(self, page: Page, request: Request) -> Response:
        """Answer with a page, or with its live part where only that is asked for."""
        now = self.tools.clock.now()
        is_live = _LIVE_HEADER in request.headers
        with self.tools.database.read() as connection:
            signed_in = sessions.find(connection, _secret(request), now)
            if signed_in is None or signed_in.stage is not Stage.WHOLE:
                return _unknown(request, is_live=is_live)
            if not signed_in.role.covers(page.least):
                return self.refused(request, signed_in)
            visit = self._visit(request, signed_in, {})
            is_due = page.settling is not None and page.settling.is_due(connection, visit)
        if page.settling is not None and is_due:
            with self.tools.database.write() as connection:
                page.settling.settle(connection, visit)
        with self.tools.database.read() as connection:
            try:
                shown = page.show(connection, visit)
            except PosError as error:
                return self.problem(request, error, signed_in)
        if isinstance(shown, Done):
            return _leading_to(request, shown)
        if is_live:
            return self._live(request, shown)
        if signed_in.is_stale:
            # What refreshes itself keeps nobody signed in.
            with self.tools.database.write() as connection:
                sessions.touch(connection, signed_in, now)
        return self.draw(request, shown, signed_in)

    def act(self, act: Act, request: Request, form: Mapping[str, str]) -> Response:
        """Carry out a form that the guard let through."""
        now, secret = self.tools.clock.now(), _secret(request)
        with self.tools.database.read() as connection:
            signed_in = sessions.find(connection, secret, now)
        if signed_in is None or signed_in.stage is not Stage.WHOLE:
            return _unknown(request, is_live=False)
        if not sessions.is_form_token(secret, form.get("token", "")):
            return self.refused(request, signed_in)
        if not signed_in.role.covers(act.least):
            return self.refused(request, signed_in)
        if act.asks_password and not self._may_try(signed_in.name):
            return self.plain(request, "wait.html", HTTPStatus.TOO_MANY_REQUESTS, {})
        try:
            database = self.tools.database
            with database.write() if act.changes else database.read() as connection:
                done = act.do(connection, self._visit(request, signed_in, form))
                if act.asks_password:
                    forgive(connection, account(signed_in.name))
        except PosError as error:
            is_wrong = isinstance(error, ClerkRefused) and error.facts.get("name") == signed_in.name
            what = ActOf.PASSWORD_REFUSED if is_wrong else act.refusal
            if what is not None:
                with self.tools.database.write() as connection:
                    scribe = Scribe(signed_in.name, now, self.tools.randomness)
                    detail = act.path if is_wrong else f"{request.url.path} {error.code}"
                    scribe.note(connection, what, detail=detail)
            return self.problem(request, error, signed_in, back=form.get("back", ""))
        if isinstance(done, Shown):
            return self.draw(request, done, signed_in)
        if done.afterwards is not None:
            try:
                done.afterwards(self.tools.database, self.tools.clock)
            except PosError as error:
                return self.problem(request, error, signed_in, back=done.leads_to)
        return _leading_to(request, done)

    def may(self, act: Act, request: Request) -> bool:
        """Whether whoever asks is signed in and has the role, before their form is read."""
        with self.tools.database.read() as connection:
            signed_in = sessions.find(connection, _secret(request), self.tools.clock.now())
        is_whole = signed_in is not None and signed_in.stage is Stage.WHOLE
        return is_whole and signed_in is not None and signed_in.role.covers(act.least)

    def draw(
        self,
        request: Request,
        shown: Shown,
        signed_in: SignedIn,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> Response:
        """Draw a page for somebody who is signed in."""
        facts = {
            **self._around(request),
            "who": signed_in,
            "token": sessions.form_token(_secret(request)),
            "sections": [one for one in SECTIONS if signed_in.role.covers(one.least)],
            "note": NOTES.get(request.query_params.get("note", ""), ""),
            **shown.facts,
        }
        drawn = self._renderer.page(shown.template, facts, self._language(request))
        return Response(drawn, status, media_type=_HTML)

    def plain(
        self, request: Request, template: str, status: HTTPStatus, facts: Mapping[str, Any]
    ) -> Response:
        """Draw a page for somebody who is not signed in."""
        around = {**self._around(request), "who": None, "token": "", "note": "", **facts}
        drawn = self._renderer.page(template, around, self._language(request))
        return Response(drawn, status, media_type=_HTML)

    def problem(
        self, request: Request, error: PosError, signed_in: SignedIn, back: str = ""
    ) -> Response:
        """Say what is refused, and what to do."""
        is_ours = back.startswith("/") and not back.startswith("//")
        facts = {
            "sentence": self._sentence(self._language(request), error),
            "back": back if is_ours else "/",
        }
        status = _STATUS.get(error.exit_status, HTTPStatus.CONFLICT)
        return self.draw(request, Shown("problem.html", facts), signed_in, status)

    def refused(self, request: Request, signed_in: SignedIn | None = None) -> Response:
        """Say that somebody may not do this, or that a form did not come from one of our pages."""
        if signed_in is None:
            return self.plain(request, "refused.html", HTTPStatus.FORBIDDEN, {})
        return self.draw(request, Shown("refused.html"), signed_in, HTTPStatus.FORBIDDEN)

    def fault(self, request: Request) -> Response:
        """Say that the program made a mistake."""
        return self.plain(request, "fault.html", HTTPStatus.INTERNAL_SERVER_ERROR, {})

    def issuer(self) -> str:
        """Return what phones call this head office."""
        return self._office.title

    def _may_try(self, name: str) -> bool:
        with self.tools.database.write() as connection:
            return not attempt(connection, account(name), FREE_FOR_ACCOUNT, self.tools.clock.now())

    def _live(self, request: Request, shown: Shown) -> Response:
        facts = {**self._around(request), **shown.facts}
        part = self._renderer.live_part(shown.template, facts, self._language(request)).encode()
        tag = f'"{hashlib.sha256(part).hexdigest()[:32]}"'
        headers = {"etag": tag, "cache-control": "no-store"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        return Response(part, headers=headers, media_type=_HTML)

    def _visit(self, request: Request, signed_in: SignedIn, form: Mapping[str, str]) -> Visit:
        return Visit(
            name=signed_in.name,
            role=signed_in.role,
            now=self.tools.clock.now(),
            path=request.path_params,
            query=request.query_params,
            form=form,
            randomness=self.tools.randomness,
            signing=self.tools.signing,
            session=signed_in.digest,
        )

    def _around(self, request: Request) -> dict[str, Any]:
        root = root_of(request)
        return {
            "root": root,
            "here": request.url.path.removeprefix(root) or "/",
            "office": self._office,
            "problem": partial(self._sentence, self._language(request)),
            "now": self.tools.clock.now(),
        }

    def _sentence(self, language: Language, error: PosError) -> str:
        return self._describe(error, language.translate)

    def _language(self, request: Request) -> Language:
        return choose(self._languages, request.headers.get("accept-language", ENGLISH.code))


def account(name: str) -> str:
    """Return the subject under which attempts for somebody are counted."""
    return f"account {name}"


def root_of(request: Request) -> str:
    """Return the path under which the console is mounted."""
    return str(request.scope.get("root_path", ""))


def _secret(request: Request) -> str:
    return request.cookies.get(COOKIE, "")


def _leading_to(request: Request, done: Done) -> Response:
    behind = f"?note={done.note}" if done.note else ""
    return RedirectResponse(f"{root_of(request)}{done.leads_to}{behind}", HTTPStatus.SEE_OTHER)


def _unknown(request: Request, *, is_live: bool) -> Response:
    if is_live:
        return Response(status_code=HTTPStatus.UNAUTHORIZED)
    where = request.url.path.removeprefix(root_of(request))
    behind = f"?next={where}" if request.method == "GET" and len(where) > 1 else ""
    return RedirectResponse(f"{root_of(request)}{_SIGN_IN}{behind}", HTTPStatus.SEE_OTHER)
