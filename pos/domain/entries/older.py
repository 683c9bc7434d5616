"""Payloads as earlier programs wrote them, and what each of them says in today's words.

An entry is never written in these shapes again, and never stops being read in them.
"""

from typing import ClassVar

import msgspec

from pos.domain.entries.cash import (
    ApprovalReceipt,
    CashFigures,
    CashPolicySet,
    CountLine,
    OperatorSubtotal,
    ShiftClosed,
)
from pos.domain.entries.payload import Payload
from pos.domain.entries.sale import KeyChange, MeterKeyed, QuoteLine, SaleBegun, TenderTaken


class SaleBegunV1(Payload, frozen=True, forbid_unknown_fields=True, tag="sale_begun"):
    """A sale that was paid with one tender; see `SaleBegun`."""

    sale_id: str
    meter: MeterKeyed
    resource: str
    currency: str
    total: int
    tender: str
    tendered: int
    change: int
    units_milli: int
    credited_milli: int
    lines: tuple[QuoteLine, ...]
    tariff: str
    tariff_digest: str
    month: str
    month_to_date_milli: int
    shift_no: int
    printer: str

    def upcast(self) -> SaleBegun:
        """Say it as `SaleBegun`."""
        return SaleBegun(
            sale_id=self.sale_id,
            meter=self.meter,
            resource=self.resource,
            currency=self.currency,
            total=self.total,
            tenders=(TenderTaken(self.tender, self.tendered),),
            change=self.change,
            rounding=0,
            units_milli=self.units_milli,
            credited_milli=self.credited_milli,
            lines=self.lines,
            tariff=self.tariff,
            tariff_digest=self.tariff_digest,
            month=self.month,
            month_to_date_milli=self.month_to_date_milli,
            shift_no=self.shift_no,
            printer=self.printer,
        )


class SaleBegunV2(Payload, frozen=True, forbid_unknown_fields=True, tag="sale_begun"):
    """A sale of one credit token; see `SaleBegun`."""

    version: ClassVar[int] = 2

    sale_id: str
    meter: MeterKeyed
    resource: str
    currency: str
    total: int
    tenders: tuple[TenderTaken, ...]
    change: int
    rounding: int
    units_milli: int
    credited_milli: int
    lines: tuple[QuoteLine, ...]
    tariff: str
    tariff_digest: str
    month: str
    month_to_date_milli: int
    shift_no: int
    printer: str

    def upcast(self) -> SaleBegun:
        """Say it as `SaleBegun`."""
        return SaleBegun(**msgspec.structs.asdict(self))


class SaleBegunV3(Payload, frozen=True, forbid_unknown_fields=True, tag="sale_begun"):
    """A sale that did not say what stays owed; see `SaleBegun`."""

    version: ClassVar[int] = 3

    sale_id: str
    meter: MeterKeyed
    resource: str
    currency: str
    total: int
    tenders: tuple[TenderTaken, ...]
    change: int
    rounding: int
    units_milli: int
    credited_milli: int
    lines: tuple[QuoteLine, ...]
    tariff: str
    tariff_digest: str
    month: str
    month_to_date_milli: int
    shift_no: int
    printer: str
    key_change: KeyChange | None = None
    free_milli: int = 0
    free_credited_milli: int = 0
    approval: ApprovalReceipt | None = None

    def upcast(self) -> SaleBegun:
        """Say it as `SaleBegun`."""
        return SaleBegun(**msgspec.structs.asdict(self))


class SaleBegunV4(Payload, frozen=True, forbid_unknown_fields=True, tag="sale_begun"):
    """A sale that did not say which monthly charges it paid; see `SaleBegun`."""

    version: ClassVar[int] = 4

    sale_id: str
    meter: MeterKeyed
    resource: str
    currency: str
    total: int
    tenders: tuple[TenderTaken, ...]
    change: int
    rounding: int
    units_milli: int
    credited_milli: int
    lines: tuple[QuoteLine, ...]
    tariff: str
    tariff_digest: str
    month: str
    month_to_date_milli: int
    shift_no: int
    printer: str
    key_change: KeyChange | None = None
    free_milli: int = 0
    free_credited_milli: int = 0
    approval: ApprovalReceipt | None = None
    arrears_left: int = 0
    carried: int = 0

    def upcast(self) -> SaleBegun:
        """Say it as `SaleBegun`."""
        return SaleBegun(**msgspec.structs.asdict(self))


class CashPolicySetV1(Payload, frozen=True, forbid_unknown_fields=True, tag="cash_policy_set"):
    """Limits from before there was cash rounding."""

    drawer_limit: int
    over_short_limit: int

    def upcast(self) -> CashPolicySet:
        """Say it as `CashPolicySet`."""
        return CashPolicySet(
            drawer_limit=self.drawer_limit,
            over_short_limit=self.over_short_limit,
            cash_step=1,
            rounding_mode="nearest",
        )


class OperatorSubtotalV1(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one operator sold in a shift."""

    operator: str
    sales: int
    total: int
    cash_tendered: int
    change: int

    def upcast(self) -> OperatorSubtotal:
        """Say it as `OperatorSubtotal`; who moved cash was not told."""
        return OperatorSubtotal(
            operator=self.operator,
            sales=self.sales,
            total=self.total,
            cash_tendered=self.cash_tendered,
            change=self.change,
            refunds=0,
            paid_in=0,
            paid_out=0,
            drops=0,
        )


class ShiftClosedV1(Payload, frozen=True, forbid_unknown_fields=True, tag="shift_closed"):
    """A closed shift from before there were several tenders and hand-overs; see `ShiftClosed`."""

    shift_no: int
    z_no: str
    currency: str
    opened_at: str
    opener: str
    figures: CashFigures
    sales: int
    sales_total: int
    subtotals: tuple[OperatorSubtotalV1, ...]
    drawer_openings: int
    expected_shown: int
    count_seq: int
    lines: tuple[CountLine, ...]
    expected: int
    counted: int
    over_short: int
    reason: str
    approval: ApprovalReceipt

    def upcast(self) -> ShiftClosed:
        """Say it as `ShiftClosed`."""
        return ShiftClosed(
            shift_no=self.shift_no,
            z_no=self.z_no,
            currency=self.currency,
            opened_at=self.opened_at,
            opener=self.opener,
            keeper="",
            figures=self.figures,
            sales=self.sales,
            sales_total=self.sales_total,
            rounding=0,
            tenders=(),
            subtotals=tuple(own.upcast() for own in self.subtotals),
            hand_overs=(),
            drawer_openings=self.drawer_openings,
            expected_shown=self.expected_shown,
            count_seq=self.count_seq,
            lines=self.lines,
            expected=self.expected,
            counted=self.counted,
            over_short=self.over_short,
            reason_code="",
            reason=self.reason,
            approval=self.approval,
        )


OlderPayload = (
    SaleBegunV1 | SaleBegunV2 | SaleBegunV3 | SaleBegunV4 | CashPolicySetV1 | ShiftClosedV1
)
