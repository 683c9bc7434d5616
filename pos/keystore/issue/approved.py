"""Which requests need a second person's yes, and whether the one in them is good."""

from datetime import datetime, timedelta
from typing import Final

from pos.domain.approval import approval_bytes, request_digest
from pos.domain.entries import Begun, SaleBegun
from pos.domain.errors import ApprovalNotValid, ApproverIsOperator, ApproverMissing
from pos.domain.journal import parse_time
from pos.domain.operator import Role
from pos.keystore.people.pin_desk import PinDesk
from pos.wire.signatures import signature_is_genuine

# Long enough to finish what a power cut interrupted, short enough that no stock of them is kept.
LAPSES_AFTER: Final = timedelta(days=1)


def approval_must_hold(
    begun: Begun, *, operator: str, pins: PinDesk, device_key: str, now: datetime
) -> None:
    """Ask whether a request was approved as far as it must be.

    Args:
        begun: as it lies in the journal.
        operator: who asked, as its entry says.
        pins: knows who is a supervisor.
        device_key: public, 64 hex digits; the approval must be this agent's own.
        now: aware.

    Raises:
        ApproverMissing: it must be approved and is not.
        ApproverIsOperator, ApprovalNotValid: by whoever asked, for another request, forged or old.
        RoleNotAllowed: by somebody who is no supervisor.
    """
    approval = begun.approval
    if approval is None:
        if _must_be_approved(begun):
            raise ApproverMissing
        return
    if approval.approver == operator:
        raise ApproverIsOperator(operator=operator[:40])
    try:
        signature = bytes.fromhex(approval.signature)
        age = now - parse_time(approval.approved_at)
    except ValueError as error:
        raise ApprovalNotValid from error
    is_for_this = approval.request_digest == request_digest(begun)
    is_ours = signature_is_genuine(bytes.fromhex(device_key), signature, approval_bytes(approval))
    if not (is_for_this and is_ours and abs(age) <= LAPSES_AFTER):
        raise ApprovalNotValid
    pins.must_be(approval.approver, Role.SUPERVISOR)


def _must_be_approved(begun: Begun) -> bool:
    """A sale may bring its meter to a newer key of its own supply group; nothing else is free."""
    if not isinstance(begun, SaleBegun):
        return True
    if begun.key_change is None:
        return False
    present, new = begun.key_change.present, begun.meter
    same = (present.sgc, present.tariff_index, present.key_type)
    return same != (new.sgc, new.tariff_index, new.key_type) or new.krn <= present.krn
