"""What the product never does: run text as code, unpickle, or print beside the command line."""

import ast

import pytest

from tests.architecture.source_tree import PRODUCT, Source, full_name, imported_names, sources

RUNS_TEXT = {"eval", "exec", "compile", "__import__", "os.system", "os.popen"}
UNPICKLES = {"pickle", "cPickle", "_pickle", "dill", "marshal", "shelve"}
# `recv` and `send` of these connections pickle; `recv_bytes` and `send_bytes` do not.
CONNECTIONS = {"multiprocessing.connection", "multiprocessing.managers"}
MAY_PRINT = ("pos/cli/", "installer/")


def forbidden_in(source: Source) -> list[str]:
    """Name each forbidden call and import of a file."""
    tree = source.tree()
    meant = imported_names(tree)
    found = [
        f"{source.name}: imports {name}"
        for name in meant.values()
        if name.partition(".")[0] in UNPICKLES or name.startswith(tuple(CONNECTIONS))
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = full_name(node.func, meant)
            prints = name == "print" and not source.name.startswith(MAY_PRINT)
            if name in RUNS_TEXT or prints:
                found.append(f"{source.name}:{node.lineno} calls {name}")
    return found


def test_nothing_forbidden_is_called() -> None:
    """No text run as code, nothing unpickled, no print outside what talks to a person."""
    assert [place for source in sources(*PRODUCT) for place in forbidden_in(source)] == []


@pytest.mark.parametrize(
    "text",
    [
        "eval('1')",
        "import pickle",
        "from pickle import loads as harmless",
        "import os as system\nsystem.system('ls')",
        "from multiprocessing.connection import Client",
        "print('x')",
    ],
)
def test_a_forbidden_call_would_be_found(text: str) -> None:
    """Each is seen, under another name too."""
    assert forbidden_in(Source("pos/app/x.py", text))


def test_the_command_line_may_print() -> None:
    """Printing is what a command is for."""
    assert forbidden_in(Source("pos/cli/x.py", "print('x')")) == []
