"""What bundles hold besides tables: JSON of these types, read with every limit they name."""

from enum import StrEnum
from typing import Annotated, Final, TypeVar

import msgspec

from pos.domain.journal import is_time

LIST_MAX: Final = 2000
# A list of people goes on to the key agent, whose requests are short.
PEOPLE_BYTES_MAX: Final = 48 * 1024
_Count = Annotated[int, msgspec.Meta(ge=0, le=1 << 53)]
_Name = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9._-]{1,40}$")]
_Language = Annotated[str, msgspec.Meta(pattern="^[a-z]{2}$")]
_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=160)]
_Sgc = Annotated[str, msgspec.Meta(pattern="^[0-9]{6}$")]
_Krn = Annotated[int, msgspec.Meta(ge=1, le=9)]
_Version = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,4}(\.[0-9]{1,4}){0,3}$")]
_SUPERVISOR: Final = "supervisor"
BodyT = TypeVar("BodyT")


class ListedOperator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A person as head office wants them; the PIN is set at the terminal.

    Attributes:
        role: a Role.
        sale_limit, cash_limit: minor units, 0 for none.
        removed: they may not sign in any more.
    """

    name: Annotated[str, msgspec.Meta(max_length=40)]
    role: Annotated[str, msgspec.Meta(max_length=20)]
    sale_limit: _Count = 0
    cash_limit: _Count = 0
    removed: bool = False


class MessagePlace(StrEnum):
    """Where a message of head office is seen."""

    COUNTER = "counter"
    RECEIPT = "receipt"
    BOTH = "both"


class OfficeMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something head office wants said.

    Attributes:
        id: the same one again replaces it.
        texts: by language; English, or the first, where a language is missing.
        starts, ends: from when until when, in the journal's form; empty for no end.
        withdrawn: it is not said any more.
    """

    id: _Name
    place: MessagePlace
    texts: Annotated[dict[_Language, _Text], msgspec.Meta(min_length=1, max_length=20)]
    starts: str = ""
    ends: str = ""
    withdrawn: bool = False

    def is_well_formed(self) -> bool:
        """Whether its times are times and its texts are plain lines."""
        times = all(not time or is_time(time) for time in (self.starts, self.ends))
        return times and all(text.isprintable() for text in self.texts.values())


class TerminalSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What head office may set at a terminal; what is None stays as it is there.

    Attributes:
        copies_alone: copies of a paper without a supervisor.
        opens_drawer: a cash sale opens the drawer.
        paper_language: of the terminal.
        drawer_limit, over_short_limit: minor units, as in `shift policy`.
        cash_step: smallest coin in minor units.
        rounding_mode: `nearest` or `down`.
        idle_lock_minutes: 0 for never.
    """

    copies_alone: Annotated[int, msgspec.Meta(ge=0, le=99)] | None = None
    opens_drawer: bool | None = None
    paper_language: _Language | None = None
    drawer_limit: _Count | None = None
    over_short_limit: _Count | None = None
    cash_step: Annotated[int, msgspec.Meta(ge=1, le=100_000)] | None = None
    rounding_mode: Annotated[str, msgspec.Meta(pattern="^(nearest|down)$")] | None = None
    idle_lock_minutes: Annotated[int, msgspec.Meta(ge=0, le=1440)] | None = None


class RevokedKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A vending key that no credit is made with any more; meters may still be moved off it."""

    sgc: _Sgc
    krn: _Krn


class ProgramRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The oldest program that may sell.

    Attributes:
        lowest: version, numbers with dots.
        stops: from when an older one begins no sale, in the journal's form; empty for never.
    """

    lowest: _Version
    stops: str = ""

    def is_well_formed(self) -> bool:
        """Whether its time is one."""
        return not self.stops or is_time(self.stops)


def listed_people(body: str) -> tuple[ListedOperator, ...] | None:
    """Read a list of people: the last word about each, whoever becomes a supervisor first.

    So a list that puts one supervisor in the place of another leaves nobody without one. None for
    anything else, and for what is longer than PEOPLE_BYTES_MAX.
    """
    listed = read_list(body, ListedOperator) if len(body.encode()) <= PEOPLE_BYTES_MAX else None
    if listed is None:
        return None
    newest = {person.name: person for person in listed}.values()
    return tuple(sorted(newest, key=lambda person: person.removed or person.role != _SUPERVISOR))


def read_one(body: str, kind: type[BodyT]) -> BodyT | None:
    """Read a body that holds one of these types; None for anything else."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, RecursionError):
        return None


def read_list(body: str, kind: type[BodyT]) -> tuple[BodyT, ...] | None:
    """Read a body that lists at most LIST_MAX of one of these types; None for anything else."""
    try:
        # The type is made when it is known.
        found = msgspec.json.decode(body, type=tuple[kind, ...])  # type: ignore[valid-type]
    except (msgspec.MsgspecError, RecursionError):
        return None
    return found if len(found) <= LIST_MAX else None
