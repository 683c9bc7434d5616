"""People, as the key agent knows them: by their PINs."""

from typing import Protocol

from pos.domain.entries import ApprovalReceipt
from pos.domain.operator import Role
from pos.wire.bundle import SignedBundle
from pos.wire.pin_reset import PinResetRequest, SignedPinReset


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

    def change_pin(self, operator: str, pin: bytes, role: Role, *, by: str, by_pin: bytes) -> None:
        """Give an operator another PIN, or a first one: one's own, or anybody's by a supervisor.

        Args:
            role: what the operator is from now on; nobody changes their own by this.

        Raises:
            SignInRefused, SignInDelayed: wrong name or PIN of who asks.
            RoleNotAllowed: who asks is no supervisor, and it is not their own PIN.
            PinMalformed: the new PIN is too short or too long.
        """

    def change_role(self, operator: str, role: Role, *, by: str, by_pin: bytes) -> None:
        """Tell what an operator is from now on; a name without a PIN changes nothing.

        Raises:
            SignInRefused, SignInDelayed: wrong name or PIN of who asks.
            RoleNotAllowed: who asks is no supervisor.
        """

    def take_roles(self, bundle: SignedBundle) -> None:
        """Keep the roles that head office gives people by a bundle; again changes nothing.

        Whoever is removed loses the PIN, too. Nobody is put back to an older word, and the last
        supervisor stays one, as in the terminal's own list.

        Raises:
            BundleNotGenuine, BundleOfAnother: it is not that of the pinned head office to this
                terminal, or no list of people.
        """

    def remove_pin(self, operator: str, *, by: str, by_pin: bytes) -> None:
        """Forget an operator's PIN; again changes nothing.

        Raises:
            SignInRefused, SignInDelayed: wrong name or PIN of who asks.
            RoleNotAllowed: who asks is no supervisor.
        """


class PinResets(Protocol):
    """PINs where no supervisor's PIN is at hand; open whenever the identity compartment is."""

    def by_recovery_code(self, operator: str, pin: bytes, role: Role, *, code: bytes) -> None:
        """Give a person a PIN on the word of whoever has the recovery code.

        Raises:
            PinMalformed, PinTooPlain, RecoveryCodeMalformed.
            UnlockSecretWrong, SlotMissing: it is not this vault's, or that has none.
            SignInDelayed: too many codes were wrong.
        """

    def ask(self, operator: str, pin: bytes, role: Role) -> PinResetRequest:
        """Return a request to head office to let a person have this PIN; good for a day.

        Raises:
            PinResetNotGenuine: there is no head office to ask.
            PinMalformed, PinTooPlain.
            SignInDelayed: too much was asked.
        """

    def take(self, signed: SignedPinReset, operator: str, role: Role) -> None:
        """Give a person the PIN that was asked for, on the root key's word, once.

        Raises:
            PinResetNotGenuine: it answers nothing that was asked here for this person and role in
                the last day, or the root key did not sign it.
        """
