"""The server process: one socket, graceful stop, TLS off this machine."""

import signal
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from pos.domain.errors import ListenAddressUnusable, file_not_read
from pos.headoffice.server.office import PATHS, Office
from pos.headoffice.server.watch import Watch
from pos.headoffice.server.web import web_application

_GRACE_SECONDS = 10
_CONNECTIONS_MAX = 200
_IDLE_SECONDS = 20
_BACKLOG = 128
_PORT_MAX = 65535


@dataclass(frozen=True, slots=True)
class Listening:
    """Where to listen.

    Attributes:
        host: a name or address.
        port: 0 for any that is free.
        tls_certificate, tls_key: PEM files; both or neither.
        metrics: host and port where Prometheus finds the counters; None for nowhere.
        standings_every: how often terminals are told standings; None where somebody else does it.
    """

    host: str
    port: int
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    metrics: tuple[str, int] | None = None
    standings_every: timedelta | None = None

    @property
    def has_tls(self) -> bool:
        """Whether it speaks HTTPS."""
        return self.tls_certificate is not None


def parse_listen(text: str) -> tuple[str, int]:
    """Read `HOST:PORT` or `[ADDRESS]:PORT`.

    Raises:
        ListenAddressUnusable.
    """
    host, colon, port = text.rpartition(":")
    if not colon or not port.isascii() or not port.isdecimal() or int(port) > _PORT_MAX:
        raise ListenAddressUnusable(text=text[:80], why="write HOST:PORT")
    return host.strip("[]"), int(port)


def serve(
    office: Office,
    where: Listening,
    on_ready: Callable[[str], None],
    console: ASGIApp | None = None,
    standings: Callable[[Watch], AbstractContextManager[None]] = lambda _: nullcontext(),
) -> None:
    """Answer terminals until SIGTERM or SIGINT; requests under way are finished first.

    Args:
        office: answers.
        where: to listen.
        on_ready: is told the URL once connections are taken.
        console: pages for people; None for none.
        standings: is given the watch, and tells standings for as long as it lasts.

    Raises:
        FileNotRead: the certificate or the key.
        ListenAddressUnusable: the address cannot be used, or TLS is missing off this machine.
    """
    if bool(where.tls_certificate) != bool(where.tls_key):
        raise ListenAddressUnusable(text=where.host, why="TLS needs certificate and key")
    _tls_must_load(where)
    listener = _listen(where)
    address, port = listener.getsockname()[:2]
    if not where.has_tls and not ip_address(address).is_loopback:
        listener.close()
        raise ListenAddressUnusable(text=where.host, why="off this machine TLS is required")
    watch = Watch(PATHS)
    server = _Server(
        uvicorn.Config(
            web_application(office, watch, console=console),
            log_config=None,
            access_log=False,
            server_header=False,
            limit_concurrency=_CONNECTIONS_MAX,
            timeout_keep_alive=_IDLE_SECONDS,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            ssl_certfile=where.tls_certificate,
            ssl_keyfile=where.tls_key,
            lifespan="off",
            ws="none",
        )
    )
    shown = f"[{address}]" if ":" in address else address
    counted = watch.serving_metrics(*where.metrics) if where.metrics else nullcontext()
    with listener, server.stopped_by_signals(), counted, standings(watch):
        on_ready(f"{'https' if where.has_tls else 'http'}://{shown}:{port}")
        server.run(sockets=[listener])


class _Server(uvicorn.Server):
    """Stops at the first signal and leaves with success: being stopped is not a fault."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to `stopped_by_signals`, which minds them before anybody is told."""
        yield

    @contextmanager
    def stopped_by_signals(self) -> Iterator[None]:
        """Take SIGTERM and SIGINT as the wish to stop."""

        def stop(number: int, frame: FrameType | None) -> None:
            del number, frame
            self.should_exit = True

        before = {number: signal.signal(number, stop) for number in _STOPPING}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


_STOPPING = (signal.SIGTERM, signal.SIGINT)


def _tls_must_load(where: Listening) -> None:
    if where.tls_certificate is None or where.tls_key is None:
        return
    for file in (where.tls_certificate, where.tls_key):
        try:
            file.open("rb").close()
        except OSError as error:
            raise file_not_read(file.name, error) from error
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
            where.tls_certificate, where.tls_key
        )
    except OSError as error:
        # ssl.SSLError is one of these.
        why = "the TLS certificate or key cannot be used"
        raise ListenAddressUnusable(text=where.host, why=why) from error


def _listen(where: Listening) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            where.host, where.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(_BACKLOG)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        text = f"{where.host}:{where.port}"
        raise ListenAddressUnusable(text=text, why=error.strerror or "no such host") from error
    return listener
