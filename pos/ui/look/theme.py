"""A look, put on the application: palette, font and one style sheet."""

from dataclasses import asdict
from pathlib import Path
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from pos.ui.look.fonts import window_font
from pos.ui.look.look import Look
from pos.ui.look.tokens import HIGH_CONTRAST, THEMES, ThemeName

TEMPLATE = Path(__file__).with_name("window.qss")


def style_sheet(look: Look, template: str) -> str:
    """Fill the template; a name in it that no token has raises KeyError, a fault of our own."""
    theme = look.theme
    sizes = asdict(theme.type) | asdict(theme.sizes)
    # On black a key without a border cannot be told from its ground.
    edges = theme.colours.border if theme is HIGH_CONTRAST else theme.colours.raised
    values: dict[str, object] = {name: look.px(size) for name, size in sizes.items()}
    values |= asdict(theme.colours) | {"key_border": edges}
    return Template(template).substitute(values)


def palette(look: Look) -> QPalette:
    """Return the palette for what the style draws by itself."""
    colours = look.theme.colours
    made = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, colours.background),
        (roles.Base, colours.surface),
        (roles.AlternateBase, colours.raised),
        (roles.Button, colours.raised),
        (roles.WindowText, colours.text),
        (roles.Text, colours.text),
        (roles.ButtonText, colours.text),
        (roles.ToolTipBase, colours.surface),
        (roles.ToolTipText, colours.text),
        (roles.PlaceholderText, colours.muted),
        (roles.Highlight, colours.primary),
        (roles.HighlightedText, colours.on_primary),
        (roles.Link, colours.primary),
    ):
        made.setColor(role, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(disabled, role, QColor(colours.disabled))
    return made


def put_on(application: QApplication, look: Look) -> None:
    """Give the whole application a look; costs tens of milliseconds, so only when it changes."""
    if application.style().name() != "fusion":
        application.setStyle(QStyleFactory.create("Fusion"))
    filled = style_sheet(look, TEMPLATE.read_text("utf-8"))
    if filled != application.styleSheet():
        application.setFont(window_font(look.px(look.theme.type.body)))
        application.setPalette(palette(look))
        application.setStyleSheet(filled)
    direction = Qt.LayoutDirection
    application.setLayoutDirection(
        direction.RightToLeft if look.is_mirrored else direction.LeftToRight
    )


def chosen_theme(application: QApplication, choice: str) -> ThemeName:
    """Return the theme for a kept choice; what is not a theme follows the machine's own setting."""
    if choice in THEMES:
        return ThemeName(choice)
    hints = application.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return ThemeName.HIGH_CONTRAST
    is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
    return ThemeName.DARK if is_dark else ThemeName.LIGHT
