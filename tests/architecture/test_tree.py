"""The tree holds what it should: folders, docstrings, locks, and imports that point down."""

import ast
import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.source_tree import PRODUCT, ROOT, sources

TOP_LEVEL = {
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "installer",
    "pos",
    "printers",
    "pyproject.toml",
    "resources",
    "tests",
}
RUN_LOCK = ROOT / "installer" / "requirements.lock"
TEST_LOCK = ROOT / "installer" / "requirements-test.lock"
LOCK_LINE = re.compile(
    r"[a-z0-9-]+==[0-9a-z.+!]+( ; [^/:@]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?"
)


def locked(path: Path) -> dict[str, str]:
    """Read a lock: requirement line to its hashes."""
    found: dict[str, str] = {}
    name = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith(" "):
            found[name] += line.strip(" \\") + " "
        else:
            name = line
            found[name] = ""
    return found


def test_imports_point_down() -> None:
    """Every contract of import-linter is kept."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_top_level_holds_only_what_it_should() -> None:
    """Dot files and what Python caches apart, nothing lies about."""
    names = {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "__"))}
    assert names - TOP_LEVEL == set()


def test_every_module_says_what_it_is() -> None:
    """Each module opens with a docstring."""
    silent = [
        source.name
        for source in sources(*PRODUCT, "tests")
        if source.text.strip() and ast.get_docstring(source.tree()) is None
    ]
    assert silent == []


def test_locks_hold_names_versions_and_hashes_only() -> None:
    """No lock says where a package is fetched from."""
    strange = [
        line
        for path in (RUN_LOCK, TEST_LOCK)
        for line in path.read_text("utf-8").splitlines()
        if LOCK_LINE.fullmatch(line) is None
    ]
    assert strange == []


def test_every_locked_package_has_a_hash() -> None:
    """A package without a hash could be any package."""
    bare = [name for path in (RUN_LOCK, TEST_LOCK) for name, has in locked(path).items() if not has]
    assert bare == []


def test_the_tests_run_on_what_is_shipped() -> None:
    """The test lock holds the run lock, package by package, version and hashes alike."""
    assert locked(RUN_LOCK).items() <= locked(TEST_LOCK).items()
