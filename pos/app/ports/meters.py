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
        is_taken: whether it took the code, be it as a part of a key change.
        power_limit_watts: its maximum power limit, None until one was set.
    """

    code: str
    added_milli: int
    credit_milli: int
    is_taken: bool = False
    power_limit_watts: int | None = None

    @property
    def is_accepted(self) -> bool:
        """Whether the meter took the code and did all that it says."""
        return self.code == "accept"


class TrainingMeters(Protocol):
    """Virtual meters whose keys only the key agent sees."""

    def training_meter_enter(self, meter: MeterKeyed, digits: str) -> MeterReading:
        """Type a code into a virtual meter; what it took is durable.

        `meter` names the key of one that is not on the wall yet; later it knows its own.

        Raises:
            TrainingVaultOnly: the vault holds real keys.
            KeysLocked, IdentityLocked, VendingKeyMissing, MeterKeyNotSold.
        """
