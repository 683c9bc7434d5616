"""JSON that people write: read strictly, and told what is wrong by path, line and what to write.

What is refused: a byte order mark, other encodings than UTF-8, a key that stands twice in one
object, NaN and infinities, deep nesting. A path is written as `blocks[0].rate`.
"""

import json
import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Final, NoReturn

import msgspec
from msgspec import inspect

from pos.domain.json_lines import Lines

THE_FILE: Final = "the file"
_BOM: Final = b"\xef\xbb\xbf"
_STEP: Final = re.compile(r"([^.\[\]]+)|\[([0-9]+)\]")
_LENGTH: Final = re.compile(r"expected `str` of length <= ([0-9]+)")
_SHOWN_MAX: Final = 40


class JsonWrong(Exception):
    """What is wrong: `where` is a path with its line, or a line alone; `why` says what to do."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(where, why)
        self.where = _plain(where) or THE_FILE
        self.why = _plain(why)


def parse_by_hand(content: bytes, *, bytes_max: int) -> object:
    """Return the document with every number as the text it stands as.

    Raises:
        JsonWrong: it is longer than allowed, or not JSON in UTF-8 without tricks.
    """
    if len(content) > bytes_max:
        raise JsonWrong(THE_FILE, f"longer than {bytes_max // 1024} KiB")
    if content.startswith(_BOM):
        raise JsonWrong("line 1", "begins with a byte order mark; save it as UTF-8 without one")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise JsonWrong(f"line {line}", "not UTF-8; save the file in that encoding") from error
    lines = Lines(text)

    def refuse_constant(name: str) -> NoReturn:
        raise JsonWrong(lines.of_token(name), f"{name} is not a number")

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise JsonWrong(*lines.twice())
        return found

    try:
        document: object = json.loads(
            text,
            object_pairs_hook=once,
            parse_int=str,
            parse_float=str,
            parse_constant=refuse_constant,
        )
    except json.JSONDecodeError as error:
        raise JsonWrong(f"line {error.lineno}", _syntax(error)) from error
    except RecursionError as error:
        raise JsonWrong(THE_FILE, "nested too deeply") from error
    return document


def _plain(text: str) -> str:
    """Return a text whose controls, which a key may hold, cannot move a console's cursor."""
    return text if text.isprintable() else json.dumps(text)[1:-1]


def _syntax(error: json.JSONDecodeError) -> str:
    rest = error.doc[error.pos :].lstrip()
    if error.doc[: error.pos].rstrip().endswith(",") and rest[:1] in ("}", "]"):
        return f"a comma before {rest[:1]} is one too many"
    if rest.startswith(("/", "#")):
        return "JSON has no comments; say it in a field of the file"
    return f"not JSON: {error.msg.lower()} in column {error.colno}"


def at_line(content: bytes, path: str) -> str:
    """Return a path with the line on which it stands, or that of what should hold it."""
    line = Lines(content.decode()).of_path(path)
    return f"{path} (line {line})" if line else path


def shape_wrong(
    error: msgspec.ValidationError,
    shape: type[msgspec.Struct],
    content: bytes,
    patterns: Mapping[str, str],
) -> JsonWrong:
    """Return in words for a person what does not fit a shape.

    Args:
        content: what was read, known to be JSON.
        patterns: what each pattern of the shape means, for "is not ...".
    """
    said, _, where = str(error).partition(" - at ")
    path = where.strip("`").removeprefix("$").removeprefix(".")
    document = parse_by_hand(content, bytes_max=len(content))
    steps = _steps(path)
    expected = _type_at(shape, steps)
    quoted = said.partition("`")[2].rstrip("`")
    if said.startswith("Object contains unknown field"):
        known = _fields(expected)
        near = get_close_matches(quoted, known, n=1)
        path = f"{path}.{quoted}" if path else quoted
        meant = f"perhaps {near[0]} is meant" if near else f"there are {', '.join(known)}"
        return JsonWrong(at_line(content, path), f"there is no such field; {meant}")
    if said.startswith("Object missing required field"):
        return JsonWrong(at_line(content, path), f"the field {quoted} is missing")
    value = json.dumps(_value_at(document, steps))[:_SHOWN_MAX]
    said = said[0].lower() + said[1:]
    said = _LENGTH.sub(r"at most \1 characters", said)
    meant = next((words for pattern, words in patterns.items() if repr(pattern) in said), "")
    choices = _choices(expected)
    if choices:
        why = f"{value} is not one of {', '.join(choices)}"
    elif meant:
        why = f"{value} is not {meant}"
    elif said.startswith("expected `array`"):
        why = f"write a list here: [{value}]"
    elif said.startswith("expected `str") and said.endswith(("got `int`", "got `float`")):
        why = f"numbers stand in quotes here: {value}"
    else:
        why = said
    return JsonWrong(at_line(content, path), why)


def _steps(path: str) -> list[str | int]:
    return [name or int(index) for name, index in _STEP.findall(path)]


def _value_at(document: object, steps: list[str | int]) -> object:
    for step in steps:
        if isinstance(document, list) and isinstance(step, int):
            document = document[step]
        elif isinstance(document, dict):
            document = document[str(step)]
    return document


def _alternatives(found: inspect.Type | None) -> list[inspect.Type]:
    if isinstance(found, inspect.Metadata):
        return _alternatives(found.type)
    if isinstance(found, inspect.UnionType):
        return [each for one in found.types for each in _alternatives(one)]
    return [] if found is None else [found]


def _type_at(shape: type[msgspec.Struct], steps: list[str | int]) -> inspect.Type | None:
    found: inspect.Type | None = inspect.type_info(shape)
    for step in steps:
        inside: list[inspect.Type] = []
        for each in _alternatives(found):
            if isinstance(each, inspect.StructType):
                inside += [field.type for field in each.fields if field.encode_name == step]
            if isinstance(each, inspect.VarTupleType) and isinstance(step, int):
                inside.append(each.item_type)
        found = inside[0] if inside else None
    return found


def _fields(found: inspect.Type | None) -> list[str]:
    return [
        field.encode_name
        for each in _alternatives(found)
        if isinstance(each, inspect.StructType)
        for field in each.fields
    ]


def _choices(found: inspect.Type | None) -> list[str]:
    return [
        str(value)
        for each in _alternatives(found)
        if isinstance(each, inspect.LiteralType)
        for value in each.values
    ]
