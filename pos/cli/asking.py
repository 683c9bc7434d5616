"""Secrets that a person types, or that come down a pipe where no person is."""

import os
import sys

import click

_LINE_BYTES_MAX = 4096


def ask_secret(name: str, *, twice: bool = False) -> str:
    """Ask for a secret without echo; with no terminal at hand, read a line of standard input.

    Args:
        name: what is asked for.
        twice: a new secret, which is typed again.

    Raises:
        click.UsageError: no terminal and no text; or the two lines of a pipe differ.
        click.Abort: the person gave up.
    """
    if has_terminal():
        return str(click.prompt(name, hide_input=True, confirmation_prompt=twice, err=True))
    secret = _piped(name)
    if twice and _piped(name) != secret:
        raise click.UsageError(f"{name}: the two lines differ.")
    return secret


def has_terminal() -> bool:
    """Whether echo can be turned off for somebody: the terminal is opened as `getpass` does."""
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return sys.__stdin__ is not None and sys.__stdin__.isatty()
    return True


def _piped(name: str) -> str:
    line = b"" if sys.__stdin__ is None else sys.stdin.buffer.readline(_LINE_BYTES_MAX)
    try:
        secret = line.decode().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{name}: no text in UTF-8.") from error
    if not secret:
        raise click.UsageError(f"{name} is missing: give it in a file, or type it.")
    return secret
