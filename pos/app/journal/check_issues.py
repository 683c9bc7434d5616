"""Proving that each issue in a journal is the agent's own, for its own sale, and there once."""

import hashlib

from pos.domain.entries import (
    EngineeringBegun,
    FreeBegun,
    IssueReceipt,
    IssueRecovered,
    KeyChangeBegun,
    ReissueBegun,
    SaleBegun,
    SaleCancelled,
    SaleCommitted,
)
from pos.domain.errors import JournalDamaged
from pos.domain.journal import Entry
from pos.wire.issue_receipt import is_signed_by


class IssueChecker:
    """Walks a journal beside the chain's checker; holds the sales that are open at that point.

    Attributes:
        issues: how many were found good.
    """

    def __init__(self, device_key: str) -> None:
        self._device_key = device_key
        self._requests: dict[str, str] = {}
        self._numbers: set[int] = set()
        self.issues = 0

    def check(self, entry: Entry, body: bytes) -> None:
        """Look at one entry and its stored bytes.

        Raises:
            JournalDamaged: an issue with another signature, of another request, or a second one
                with its number.
        """
        match entry.payload:
            case (
                SaleBegun(sale_id=sale_id)
                | KeyChangeBegun(sale_id=sale_id)
                | EngineeringBegun(sale_id=sale_id)
                | FreeBegun(sale_id=sale_id)
                | ReissueBegun(sale_id=sale_id)
            ):
                self._requests[sale_id] = hashlib.sha256(body).hexdigest()
            case SaleCancelled(sale_id=sale_id):
                self._requests.pop(sale_id, None)
            case SaleCommitted(sale_id=sale_id, issue=issue):
                self._check_issue(entry.seq, issue, self._requests.pop(sale_id, ""))
            case IssueRecovered(begun=begun, issue=issue):
                digest = hashlib.sha256(begun.encode()).hexdigest()
                self._check_issue(entry.seq, issue, digest)
            case _:
                pass

    def _check_issue(self, seq: int, issue: IssueReceipt, request_digest: str) -> None:
        if not is_signed_by(issue, self._device_key):
            raise JournalDamaged(seq=seq, why="its issue was not signed by the device key")
        if issue.request_digest != request_digest:
            raise JournalDamaged(seq=seq, why="its issue belongs to another request")
        if issue.issue_no in self._numbers:
            raise JournalDamaged(seq=seq, why="its issue number is there twice")
        self._numbers.add(issue.issue_no)
        self.issues += 1
