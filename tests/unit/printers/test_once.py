"""The package's own example runs as it is written, and needs nothing of the terminal."""

import inspect
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import printers
from printers.document import Cut, Document, Text
from printers.errors import InvalidPrinterUrl, PrinterUnreachable
from printers.once import print_once
from printers.outcome import Outcome
from tests.printer_simulator import Behaviour, PrinterSimulator

ADDRESS = "tcp://192.0.2.7?columns=42"
LINES = 10


def the_example() -> str:
    """Return the code in the package's docstring."""
    assert printers.__doc__ is not None
    text = inspect.cleandoc(printers.__doc__)
    block = text.split("In ten lines:\n\n")[1].split("\n\n`confirmed`")[0]
    return textwrap.dedent(block)


@pytest.mark.parametrize(
    ("talks", "said", "lines"),
    [(Behaviour(), "confirmed\n", 3), (Behaviour(is_cover_open=True), "blocked\n", 0)],
    ids=["ready", "cover open"],
)
def test_the_example_in_the_docstring_runs(talks: Behaviour, said: str, lines: int) -> None:
    """In a process that cannot see the terminal's own package."""
    assert the_example().count(ADDRESS) == 1
    assert len(the_example().splitlines()) <= LINES
    blind = "import sys; sys.modules['pos'] = None\n"
    with PrinterSimulator(talks) as printer:
        code = the_example().replace("192.0.2.7", f"127.0.0.1:{printer.port}")
        done = subprocess.run(
            [sys.executable, "-c", blind + code],
            cwd=Path(__file__).parents[3],
            capture_output=True,
            text=True,
            check=True,
        )
        printer.wait_for_end()
        assert done.stdout.startswith(said)
        assert len(printer.paper.lines) == lines
        assert ("cover_open" in done.stdout) is talks.is_cover_open


def test_a_printer_that_is_not_there_is_an_outcome() -> None:
    """And a wrong address is an error."""
    document = Document((Text("x"), Cut()))
    delivery = print_once(document, "tcp://127.0.0.1:9")
    assert delivery.outcome is Outcome.BLOCKED
    assert isinstance(delivery.error, PrinterUnreachable)
    with pytest.raises(InvalidPrinterUrl):
        print_once(document, "nonsense")
