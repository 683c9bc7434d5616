"""What every widget is built with: the look, the icons and the words of the moment."""

from dataclasses import dataclass

from PySide6.QtGui import QIcon, QPixmap

from pos.presenters.sale.state import Tone
from pos.presenters.texts import Say
from pos.ui.look.icons import IconName, Icons
from pos.ui.look.look import Look
from pos.ui.look.words import Words

ICON_PX = 20
TONE_ICONS = {
    Tone.GOOD: IconName.CHECK,
    Tone.PLAIN: IconName.INFO,
    Tone.WARNING: IconName.WARNING,
    Tone.BAD: IconName.BAD,
}


@dataclass(frozen=True, slots=True)
class Style:
    """One look in one language; a page that must look otherwise is built anew."""

    look: Look
    icons: Icons
    words: Words

    def px(self, size: int) -> int:
        """See `Look.px`."""
        return self.look.px(size)

    def say(self, said: Say) -> str:
        """See `Words.say`."""
        return self.words.say(said)

    def translate(self, context: str, text: str) -> str:
        """See `Words.translate`."""
        return self.words.translate(context, text)

    def caption_line(self) -> int:
        """Return the height of a line of small type; Arabic letters need more of it."""
        return self.px(29 if self.look.is_mirrored else 20)

    def notice_lines(self) -> int:
        """Return how many lines a refusal gets under its field; higher lines are fewer."""
        return 3 if self.look.is_mirrored else 4

    def tone_colour(self, tone: Tone) -> str:
        """Return the colour of a message."""
        colours = self.look.theme.colours
        match tone:
            case Tone.GOOD:
                return colours.good
            case Tone.PLAIN:
                return colours.muted
            case Tone.WARNING:
                return colours.warning
            case Tone.BAD:
                return colours.bad

    def tone_pixmap(self, tone: Tone) -> QPixmap:
        """Return the icon that goes with a message of this tone."""
        return self.pixmap(TONE_ICONS[tone], self.tone_colour(tone))

    def pixmap(self, name: IconName, colour: str, size: int = ICON_PX) -> QPixmap:
        """Return an icon at this zoom.

        Args:
            size: in pixels at 100 %.
        """
        return self.icons.pixmap(name, colour, self.px(size))

    def icon(self, name: IconName, size: int = ICON_PX) -> QIcon:
        """Return an icon for a button, in the colour of text."""
        colours = self.look.theme.colours
        return self.icons.icon(name, colours.text, colours.disabled, self.px(size))
