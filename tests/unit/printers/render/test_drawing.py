"""Drawing without a window, on several threads, and not at all where nothing needs it."""

import os
import subprocess
import sys

from tests.paper_stories import FONTS

PROLOGUE = f"""
import sys, threading
from pathlib import Path
from printers.document import Document, Text
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.drawing import FontDrawing
from printers.render.job import render_job
drawing = FontDrawing(Path({str(FONTS)!r}))
def printed(text):
    return render_job(Document((Text(text),)), Paper.of(42), EPSON, drawing)
def on_threads(count):
    out = []
    threads = [threading.Thread(target=lambda: out.append(printed("\\u0645\\u0631 12")))
               for _ in range(count)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return out
"""


def run(program: str) -> None:
    """Run a program without a screen; it must end well and say nothing."""
    environment = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    environment.pop("DISPLAY", None)
    command = [sys.executable, "-c", PROLOGUE + program]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_receipt_in_the_printers_own_characters_never_loads_qt() -> None:
    """Most receipts do not pay for drawing."""
    run("""
assert printed("S\\u00e3o Tom\\u00e9 \\u20ac5 \\u2013 ok").replaced == 0
assert not any(name.startswith("PySide6") for name in sys.modules)
""")


def test_a_command_draws_without_a_screen_and_on_many_threads() -> None:
    """The first drawing on the first thread; then any thread gets the same dots."""
    run("""
first = printed("\\u0645\\u0631 12")
assert first.replaced == 0
assert [one.data for one in on_threads(6)] == [first.data] * 6
""")


def test_a_first_drawing_on_another_thread_is_boxed_instead() -> None:
    """A receipt still comes out, and the process ends in order."""
    program = """
import logging
logging.disable()
assert [one.replaced for one in on_threads(4)] == [2] * 4
"""
    run(program)
