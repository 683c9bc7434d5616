"""The band that no screen of a training terminal is without."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from pos.ui.look.style import Style
from pos.ui.widgets.labels import text_label


def training_band(style: Style) -> QFrame:
    """Return the band that no screen of a training terminal is without."""
    band = QFrame()
    band.setProperty("role", "band")
    band.setFixedHeight(style.px(style.look.theme.sizes.band))
    layout = QHBoxLayout(band)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addStretch(1)
    layout.addWidget(
        text_label(style.translate("window", "TRAINING — codes do not work on real meters"))
    )
    layout.addStretch(1)
    return band
