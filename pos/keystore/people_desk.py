"""The key agent's side of people: second persons, and PINs that change."""

from collections.abc import Callable

from pos.domain.entries import ApprovalReceipt
from pos.keystore.identity import Identity


class PeopleDesk:
    """Implements the port `People` inside the agent."""

    def __init__(self, open_identity: Callable[[], Identity]) -> None:
        """Take what gives the open identity compartment, or raises IdentityLocked."""
        self._open_identity = open_identity

    def approve(self, approver: str, pin: bytes, request_digest: str) -> str:
        """See `People.approve`."""
        return self._open_identity().approvals.approve(approver, pin, request_digest)

    def redeem_approval(self, handle: str, request_digest: str) -> ApprovalReceipt:
        """See `People.redeem_approval`."""
        return self._open_identity().approvals.redeem(handle, request_digest)

    def change_pin(self, operator: str, pin: bytes, *, by: str, by_pin: bytes) -> None:
        """See `People.change_pin`."""
        pins = self._open_identity().pins
        pins.sign_in(by, by_pin)
        pins.replace_pin(operator, pin)

    def remove_pin(self, operator: str, *, by: str, by_pin: bytes) -> None:
        """See `People.remove_pin`."""
        pins = self._open_identity().pins
        pins.sign_in(by, by_pin)
        pins.remove_pin(operator)
