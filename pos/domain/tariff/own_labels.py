"""Labels that the program gives where a tariff names none.

They stand in quotes and in the journal in English; whoever shows one says it in the reader's
language. A label that a tariff gives is its own affair, and is shown as it is.
"""

import re
from typing import Final

ENERGY_LABEL: Final = "Energy"
BLOCK_LABEL: Final = "Block {number}"
EARLIER_LABEL: Final = "Earlier units at full price"
FREE_LABEL: Final = "Free units"
ARREARS_LABEL: Final = "Arrears"
ROUNDING_LABEL: Final = "Rounding"
OWN_LABELS: Final = (
    ENERGY_LABEL,
    BLOCK_LABEL,
    EARLIER_LABEL,
    FREE_LABEL,
    ARREARS_LABEL,
    ROUNDING_LABEL,
)
_BLOCK: Final = re.compile(r"Block ([1-9][0-9]?)")


def own_label(label: str) -> tuple[str, str]:
    """Return one of OWN_LABELS with the number in it, or empty texts for a tariff's own label."""
    block = _BLOCK.fullmatch(label)
    if block:
        return BLOCK_LABEL, block[1]
    return (label, "") if label in OWN_LABELS else ("", "")
