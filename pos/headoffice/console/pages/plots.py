"""Plots as numbers for an SVG drawing: all is counted here, a template only writes it down."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 720
HEIGHT: Final = 120
_GAP: Final = 2
_LOWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        x, y, width, height: in the drawing's units.
        label: what it stands for.
        value: what it shows.
    """

    x: int
    y: int
    width: int
    height: int
    label: str
    value: int


@dataclass(frozen=True, slots=True)
class BarPlot:
    """Bars side by side, in the order of reading.

    Attributes:
        most: the highest value, 0 where all are.
    """

    bars: tuple[Bar, ...]
    most: int
    width: int = WIDTH
    height: int = HEIGHT


def bar_plot(values: Sequence[tuple[str, int]]) -> BarPlot:
    """Return a plot of values that are not negative, by their labels."""
    most = max((value for _, value in values), default=0)
    step = WIDTH // max(len(values), 1)
    bars = []
    for number, (label, value) in enumerate(values):
        # Anything above nothing can be seen.
        height = max(HEIGHT * value // most, _LOWEST) if value and most else 0
        bars.append(Bar(number * step, HEIGHT - height, max(step - _GAP, 1), height, label, value))
    return BarPlot(tuple(bars), most)
