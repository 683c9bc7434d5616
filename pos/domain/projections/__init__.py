"""Reducers: what the screens read, computed from the journal and from nothing else.

`reduce` is a pure function of one entry and of the rows as they were before it. The store writes
what it returns in the transaction of the entry; a rebuild runs it again over the whole journal into
empty tables and must get the same rows; head office runs it on what terminals send.
"""

from typing import assert_never

from msgspec.structs import replace

from pos.domain.entries import (
    AgentWished,
    AgentWishEnded,
    CaseClosed,
    CaseOpened,
    CashDropped,
    CashPaidIn,
    CashPaidOut,
    CashPolicySet,
    CashRefunded,
    ClockAccepted,
    ClockMoved,
    CopyQueued,
    CountEntered,
    CustomerForgotten,
    DrawerHandedOver,
    DrawerOpened,
    EngineeringBegun,
    ExpectedShown,
    FloatPolicySet,
    FloatToppedUp,
    FreeBegun,
    IssueRecovered,
    KeyChangeBegun,
    KeyLoaded,
    KeyRevoked,
    OfficeMessageSet,
    OperatorAdded,
    OperatorChanged,
    OperatorRemoved,
    PaperCopyQueued,
    PaperLanguageSet,
    PaperPolicySet,
    PinChanged,
    PinReset,
    PrinterSet,
    ProgramRuleSet,
    ReissueBegun,
    SaleBegun,
    SaleCancelled,
    SaleCommitted,
    ShiftClosed,
    ShiftOpened,
    SignInRefusedEntry,
    TariffLoaded,
    TerminalCreated,
    TerminalRestored,
)
from pos.domain.journal import Entry
from pos.domain.projections.arrears import ArrearsRow, MeterDebtRow
from pos.domain.projections.case_reducers import reduce_case
from pos.domain.projections.case_rows import CaseRow, CaseState
from pos.domain.projections.cash_reducers import act_of, reduce_cash
from pos.domain.projections.cash_rows import (
    ActKind,
    ActRow,
    CashPolicyRow,
    CashRowsBefore,
    HandOverRow,
    SalesDayRow,
    SalesHourRow,
    SalesQuarterRow,
    ShiftOperatorRow,
    ShiftRow,
    ShiftState,
    ShiftTenderRow,
    TenderDayRow,
)
from pos.domain.projections.downlink_reducers import reduce_downlink
from pos.domain.projections.downlink_rows import (
    PROGRAM_RULE_KEY,
    AgentWishRow,
    OfficeMessageRow,
    ProgramRuleRow,
    RevokedKeyRow,
)
from pos.domain.projections.float_reducers import reduce_float
from pos.domain.projections.float_rows import FloatDayRow, FloatRow
from pos.domain.projections.paper_reducers import reduce_paper
from pos.domain.projections.paper_rows import (
    PAPER_POLICY_KEY,
    PaperLanguageRow,
    PaperPolicyRow,
)
from pos.domain.projections.people_reducer import reduce_person
from pos.domain.projections.restore_reducer import reduce_restored
from pos.domain.projections.rows import (
    TERMINAL_KEY,
    MeterMonthRow,
    OperatorRow,
    Row,
    RowsBefore,
    SaleRow,
    TariffRow,
    TerminalRow,
)
from pos.domain.projections.sale_reducers import must, reduce_sale
from pos.domain.projections.token_reducers import reduce_key_loaded
from pos.domain.projections.token_rows import (
    MeterFreeRow,
    MeterKeyRow,
    Purpose,
    RegisterRow,
    TokenRowsBefore,
    VendingKeyRow,
    key_name,
    keyed_as,
)

__all__ = [
    "PAPER_POLICY_KEY",
    "PROGRAM_RULE_KEY",
    "TERMINAL_KEY",
    "ActKind",
    "ActRow",
    "AgentWishRow",
    "ArrearsRow",
    "CaseRow",
    "CaseState",
    "CashPolicyRow",
    "CashRowsBefore",
    "FloatDayRow",
    "FloatRow",
    "HandOverRow",
    "MeterDebtRow",
    "MeterFreeRow",
    "MeterKeyRow",
    "MeterMonthRow",
    "OfficeMessageRow",
    "OperatorRow",
    "PaperLanguageRow",
    "PaperPolicyRow",
    "ProgramRuleRow",
    "Purpose",
    "RegisterRow",
    "RevokedKeyRow",
    "Row",
    "RowsBefore",
    "SaleRow",
    "SalesDayRow",
    "SalesHourRow",
    "SalesQuarterRow",
    "ShiftOperatorRow",
    "ShiftRow",
    "ShiftState",
    "ShiftTenderRow",
    "TariffRow",
    "TenderDayRow",
    "TerminalRow",
    "TokenRowsBefore",
    "VendingKeyRow",
    "key_name",
    "keyed_as",
    "reduce",
]


def reduce(entry: Entry, rows: RowsBefore) -> tuple[Row, ...]:
    """Return the rows that an entry adds or replaces.

    Raises:
        JournalDamaged: the entry speaks of something the journal does not hold.
    """
    match entry.payload:
        case (
            SaleBegun()
            | KeyChangeBegun()
            | EngineeringBegun()
            | FreeBegun()
            | ReissueBegun()
            | SaleCommitted()
            | SaleCancelled()
            | IssueRecovered()
            | CopyQueued()
        ) as payload:
            return reduce_sale(payload, entry, rows)
        case (
            ShiftOpened()
            | CashPaidIn()
            | CashPaidOut()
            | CashDropped()
            | DrawerOpened()
            | DrawerHandedOver()
            | CountEntered()
            | ExpectedShown()
            | CashPolicySet()
            | ShiftClosed()
        ) as payload:
            return reduce_cash(payload, entry, rows)
        case FloatPolicySet() | FloatToppedUp() as payload:
            return reduce_float(payload, entry, rows)
        case CaseOpened() | CaseClosed() | CashRefunded() as payload:
            return reduce_case(payload, entry, rows)
        case (
            OperatorAdded()
            | OperatorChanged()
            | OperatorRemoved()
            | PinChanged()
            | PinReset()
            | SignInRefusedEntry()
            | CustomerForgotten()
        ) as about:
            return reduce_person(about, entry)
        case TerminalCreated() | TerminalRestored() as begun:
            return _begun(begun, entry, rows)
        case KeyLoaded() as loaded:
            return (reduce_key_loaded(loaded),)
        case TariffLoaded(tariff=tariff, digest=digest):
            return (TariffRow(tariff, digest),)
        case PrinterSet() | ClockAccepted() | ClockMoved() as changed:
            return _changed(changed, entry, must(rows.terminal(), entry))
        case (PaperPolicySet() | PaperLanguageSet() | PaperCopyQueued()) as payload:
            return reduce_paper(payload, entry)
        case (
            OfficeMessageSet() | ProgramRuleSet() | KeyRevoked() | AgentWished() | AgentWishEnded()
        ) as payload:
            return reduce_downlink(payload, entry, rows)
        case _:
            return ()


def _begun(
    begun: TerminalCreated | TerminalRestored, entry: Entry, rows: RowsBefore
) -> tuple[Row, ...]:
    if isinstance(begun, TerminalRestored):
        return reduce_restored(begun, entry, rows)
    return (_terminal(begun, entry),)


def _terminal(created: TerminalCreated, entry: Entry) -> TerminalRow:
    return TerminalRow(
        key=TERMINAL_KEY,
        terminal=created.terminal,
        currency=created.currency,
        training=int(created.training),
        time_zone=created.time_zone,
        device_key=created.device_key,
        printer="virtual:",
        receipts=0,
        known_time=entry.time,
    )


def _changed(
    changed: PrinterSet | ClockAccepted | ClockMoved, entry: Entry, terminal: TerminalRow
) -> tuple[Row, ...]:
    match changed:
        case PrinterSet(printer=printer):
            return (replace(terminal, printer=printer),)
        case ClockAccepted(known=known):
            moved = replace(terminal, known_time=entry.time)
            return moved, act_of(entry, ActKind.CLOCK_ACCEPTED, subject=known)
        case ClockMoved(known=known, told=told):
            moved = replace(terminal, known_time=told)
            return moved, act_of(entry, ActKind.CLOCK_MOVED, subject=known)
        case _:
            assert_never(changed)
