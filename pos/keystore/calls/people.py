"""What clients ask of the key agent about people; see `People`."""

from typing import ClassVar

from pos.domain.entries import ApprovalReceipt
from pos.domain.operator import Role
from pos.keystore.calls.protocol import Call, PinCall
from pos.wire.bundle import SignedBundle
from pos.wire.pin_reset import PinResetRequest, SignedPinReset


class Approve(PinCall, frozen=True, forbid_unknown_fields=True, tag="approve"):
    """`People.approve`."""

    Result: ClassVar[object] = str
    approver: str
    pin: bytes
    request_digest: str


class RedeemApproval(Call, frozen=True, forbid_unknown_fields=True, tag="redeem_approval"):
    """`People.redeem_approval`."""

    Result: ClassVar[object] = ApprovalReceipt
    handle: str
    request_digest: str


class ChangePin(PinCall, frozen=True, forbid_unknown_fields=True, tag="change_pin"):
    """`People.change_pin`."""

    operator: str
    pin: bytes
    role: Role
    by: str
    by_pin: bytes


class ChangeRole(PinCall, frozen=True, forbid_unknown_fields=True, tag="change_role"):
    """`People.change_role`."""

    operator: str
    role: Role
    by: str
    by_pin: bytes


class RemovePin(PinCall, frozen=True, forbid_unknown_fields=True, tag="remove_pin"):
    """`People.remove_pin`."""

    operator: str
    by: str
    by_pin: bytes


class TakeRoles(Call, frozen=True, forbid_unknown_fields=True, tag="take_roles"):
    """`People.take_roles`."""

    bundle: SignedBundle


class ResetByCode(PinCall, frozen=True, forbid_unknown_fields=True, tag="reset_by_code"):
    """`PinResets.by_recovery_code`."""

    operator: str
    pin: bytes
    role: Role
    code: bytes


class AskReset(PinCall, frozen=True, forbid_unknown_fields=True, tag="ask_reset"):
    """`PinResets.ask`."""

    Result: ClassVar[object] = PinResetRequest
    operator: str
    pin: bytes
    role: Role


class TakeReset(Call, frozen=True, forbid_unknown_fields=True, tag="take_reset"):
    """`PinResets.take`."""

    signed: SignedPinReset
    operator: str
    role: Role


PeopleCall = (
    Approve
    | RedeemApproval
    | ChangePin
    | ChangeRole
    | RemovePin
    | TakeRoles
    | ResetByCode
    | AskReset
    | TakeReset
)
