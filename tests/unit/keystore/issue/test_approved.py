"""Which requests take a second person's yes, and which yes is good."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from pos.domain.approval import request_digest
from pos.domain.entries import ApprovalReceipt, Begun, KeyChange
from pos.domain.errors import (
    ApprovalNotValid,
    ApproverIsOperator,
    ApproverMissing,
    RoleNotAllowed,
)
from pos.domain.journal import format_time
from pos.domain.operator import Role
from pos.keystore.issue.approved import LAPSES_AFTER, approval_must_hold
from pos.keystore.keys.device_key import DeviceKey
from tests import unpaid_stories as unpaid
from tests.builders import a_sale_begun

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DEVICE, STRANGER = DeviceKey(b"\1" * 32), DeviceKey(b"\2" * 32)
METER = a_sale_begun().meter
GIFT = unpaid.a_gift()
A_MOMENT = timedelta(milliseconds=1)


@dataclass(frozen=True)
class People:
    """Stands in for the PINs; knows three people."""

    def must_be(self, operator: str, *allowed: Role) -> None:
        """Refuse whoever is something else."""
        known = {"sam": Role.SUPERVISOR, "tom": Role.TECHNICIAN, "ann": Role.AGENT}
        if known[operator] not in allowed:
            raise RoleNotAllowed(operator=operator, role=known[operator], needed="")


def a_yes(begun: Begun, by: str = "sam", *, key: DeviceKey = DEVICE) -> ApprovalReceipt:
    """Return somebody's yes to a request, at noon."""
    said = ApprovalReceipt(by, request_digest(begun), format_time(NOON), "")
    return key.sign_approval(said)


def hold(begun: Begun, approval: ApprovalReceipt | None, now: datetime = NOON) -> None:
    """Ask whether a yes holds for what ann asked."""
    asked = msgspec.structs.replace(begun, approval=approval)
    approval_must_hold(
        asked,
        operator="ann",
        pins=People(),  # type: ignore[arg-type]  # All that is asked of them.
        device_key=DEVICE.public,
        now=now,
    )


@pytest.mark.parametrize(
    ("changes", "is_free"),
    [
        ({"krn": 2}, True),
        ({"krn": 1}, False),
        ({"krn": 2, "sgc": "990012"}, False),
        ({"krn": 2, "tariff_index": "02"}, False),
        ({"krn": 2, "key_type": 1}, False),
    ],
)
def test_a_sale_brings_a_meter_to_a_newer_key_only(
    changes: dict[str, object],
    is_free: bool,  # noqa: FBT001 - by its case.
) -> None:
    """Of its own group, tariff index and type; all else takes a second person."""
    new = msgspec.structs.replace(METER, **changes)
    sale = a_sale_begun(meter=new, key_change=KeyChange(present=METER, with_sgc=False))
    if is_free:
        hold(sale, None)
    else:
        with pytest.raises(ApproverMissing):
            hold(sale, None)
    hold(sale, a_yes(sale))
    back = a_sale_begun(meter=METER, key_change=KeyChange(present=new, with_sgc=False))
    with pytest.raises(ApproverMissing):
        hold(back, None)


def test_a_plain_sale_takes_nobody_and_a_gift_somebody() -> None:
    """A yes that is there is looked at all the same."""
    sale = a_sale_begun()
    hold(sale, None)
    with pytest.raises(ApprovalNotValid):
        hold(sale, a_yes(GIFT))
    with pytest.raises(ApproverMissing):
        hold(GIFT, None)


def test_a_yes_is_good_for_a_day_on_either_side() -> None:
    """Clocks go back; no stock of them is kept."""
    yes = a_yes(GIFT)
    for age in (LAPSES_AFTER, -LAPSES_AFTER):
        hold(GIFT, yes, NOON + age)
    for age in (LAPSES_AFTER + A_MOMENT, -LAPSES_AFTER - A_MOMENT):
        with pytest.raises(ApprovalNotValid):
            hold(GIFT, yes, NOON + age)


@pytest.mark.parametrize(
    ("yes", "error"),
    [
        (a_yes(GIFT, "ann"), ApproverIsOperator),
        (a_yes(GIFT, "tom"), RoleNotAllowed),
        (a_yes(GIFT, key=STRANGER), ApprovalNotValid),
        (a_yes(unpaid.a_gift(60_000)), ApprovalNotValid),
        (msgspec.structs.replace(a_yes(GIFT), approver="tom"), ApprovalNotValid),
        (msgspec.structs.replace(a_yes(GIFT), signature="no hex"), ApprovalNotValid),
        (msgspec.structs.replace(a_yes(GIFT), approved_at="today"), ApprovalNotValid),
    ],
    ids=["own", "technician", "another agent", "another request", "name", "signature", "time"],
)
def test_no_other_yes_is_good(yes: ApprovalReceipt, error: type[Exception]) -> None:
    """Each is refused in its own way."""
    with pytest.raises(error):
        hold(GIFT, yes)
