"""Small faults put into a source on purpose, one at a time."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPERATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitOr,
}
# Guards against our own mistakes: a program without such mistakes does the same without them.
_IDLE_KEYWORDS = {"strict", "frozen", "slots"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A source with one fault.

    Attributes:
        line: where.
        change: what, for people.
        tree: the whole faulty module.
    """

    line: int
    change: str
    tree: ast.Module


def _swapped(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Yield faulty forms of one node, each with its description."""
    match node:
        case ast.Compare(ops=ops):
            for place, operator in enumerate(ops):
                faulty = copy.deepcopy(node)
                faulty.ops[place] = _COMPARISONS[type(operator)]()
                yield f"{ast.unparse(node)} -> {ast.unparse(faulty)}", faulty
        case ast.BinOp(op=operation) | ast.AugAssign(op=operation) if (
            type(operation) in _OPERATIONS
        ):
            changed = copy.deepcopy(node)
            changed.op = _OPERATIONS[type(operation)]()
            yield f"{ast.unparse(node)} -> {ast.unparse(changed)}", changed
        case ast.BoolOp(op=junction):
            joined = copy.deepcopy(node)
            joined.op = ast.Or() if isinstance(junction, ast.And) else ast.And()
            yield f"{ast.unparse(node)} -> {ast.unparse(joined)}", joined
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert(), operand=operand):
            yield f"{ast.unparse(node)} -> {ast.unparse(operand)}", operand
        case ast.IfExp(test=test, body=body, orelse=orelse):
            other = ast.IfExp(test=test, body=orelse, orelse=body)
            yield f"{ast.unparse(node)} -> {ast.unparse(other)}", other
        case ast.Constant(value=bool() as truth):
            yield f"{truth} -> {not truth}", ast.Constant(value=not truth)
        case ast.Constant(value=int() as number):
            yield f"{number} -> {number + 1}", ast.Constant(value=number + 1)
        case ast.Raise() | ast.AugAssign():
            yield f"{ast.unparse(node)} -> pass", ast.Pass()
        case ast.Expr(value=ast.Call()):
            yield f"{ast.unparse(node)} -> pass", ast.Pass()
        case _:
            return


def _places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Yield every node with its parent, the parent's field, and its index in a list there."""
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if field in {"annotation", "returns"}:
                continue
            if isinstance(value, ast.AST):
                yield parent, field, None, value
            elif isinstance(value, list):
                for index, item in enumerate(value):
                    if isinstance(item, ast.AST):
                        yield parent, field, index, item


def _put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def mutants_of(source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module's source; the tree is valid until the next one."""
    tree = ast.parse(source)
    for parent, field, index, node in list(_places(tree)):
        if isinstance(parent, ast.keyword) and parent.arg in _IDLE_KEYWORDS:
            continue
        for change, faulty in _swapped(node):
            line = getattr(node, "lineno", 0)
            _put(parent, field, index, ast.fix_missing_locations(ast.copy_location(faulty, node)))
            yield Mutant(line, change, tree)
            _put(parent, field, index, node)
