"""Key ceremonies, asked of head office's key agent over its socket."""

from collections.abc import Callable
from typing import Any

from pos.app.ports.ceremony import CeremonyPlan, CeremonyStatus, ComponentLetter
from pos.keystore.calls.ceremony import (
    AbandonCeremony,
    AskCeremonies,
    BeginCeremony,
    EnterLetter,
    SealCeremony,
)
from pos.keystore.calls.protocol import Call
from pos.wire.sealed_key import SealedKey


class CeremonyClient:
    """Implements the port `KeyCeremonies` for other processes."""

    def __init__(self, ask: Callable[[Call], Any]) -> None:
        """Take what sends a call and returns its answer."""
        self._ask = ask

    def begin(self, plan: CeremonyPlan) -> CeremonyStatus:
        """See `KeyCeremonies.begin`."""
        status: CeremonyStatus = self._ask(BeginCeremony(plan))
        return status

    def statuses(self) -> tuple[CeremonyStatus, ...]:
        """See `KeyCeremonies.statuses`."""
        statuses: tuple[CeremonyStatus, ...] = self._ask(AskCeremonies())
        return statuses

    def enter(self, ceremony: str, custodian: str, letter: ComponentLetter) -> CeremonyStatus:
        """See `KeyCeremonies.enter`."""
        status: CeremonyStatus = self._ask(EnterLetter(ceremony, custodian, letter))
        return status

    def seal(self, ceremony: str, check_value: str) -> tuple[SealedKey, ...]:
        """See `KeyCeremonies.seal`."""
        sealed: tuple[SealedKey, ...] = self._ask(SealCeremony(ceremony, check_value))
        return sealed

    def abandon(self, ceremony: str) -> bool:
        """See `KeyCeremonies.abandon`."""
        was_held: bool = self._ask(AbandonCeremony(ceremony))
        return was_held
