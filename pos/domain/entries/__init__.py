"""The payloads of journal entries: what happened, as integers and strings, without personal data.

Each class is one kind and version. A payload that was written once is read for ever: a changed
payload gets a new class with the next version, and the old one an upcaster in `older.py`.
Money is in minor units of the terminal's currency, energy in thousandths of a unit, times are
`YYYY-MM-DDTHH:MM:SS.mmmZ`, digests are lower-case hex.
"""

from pos.domain.entries.agent_float import FloatPolicySet, FloatToppedUp
from pos.domain.entries.cases import CaseClosed, CaseOpened, CashRefunded
from pos.domain.entries.cash import (
    ApprovalReceipt,
    CashDropped,
    CashFigures,
    CashPaidIn,
    CashPaidOut,
    CashPolicySet,
    CountEntered,
    CountLine,
    DrawerHandedOver,
    DrawerOpened,
    ExpectedShown,
    HandOver,
    OperatorSubtotal,
    ShiftClosed,
    ShiftOpened,
    TenderSubtotal,
)
from pos.domain.entries.downlink import (
    AgentWished,
    AgentWishEnded,
    KeyRevoked,
    MessageText,
    OfficeMessageSet,
    ProgramRuleSet,
    TextAsked,
)
from pos.domain.entries.older import OlderPayload, SaleBegunV3, SaleBegunV4, ShiftClosedV1
from pos.domain.entries.paper import (
    CopyAllowed,
    CopyQueued,
    PaperCopyQueued,
    PaperLanguageSet,
    PaperPolicySet,
    PaperPrinted,
    ReceiptPrinted,
)
from pos.domain.entries.payload import Payload
from pos.domain.entries.people import (
    OperatorAdded,
    OperatorChanged,
    OperatorRemoved,
    PinChanged,
    PinReset,
    SignInRefusedEntry,
)
from pos.domain.entries.sale import (
    EarlierIssueKept,
    FixedPaid,
    GhostVendsFound,
    IssuedToken,
    IssueReceipt,
    IssueRecovered,
    KeyChange,
    MeterKeyed,
    QuoteLine,
    SaleBegun,
    SaleCancelled,
    SaleCommitted,
    TenderTaken,
)
from pos.domain.entries.terminal import (
    AnswerKeyChanged,
    BundleTaken,
    ClockAccepted,
    ClockMoved,
    CustomerForgotten,
    Enrolled,
    KeyComponentEntered,
    KeyComponentsAbandoned,
    KeyDeviceChosen,
    KeyIdleLockSet,
    KeyLoaded,
    KeySlotChanged,
    LeaseCounterChosen,
    LeaseReceived,
    MetersImported,
    PrinterSet,
    TablesImported,
    TariffLoaded,
    TerminalCreated,
    TerminalRestored,
)
from pos.domain.entries.tokens import (
    EngineeringBegun,
    FreeBegun,
    KeyChangeBegun,
    ReissueBegun,
    Unpaid,
)

AnyUnpaid = KeyChangeBegun | EngineeringBegun | FreeBegun | ReissueBegun
Begun = SaleBegun | AnyUnpaid
"""Step A of whatever the key agent issues."""

AnyPayload = (
    TerminalCreated
    | TerminalRestored
    | OperatorAdded
    | OperatorChanged
    | OperatorRemoved
    | PinChanged
    | PinReset
    | KeyLoaded
    | KeyComponentEntered
    | KeyComponentsAbandoned
    | KeySlotChanged
    | KeyDeviceChosen
    | LeaseCounterChosen
    | KeyIdleLockSet
    | TablesImported
    | LeaseReceived
    | Enrolled
    | AnswerKeyChanged
    | MetersImported
    | BundleTaken
    | CustomerForgotten
    | FloatPolicySet
    | FloatToppedUp
    | CaseOpened
    | CaseClosed
    | TariffLoaded
    | PrinterSet
    | ShiftOpened
    | CashPaidIn
    | CashPaidOut
    | CashDropped
    | CashRefunded
    | DrawerOpened
    | DrawerHandedOver
    | CountEntered
    | ExpectedShown
    | CashPolicySet
    | ShiftClosed
    | ClockAccepted
    | ClockMoved
    | EarlierIssueKept
    | GhostVendsFound
    | SignInRefusedEntry
    | SaleBegun
    | KeyChangeBegun
    | EngineeringBegun
    | FreeBegun
    | ReissueBegun
    | SaleCommitted
    | SaleCancelled
    | IssueRecovered
    | ReceiptPrinted
    | CopyQueued
    | PaperPrinted
    | PaperCopyQueued
    | CopyAllowed
    | PaperPolicySet
    | PaperLanguageSet
    | OfficeMessageSet
    | ProgramRuleSet
    | KeyRevoked
    | AgentWished
    | AgentWishEnded
    | TextAsked
)

__all__ = [
    "AgentWishEnded",
    "AgentWished",
    "AnswerKeyChanged",
    "AnyPayload",
    "AnyUnpaid",
    "ApprovalReceipt",
    "Begun",
    "BundleTaken",
    "CaseClosed",
    "CaseOpened",
    "CashDropped",
    "CashFigures",
    "CashPaidIn",
    "CashPaidOut",
    "CashPolicySet",
    "CashRefunded",
    "ClockAccepted",
    "ClockMoved",
    "CopyAllowed",
    "CopyQueued",
    "CountEntered",
    "CountLine",
    "CustomerForgotten",
    "DrawerHandedOver",
    "DrawerOpened",
    "EarlierIssueKept",
    "EngineeringBegun",
    "Enrolled",
    "ExpectedShown",
    "FixedPaid",
    "FloatPolicySet",
    "FloatToppedUp",
    "FreeBegun",
    "GhostVendsFound",
    "HandOver",
    "IssueReceipt",
    "IssueRecovered",
    "IssuedToken",
    "KeyChange",
    "KeyChangeBegun",
    "KeyComponentEntered",
    "KeyComponentsAbandoned",
    "KeyDeviceChosen",
    "KeyIdleLockSet",
    "KeyLoaded",
    "KeyRevoked",
    "KeySlotChanged",
    "LeaseCounterChosen",
    "LeaseReceived",
    "MessageText",
    "MeterKeyed",
    "MetersImported",
    "OfficeMessageSet",
    "OlderPayload",
    "OperatorAdded",
    "OperatorChanged",
    "OperatorRemoved",
    "OperatorSubtotal",
    "PaperCopyQueued",
    "PaperLanguageSet",
    "PaperPolicySet",
    "PaperPrinted",
    "Payload",
    "PinChanged",
    "PinReset",
    "PrinterSet",
    "ProgramRuleSet",
    "QuoteLine",
    "ReceiptPrinted",
    "ReissueBegun",
    "SaleBegun",
    "SaleBegunV3",
    "SaleBegunV4",
    "SaleCancelled",
    "SaleCommitted",
    "ShiftClosed",
    "ShiftClosedV1",
    "ShiftOpened",
    "SignInRefusedEntry",
    "TablesImported",
    "TariffLoaded",
    "TenderSubtotal",
    "TenderTaken",
    "TerminalCreated",
    "TerminalRestored",
    "TextAsked",
    "Unpaid",
]
