"""How the window looks at a moment: theme, zoom, and how much room there is."""

from dataclasses import dataclass
from enum import Enum

from pos.ui.look.tokens import Theme

_WHOLE = 100
# The smallest room, at 100 %, that every page fits into below the band of a training terminal.
ROOM_MIN = (984, 600)
_STANDARD_ROOM = (1180, 740)
# Lines of Arabic are higher.
_STANDARD_ROOM_MIRRORED = (1180, 790)
_WIDE_ROOM = (1760, 990)
_WIDE_PERCENT = 125


class Density(Enum):
    """How the cards of a page are arranged."""

    COMPACT = "compact"
    STANDARD = "standard"
    WIDE = "wide"


@dataclass(frozen=True, slots=True)
class Look:
    """What a page is built for; another look is another page.

    Attributes:
        percent: zoom of everything, type and space alike.
        is_mirrored: the language runs from right to left.
        is_narrow: there is no room for a whole sale; cards stand in one column that scrolls.
    """

    theme: Theme
    percent: int = _WHOLE
    density: Density = Density.STANDARD
    is_mirrored: bool = False
    is_narrow: bool = False

    @property
    def is_beside(self) -> bool:
        """Whether parts of a card stand beside one another, since there is width and no height."""
        return self.density is Density.COMPACT and not self.is_narrow

    def px(self, size: int) -> int:
        """Return a size at this zoom, in pixels."""
        return size * self.percent // _WHOLE

    def pick(self, compact: int, standard: int) -> int:
        """Return one of two sizes by the room there is, at this zoom."""
        return self.px(compact if self.density is Density.COMPACT else standard)


def fitting(
    theme: Theme, *, wanted_percent: int, width: int, height: int, is_mirrored: bool = False
) -> Look:
    """Return the look for a window's size.

    Nothing that a sale needs scrolls, until larger type was asked for than a whole sale in it fits
    on the screen: then everything stands in one column, and the page goes where the keyboard is. A
    large screen at 100 % is used for larger type before it is used for more.

    Args:
        wanted_percent: zoom that was chosen, 100 or more.
        width, height: of the window, in device-independent pixels.
    """
    percent = wanted_percent
    if not _fits(ROOM_MIN, width, height, percent):
        return Look(theme, percent, Density.COMPACT, is_mirrored, is_narrow=True)
    is_wide = _fits(_WIDE_ROOM, width, height, percent)
    if is_wide and wanted_percent == _WHOLE:
        return Look(theme, _WIDE_PERCENT, Density.WIDE, is_mirrored)
    standard = _STANDARD_ROOM_MIRRORED if is_mirrored else _STANDARD_ROOM
    if _fits(standard, width, height, percent):
        return Look(theme, percent, Density.STANDARD, is_mirrored)
    return Look(theme, percent, Density.COMPACT, is_mirrored)


def _fits(room: tuple[int, int], width: int, height: int, percent: int) -> bool:
    return width * _WHOLE >= room[0] * percent and height * _WHOLE >= room[1] * percent
