"""Finding an error's type by its code, for errors that crossed a process or were kept as a code."""

from types import ModuleType
from typing import Final

from pos.domain.errors import (
    PosError,
    agent_float,
    batch,
    bundles,
    cases,
    ceremony,
    office,
    signing,
    texts,
)

# Types that the package itself does not name; looking at their modules makes them known.
_OF_ONE_USE_CASE: Final[tuple[ModuleType, ...]] = (
    agent_float,
    batch,
    bundles,
    cases,
    ceremony,
    office,
    signing,
    texts,
)


def all_error_types() -> dict[str, type[PosError]]:
    """Return every error type that is loaded by its code; a code that two share is our own bug."""
    found: dict[str, type[PosError]] = {}
    waiting: list[type[PosError]] = [PosError]
    while waiting:
        parent = waiting.pop()
        waiting.extend(parent.__subclasses__())
        code = parent.__dict__.get("code")
        if code is not None:
            assert code not in found, code  # noqa: S101 - two types with one code is our own bug.
            found[code] = parent
    return found


def error_with_code(code: str, **facts: str | int) -> PosError | None:
    """Return an error of the type with this code, or None where no type has it."""
    kind = all_error_types().get(code)
    return kind(**facts) if kind is not None else None
