"""Virtual meters on the wall of a training terminal: what they took, kept beside the vault.

DIR/training-meters.json, 0600, holds for each meter its credit and the codes whose identifiers it
remembers. Those are typed into a fresh virtual meter before each new code, so what a meter refuses
is decided by the same rules as everywhere else. It holds no key. A file that cannot be read is
begun anew: it is practice, and no sale depends on it.
"""

from pathlib import Path

import msgspec

from pos.app.ports.meters import MeterReading
from pos.domain.entries import MeterKeyed
from pos.domain.errors import VendingKeyMissing
from pos.keystore.folder import replace_file
from pos.keystore.issue_rules import config_of
from pos.keystore.vending_keys import VendingRing
from pos.sts.amount import MILLI_PER_STEP
from pos.sts.tables import SAMPLE_TABLES
from pos.sts.tokens import CreditUnits, Resource
from pos.sts.virtual_meter import VirtualMeter

FILE_BYTES_MAX = 4 * 1024 * 1024
CODE_CHARACTERS_MAX = 64


class TakenCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A code that a meter took and whose identifier it remembers."""

    tid: int
    digits: str


class KeptMeter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One meter: credit in tenths of a unit, and its memory."""

    credit_steps: int = 0
    taken: tuple[TakenCode, ...] = ()


class TrainingWall:
    """The virtual meters of one training terminal; one caller at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def enter(self, keyed: MeterKeyed, ring: VendingRing, text: str) -> MeterReading:
        """Type a code into a meter; what it took is durable when this returns.

        Args:
            keyed: names the meter's decoder key.
            ring: open vending keys.
            text: what the customer types; spaces and hyphens are ignored.

        Raises:
            VendingKeyMissing, MeterKeyNotSold.
            DiskFull, StoreUnusable: the meter did not take it.
        """
        key = ring.find(keyed.sgc, keyed.krn)
        if key is None:
            raise VendingKeyMissing(sgc=keyed.sgc[:6], krn=keyed.krn)
        config = config_of(keyed, key, has_tables=True)
        decoder_key = key.decoder_key(config)
        meter = VirtualMeter(config, decoder_key, SAMPLE_TABLES, ken=key.attributes.ken)
        meters = self._load()
        kept = meters.get(keyed.pan, KeptMeter())
        for code in kept.taken:
            meter.enter(code.digits)
        steps = meter.registers.steps
        steps[Resource.ELECTRICITY] = kept.credit_steps
        result = meter.enter(text[:CODE_CHARACTERS_MAX])
        if result.is_taken and isinstance(result.token, CreditUnits):
            taken = (*kept.taken, TakenCode(result.token.tid, text[:CODE_CHARACTERS_MAX]))
            remembered = set(meter.remembered_tids())
            meters[keyed.pan] = KeptMeter(
                credit_steps=steps[Resource.ELECTRICITY],
                taken=tuple(code for code in taken if code.tid in remembered),
            )
            replace_file(self._path, msgspec.json.encode(meters))
        return MeterReading(
            code=result.code.value,
            added_milli=result.credited_milli,
            credit_milli=steps[Resource.ELECTRICITY] * MILLI_PER_STEP,
        )

    def _load(self) -> dict[str, KeptMeter]:
        try:
            with self._path.open("rb") as file:
                content = file.read(FILE_BYTES_MAX)
            return msgspec.json.decode(content, type=dict[str, KeptMeter])
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return {}
