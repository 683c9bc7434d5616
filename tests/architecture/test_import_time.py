"""Importing a module builds nothing, and a sale imports no more than it needs.

Nothing is no lock, socket, engine, file, clock or random number. More would be time that a queue
waits for.
"""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from pos.domain.meter import display_number
from tests import terminal_stories as story
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

# What `sell` loads of others; the last three make the commands of the printer.
LIBRARIES_OF_A_SALE = {
    *("click", "cryptography", "msgspec", "sqlcipher3"),
    *("typing_extensions", "escpos", "qrcode", "six"),
}
NOT_FOR_A_SALE = (
    *("pos.headoffice", "pos.presenters", "pos.sync", "pos.receipts.other_papers"),
    *(
        "pos.sts.tokens",
        "pos.app.people.manage_operators",
        "printers.transport.tcp",
        "escpos.capabilities",
    ),
)


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


def test_a_sale_by_command_imports_no_more_than_it_needs(tmp_path: Path) -> None:
    """Also where it prints; what is new here costs every sale, so it is added with a thought."""
    folder = tmp_path / "t"
    story.new_terminal(folder)
    with story.opened(folder) as ports, ports.store.read() as reads:
        meter = display_number(story.pans_of(reads, 1)[0])
    sale = ("sell", "--meter", meter, "--amount", "50", "--tender", "cash:50")
    program = (
        "import sys\nbefore = set(sys.modules)\nfrom pos.__main__ import main\n"
        "try:\n    main()\nfinally:\n"
        "    print(*(n for n, m in sys.modules.items() if m and n not in before), file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, "--data", str(folder), *sale]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "Paper: confirmed" in done.stdout
    loaded = done.stderr.split()
    ours = {"pos", "printers", *sys.stdlib_module_names}
    # Those with an underscore are parts that a library is built with.
    libraries = {name.partition(".")[0] for name in loaded if not name.startswith("_")} - ours
    assert libraries <= LIBRARIES_OF_A_SALE
    assert [name for name in loaded if name.startswith(NOT_FOR_A_SALE)] == []
