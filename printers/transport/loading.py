"""Load the library of one kind of printer when such a printer is used."""

import importlib
from typing import Any

from printers.errors import PrinterUnreachable


def load(name: str) -> Any:
    """Import a library by name.

    Raises:
        PrinterUnreachable: it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise PrinterUnreachable(f"the library {name} is missing") from error
