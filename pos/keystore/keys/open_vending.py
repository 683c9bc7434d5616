"""The vending compartment while it is open: keys, tables, and components that wait."""

from dataclasses import dataclass, field, replace
from typing import Self

from pos.app.ports import KeyStatus
from pos.app.ports.custody import PendingStatus
from pos.domain.errors import VaultDamaged
from pos.keystore.keys.key_attributes import read_attributes
from pos.keystore.keys.key_device import KeyDevice
from pos.keystore.keys.vending_keys import VendingKey, VendingRing, ring_of, stored_keys
from pos.keystore.vault.compartments import PendingKey, VendingContent
from pos.sts.attributes import KeyAttributes
from pos.sts.errors import StsError
from pos.sts.tables import SAMPLE_TABLES, Ea07Tables, load_tables


@dataclass(frozen=True, slots=True)
class OpenVending:
    """What an open vending compartment holds.

    Attributes:
        pending: keys of which some components are here.
        unwritten: supply group and revision of keys whose loading is not in the journal yet.
        tables_file: as it was imported, empty for none.
        idle_lock_minutes: they are locked when nothing was issued for so long; 0 for never.
        device: keeps the keys, None where the vault does.
    """

    ring: VendingRing
    pending: tuple[PendingKey, ...] = ()
    unwritten: tuple[tuple[str, int], ...] = ()
    tables_file: bytes = field(default=b"", repr=False)
    idle_lock_minutes: int = 0
    device: KeyDevice | None = None

    @classmethod
    def of(cls, content: VendingContent, *, training: bool) -> Self:
        """Put an opened compartment to work; VaultDamaged for what is not such."""
        device = KeyDevice(content.device) if content.device is not None else None
        return cls(
            ring_of(content, _tables_of(content, training=training), device),
            content.pending,
            content.unwritten,
            content.tables,
            content.idle_lock_minutes,
            device,
        )

    def content(self) -> VendingContent:
        """Return what is sealed."""
        return VendingContent(
            keys=stored_keys(self.ring),
            pending=self.pending,
            unwritten=self.unwritten,
            tables=self.tables_file,
            idle_lock_minutes=self.idle_lock_minutes,
            device=self.device.stored if self.device is not None else None,
        )

    def close(self) -> None:
        """Forget the keys and let the device go."""
        self.ring.wipe()
        if self.device is not None:
            self.device.close()

    def with_key(self, key: VendingKey, *, written: bool) -> Self:
        """Return it with one more key, and without components of that key."""
        name = (key.attributes.sgc, key.attributes.krn)
        changed = self.without_pending(key.attributes)
        unwritten = self.unwritten if written else (*self.unwritten, name)
        return replace(changed, ring=self.ring.with_key(key), unwritten=unwritten)

    def with_written(self, sgc: str, krn: int) -> Self:
        """Return it once the loading of a key is in the journal."""
        left = tuple(name for name in self.unwritten if name != (sgc, krn))
        return replace(self, unwritten=left)

    def with_tables(self, tables: Ea07Tables, file: bytes) -> Self:
        """Return it with tables."""
        return replace(self, ring=self.ring.with_tables(tables), tables_file=file)

    def pending_of(self, attributes: KeyAttributes) -> PendingKey | None:
        """Return the components of a supply group and revision that wait."""
        name = (attributes.sgc, attributes.krn)
        return next((each for each in self.pending if _name_of(each) == name), None)

    def with_pending(self, pending: PendingKey) -> Self:
        """Return it with components that wait, in place of those of the same key."""
        others = tuple(each for each in self.pending if _name_of(each) != _name_of(pending))
        return replace(self, pending=(*others, pending))

    def without_pending(self, attributes: KeyAttributes) -> Self:
        """Return it without components of a key."""
        name = (attributes.sgc, attributes.krn)
        return replace(self, pending=tuple(each for each in self.pending if _name_of(each) != name))

    def unwritten_status(self) -> tuple[KeyStatus, ...]:
        """Return the keys whose loading is not in the journal yet."""
        return tuple(key for key in self.ring.status() if (key.sgc, key.krn) in self.unwritten)

    def pending_status(self) -> tuple[PendingStatus, ...]:
        """Return whose components of which keys wait, never what is in them."""
        return tuple(
            PendingStatus(
                sgc=attributes.sgc,
                krn=attributes.krn,
                of=each.of,
                custodians=tuple(component.custodian for component in each.components),
            )
            for each in self.pending
            if (attributes := read_attributes(each.attributes))
        )


def _name_of(pending: PendingKey) -> tuple[str, int]:
    attributes = read_attributes(pending.attributes)
    return attributes.sgc, attributes.krn


def _tables_of(content: VendingContent, *, training: bool) -> Ea07Tables | None:
    if training:
        return SAMPLE_TABLES
    if not content.tables:
        return None
    try:
        return load_tables(content.tables)
    except StsError as error:
        raise VaultDamaged(why="tables") from error
