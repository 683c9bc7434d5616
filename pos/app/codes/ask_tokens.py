"""Tokens that nobody pays for: begun like a sale, approved by a second person, issued once.

One way for all of them. What a use case wants is a draft, made anew from what is known at that
moment; the second person's yes is to exactly this draft, and the entry is the draft with the yes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import msgspec

from pos.app.office.office_rules import key_must_not_be_revoked, program_must_be_new_enough
from pos.app.office.sync_stop import selling_must_not_be_stopped
from pos.app.people.approvals import SecondPerson, approve, second_signature
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports, Reads
from pos.app.selling.clock_guard import clock_must_be_plausible
from pos.app.selling.finish_sale import issue_and_commit
from pos.app.selling.quoting import known_meter, meter_must_be_sold_to, terminal_of
from pos.app.selling.stored_sale import begun_body, request_of, result_of
from pos.app.selling.unsettled import meter_must_have_no_open_sale
from pos.domain.approval import request_digest
from pos.domain.cash import parse_reference
from pos.domain.entries import AnyUnpaid, Begun, MeterKeyed, Unpaid
from pos.domain.errors import MoneyStands, PosError, SaleIdReused
from pos.domain.meter import Meter
from pos.domain.operator import Role
from pos.domain.sale import SaleResult, SaleState

MAY_ASK: Final = (Role.AGENT, Role.SUPERVISOR, Role.TECHNICIAN)
MAY_APPROVE: Final = (Role.SUPERVISOR,)
_ELECTRICITY: Final = "electricity"


@dataclass(frozen=True, slots=True)
class Ask:
    """What every request says.

    Attributes:
        sale_id: UUID, lower-case with hyphens; the same one again gives the same tokens.
        pan: 18 digits.
        reason: why; see `parse_reason`.
        printer: address for the slip; empty for the terminal's own.
    """

    sale_id: str
    pan: str
    reason: str
    printer: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a draft is made: one consistent view, the meter in it, the moment."""

    reads: Reads
    meter: Meter
    now: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """One use case's part.

    Attributes:
        draft: makes what is to be issued, not yet approved.
        is_asked_by: whether an earlier request asked the same, apart from meter and reason.
    """

    draft: Callable[[Place], AnyUnpaid]
    is_asked_by: Callable[[Begun], bool]


def common_fields(ask: Ask, place: Place, meter: MeterKeyed) -> dict[str, Any]:
    """Return the fields that all kinds share, not yet approved.

    Args:
        meter: names the key that the tokens are for.
    """
    shift = place.reads.open_shift()
    return {
        "sale_id": ask.sale_id,
        "meter": meter,
        "resource": _ELECTRICITY,
        "currency": terminal_of(place.reads).currency,
        "reason": parse_reference(ask.reason),
        "shift_no": shift.shift_no if shift else 0,
        "printer": ask.printer,
        "approval": None,
    }


def issue_unpaid(
    ports: Ports, ask: Ask, wanted: Wanted, *, operator: SignedIn, second: SecondPerson | None
) -> SaleResult:
    """Issue what is wanted, or answer again what this id has come to.

    Args:
        operator: who asks.
        second: who approves; not needed for an id that is known.

    Raises:
        SaleIdReused: the id belongs to another request.
        ApproverMissing, ApproverIsOperator, RoleNotAllowed, SignInRefused, SignInDelayed.
        ApprovalNotValid: what was approved is not what would be issued now.
        PosError: any other refusal.
    """
    operator.must_be(*MAY_ASK)
    try:
        return _issue(ports, ask, wanted, operator=operator, second=second)
    except PosError as error:
        if error.money in (MoneyStands.GIVE_BACK, MoneyStands.NOTHING_CHARGED):
            error.with_money(MoneyStands.NOT_INVOLVED)
        raise


def _issue(
    ports: Ports, ask: Ask, wanted: Wanted, *, operator: SignedIn, second: SecondPerson | None
) -> SaleResult:
    with ports.store.sale_lock(ask.sale_id):
        with ports.store.read() as reads:
            row = reads.sale(ask.sale_id)
            if row is not None:
                body = begun_body(reads, row)
                if not _asked_the_same(request_of(body), ask, wanted):
                    raise SaleIdReused(sale=ask.sale_id)
                if row.state != SaleState.OPEN:
                    return result_of(reads, row, repeated=True)
        if row is None:
            body = _begin(ports, ask, wanted, operator=operator, second=second)
        return issue_and_commit(ports, ask.sale_id, body, operator=operator.name)


def _asked_the_same(begun: Begun, ask: Ask, wanted: Wanted) -> bool:
    return (
        isinstance(begun, Unpaid)
        and (begun.meter.pan, begun.reason) == (ask.pan, parse_reference(ask.reason))
        and wanted.is_asked_by(begun)
    )


def _begin(
    ports: Ports, ask: Ask, wanted: Wanted, *, operator: SignedIn, second: SecondPerson | None
) -> bytes:
    """Step A: drafted for the second person, then again inside the transaction that writes it."""
    with ports.store.read() as reads:
        draft = _drafted(wanted, _place(ports, reads, ask))
        # A refusal that no approval would change comes before anybody is called to the counter.
        ports.keys.ready_to_issue(draft)
    second_signature(ports, second, first=operator, roles=MAY_APPROVE)
    assert second is not None  # noqa: S101 - there is no signature without a second person.
    handle = approve(ports, second, draft)
    with ports.store.write() as work:
        selling_must_not_be_stopped(work)
        place = _place(ports, work, ask)
        clock_must_be_plausible(work, place.now)
        meter_must_have_no_open_sale(ports, work, ask.pan)
        draft = _drafted(wanted, place)
        ports.keys.ready_to_issue(draft)
        approval = ports.keys.people.redeem_approval(handle, request_digest(draft))
        begun = msgspec.structs.replace(draft, approval=approval)
        stored = work.append(begun, operator=operator.name)
        work.commit()
    return stored.body


def _drafted(wanted: Wanted, place: Place) -> AnyUnpaid:
    """Return what would be begun now.

    Raises:
        ProgramTooOld, MeterBlocked, ResourceNotSold, VendingKeyRevoked, or its own refusal.
    """
    program_must_be_new_enough(place.reads, place.now)
    place.meter.must_be_active()
    meter_must_be_sold_to(place.reads, place.meter)
    draft = wanted.draft(place)
    key_must_not_be_revoked(place.reads, draft.meter)
    return draft


def _place(ports: Ports, reads: Reads, ask: Ask) -> Place:
    return Place(reads, known_meter(reads, ask.pan), ports.clock.now())
