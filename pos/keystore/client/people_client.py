"""People, asked of the key agent over its socket."""

from collections.abc import Callable
from typing import Any

from pos.domain.entries import ApprovalReceipt
from pos.domain.operator import Role
from pos.keystore.calls.people import (
    Approve,
    AskReset,
    ChangePin,
    ChangeRole,
    RedeemApproval,
    RemovePin,
    ResetByCode,
    TakeReset,
    TakeRoles,
)
from pos.keystore.calls.protocol import Call
from pos.wire.bundle import SignedBundle
from pos.wire.pin_reset import PinResetRequest, SignedPinReset


class PeopleClient:
    """Implements the port `People` for other processes."""

    def __init__(self, ask: Callable[[Call], Any]) -> None:
        """Take what sends a call and returns its answer."""
        self._ask = ask

    def approve(self, approver: str, pin: bytes, request_digest: str) -> str:
        """See `People.approve`."""
        handle: str = self._ask(Approve(approver, pin, request_digest))
        return handle

    def redeem_approval(self, handle: str, request_digest: str) -> ApprovalReceipt:
        """See `People.redeem_approval`."""
        approval: ApprovalReceipt = self._ask(RedeemApproval(handle, request_digest))
        return approval

    def change_pin(self, operator: str, pin: bytes, role: Role, *, by: str, by_pin: bytes) -> None:
        """See `People.change_pin`."""
        self._ask(ChangePin(operator, pin, role, by, by_pin))

    def change_role(self, operator: str, role: Role, *, by: str, by_pin: bytes) -> None:
        """See `People.change_role`."""
        self._ask(ChangeRole(operator, role, by, by_pin))

    def take_roles(self, bundle: SignedBundle) -> None:
        """See `People.take_roles`."""
        self._ask(TakeRoles(bundle))

    def remove_pin(self, operator: str, *, by: str, by_pin: bytes) -> None:
        """See `People.remove_pin`."""
        self._ask(RemovePin(operator, by, by_pin))


class PinResetsClient:
    """Implements the port `PinResets` for other processes."""

    def __init__(self, ask: Callable[[Call], Any]) -> None:
        """Take what sends a call and returns its answer."""
        self._ask = ask

    def by_recovery_code(self, operator: str, pin: bytes, role: Role, *, code: bytes) -> None:
        """See `PinResets.by_recovery_code`."""
        self._ask(ResetByCode(operator, pin, role, code))

    def ask(self, operator: str, pin: bytes, role: Role) -> PinResetRequest:
        """See `PinResets.ask`."""
        request: PinResetRequest = self._ask(AskReset(operator, pin, role))
        return request

    def take(self, signed: SignedPinReset, operator: str, role: Role) -> None:
        """See `PinResets.take`."""
        self._ask(TakeReset(signed, operator, role))
