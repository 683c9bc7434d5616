"""What can be proved about a journal by whoever holds its entries and its device key's public half.

The terminal proves its own journal with it, and anybody an export, on a machine without a terminal.
"""

from pos.app.journal.check_issues import IssueChecker
from pos.domain.approval import Approvable, approval_bytes, request_digest
from pos.domain.entries import Unpaid
from pos.domain.errors import JournalDamaged
from pos.domain.journal import ChainChecker, Checkpoint, Entry, StoredEntry, read_stored_form
from pos.wire.signatures import signature_is_genuine


class JournalProof:
    """Walks a journal from its first entry; every signed head comes after the entry it signs.

    Attributes:
        chain: where the walk is.
        signed_heads: how many signatures of heads were found good.
        signed_seq: the newest entry that a head signs, 0 for none.
        issues: checks issue receipts and counts them.

    Args:
        device_key: public, 64 hex digits.
    """

    def __init__(self, terminal: str, incarnation: int, device_key: str) -> None:
        self.chain = ChainChecker(terminal, incarnation)
        self.issues = IssueChecker(device_key)
        self.signed_heads = 0
        self.signed_seq = 0
        self._device_key = bytes.fromhex(device_key)

    def entry(self, stored: StoredEntry) -> Entry:
        """Return the next entry.

        Raises:
            JournalDamaged: names the entry that does not fit, or whose issue or approval is not
                genuine.
        """
        entry = self.chain.check(stored)
        self.issues.check(entry, stored.body)
        # The digest of an approval is that of the words it was given in.
        self._check_approval(read_stored_form(stored.body))
        return entry

    def head(self, checkpoint: Checkpoint) -> None:
        """Check a signature of the newest entry.

        Raises:
            JournalDamaged: it signs another entry, or is not the device key's.
        """
        head = checkpoint.head
        if (head.seq, head.hash) != (self.chain.seq, self.chain.hash):
            raise JournalDamaged(seq=head.seq, why="not the entry that was signed")
        if not signature_is_genuine(self._device_key, checkpoint.signature, head.signed_bytes()):
            raise JournalDamaged(seq=head.seq, why="its signature is not the device key's")
        self.signed_heads += 1
        self.signed_seq = head.seq

    def _check_approval(self, entry: Entry) -> None:
        payload = entry.payload
        if not isinstance(payload, Approvable):
            return
        if payload.approval is None:
            if isinstance(payload, Unpaid):
                raise JournalDamaged(seq=entry.seq, why="nobody approved it")
            return
        approval = payload.approval
        if approval.request_digest != request_digest(payload):
            raise JournalDamaged(seq=entry.seq, why="its approval was given to another request")
        if approval.approver == entry.operator:
            raise JournalDamaged(seq=entry.seq, why="it was approved by who asked for it")
        try:
            signature = bytes.fromhex(approval.signature)
        except ValueError:
            signature = b""
        if not signature_is_genuine(self._device_key, signature, approval_bytes(approval)):
            why = "its approval was not signed by the device key"
            raise JournalDamaged(seq=entry.seq, why=why)
