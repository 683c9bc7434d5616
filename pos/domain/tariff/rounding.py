"""Rounding to whole steps, by rules that a tariff names."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import assert_never


class RoundingMode(StrEnum):
    """Which of the two neighbouring steps is taken; `up` is towards plus infinity."""

    NEAREST = "nearest"
    NEAREST_EVEN = "nearest_even"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Rounding:
    """A mode and a step.

    Attributes:
        mode: `nearest` takes the higher step on a tie, `nearest_even` the even one.
        step: above zero, in the unit of what is rounded (minor units, thousandths of a unit).
    """

    mode: RoundingMode
    step: int

    def apply(self, value: Fraction) -> int:
        """Return the multiple of the step that the mode chooses."""
        steps = value * Fraction(1, self.step)
        match self.mode:
            case RoundingMode.NEAREST:
                count = floor(steps + Fraction(1, 2))
            case RoundingMode.NEAREST_EVEN:
                count = round(steps)
            case RoundingMode.UP:
                count = ceil(steps)
            case RoundingMode.DOWN:
                count = floor(steps)
            case _:
                assert_never(self.mode)
        return count * self.step


def nearest_whole(value: Fraction) -> int:
    """Return the nearest whole number, the higher one on a tie."""
    return floor(value + Fraction(1, 2))


def format_rate(value: Fraction, decimals: int = 6) -> str:
    """Write a rate as a decimal string, rounded to nearest, without trailing zeros."""
    scaled = nearest_whole(abs(value) * 10**decimals)
    whole, part = divmod(scaled, 10**decimals)
    digits = f"{part:0{decimals}d}".rstrip("0")
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{whole}.{digits}" if digits else f"{sign}{whole}"
