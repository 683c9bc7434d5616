"""HTTP around an office: limits on size, time and numbers, and nothing else.

POST /v1/uplink, /v1/enrol    see `pos.wire`
GET  /health                  200 while the database answers, else 503
GET  /openapi.json            all of this for programs
     /console                 pages for people, see `pos.headoffice.console`
"""

import logging
import time

import msgspec
from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from pos.headoffice.server.bodies import read_body
from pos.headoffice.server.office import Answer, Office
from pos.headoffice.server.openapi import HEALTH_PATH, OPENAPI_PATH, openapi_document
from pos.headoffice.server.watch import Watch
from pos.headoffice.store.refusal import RequestRefused
from pos.wire.uplink import REQUEST_BYTES_MAX, RefusalCode
from pos.wire.uplink_request import SIGNATURE_HEADER

BODY_SECONDS = 30
CONSOLE_PATH = "/console"
# More would only wait for the database.
WORKERS = 8
_JSON = "application/json"


def web_application(
    office: Office,
    watch: Watch,
    *,
    console: ASGIApp | None = None,
    body_seconds: int = BODY_SECONDS,
) -> Starlette:
    """Return the ASGI application of a head office.

    Args:
        office: answers requests, in worker threads.
        watch: is told of every answer to a terminal.
        console: pages for people; None for none.
        body_seconds: how long a request's body may take to arrive.
    """
    workers: list[CapacityLimiter] = []

    def limiter() -> CapacityLimiter:
        # It belongs to the event loop, so it is made when that runs.
        if not workers:
            workers.append(CapacityLimiter(WORKERS))
        return workers[0]

    async def deliver(request: Request) -> Response:
        began, path, body = time.monotonic(), request.url.path, b""
        try:
            body = await read_body(request, body_seconds, REQUEST_BYTES_MAX)
            headers = dict(request.headers)
            answer = await run_sync(office.answer, path, headers, body, limiter=limiter())
        except RequestRefused as refused:
            answer = office.refusal(refused.code)
        except ClientDisconnect:
            answer = office.refusal(RefusalCode.MALFORMED)
        except Exception:
            # Nothing of the request goes into the log: it holds tokens.
            logging.getLogger(__name__).exception("unexpected fault")
            answer = office.refusal(RefusalCode.FAULT)
        seconds = time.monotonic() - began
        watch.answered(path, answer.outcome, seconds=seconds, size=len(body))
        return _response(answer)

    async def health(request: Request) -> Response:
        del request
        is_well = await run_sync(office.is_well, limiter=limiter())
        told_at = await run_sync(office.standings_told_at, limiter=limiter())
        body = msgspec.json.encode({"standings_told_at": told_at})
        return Response(body, 200 if is_well else 503, media_type=_JSON)

    async def openapi(request: Request) -> Response:
        del request
        return Response(msgspec.json.encode(openapi_document()), media_type=_JSON)

    async def to_console(request: Request) -> Response:
        del request
        return RedirectResponse(f"{CONSOLE_PATH}/")

    pages = (
        []
        if console is None
        else [Route(CONSOLE_PATH, to_console, methods=["GET"]), Mount(CONSOLE_PATH, console)]
    )
    return Starlette(
        routes=[
            *pages,
            Route(HEALTH_PATH, health, methods=["GET"]),
            Route(OPENAPI_PATH, openapi, methods=["GET"]),
            Route("/{path:path}", deliver, methods=["POST"]),
        ]
    )


def _response(answer: Answer) -> Response:
    headers = {SIGNATURE_HEADER: answer.signature} if answer.signature else {}
    return Response(answer.body, answer.status, headers, media_type=_JSON)
