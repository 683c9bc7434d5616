"""Mutation testing of `pos.sts`: `python -m tests.mutation.sts [module ...]`.

Each mutant runs in a process of its own against the tests of its module and of the whole tokens,
and prints a line if no test fails. tests/mutation/README.md says which survivors are equivalent.
"""

import ast
import importlib.abc
import importlib.machinery
import importlib.util
import os
import resource
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

# Loaded here once, so that no child has to.
import cryptography.hazmat.primitives.ciphers  # noqa: F401 - as above
import hypothesis.strategies  # noqa: F401 - as above
import pytest

from tests.mutation.mutants import Mutant, mutants_of

_ROOT = Path(__file__).parents[2]
_TESTS = _ROOT / "tests" / "unit" / "sts"
_PACKAGE = "pos.sts"
_TABLES = {"misty1_tables"}
_TESTS_OF = {
    "bit_planes": ("test_batch",),
    "sta_batch": ("test_batch",),
    "codec": ("test_codec", "test_batch"),
    "content": ("test_writing_and_reading",),
    "writing": ("test_writing_and_reading", "test_codec"),
    "reading": ("test_writing_and_reading", "test_codec"),
    "key_assembly": ("test_virtual_meter",),
    "meter_answer": ("test_virtual_meter",),
    "meter_registers": ("test_virtual_meter",),
    "tid": ("test_tid", "test_tid_list"),
    "tokens": ("test_codec", "test_virtual_meter", "test_writing_and_reading"),
}
_SECONDS_MAX = 60
_SURVIVED, _KILLED = 0, 1


class _Loader(importlib.abc.Loader):
    """Loads one module from a faulty tree."""

    def __init__(self, tree: ast.Module, path: Path) -> None:
        self._tree, self._path = tree, path

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        del spec
        return None

    def exec_module(self, module: ModuleType) -> None:
        code = compile(self._tree, str(self._path), "exec")
        exec(code, module.__dict__)  # noqa: S102 - the very point: our own source with a fault


class _Finder(importlib.abc.MetaPathFinder):
    """Finds the faulty module before the true one."""

    def __init__(self, name: str, loader: _Loader) -> None:
        self._name, self._loader = name, loader

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if fullname != self._name:
            return None
        return importlib.util.spec_from_loader(fullname, self._loader)


def _run_tests(module: str, tests: list[str], mutant: Mutant, path: Path) -> int:
    """Run in a child process: put the fault in, silence everything, run the tests."""
    signal.alarm(_SECONDS_MAX)
    os.environ["VENDWATT_HYPOTHESIS"] = "mutation"
    # Plugins for other tests take longer to load than these tests to run.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    sys.meta_path.insert(0, _Finder(f"{_PACKAGE}.{module}", _Loader(mutant.tree, path)))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    options = ["-x", "-q", "-p", "no:cacheprovider", f"--confcutdir={_TESTS}"]
    status = pytest.main([*options, *tests])
    return _SURVIVED if status == pytest.ExitCode.OK else _KILLED


def _is_killed(module: str, tests: list[str], mutant: Mutant, path: Path) -> bool:
    child = os.fork()
    if child == 0:
        status = _KILLED
        try:
            status = _run_tests(module, tests, mutant, path)
        finally:
            os._exit(status)
    _, waited = os.waitpid(child, 0)
    return waited != 0


def mutate(module: str) -> None:
    """Try every mutant of one module and print the survivors."""
    path = _ROOT / "pos" / "sts" / f"{module}.py"
    names = _TESTS_OF.get(module, (f"test_{module}",))
    tests = [str(_TESTS / f"{name}.py") for name in names]
    sound = Mutant(0, "", ast.parse(path.read_text("utf-8")))
    if _is_killed(module, tests, sound, path):
        sys.exit(f"{module}: the tests fail without a fault")
    count = survivors = 0
    for mutant in mutants_of(path.read_text("utf-8")):
        count += 1
        if not _is_killed(module, tests, mutant, path):
            survivors += 1
            sys.stdout.write(f"{module}.py:{mutant.line}: {mutant.change}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{module}: {survivors} of {count} survive\n")
    sys.stdout.flush()


def main() -> None:
    """Mutate the modules named, or all of them."""
    names = sys.argv[1:] or sorted(
        path.stem
        for path in (_ROOT / "pos" / "sts").glob("*.py")
        if path.stem not in _TABLES and not path.stem.startswith("__")
    )
    for name in names:
        mutate(name)


if __name__ == "__main__":
    main()
