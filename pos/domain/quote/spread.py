"""How the money of a purchase is shared among its lines.

Everything but energy is rounded by itself. The tariff says which line takes what those roundings
leave of the total: energy, whatever its units cost; a line of its own; or one of the adjustments.
"""

from dataclasses import dataclass

from pos.domain.entries import QuoteLine
from pos.domain.quote.lines import OtherLines, energy_lines, other_lines, rounded_energy
from pos.domain.quote.solve import Solution
from pos.domain.quote.state import Standing
from pos.domain.tariff.own_labels import ROUNDING_LABEL
from pos.domain.tariff.tariff import Tariff
from pos.domain.tariff.terms import ENERGY, ROUNDING


@dataclass(frozen=True, slots=True)
class Spread:
    """The lines of a purchase.

    Attributes:
        energy_money: what is left for energy; below nothing where the others take more.
        rounding: what no line takes.
    """

    solution: Solution
    others: OtherLines
    energy_money: int
    rounding: int

    def energy(self, tariff: Tariff, standing: Standing, units_milli: int) -> tuple[QuoteLine, ...]:
        """Return the lines of energy, for units above zero."""
        return energy_lines(tariff, standing, self.solution, units_milli, self.energy_money)


def spread(tariff: Tariff, standing: Standing, solution: Solution, money: int) -> Spread:
    """Share out money among the lines of a solution.

    Args:
        solution: its units are those that the lines are made of.
        money: minor units, what all lines come to.
    """
    others = other_lines(tariff, solution)
    if tariff.remainder_to == ENERGY:
        return Spread(solution, others, money - others.amount(), 0)
    energy_money = rounded_energy(tariff, standing, solution)
    rest = money - others.amount() - energy_money
    if tariff.remainder_to == ROUNDING:
        return Spread(solution, others, energy_money, rest)
    others = other_lines(tariff, solution, rest=rest)
    return Spread(solution, others, money - others.amount(), 0)


def rounding_line(amount: int) -> tuple[QuoteLine, ...]:
    """Return the line of what roundings left, or none."""
    return (QuoteLine("rounding", ROUNDING_LABEL, 0, "", amount),) if amount else ()
