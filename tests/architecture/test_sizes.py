"""A module fits in the head and a function on a screen."""

import ast

from tests.architecture.source_tree import PRODUCT, Source, sources

MODULE_LINES_MAX = 300
TEST_MODULE_LINES_MAX = 500
FUNCTION_LINES_MAX = 70
# Tables of constants are as long as the standard makes them, and a migration is never split.
TABLES = ("_tables.py", "_texts.py")
MIGRATIONS = "/migrations/versions/"


def is_exempt(source: Source) -> bool:
    """Tell tables and migrations by their names, and what only passes names on by what it holds."""
    return source.name.endswith(TABLES) or MIGRATIONS in source.name or only_passes_on(source)


def only_passes_on(source: Source) -> bool:
    """Whether a module is docstring, imports and `__all__`: a list of names, nothing to read."""
    return all(
        isinstance(node, ast.Expr | ast.ImportFrom | ast.Assign) for node in source.tree().body
    )


def long_functions(source: Source) -> list[str]:
    """Name the functions of a file that are longer than a screen."""
    return [
        f"{source.name}:{node.lineno} {node.name}"
        for node in ast.walk(source.tree())
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES_MAX
    ]


def test_no_module_is_too_long() -> None:
    """A module of the product stays under its limit, tables and migrations apart."""
    long = [
        f"{source.name}: {source.line_count()}"
        for source in sources(*PRODUCT)
        if source.line_count() > MODULE_LINES_MAX and not is_exempt(source)
    ]
    assert long == []


def test_no_test_module_is_too_long() -> None:
    """A test module stays under its own limit."""
    long = [
        f"{source.name}: {source.line_count()}"
        for source in sources("tests")
        if source.line_count() > TEST_MODULE_LINES_MAX
    ]
    assert long == []


def test_no_function_is_too_long() -> None:
    """A function fits on one screen, migrations apart."""
    long = [
        name
        for source in sources(*PRODUCT, "tests")
        if not is_exempt(source)
        for name in long_functions(source)
    ]
    assert long == []


def test_a_long_function_would_be_found() -> None:
    """The measure counts the whole function, its first and last line included."""
    body = "\n".join(["    pass"] * FUNCTION_LINES_MAX)
    assert long_functions(Source("x.py", f"def f():\n{body}\n")) == ["x.py:1 f"]
    assert long_functions(Source("x.py", f"def f():\n{body[:-9]}\n")) == []
