"""One theme, one style sheet, one set of icons and fonts; and how a window's size is used."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication

from pos.presenters.settings.preferences import Preferences
from pos.ui.look.fonts import load_fonts, window_font
from pos.ui.look.icons import IconName, Icons
from pos.ui.look.look import Density, Look, fitting
from pos.ui.look.theme import TEMPLATE, chosen_theme, style_sheet
from pos.ui.look.tokens import DARK, HIGH_CONTRAST, LIGHT, THEMES, ThemeName
from pos.ui.widgets.following_scroll import FollowingScroll
from pos.ui.window.keys import WindowKey
from pos.ui.window.page_name import PageName
from tests.terminal_stories import ROOT
from tests.ui.window_stories import RESOURCES, Shop

WIDGETS = ROOT / "pos" / "ui"
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\b")
SAMPLES = "AÉж", "سلام", "देव", "বাং", "አማ"


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_the_style_sheet_is_filled_whole(theme: object) -> None:
    """Each name of the template is a token, and none is left over."""
    filled = style_sheet(Look(theme), TEMPLATE.read_text("utf-8"))  # type: ignore[arg-type] # THEMES holds themes.
    assert "$" not in filled


def test_the_style_sheet_is_short() -> None:
    """Everything a style sheet says costs time for each widget."""
    assert len(TEMPLATE.read_text("utf-8").splitlines()) < 150
    assert "*" not in re.sub(r"/\*.*?\*/", "", TEMPLATE.read_text("utf-8"), flags=re.DOTALL)


def test_no_widget_has_a_style_of_its_own() -> None:
    """Colours are in the tokens, and only the application has a style sheet."""
    own = [
        path.name
        for path in WIDGETS.rglob("*.py")
        if path.name not in ("tokens.py", "theme.py")
        and (COLOUR.search(path.read_text("utf-8")) or "setStyleSheet" in path.read_text("utf-8"))
    ]
    assert own == []


@pytest.mark.parametrize("name", IconName)
def test_every_icon_is_there_and_takes_its_colour(qapp: QApplication, name: IconName) -> None:
    """An icon's file exists, and something is painted in the colour that was asked for."""
    del qapp
    picture = Icons(RESOURCES / "icons").pixmap(name, "#FF0000", 24).toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(24)
        for y in range(24)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert colours == {"#ff0000"}


def test_no_icon_ships_that_nobody_uses() -> None:
    """The folder holds the icons of the enum and their licence."""
    assert {path.stem for path in (RESOURCES / "icons").glob("*.svg")} == set(IconName)
    assert (RESOURCES / "icons" / "LICENSE").read_text("utf-8").startswith("ISC License")


def test_a_missing_icon_is_empty(qapp: QApplication, tmp_path: Path) -> None:
    """Words stand beside every icon, so a file that is gone stops nothing."""
    del qapp
    assert not Icons(tmp_path).pixmap(IconName.LOCK, "#000000", 24).isNull()


@pytest.mark.parametrize("bold", [False, True])
def test_every_script_has_its_font(qapp: QApplication, bold: bool) -> None:  # noqa: FBT001 - a parameter of the test.
    """No letter of the languages we aim for is a box, in either weight."""
    del qapp
    assert load_fonts(RESOURCES / "fonts") == ()
    families = window_font(20, bold=bold).families()
    for sample, family in zip(SAMPLES, families, strict=True):
        font = window_font(20, bold=bold)
        font.setFamilies([family])
        raw = QRawFont.fromFont(font)
        assert raw.familyName() == family
        assert all(raw.supportsCharacter(ord(letter)) for letter in sample)


def test_a_file_that_is_no_font_is_named(qapp: QApplication, tmp_path: Path) -> None:
    """It is logged, and the window opens."""
    del qapp
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    assert load_fonts(tmp_path) == ("broken.ttf",)


@pytest.mark.parametrize(
    ("size", "wanted", "percent", "density", "narrow"),
    [
        ((1024, 600), 100, 100, Density.COMPACT, False),
        ((1280, 740), 100, 100, Density.STANDARD, False),
        ((1280, 800), 130, 130, Density.COMPACT, False),
        ((1280, 800), 200, 200, Density.COMPACT, True),
        ((1024, 600), 115, 115, Density.COMPACT, True),
        ((1920, 1080), 100, 125, Density.WIDE, False),
        ((1920, 1080), 150, 150, Density.COMPACT, False),
        ((2560, 1600), 200, 200, Density.STANDARD, False),
        ((800, 480), 100, 100, Density.COMPACT, True),
        ((1024, 570), 100, 100, Density.COMPACT, True),
        ((1800, 940), 100, 100, Density.STANDARD, False),
    ],
)
def test_any_zoom_is_shown_and_a_sale_whole_where_it_fits(
    size: tuple[int, int],
    wanted: int,
    percent: int,
    density: Density,
    narrow: bool,  # noqa: FBT001 - a parameter of the test.
) -> None:
    """What is larger than the window can hold stands in one column."""
    look = fitting(LIGHT, wanted_percent=wanted, width=size[0], height=size[1])
    assert (look.percent, look.density, look.is_narrow) == (percent, density, narrow)


def test_higher_lines_need_a_higher_room() -> None:
    """What fits a usual laptop in Latin letters does not in Arabic ones."""
    densities = [
        fitting(LIGHT, wanted_percent=100, width=1366, height=768, is_mirrored=mirrored).density
        for mirrored in (False, True)
    ]
    assert densities == [Density.STANDARD, Density.COMPACT]


def test_no_two_keys_are_the_same() -> None:
    """Each key of the window means one thing, and says what."""
    presses = [(key.value[0], key.value[1]) for key in WindowKey]
    assert len(set(presses)) == len(presses)
    assert all(key.does.text and key.label for key in WindowKey)


def test_a_kept_theme_is_taken(qapp: QApplication) -> None:
    """A name of a theme is that theme, anything else is the machine's own."""
    assert chosen_theme(qapp, "dark") is ThemeName.DARK
    assert chosen_theme(qapp, "contrast") is ThemeName.HIGH_CONTRAST
    assert chosen_theme(qapp, "") in {LIGHT.name, DARK.name, HIGH_CONTRAST.name}


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("size", [(1024, 600), (1280, 800)])
def test_large_type_scrolls_in_one_direction(
    open_shop: Callable[..., Shop], size: tuple[int, int], language: str
) -> None:
    """At 200 % every page stands in one column; nothing has to be looked for at its side."""
    shop = open_shop(size=size, preferences=Preferences(scale=200, language=language))
    scroll = shop.window.findChild(FollowingScroll)
    assert isinstance(scroll, FollowingScroll)
    for name in PageName:
        shop.show_page(name)
        shop.settle()
        assert scroll.horizontalScrollBar().maximum() == 0, name
