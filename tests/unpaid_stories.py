"""Requests for tokens that nobody pays for, approved by a second person, for tests."""

from contextlib import suppress
from typing import Any, TypeVar

import msgspec

from pos.app.ports import Issued, SecurityModuleSetup, Tombstone
from pos.domain.approval import request_digest
from pos.domain.entries import (
    Begun,
    EngineeringBegun,
    FreeBegun,
    KeyChange,
    KeyChangeBegun,
    MeterKeyed,
    ReissueBegun,
)
from pos.domain.journal import NO_HASH, Entry, format_time, seal
from pos.domain.operator import Role
from pos.keystore.errors.refusals import PinAlreadySet
from tests import agent_stories as story

BegunT = TypeVar("BegunT", bound=Begun)
SUPERVISOR, PIN = "supervisor", b"4711"


def _common(meter: MeterKeyed | None, **changes: Any) -> dict[str, Any]:
    values = {
        "sale_id": story.new_sale_id(),
        "meter": meter or story.a_meter(),
        "resource": "electricity",
        "currency": "ZAR",
        "reason": "asked by the customer",
        "shift_no": 1,
        "printer": "",
        "approval": None,
    }
    return {**values, **changes}


def a_change(present: MeterKeyed, *, with_sgc: bool = False) -> KeyChange:
    """Leave a key."""
    return KeyChange(present=present, with_sgc=with_sgc)


def a_key_change(present: MeterKeyed, new: MeterKeyed, **changes: Any) -> KeyChangeBegun:
    """A set alone."""
    return KeyChangeBegun(**_common(new, **changes), key_change=a_change(present))


def an_engineering(
    setting: str = "clear_tamper", value: str = "", **changes: Any
) -> EngineeringBegun:
    """A token that sets something."""
    meter = changes.pop("meter", None)
    return EngineeringBegun(**_common(meter, **changes), setting=setting, value=value)


def a_gift(milli: int = 50_000, **changes: Any) -> FreeBegun:
    """Free units."""
    meter = changes.pop("meter", None)
    return FreeBegun(
        **_common(meter, **changes),
        units_milli=milli,
        credited_milli=milli,
        tariff="training",
        tariff_digest="0" * 64,
        month="2026-11",
    )


def a_reissue(of_sale: str, meter: MeterKeyed, **changes: Any) -> ReissueBegun:
    """The codes of a sale under another key."""
    return ReissueBegun(**_common(meter, **changes), of_sale=of_sale)


def approved(module: SecurityModuleSetup, begun: BegunT, *, approver: str = SUPERVISOR) -> BegunT:
    """Have a second person say yes to exactly this."""
    with suppress(PinAlreadySet):
        module.set_pin(approver, PIN, Role.SUPERVISOR)
    digest = request_digest(begun)
    handle = module.people.approve(approver, PIN, digest)
    receipt = module.people.redeem_approval(handle, digest)
    return msgspec.structs.replace(begun, approval=receipt)


def body_of(begun: Begun, *, operator: str = "agent") -> bytes:
    """Return the stored bytes of a request's entry."""
    entry = Entry("T1", 1, 7, format_time(story.NOON), operator, begun.version, begun, NO_HASH)
    return seal(entry).body


def ask(module: SecurityModuleSetup, begun: Begun) -> Issued | Tombstone:
    """Ask for what a request says, as it is."""
    return module.issue(begun.sale_id, body_of(begun))


def ask_approved(module: SecurityModuleSetup, begun: Begun) -> Issued:
    """Ask for what a second person has approved; it must be issued."""
    outcome = ask(module, approved(module, begun))
    assert isinstance(outcome, Issued), outcome
    return outcome
