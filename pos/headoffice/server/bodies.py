"""Reading bodies that may be hostile: too long, too slow, or never ending."""

import asyncio

from starlette.requests import Request

from pos.headoffice.store.refusal import RequestRefused
from pos.wire.uplink import RefusalCode


async def read_body(request: Request, within_s: int, bytes_max: int) -> bytes:
    """Read a body within its limits.

    Raises:
        RequestRefused: OVERSIZED or TOO_SLOW.
    """
    announced = request.headers.get("content-length", "0")
    if not announced.isdecimal() or int(announced) > bytes_max:
        raise RequestRefused(RefusalCode.OVERSIZED)
    body = bytearray()
    try:
        async with asyncio.timeout(within_s):
            async for part in request.stream():
                body += part
                if len(body) > bytes_max:
                    raise RequestRefused(RefusalCode.OVERSIZED)
    except TimeoutError as error:
        raise RequestRefused(RefusalCode.TOO_SLOW) from error
    return bytes(body)
