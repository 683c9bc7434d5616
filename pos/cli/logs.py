"""Where the program writes what support needs."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES_MAX = 1_000_000
_KEPT = 3


def log_to_file(folder: Path) -> None:
    """Send log records to `terminal.log` in the terminal's folder; without one, to standard error.

    Records name codes and numbers; no secret, no token and no customer is ever logged.
    """
    handler: logging.Handler
    if folder.is_dir():
        handler = RotatingFileHandler(
            folder / "terminal.log", maxBytes=_BYTES_MAX, backupCount=_KEPT, encoding="utf-8"
        )
    else:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("pos").addHandler(handler)
