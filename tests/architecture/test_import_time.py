"""Importing a module builds nothing: no lock, socket, engine, file, clock or random number."""

import ast

import pytest

from tests.architecture.source_tree import (
    PRODUCT,
    Source,
    evaluated_at_import,
    full_name,
    imported_names,
    sources,
)

BUILDERS = (
    "asyncio.",
    "concurrent.futures.",
    "logging.basicConfig",
    "logging.getLogger",
    "multiprocessing.",
    "secrets.",
    "socket.",
    "sqlalchemy.create_engine",
    "sqlalchemy.event.",
    "sqlalchemy.orm.",
    "sqlcipher3.",
    "sqlite3.",
    "structlog.",
    "subprocess.",
    "tempfile.",
    "threading.",
    "time.",
    "uuid.uuid",
    "os.environ.get",
    "os.getenv",
    "datetime.datetime.now",
    "datetime.now",
    "open",
    "random.",
    "signal.signal",
)
READING_METHODS = {"read_text", "read_bytes", "mkdir", "connect", "install_as"}


def built_at_import(source: Source) -> list[str]:
    """Name each call that a file makes as it is imported and that builds or reads something."""
    tree = source.tree()
    meant = imported_names(tree)
    found = []
    for node in evaluated_at_import(tree):
        if not isinstance(node, ast.Call):
            continue
        name = full_name(node.func, meant)
        reads = isinstance(node.func, ast.Attribute) and node.func.attr in READING_METHODS
        if reads or any(
            name.startswith(builder) if builder.endswith(".") else name == builder
            for builder in BUILDERS
        ):
            found.append(f"{source.name}:{node.lineno} {name or ast.unparse(node.func)}")
    return found


def test_importing_builds_nothing() -> None:
    """Time, randomness, storage, printing and keys come in through arguments."""
    assert [place for source in sources(*PRODUCT) for place in built_at_import(source)] == []


@pytest.mark.parametrize(
    "text",
    [
        "import threading\nLOCK = threading.Lock()",
        "from threading import Lock as L\nclass A:\n    lock = L()",
        "from sqlalchemy import create_engine\nENGINE = create_engine('sqlite://')",
        "import time\ndef f(now=time.time()): ...",
        "from pathlib import Path\nTEXT = Path('x').read_text()",
        "FILE = open('x')",
    ],
)
def test_something_built_would_be_found(text: str) -> None:
    """At module level, in a class and in a default value."""
    assert built_at_import(Source("x.py", text))


@pytest.mark.parametrize(
    "text",
    [
        "import threading\ndef f():\n    return threading.Lock()",
        "from sqlalchemy import MetaData\nTABLES = MetaData()",
        "import time\nif __name__ == '__main__':\n    time.sleep(1)",
    ],
)
def test_what_is_built_later_is_left_alone(text: str) -> None:
    """Functions, declarations and scripts do not count."""
    assert built_at_import(Source("x.py", text)) == []
