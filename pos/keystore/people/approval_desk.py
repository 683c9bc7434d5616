"""Second persons: a PIN checked for one exact request, and the signature about it.

An approval lives in the agent's memory only: an agent that ends forgets it, and the second person
is asked again.
"""

import hmac
import re
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pos.app.ports import Clock
from pos.domain.entries import ApprovalReceipt
from pos.domain.errors import ApprovalNotValid
from pos.domain.journal import format_time
from pos.keystore.keys.device_key import DeviceKey
from pos.keystore.people.pin_desk import PinDesk
from pos.keystore.vault.slots import Randomness

GOOD_FOR: Final = timedelta(minutes=5)
PENDING_MAX: Final = 16
_HANDLE_BYTES: Final = 16
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class _Pending:
    approver: str
    request_digest: str
    approved_at: datetime


class ApprovalDesk:
    """Gives handles for checked PINs and takes each back once."""

    def __init__(
        self, pins: PinDesk, device_key: DeviceKey, clock: Clock, randomness: Randomness
    ) -> None:
        self._pins = pins
        self._device_key = device_key
        self._clock = clock
        self._randomness = randomness
        self._pending: dict[str, _Pending] = {}
        self._one_at_a_time = threading.Lock()

    def approve(self, approver: str, pin: bytes, request_digest: str) -> str:
        """Check a PIN and return a handle; see `People.approve`."""
        if _DIGEST.fullmatch(request_digest) is None:
            raise ApprovalNotValid
        self._pins.sign_in(approver, pin)
        handle = self._randomness(_HANDLE_BYTES).hex()
        with self._one_at_a_time:
            self._pending[handle] = _Pending(approver, request_digest, self._clock.now())
            # Each gives way to their own later ones: nobody pushes another's yes out.
            own = [name for name, pending in self._pending.items() if pending.approver == approver]
            for name in own[:-PENDING_MAX]:
                del self._pending[name]
        return handle

    def redeem(self, handle: str, request_digest: str) -> ApprovalReceipt:
        """Use a handle up and sign; see `People.redeem_approval`."""
        with self._one_at_a_time:
            pending = self._pending.pop(handle, None)
        if pending is None:
            raise ApprovalNotValid
        age = self._clock.now() - pending.approved_at
        # A clock that was set back must not give an approval a second life.
        if not timedelta(0) <= age <= GOOD_FOR:
            raise ApprovalNotValid
        if not hmac.compare_digest(pending.request_digest.encode(), request_digest.encode()):
            raise ApprovalNotValid
        receipt = ApprovalReceipt(
            approver=pending.approver,
            request_digest=request_digest,
            approved_at=format_time(pending.approved_at),
            signature="",
        )
        return self._device_key.sign_approval(receipt)
