"""Virtual meters of a training terminal, as the use cases need them."""

from dataclasses import dataclass
from typing import Protocol

from pos.domain.entries import MeterKeyed


@dataclass(frozen=True, slots=True)
class MeterReading:
    """What a virtual meter answers to one code.

    Attributes:
        code: a value of `pos.sts.meter_answer.MeterCode`, e.g. `accept`, `used`, `CRC`.
        added_milli: thousandths of a unit that it added.
        credit_milli: thousandths that it shows now.
    """

    code: str
    added_milli: int
    credit_milli: int

    @property
    def is_accepted(self) -> bool:
        """Whether the meter took the code and added its credit."""
        return self.code == "accept"


class TrainingMeters(Protocol):
    """Virtual meters whose keys only the key agent sees."""

    def training_meter_enter(self, meter: MeterKeyed, digits: str) -> MeterReading:
        """Type a code into a virtual meter; what it took is durable.

        Raises:
            TrainingVaultOnly: the vault holds real keys.
            KeysLocked, IdentityLocked, VendingKeyMissing, MeterKeyNotSold.
        """
