"""Where the program writes what support needs."""

import logging
from contextlib import suppress
from pathlib import Path

_LOGGERS = ("pos", "printers")
_BYTES_MAX = 1_000_000
_REQUESTS = "pos.headoffice.server.requests"


class _TerminalLog(logging.FileHandler):
    """A log that keeps quiet on a full or read-only disk: the command itself says what failed."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record; the first one opens the file, and what that raises logging lets out."""
        with suppress(OSError):
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name.
        """Leave a record out; logging's own answer is a traceback between the answers."""


def log_to_file(folder: Path) -> None:
    """Send log records to `terminal.log` in a terminal's folder, made with the first record.

    Records name codes and numbers; no secret, no token and no customer is ever logged.
    """
    path = folder / "terminal.log"
    with suppress(OSError):
        if path.exists() and path.stat().st_size > _BYTES_MAX:
            path.replace(path.with_suffix(".log.1"))
    handler = _TerminalLog(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    for name in _LOGGERS:
        logging.getLogger(name).addHandler(handler)


def log_requests() -> None:
    """Write what a head office logs of its requests to standard error, a JSON object a line."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger(_REQUESTS)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
