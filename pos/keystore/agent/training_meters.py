"""Virtual meters on the wall of a training terminal: what they took, kept beside the vault.

DIR/training-meters.json, 0600, holds for each meter the key it was put up with, its credit and
limits, and the codes that made it what it is: those of key changes, and those whose identifiers it
remembers. They are typed into a fresh virtual meter before each new code, so what a meter refuses
is decided by the same rules as everywhere else. It holds no key. A file that cannot be read is
begun anew: it is practice, and no sale depends on it.
"""

from pathlib import Path

import msgspec

from pos.app.ports.meters import MeterReading
from pos.domain.entries import MeterKeyed
from pos.keystore.files.folder import replace_file
from pos.keystore.issue.meter_keys import key_to_leave
from pos.keystore.keys.vending_keys import VendingRing
from pos.sts.amount import MILLI_PER_STEP
from pos.sts.meter_answer import Result
from pos.sts.tables import SAMPLE_TABLES
from pos.sts.tokens import MeterTest, Resource
from pos.sts.virtual_meter import VirtualMeter

FILE_BYTES_MAX = 4 * 1024 * 1024
CODE_CHARACTERS_MAX = 64
_NO_TID = 0


class TakenCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A code that a meter took and whose identifier it remembers; 0 for a part of a key change."""

    tid: int
    digits: str


class KeptMeter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One meter: credit in tenths of a unit, limits in watts, and its memory.

    Attributes:
        first: names the key it was put up with; None in files from before key changes.
    """

    credit_steps: int = 0
    taken: tuple[TakenCode, ...] = ()
    first: MeterKeyed | None = None
    power_limit_watts: int | None = None
    phase_unbalance_watts: int | None = None


class TrainingWall:
    """The virtual meters of one training terminal; one caller at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def enter(self, keyed: MeterKeyed, ring: VendingRing, text: str) -> MeterReading:
        """Type a code into a meter; what it took is durable when this returns.

        Args:
            keyed: names the decoder key of a meter that is not on the wall yet.
            ring: open vending keys.
            text: what the customer types; spaces and hyphens are ignored.

        Raises:
            VendingKeyMissing, MeterKeyNotSold.
            DiskFull, StoreUnusable: the meter did not take it.
        """
        meters = self._load()
        kept = meters.get(keyed.pan, KeptMeter())
        first = kept.first or keyed
        meter = _put_up(first, kept, ring)
        result = meter.enter(text[:CODE_CHARACTERS_MAX])
        registers = meter.registers
        credit = registers.steps[Resource.ELECTRICITY]
        if result.is_taken and not isinstance(result.token, MeterTest):
            taken = (*kept.taken, TakenCode(_tid_of(result), text[:CODE_CHARACTERS_MAX]))
            remembered = {_NO_TID, *meter.remembered_tids()}
            meters[keyed.pan] = KeptMeter(
                credit_steps=credit,
                taken=tuple(code for code in taken if code.tid in remembered),
                first=first,
                power_limit_watts=registers.power_limit_watts,
                phase_unbalance_watts=registers.phase_unbalance_watts,
            )
            replace_file(self._path, msgspec.json.encode(meters))
        return MeterReading(
            code=result.code.value,
            added_milli=result.credited_milli,
            credit_milli=credit * MILLI_PER_STEP,
            is_taken=result.is_taken,
            power_limit_watts=registers.power_limit_watts,
        )

    def _load(self) -> dict[str, KeptMeter]:
        try:
            with self._path.open("rb") as file:
                content = file.read(FILE_BYTES_MAX)
            return msgspec.json.decode(content, type=dict[str, KeptMeter])
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return {}


def _put_up(first: MeterKeyed, kept: KeptMeter, ring: VendingRing) -> VirtualMeter:
    """Return the meter as its kept codes have made it."""
    under = key_to_leave(first, ring)
    ken = under.vending.attributes.ken
    meter = VirtualMeter(under.config, under.decoder_key(), SAMPLE_TABLES, ken=ken)
    for code in kept.taken:
        meter.enter(code.digits)
    registers = meter.registers
    registers.steps[Resource.ELECTRICITY] = kept.credit_steps
    registers.power_limit_watts = kept.power_limit_watts
    registers.phase_unbalance_watts = kept.phase_unbalance_watts
    return meter


def _tid_of(result: Result) -> int:
    return getattr(result.token, "tid", _NO_TID)
