"""The way in: name and password, then a code from the phone that is linked, or linking one.

Every attempt counts before it is looked at, by account and by address; wrong names, passwords and
codes are told alike.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.engine import Connection
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pos.domain.errors.office import ClerkRefused
from pos.headoffice.console import totp
from pos.headoffice.console.attempts import (
    FREE_FOR_ACCOUNT,
    FREE_FOR_ADDRESS,
    attempt,
    forgive,
    network_of,
)
from pos.headoffice.console.desk import Desk, account, root_of
from pos.headoffice.console.guard import COOKIE
from pos.headoffice.console.qr import qr_path
from pos.headoffice.people import sessions
from pos.headoffice.people.acts import ActOf, Scribe
from pos.headoffice.people.clerks import NAME_LENGTH_MAX, Credentials, must_be_clerk
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.people.sessions import SignedIn, Stage
from pos.headoffice.store.schema_people import CLERK

_SIGN_IN: Final = "/sign-in"
_CODE: Final = "/sign-in/code"
_SIGN_OUT: Final = "/sign-out"
_TEXT_LENGTH_MAX: Final = 200


class SignIn:
    """Answers the requests of people who are not signed in yet, in worker threads."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._tools = desk, desk.tools

    def pages(self) -> dict[str, Callable[[Request], Response]]:
        """Return what there is to look at, by path."""
        return {_SIGN_IN: self._ask_password, _CODE: self._ask_code}

    def forms(self) -> dict[str, Callable[[Request, Mapping[str, str]], Response]]:
        """Return what there is to fill in, by path."""
        return {_SIGN_IN: self._take_password, _CODE: self._take_code, _SIGN_OUT: self._leave}

    def _ask_password(self, request: Request) -> Response:
        return self._password_page(request, HTTPStatus.OK)

    def _take_password(self, request: Request, form: Mapping[str, str]) -> Response:
        name = form.get("name", "").strip()[:NAME_LENGTH_MAX]
        # No name holds what cannot be printed, and not every database takes it.
        name = name if name.isprintable() else ""
        given = Credentials(name, form.get("password", "").encode())
        if not self._may_try(request, name):
            return self._password_page(request, HTTPStatus.TOO_MANY_REQUESTS, wait=True)
        try:
            # Without a lock: the password takes a tenth of a second by intention.
            with self._tools.database.read() as connection:
                must_be_clerk(connection, given, why="signing in", least=OfficeRole.AUDITOR)
        except ClerkRefused:
            with self._tools.database.write() as connection:
                # A name that nobody has may be a password in the wrong field.
                scribe = self._scribe(name if _is_known(connection, name) else "")
                scribe.note(connection, ActOf.SIGN_IN_REFUSED, detail=_address(request))
            return self._password_page(request, HTTPStatus.FORBIDDEN, wrong=True)
        with self._tools.database.write() as connection:
            before = sessions.find(connection, _secret(request), self._tools.clock.now())
            if before is not None:
                sessions.end(connection, before)
            candidate = (
                b"" if _totp(connection, name)[0] else self._tools.randomness(totp.SECRET_BYTES)
            )
            secret = sessions.begin(
                connection,
                name,
                Stage.PASSWORD,
                self._tools.clock.now(),
                self._tools.randomness,
                candidate=candidate,
            )
        return self._go(request, _CODE, _next_of(form.get("next", "")), secret)

    def _ask_code(self, request: Request) -> Response:
        signed_in = self._found(request)
        if signed_in is None:
            return _redirect(request, _SIGN_IN)
        return self._code_page(request, signed_in, HTTPStatus.OK)

    def _take_code(self, request: Request, form: Mapping[str, str]) -> Response:
        signed_in, secret = self._found(request), _secret(request)
        if signed_in is None or not sessions.is_form_token(secret, form.get("token", "")):
            return _redirect(request, _SIGN_IN)
        if not self._may_try_code(signed_in.name):
            return self._code_page(request, signed_in, HTTPStatus.TOO_MANY_REQUESTS, wait=True)
        now = self._tools.clock.now()
        scribe = self._scribe(signed_in.name)
        with self._tools.database.write() as connection:
            known, newest = _totp(connection, signed_in.name)
            if sessions.find(connection, secret, now) is None:
                # It ended meanwhile, such as for a phone that was taken away.
                return _redirect(request, _SIGN_IN)
            shared = known or signed_in.candidate
            code = form.get("code", "")
            step = totp.accepted_step(shared, code, now, after=newest) if shared else None
            if step is None:
                scribe.note(connection, ActOf.SIGN_IN_REFUSED, detail=_address(request))
            else:
                connection.execute(
                    update(CLERK)
                    .where(CLERK.c.name == signed_in.name)
                    .values(totp_secret=shared, totp_step=step)
                )
                if not known:
                    scribe.note(connection, ActOf.PHONE_LINKED)
                scribe.note(connection, ActOf.SIGNED_IN, detail=_address(request))
                forgive(connection, account(signed_in.name))
                forgive(connection, _codes_of(signed_in.name))
                sessions.end(connection, signed_in)
                secret = sessions.begin(
                    connection, signed_in.name, Stage.WHOLE, now, self._tools.randomness
                )
        if step is None:
            return self._code_page(request, signed_in, HTTPStatus.FORBIDDEN, wrong=True)
        return self._go(request, _next_of(form.get("next", "")), "", secret)

    def _leave(self, request: Request, form: Mapping[str, str]) -> Response:
        secret, now = _secret(request), self._tools.clock.now()
        with self._tools.database.write() as connection:
            signed_in = sessions.find(connection, secret, now)
            if signed_in is not None:
                if not sessions.is_form_token(secret, form.get("token", "")):
                    return self._desk.refused(request)
                sessions.end(connection, signed_in)
                self._scribe(signed_in.name).note(connection, ActOf.SIGNED_OUT)
        answer = _redirect(request, _SIGN_IN)
        answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
        return answer

    def _password_page(
        self, request: Request, status: HTTPStatus, *, wrong: bool = False, wait: bool = False
    ) -> Response:
        following = _next_of(request.query_params.get("next", ""))
        facts = {"wrong": wrong, "wait": wait, "next": following}
        return self._desk.plain(request, "sign_in.html", status, facts)

    def _code_page(
        self,
        request: Request,
        signed_in: SignedIn,
        status: HTTPStatus,
        *,
        wrong: bool = False,
        wait: bool = False,
    ) -> Response:
        facts: dict[str, object] = {
            "wrong": wrong,
            "wait": wait,
            "next": _next_of(request.query_params.get("next", "")),
            "token": sessions.form_token(_secret(request)),
            "link": "",
            "qr": None,
        }
        if signed_in.candidate:
            facts["link"] = totp.spelled(signed_in.candidate)
            address = totp.link(
                signed_in.candidate, name=signed_in.name, issuer=self._desk.issuer()
            )
            facts["qr"] = qr_path(address)
        return self._desk.plain(request, "code.html", status, facts)

    def _may_try(self, request: Request, name: str) -> bool:
        """Count an attempt; waiting must not tell a name that nobody has from one that is known."""
        now = self._tools.clock.now()
        with self._tools.database.write() as connection:
            by_address = f"address {network_of(_address(request))}"
            if attempt(connection, by_address, FREE_FOR_ADDRESS, now):
                return False
            return not attempt(connection, account(name), FREE_FOR_ACCOUNT, now)

    def _may_try_code(self, name: str) -> bool:
        """Count an attempt apart from passwords: who knows none cannot make the owner wait here."""
        with self._tools.database.write() as connection:
            now = self._tools.clock.now()
            return not attempt(connection, _codes_of(name), FREE_FOR_ACCOUNT, now)

    def _found(self, request: Request) -> SignedIn | None:
        with self._tools.database.read() as connection:
            found = sessions.find(connection, _secret(request), self._tools.clock.now())
        return found if found is not None and found.stage is Stage.PASSWORD else None

    def _go(self, request: Request, path: str, following: str, secret: str) -> Response:
        behind = f"?next={following}" if following not in ("", "/") else ""
        answer = _redirect(request, path + behind)
        answer.set_cookie(COOKIE, secret, path="/", secure=True, httponly=True, samesite="strict")
        return answer

    def _scribe(self, name: str) -> Scribe:
        return Scribe(name, self._tools.clock.now(), self._tools.randomness)


def _totp(connection: Connection, name: str) -> tuple[bytes, int]:
    """Return what the phone shares and the newest step taken, locked until the end."""
    mine = select(CLERK.c.totp_secret, CLERK.c.totp_step).where(CLERK.c.name == name)
    row = connection.execute(mine.with_for_update()).first()
    return (b"", 0) if row is None else (row.totp_secret, row.totp_step)


def _is_known(connection: Connection, name: str) -> bool:
    return connection.execute(select(CLERK.c.name).where(CLERK.c.name == name)).first() is not None


def _codes_of(name: str) -> str:
    return f"code {name}"


def _next_of(text: str) -> str:
    """Return where somebody wanted to go; the front page for anything that is not one of ours."""
    is_ours = text.startswith("/") and not text.startswith(("//", "/\\"))
    fits = is_ours and text.isascii() and text.isprintable() and len(text) <= _TEXT_LENGTH_MAX
    return text if fits and not set(text) & set(" ?#&\\\"'<>") else "/"


def _address(request: Request) -> str:
    return request.client.host[:_TEXT_LENGTH_MAX] if request.client else ""


def _secret(request: Request) -> str:
    return request.cookies.get(COOKIE, "")


def _redirect(request: Request, path: str) -> RedirectResponse:
    return RedirectResponse(root_of(request) + path, HTTPStatus.SEE_OTHER)
