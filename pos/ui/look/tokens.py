"""Colour, type and space of the window, in one typed place; no widget holds any of its own.

Colours are named for what they are used for. Sizes are pixels at 100 %; `Look.px` scales them.
"""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme's colours, each `#RRGGBB`.

    Attributes:
        background: behind the cards.
        surface: cards and fields.
        raised: buttons at rest, hints, the chosen page.
        pressed: a raised button under the finger.
        line: hairlines between rows and around cards; carries no meaning.
        border: around controls; at least 3 : 1 against what is beside it.
        text, muted, disabled: what is read; disabled is read on raised too.
        primary, on_primary, primary_pressed: the one next thing to do.
        focus: the ring around what has the keyboard.
        good, good_tint, warning, warning_tint, bad, bad_tint: tones of messages and their ground.
        training, on_training: the band of a training terminal.
        ink, paper: of the QR code, the same in all themes so that every reader takes it.
    """

    background: str
    surface: str
    raised: str
    pressed: str
    line: str
    border: str
    text: str
    muted: str
    disabled: str
    primary: str
    on_primary: str
    primary_pressed: str
    focus: str
    good: str
    good_tint: str
    warning: str
    warning_tint: str
    bad: str
    bad_tint: str
    training: str
    on_training: str
    ink: str = "#000000"
    paper: str = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class TypeSizes:
    """Heights of type; nothing is smaller than `caption`."""

    caption: int = 14
    body: int = 16
    heading: int = 18
    field: int = 22
    amount: int = 28
    change: int = 40
    code: int = 40


@dataclass(frozen=True, slots=True)
class Sizes:
    """Space, radii, lines, and the heights of what is touched."""

    xs: int = 4
    s: int = 8
    m: int = 12
    l: int = 16  # noqa: E741 - the usual name of a size between m and xl.
    xl: int = 24
    xxl: int = 32
    radius: int = 8
    card_radius: int = 10
    ring: int = 3
    ring_gap: int = 2
    target_min: int = 44
    band: int = 24


class ThemeName(StrEnum):
    """The themes there are, by the name under which a choice of one is kept."""

    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything that the look of the window is made of."""

    name: ThemeName
    colours: Colours
    type: TypeSizes = TypeSizes()
    sizes: Sizes = Sizes()


LIGHT = Theme(
    ThemeName.LIGHT,
    Colours(
        background="#F4F6F8",
        surface="#FFFFFF",
        raised="#E8EDF2",
        pressed="#CFD8E1",
        line="#D5DCE3",
        border="#6F7D8A",
        text="#14202B",
        muted="#4A5865",
        disabled="#66727E",
        primary="#0B5A9E",
        on_primary="#FFFFFF",
        primary_pressed="#073D6B",
        focus="#0B5A9E",
        good="#116B3A",
        good_tint="#E1F3E7",
        warning="#7A4A00",
        warning_tint="#FFF0D1",
        bad="#B3261E",
        bad_tint="#FCE8E6",
        training="#F2A900",
        on_training="#14202B",
    ),
)
DARK = Theme(
    ThemeName.DARK,
    Colours(
        background="#10171D",
        surface="#1A242C",
        raised="#26333D",
        pressed="#3A4A57",
        line="#33424E",
        border="#8595A3",
        text="#F1F5F8",
        muted="#B3C0CB",
        disabled="#9AA8B4",
        primary="#6CB8F7",
        on_primary="#06233C",
        primary_pressed="#3D93DA",
        focus="#FFD166",
        good="#62D792",
        good_tint="#12301F",
        warning="#FFC861",
        warning_tint="#38290B",
        bad="#FF9A91",
        bad_tint="#3D1613",
        training="#F2A900",
        on_training="#14202B",
    ),
)
HIGH_CONTRAST = Theme(
    ThemeName.HIGH_CONTRAST,
    Colours(
        background="#000000",
        surface="#000000",
        raised="#1A1A1A",
        pressed="#4D4D4D",
        line="#8C8C8C",
        border="#FFFFFF",
        text="#FFFFFF",
        muted="#FFFFFF",
        disabled="#BDBDBD",
        primary="#FFE600",
        on_primary="#000000",
        primary_pressed="#FFFFFF",
        focus="#00E5FF",
        good="#5CFF9D",
        good_tint="#000000",
        warning="#FFE600",
        warning_tint="#000000",
        bad="#FF8F8F",
        bad_tint="#000000",
        training="#FFE600",
        on_training="#000000",
    ),
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST)}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - the constants of the definition.
