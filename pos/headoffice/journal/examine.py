"""What an entry says against the rules: noted for people, never a reason to refuse it."""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from pos.domain.entries import (
    EarlierIssueKept,
    GhostVendsFound,
    IssueReceipt,
    IssueRecovered,
    LeaseReceived,
    SaleCommitted,
    TerminalCreated,
    TerminalRestored,
)
from pos.domain.journal import Entry
from pos.wire.issue_receipt import is_signed_by


class Granted(msgspec.Struct, frozen=True):
    """What head office knows about the leases of a terminal and what was issued under them.

    Attributes:
        first_serial: newest lease from before enrolment.
        lease_serial: newest lease known.
        money_may_reach, energy_may_reach_milli: highest ceilings known.
        money_issued, energy_issued_milli: highest sums that an issue told.
    """

    first_serial: int
    lease_serial: int
    money_may_reach: int
    energy_may_reach_milli: int
    money_issued: int
    energy_issued_milli: int


def findings(entry: Entry, device_key: str, granted: Granted) -> Iterator[str]:
    """Yield what is wrong with an entry.

    Args:
        entry: of an enrolled terminal.
        device_key: as enrolled, 64 hex digits.
        granted: as known before this entry.
    """
    match entry.payload:
        case TerminalCreated(device_key=named) | TerminalRestored(device_key=named) if (
            named != device_key
        ):
            yield "names another device key"
        case LeaseReceived(serial=serial) if serial > granted.lease_serial:
            yield "tells of a lease that is not in these books"
        case EarlierIssueKept():
            yield "holds an issue from before a restore, for people to settle"
        case GhostVendsFound():
            yield "its key store and its journal tell different issues"
        case IssueRecovered(issue=issue):
            # A sale is begun in the journal first: a crash that lost that is rare.
            yield "adopted an issue that its journal had not begun"
            yield from _against_issue(issue, device_key, granted)
        case SaleCommitted(issue=issue):
            yield from _against_issue(issue, device_key, granted)
        case _:
            pass


def learn(entry: Entry, granted: Granted) -> Granted:
    """Return what is known after an entry; a restored head office learns its own grants back."""
    match entry.payload:
        case LeaseReceived() as lease if lease.serial > granted.first_serial:
            return replace(
                granted,
                lease_serial=max(granted.lease_serial, lease.serial),
                money_may_reach=max(granted.money_may_reach, lease.money_may_reach),
                energy_may_reach_milli=max(
                    granted.energy_may_reach_milli, lease.energy_may_reach_milli
                ),
            )
        case SaleCommitted(issue=issue) | IssueRecovered(issue=issue):
            return replace(
                granted,
                money_issued=max(granted.money_issued, issue.money_issued),
                energy_issued_milli=max(granted.energy_issued_milli, issue.energy_issued_milli),
            )
        case _:
            return granted


def _against_issue(issue: IssueReceipt, device_key: str, granted: Granted) -> Iterator[str]:
    if not is_signed_by(issue, device_key):
        yield "holds an issue that the device key did not sign"
    if issue.lease_serial > granted.lease_serial:
        yield "was issued under a lease that is not in these books"
    elif issue.lease_serial > granted.first_serial and (
        issue.money_issued > granted.money_may_reach
        or issue.energy_issued_milli > granted.energy_may_reach_milli
    ):
        yield "was issued above the lease"
