"""What a meter counts and keeps, and how management tokens change it.

Source: SPEC.md section 4, class 2.
"""

from dataclasses import dataclass, field
from typing import assert_never

from pos.sts.tokens import (
    ClearCredit,
    ClearTamper,
    ExtendedSet,
    Management,
    Register,
    Resource,
    SetPhaseUnbalanceLimit,
    SetPowerLimit,
    SetTariffRate,
    SetWaterFactor,
)

_NO_CREDIT = dict.fromkeys(Resource, 0)
_INDEX_SHIFT, _FLAG_INDEX, _CONTROL_MASK = 10, 63, 0x3FF


@dataclass(slots=True)
class Registers:
    """What a meter counts and keeps, apart from its key.

    Attributes:
        steps: credit by resource, tenths of a unit.
        currency_units: credit by resource, hundred-thousandths of the base currency.
        power_limit_watts: None until set.
        phase_unbalance_watts: None until set.
        tariff_rate: 16 bits as received, None until set.
        water_factor: 16 bits as received, None until set.
        flags: by flag number, 0 to 511.
        controls: ten-bit values by index, 0 to 62.
        is_tampered: cleared by a token.
    """

    steps: dict[Resource, int] = field(default_factory=_NO_CREDIT.copy)
    currency_units: dict[Resource, int] = field(default_factory=_NO_CREDIT.copy)
    power_limit_watts: int | None = None
    phase_unbalance_watts: int | None = None
    tariff_rate: int | None = None
    water_factor: int | None = None
    flags: dict[int, bool] = field(default_factory=dict)
    controls: dict[int, int] = field(default_factory=dict)
    is_tampered: bool = False

    def clear(self, register: Register) -> None:
        """Empty one credit register, or all."""
        for resource in Resource:
            if register in (Register.ALL, Register(resource)):
                self.steps[resource] = 0
            if register in (Register.ALL, Register(resource + len(Resource))):
                self.currency_units[resource] = 0

    def apply(self, token: Management) -> None:
        """Do what a management token says."""
        match token:
            case SetPowerLimit(watts=watts):
                self.power_limit_watts = watts
            case ClearCredit(register=register):
                self.clear(register)
            case SetTariffRate(rate=rate):
                self.tariff_rate = rate
            case ClearTamper():
                self.is_tampered = False
            case SetPhaseUnbalanceLimit(watts=watts):
                self.phase_unbalance_watts = watts
            case SetWaterFactor(factor=factor):
                self.water_factor = factor
            case ExtendedSet(value=value):
                self._set_extended(value)
            case _:
                assert_never(token)

    def _set_extended(self, value: int) -> None:
        index, low = value >> _INDEX_SHIFT, value & _CONTROL_MASK
        if index == _FLAG_INDEX:
            self.flags[low >> 1] = bool(low & 1)
        else:
            self.controls[index] = low
