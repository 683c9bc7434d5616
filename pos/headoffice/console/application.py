"""The console as one ASGI application: its pages, its forms, its files, and the way in."""

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from pos.headoffice.console.desk import ConsoleHouse, ConsoleTools, Desk, root_of
from pos.headoffice.console.forms import FORM_BYTES_MAX, FormMalformed, read_form
from pos.headoffice.console.guard import StrictHeaders, is_from_here
from pos.headoffice.console.navigation import SECTIONS
from pos.headoffice.console.page import Act, Page
from pos.headoffice.console.pages import (
    ceremonies,
    day,
    find,
    findings,
    keys,
    leases,
    meter_lists,
    meters,
    own,
    people,
    sales,
    shifts,
    stolen,
    tariffs,
    terminals,
)
from pos.headoffice.console.sign_in import SignIn

Answering = Callable[[Request], Awaitable[Response]]

PAGES: Final[tuple[Page, ...]] = (
    *terminals.PAGES,
    *sales.PAGES,
    *find.PAGES,
    *shifts.PAGES,
    *day.PAGES,
    *leases.PAGES,
    *findings.PAGES,
    *people.PAGES,
    *own.PAGES,
    *meter_lists.PAGES,
    *meters.PAGES,
    *tariffs.PAGES,
    *keys.PAGES,
    *ceremonies.PAGES,
    *stolen.PAGES,
)
ACTS: Final[tuple[Act, ...]] = (
    *sales.ACTS,
    *shifts.ACTS,
    *leases.ACTS,
    *people.ACTS,
    *own.ACTS,
    *meter_lists.ACTS,
    *tariffs.ACTS,
    *keys.ACTS,
    *ceremonies.ACTS,
    *stolen.ACTS,
)
# People wait for each other, and never terminals for people.
_WORKERS: Final = 4


def console_application(tools: ConsoleTools, house: ConsoleHouse) -> ASGIApp:
    """Return the console of a head office, to be mounted below a path of its own."""
    desk = Desk(tools, house)
    way_in = SignIn(desk)
    answers = _Answers(desk)
    resources = house.resources

    async def home(request: Request) -> Response:
        return RedirectResponse(f"{root_of(request)}{SECTIONS[0].path}", HTTPStatus.SEE_OTHER)

    async def not_found(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
        return desk.plain(request, "missing.html", HTTPStatus(status), {})

    routes = [
        Route("/", home, methods=["GET"]),
        *(Route(one.path, answers.look(one), methods=["GET"]) for one in PAGES),
        *(Route(one.path, answers.act(one), methods=["POST"]) for one in ACTS),
        *(Route(path, answers.get(show), methods=["GET"]) for path, show in way_in.pages().items()),
        *(Route(path, answers.post(do), methods=["POST"]) for path, do in way_in.forms().items()),
        Mount("/static", StaticFiles(directory=resources / "console" / "static")),
        Mount("/fonts", StaticFiles(directory=resources / "fonts")),
    ]
    return StrictHeaders(Starlette(routes=routes, exception_handlers={HTTPException: not_found}))


class _Answers:
    """Makes what Starlette calls out of what works in a thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._limiters: list[CapacityLimiter] = []

    def look(self, page: Page) -> Answering:
        """Answer with a page."""
        return self.get(lambda request: self._desk.look(page, request))

    def act(self, act: Act) -> Answering:
        """Carry out a form."""

        async def bytes_max(request: Request) -> int:
            if not act.bytes_max:
                return FORM_BYTES_MAX
            # A stranger's long form would lie in memory for nothing.
            may = await run_sync(self._desk.may, act, request, limiter=self._limiter())
            return act.bytes_max if may else FORM_BYTES_MAX

        return self.post(lambda request, form: self._desk.act(act, request, form), bytes_max)

    def get(self, show: Callable[[Request], Response]) -> Answering:
        """Answer in a thread, and to a fault of our own with words."""

        async def answer(request: Request) -> Response:
            try:
                return await run_sync(show, request, limiter=self._limiter())
            except Exception:
                # Nothing of the request goes into the log: forms hold passwords.
                logging.getLogger(__name__).exception("unexpected fault")
                return self._desk.fault(request)

        return answer

    def post(
        self,
        do: Callable[[Request, dict[str, str]], Response],
        bytes_max: Callable[[Request], Awaitable[int]] | None = None,
    ) -> Answering:
        """Read a form that comes from one of our own pages, and answer as `get`."""

        async def answer(request: Request) -> Response:
            if not is_from_here(request):
                return self._desk.refused(request)
            try:
                limit = FORM_BYTES_MAX if bytes_max is None else await bytes_max(request)
                form = await read_form(request, limit)
                return await run_sync(do, request, form, limiter=self._limiter())
            except (FormMalformed, ClientDisconnect):
                return self._desk.plain(request, "refused.html", HTTPStatus.BAD_REQUEST, {})
            except Exception:
                # Nothing of the request goes into the log: forms hold passwords.
                logging.getLogger(__name__).exception("unexpected fault")
                return self._desk.fault(request)

        return answer

    def _limiter(self) -> CapacityLimiter:
        # It belongs to the event loop, so it is made when that runs.
        if not self._limiters:
            self._limiters.append(CapacityLimiter(_WORKERS))
        return self._limiters[0]
