"""Money, energy and tokens are counted in whole numbers: no float comes near them."""

import ast

import pytest

from tests.architecture.source_tree import Source, dotted, sources

FLOAT_NAMES = {"float", "complex"}
# They look harmless and answer with a float.
FLOAT_METHODS = {"total_seconds", "timestamp", "perf_counter", "monotonic"}
WHOLE_MATH = {"ceil", "floor", "gcd", "lcm", "isqrt", "comb", "perm", "factorial", "prod"}


def floats_in(source: Source) -> list[str]:
    """Name each place of a file where a float is written, named or made."""
    return [
        f"{source.name}:{getattr(node, 'lineno', 0)} {reason}"
        for node in ast.walk(source.tree())
        if (reason := float_reason(node))
    ]


def float_reason(node: ast.AST) -> str:
    """Say how a node brings a float; empty if it does not."""
    match node:
        case ast.Constant(value=float() | complex()):
            return "literal"
        case ast.Constant(value=str(text)) if text in FLOAT_NAMES:
            return "annotation"
        case ast.Name(id=name) if name in FLOAT_NAMES:
            return "name"
        case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()):
            return "true division"
        case ast.BinOp(op=ast.Pow(), right=ast.UnaryOp(op=ast.USub())):
            return "negative power"
        case ast.Attribute(attr=name) if name in FLOAT_METHODS:
            return name
        case ast.Attribute(attr=name) if dotted(node) == f"math.{name}" and name not in WHOLE_MATH:
            return f"math.{name}"
        case ast.ImportFrom(module="math", names=names):
            return ", ".join(alias.name for alias in names if alias.name not in WHOLE_MATH)
        case _:
            return ""


@pytest.mark.parametrize("folder", ["pos/domain", "pos/sts"])
def test_no_float_where_money_and_tokens_are_made(folder: str) -> None:
    """Neither literal, name, annotation, true division nor a call that answers with a float."""
    files = sources(folder)
    assert files, f"{folder} is empty"
    assert [place for source in files for place in floats_in(source)] == []


@pytest.mark.parametrize(
    "text",
    [
        "a = 0.5",
        "a = 1j",
        "a = float(b)",
        "def f(a: 'float') -> None: ...",
        "a = b / c",
        "a /= b",
        "a = 10 ** -2",
        "a = b.total_seconds()",
        "from math import sqrt",
        "import math\na = math.sqrt(2)",
    ],
)
def test_a_float_would_be_found(text: str) -> None:
    """Each way of making a float is seen."""
    assert floats_in(Source("x.py", text))


@pytest.mark.parametrize("text", ["a = b // c", "a = 'a float in prose'", "a = 10 ** 2"])
def test_whole_numbers_are_left_alone(text: str) -> None:
    """What makes no float is not taken for one."""
    assert floats_in(Source("x.py", text)) == []
