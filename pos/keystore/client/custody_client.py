"""Loading keys, asked of the key agent over its socket."""

from collections.abc import Callable
from typing import Any

from pos.app.ports import KeyStatus
from pos.app.ports.custody import ComponentOffer, CustodyStatus, Entered, TablesStatus
from pos.keystore.calls.custody import (
    AbandonComponents,
    AskCustody,
    AskSealingKey,
    EnterComponent,
    ImportTables,
    KeyWrittenDown,
    LoadTogether,
    SetIdleLock,
    TakeIdleLock,
    TakeSealedKey,
)
from pos.keystore.calls.protocol import Call
from pos.wire.bundle import SignedBundle
from pos.wire.sealed_key import SealedKey, SealingKey


class CustodyClient:
    """Implements the port `KeyCustody` for other processes."""

    def __init__(self, ask: Callable[[Call], Any]) -> None:
        """Take what sends a call and returns its answer."""
        self._ask = ask

    def status(self) -> CustodyStatus:
        """See `KeyCustody.status`."""
        status: CustodyStatus = self._ask(AskCustody())
        return status

    def enter_component(self, custodian: str, pin: bytes, offer: ComponentOffer) -> Entered:
        """See `KeyCustody.enter_component`."""
        entered: Entered = self._ask(EnterComponent(custodian, pin, offer))
        return entered

    def load_together(self, attributes: bytes, components: tuple[bytes, ...]) -> KeyStatus:
        """See `KeyCustody.load_together`."""
        key: KeyStatus = self._ask(LoadTogether(attributes, components))
        return key

    def abandon(self, custodian: str, pin: bytes, sgc: str, krn: int) -> None:
        """See `KeyCustody.abandon`."""
        self._ask(AbandonComponents(custodian, pin, sgc, krn))

    def sealing_key(self) -> SealingKey:
        """See `KeyCustody.sealing_key`."""
        sealing_key: SealingKey = self._ask(AskSealingKey())
        return sealing_key

    def take_sealed(self, sealed: SealedKey) -> KeyStatus:
        """See `KeyCustody.take_sealed`."""
        key: KeyStatus = self._ask(TakeSealedKey(sealed))
        return key

    def import_tables(self, content: bytes, *, by: str, pin: bytes) -> TablesStatus:
        """See `KeyCustody.import_tables`."""
        tables: TablesStatus = self._ask(ImportTables(content, by, pin))
        return tables

    def set_idle_lock(self, minutes: int, *, by: str, pin: bytes) -> None:
        """See `KeyCustody.set_idle_lock`."""
        self._ask(SetIdleLock(minutes, by, pin))

    def take_idle_lock(self, bundle: SignedBundle) -> int:
        """See `KeyCustody.take_idle_lock`."""
        minutes: int = self._ask(TakeIdleLock(bundle))
        return minutes

    def written_down(self, sgc: str, krn: int) -> None:
        """See `KeyCustody.written_down`."""
        self._ask(KeyWrittenDown(sgc, krn))
