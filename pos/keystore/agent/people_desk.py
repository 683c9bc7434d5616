"""The key agent's side of people: second persons, and PINs that change."""

from collections.abc import Callable

from pos.domain.entries import ApprovalReceipt
from pos.domain.operator import Role
from pos.keystore.errors.refusals import SetUpOver
from pos.keystore.issue.identity import Identity
from pos.keystore.office.told_roles import take_roles
from pos.keystore.people.pin_desk import PinDesk
from pos.wire.bundle import SignedBundle


class PeopleDesk:
    """Implements the port `People` inside the agent."""

    def __init__(self, open_identity: Callable[[], Identity], *, training: bool) -> None:
        """Take what gives the open identity compartment, or raises IdentityLocked, and its kind."""
        self._open_identity, self._training = open_identity, training

    def approve(self, approver: str, pin: bytes, request_digest: str) -> str:
        """See `People.approve`."""
        return self._open_identity().approvals.approve(approver, pin, request_digest)

    def redeem_approval(self, handle: str, request_digest: str) -> ApprovalReceipt:
        """See `People.redeem_approval`."""
        return self._open_identity().approvals.redeem(handle, request_digest)

    def set_pin(self, operator: str, pin: bytes, role: Role) -> None:
        """See `SecurityModuleSetup.set_pin`; SetUpOver once a journal was signed."""
        identity = self._open_identity()
        if identity.store.signed_head() is not None:
            raise SetUpOver
        identity.pins.set_pin(operator, pin, role)

    def change_pin(self, operator: str, pin: bytes, role: Role, *, by: str, by_pin: bytes) -> None:
        """See `People.change_pin`."""
        pins = self._open_identity().pins
        pins.sign_in(by, by_pin)
        if operator == by:
            pins.change_own(operator, pin)
            return
        pins.must_be(by, Role.SUPERVISOR)
        pins.replace_pin(operator, pin, role)

    def change_role(self, operator: str, role: Role, *, by: str, by_pin: bytes) -> None:
        """See `People.change_role`."""
        self._of_supervisor(by, by_pin).change_role(operator, role)

    def take_roles(self, bundle: SignedBundle) -> None:
        """See `People.take_roles`."""
        take_roles(self._open_identity(), bundle, training=self._training)

    def remove_pin(self, operator: str, *, by: str, by_pin: bytes) -> None:
        """See `People.remove_pin`."""
        self._of_supervisor(by, by_pin).remove_pin(operator)

    def _of_supervisor(self, name: str, pin: bytes) -> PinDesk:
        pins = self._open_identity().pins
        pins.sign_in_as(name, pin, Role.SUPERVISOR)
        return pins
