"""The pages of the window."""

from enum import Enum

from pos.domain.translation import QT_TRANSLATE_NOOP
from pos.presenters.texts import Say


class PageName(Enum):
    """A page: its title, the key that goes there, and whether the bar leads to it."""

    SALE = (Say("window", QT_TRANSLATE_NOOP("window", "Sell")), "F2", True)
    HISTORY = (Say("window", QT_TRANSLATE_NOOP("window", "History")), "F8", True)
    CASH = (Say("window", QT_TRANSLATE_NOOP("window", "Cash")), "F10", True)
    REPORTS = (Say("window", QT_TRANSLATE_NOOP("window", "Reports")), "F11", True)
    SETTINGS = (Say("window", QT_TRANSLATE_NOOP("window", "Settings")), "F6", True)
    CODES = (Say("window", QT_TRANSLATE_NOOP("window", "Codes without a sale")), "", False)
    LISTS = (Say("window", QT_TRANSLATE_NOOP("window", "Sell a list")), "", False)
    PEOPLE = (Say("window", QT_TRANSLATE_NOOP("window", "People")), "", False)
    SIGNING = (Say("cash", QT_TRANSLATE_NOOP("cash", "Who signs")), "", False)
    CUSTODY = (Say("window", QT_TRANSLATE_NOOP("window", "Keys and lease")), "", False)
    KEYS = (Say("window", QT_TRANSLATE_NOOP("window", "Keys")), "F1", False)

    @property
    def title(self) -> Say:
        """What the page is called."""
        return self.value[0]

    @property
    def key(self) -> str:
        """The key that goes there."""
        return self.value[1]

    @property
    def is_in_bar(self) -> bool:
        """Whether the bar leads to it."""
        return self.value[2]
