"""What clients ask of the key agent about loading keys; see `KeyCustody`."""

from typing import ClassVar

from pos.app.ports import KeyStatus
from pos.app.ports.custody import ComponentOffer, CustodyStatus, Entered, TablesStatus
from pos.keystore.calls.protocol import Call, PinCall
from pos.wire.bundle import SignedBundle
from pos.wire.sealed_key import SealedKey, SealingKey


class AskCustody(Call, frozen=True, forbid_unknown_fields=True, tag="custody"):
    """`KeyCustody.status`."""

    Result: ClassVar[object] = CustodyStatus


class EnterComponent(PinCall, frozen=True, forbid_unknown_fields=True, tag="enter_component"):
    """`KeyCustody.enter_component`."""

    Result: ClassVar[object] = Entered
    custodian: str
    pin: bytes
    offer: ComponentOffer


class LoadTogether(Call, frozen=True, forbid_unknown_fields=True, tag="load_together"):
    """`KeyCustody.load_together`."""

    Result: ClassVar[object] = KeyStatus
    attributes: bytes
    components: tuple[bytes, ...]


class AbandonComponents(PinCall, frozen=True, forbid_unknown_fields=True, tag="abandon_components"):
    """`KeyCustody.abandon`."""

    custodian: str
    pin: bytes
    sgc: str
    krn: int


class AskSealingKey(Call, frozen=True, forbid_unknown_fields=True, tag="sealing_key"):
    """`KeyCustody.sealing_key`."""

    Result: ClassVar[object] = SealingKey


class TakeSealedKey(Call, frozen=True, forbid_unknown_fields=True, tag="take_sealed_key"):
    """`KeyCustody.take_sealed`."""

    Result: ClassVar[object] = KeyStatus
    sealed: SealedKey


class ImportTables(PinCall, frozen=True, forbid_unknown_fields=True, tag="import_tables"):
    """`KeyCustody.import_tables`."""

    Result: ClassVar[object] = TablesStatus
    content: bytes
    operator: str
    pin: bytes


class SetIdleLock(PinCall, frozen=True, forbid_unknown_fields=True, tag="set_idle_lock"):
    """`KeyCustody.set_idle_lock`."""

    minutes: int
    operator: str
    pin: bytes


class TakeIdleLock(Call, frozen=True, forbid_unknown_fields=True, tag="take_idle_lock"):
    """`KeyCustody.take_idle_lock`."""

    Result: ClassVar[object] = int
    bundle: SignedBundle


class KeyWrittenDown(Call, frozen=True, forbid_unknown_fields=True, tag="key_written_down"):
    """`KeyCustody.written_down`."""

    sgc: str
    krn: int


CustodyCall = (
    AskCustody
    | EnterComponent
    | LoadTogether
    | AbandonComponents
    | AskSealingKey
    | TakeSealedKey
    | ImportTables
    | SetIdleLock
    | TakeIdleLock
    | KeyWrittenDown
)
