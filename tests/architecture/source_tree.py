"""The project's own source files, parsed, for the checks beside this file."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("pos", "printers", "installer")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file.

    Attributes:
        name: its path below the project's folder, with slashes.
        text: what it says.
    """

    name: str
    text: str

    def tree(self) -> ast.Module:
        """Parse it."""
        return ast.parse(self.text, filename=self.name)

    def line_count(self) -> int:
        """Count physical lines."""
        return len(self.text.splitlines())


def sources(*folders: str) -> list[Source]:
    """Read every Python file below some of the project's folders, in order of name."""
    paths = sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return [Source(str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in paths]


def dotted(node: ast.expr) -> str:
    """Spell a name or attribute chain, such as `os.environ.get`; empty for anything else."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            start = dotted(value)
            return f"{start}.{name}" if start else ""
        case _:
            return ""


def imported_names(tree: ast.Module) -> dict[str, str]:
    """Map each name that a module's imports bind to what it stands for, in full."""
    meant = {}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                for alias in aliases:
                    bound = alias.asname or alias.name.partition(".")[0]
                    meant[bound] = alias.name if alias.asname else bound
            case ast.ImportFrom(module=str(module), names=aliases):
                meant.update({a.asname or a.name: f"{module}.{a.name}" for a in aliases})
            case _:
                pass
    return meant


def full_name(node: ast.expr, meant: dict[str, str]) -> str:
    """Spell a called name in full, imports resolved: `Lock` becomes `threading.Lock`."""
    first, dot, rest = dotted(node).partition(".")
    return meant.get(first, first) + dot + rest


def evaluated_at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """Walk what Python evaluates when it imports a module.

    That is module and class bodies, decorators and default values; not the bodies of functions,
    nor what only a type checker or a run as a script reaches.
    """
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                waiting += [*node.decorator_list, *node.args.defaults]
                waiting += [default for default in node.args.kw_defaults if default is not None]
            case ast.Lambda():
                waiting += [*node.args.defaults]
            case ast.If() if "__name__" in ast.dump(node.test):
                pass
            case _:
                yield node
                waiting += ast.iter_child_nodes(node)
