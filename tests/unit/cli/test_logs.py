"""The log of a terminal must never stand between a person and a command's answer."""

import logging
from contextlib import suppress
from pathlib import Path

import pytest

from pos.cli.logs import log_to_file


@pytest.mark.parametrize("where", ["/dev/full", "/proc/none", "."])
def test_a_log_that_cannot_be_written_is_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], where: str
) -> None:
    """As on a full disk, or where another user's file lies; nothing is said in its place."""
    (tmp_path / "terminal.log").symlink_to(where)
    loggers = [logging.getLogger(name) for name in ("pos", "printers")]
    before = [list(logger.handlers) for logger in loggers]
    log_to_file(tmp_path)
    try:
        loggers[0].warning("a sale was made, and its printing failed")
        assert capsys.readouterr().err == ""
    finally:
        with suppress(OSError):
            loggers[0].handlers[-1].close()
        for logger, handlers in zip(loggers, before, strict=True):
            logger.handlers[:] = handlers
