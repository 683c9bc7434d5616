"""People, as the key agent knows them: by their PINs."""

from typing import Protocol

from pos.domain.entries import ApprovalReceipt


class People(Protocol):
    """The part of the key agent that knows PINs; open whenever the identity compartment is."""

    def approve(self, approver: str, pin: bytes, request_digest: str) -> str:
        """Check a second person's PIN for one exact request and return a handle.

        The handle is good once, for this request, and for five minutes.

        Args:
            request_digest: 64 hex digits; see `pos.domain.approval`.

        Raises:
            SignInRefused, SignInDelayed: wrong name or PIN.
            ApprovalNotValid: not a digest.
        """

    def redeem_approval(self, handle: str, request_digest: str) -> ApprovalReceipt:
        """Use a handle up and return what the agent signs about it.

        Raises:
            ApprovalNotValid: unknown, used, too old, or given for another request.
        """

    def change_pin(self, operator: str, pin: bytes, *, by: str, by_pin: bytes) -> None:
        """Give an operator another PIN, or a first one, on the word of somebody who has one.

        Raises:
            SignInRefused, SignInDelayed: wrong name or PIN of who asks.
            PinMalformed: the new PIN is too short or too long.
        """

    def remove_pin(self, operator: str, *, by: str, by_pin: bytes) -> None:
        """Forget an operator's PIN; again changes nothing.

        Raises:
            SignInRefused, SignInDelayed: wrong name or PIN of who asks.
        """
