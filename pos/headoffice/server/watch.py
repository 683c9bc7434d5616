"""What operators of a head office see of it: counters for Prometheus, one log line a request.

Neither holds anything of a request but its path, how it ended, and how long it took.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.simple_server import WSGIServer

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

from pos.domain.errors import ListenAddressUnusable
from pos.domain.journal import parse_time
from pos.headoffice.store.duty import Done

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
DONE = "done"


class Watch:
    """Counts and logs answers; safe to use from several threads."""

    def __init__(self, known_paths: frozenset[str]) -> None:
        """Prepare; nothing is served before `serve_metrics`.

        Args:
            known_paths: others are counted together, so that strangers cannot fill the memory.
        """
        self._known_paths = known_paths
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "vendwatt_requests", "Requests by path and outcome", ("path", "outcome"),
            registry=self._registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "vendwatt_request_seconds", "Time to answer", ("path",),
            buckets=_SECONDS, registry=self._registry,
        )  # fmt: skip
        self._bytes = Counter(
            "vendwatt_request_bytes", "Bodies received", ("path",), registry=self._registry
        )
        self._runs = Counter(
            "vendwatt_standings_runs", "Runs of this server by outcome", ("outcome",),
            registry=self._registry,
        )  # fmt: skip
        self._told_at = Gauge(
            "vendwatt_standings_told_timestamp_seconds", "When any server told standings last",
            registry=self._registry,
        )  # fmt: skip
        self._told = Gauge(
            "vendwatt_standings_told_meters", "Meters told of then", registry=self._registry
        )
        self._log = structlog.wrap_logger(
            logging.getLogger("pos.headoffice.server.requests"),
            processors=[
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.JSONRenderer(),
            ],
        )

    def answered(self, path: str, outcome: str, *, seconds: float, size: int) -> None:
        """Note an answer.

        Args:
            path: of the request.
            outcome: `done`, or the refusal's code.
            seconds: from its first byte to the answer.
            size: bytes of its body.
        """
        known = path if path in self._known_paths else "other"
        self._requests.labels(known, outcome).inc()
        self._seconds.labels(known).observe(seconds)
        self._bytes.labels(known).inc(size)
        self._log.info(
            "answered", path=known, outcome=outcome, ms=round(seconds * 1000, 1), bytes=size
        )

    def told_standings(self, outcome: str) -> None:
        """Note a run of the schedule: `done`, `taken` by another server, or an error's code."""
        self._runs.labels(outcome).inc()
        self._log.info("standings", outcome=outcome)

    def standings_are_of(self, done: Done) -> None:
        """Note when standings were told last, by whichever server."""
        if done.at:
            self._told_at.set(parse_time(done.at).timestamp())
        self._told.set(done.count)

    @contextmanager
    def serving_metrics(self, host: str, port: int) -> Iterator[int]:
        """Serve the counters to Prometheus while it lasts; the value is the port.

        Raises:
            ListenAddressUnusable.
        """
        server: WSGIServer
        try:
            server, thread = start_http_server(port, host, registry=self._registry)
        except OSError as error:
            why = error.strerror or "no such host"
            raise ListenAddressUnusable(text=f"{host}:{port}", why=why) from error
        try:
            yield server.server_port
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
