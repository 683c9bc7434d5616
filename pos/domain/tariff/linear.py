"""Money that depends in a straight line on what is not known yet.

Within one block each line of a quote is `const + per_milli * units + per_total * total
+ per_arrears * arrears`; taxes on taxes stay straight lines, so a price can be solved exactly for
the units or for the total.
"""

from dataclasses import dataclass, field
from fractions import Fraction

ZERO = Fraction(0)
ONE = Fraction(1)


# Most coefficients are zero, and a fraction's arithmetic costs many times a look at it.
def _plus(one: Fraction, other: Fraction) -> Fraction:
    if not other:
        return one
    return one + other if one else other


def _times(one: Fraction, other: Fraction) -> Fraction:
    return one * other if one and other else ZERO


@dataclass(frozen=True, slots=True)
class Linear:
    """A straight line in units (thousandths), total and arrears paid (minor units)."""

    const: Fraction = field(default=ZERO)
    per_milli: Fraction = field(default=ZERO)
    per_total: Fraction = field(default=ZERO)
    per_arrears: Fraction = field(default=ZERO)

    def __add__(self, other: "Linear") -> "Linear":
        return Linear(
            _plus(self.const, other.const),
            _plus(self.per_milli, other.per_milli),
            _plus(self.per_total, other.per_total),
            _plus(self.per_arrears, other.per_arrears),
        )

    def times(self, factor: Fraction) -> "Linear":
        """Return this line scaled."""
        return Linear(
            _times(self.const, factor),
            _times(self.per_milli, factor),
            _times(self.per_total, factor),
            _times(self.per_arrears, factor),
        )

    def at(self, *, units_milli: Fraction, total: Fraction, arrears: Fraction) -> Fraction:
        """Return the value at a point."""
        value = _plus(self.const, _times(self.per_milli, units_milli))
        value = _plus(value, _times(self.per_total, total))
        return _plus(value, _times(self.per_arrears, arrears))

    def with_arrears(self, arrears: "Linear") -> "Linear":
        """Return this line with the arrears replaced by a line that does not hold them."""
        rest = Linear(self.const, self.per_milli, self.per_total)
        return rest + arrears.times(self.per_arrears)


NOTHING = Linear()
TOTAL_LINE = Linear(per_total=ONE)
ARREARS_LINE = Linear(per_arrears=ONE)
