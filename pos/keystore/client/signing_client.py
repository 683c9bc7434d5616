"""Head office's key agent seen from other processes: every call crosses its socket."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from pos.app.ports.signing import SignedBefore, SigningStatus
from pos.app.ports.two_people import NO_WARRANT, Warrant
from pos.keystore.calls.messages import Lock, Unlock
from pos.keystore.calls.signing import (
    SIGNING_REQUEST_BYTES_MAX,
    AskSignedBefore,
    AskSigningStatus,
    SignAnswer,
    SignBundle,
    SignLease,
    SignSealedKey,
)
from pos.keystore.client.agent_line import AgentLine, Patience
from pos.keystore.client.answer_keys_client import AnswerKeysClient
from pos.keystore.client.ceremony_client import CeremonyClient
from pos.keystore.client.slots_client import SlotsClient
from pos.keystore.client.two_people_client import TwoPeopleClient
from pos.wire.bundle import BundleHead, SignedBundle
from pos.wire.ceiling import SignedCeiling
from pos.wire.sealed_key import KeyTerms, SealedKey
from pos.wire.uplink_lease import LeaseTerms, SignedLease


class SigningClient(AgentLine):
    """An `OfficeSigning` over the agent's socket; threads may share one."""

    request_bytes_max: ClassVar[int] = SIGNING_REQUEST_BYTES_MAX

    def __init__(self, path: Path, patience: Patience | None = None) -> None:
        """Name the agent of a head office's folder of keys; nothing is connected yet."""
        super().__init__(path, patience)
        ask_slowly = partial(self._ask, within_s=self._patience.unlock_s)
        self.slots = SlotsClient(self._ask, ask_slowly)
        self.people = TwoPeopleClient(self._ask, ask_slowly)
        self.answer_keys = AnswerKeysClient(self._ask, ask_slowly)
        self.ceremonies = CeremonyClient(self._ask)

    def ceremonies_by(self, way: Callable[[Callable[[], Any]], Any]) -> CeremonyClient:
        """Return what asks about ceremonies through something that may ask again."""
        return CeremonyClient(lambda call: way(partial(self._ask, call)))

    def status(self) -> SigningStatus:
        """See `OfficeSigning.status`."""
        answer: SigningStatus = self._ask(AskSigningStatus())
        return answer

    def unlock(self, passphrase: bytes) -> None:
        """See `OfficeSigning.unlock`."""
        self._ask(Unlock(passphrase), within_s=self._patience.unlock_s)

    def lock(self) -> None:
        """See `OfficeSigning.lock`."""
        self._ask(Lock())

    def signed_before(self, terminal: str) -> SignedBefore:
        """See `OfficeSigning.signed_before`."""
        answer: SignedBefore = self._ask(AskSignedBefore(terminal))
        return answer

    def sign_answer(self, path: str, request_signature: str, body: bytes) -> str:
        """See `OfficeSigning.sign_answer`."""
        answer: str = self._ask(SignAnswer(path, request_signature, body))
        return answer

    def sign_lease(
        self, terms: LeaseTerms, ceiling: SignedCeiling | None, warrant: Warrant = NO_WARRANT
    ) -> SignedLease:
        """See `OfficeSigning.sign_lease`."""
        answer: SignedLease = self._ask(SignLease(terms, ceiling, warrant))
        return answer

    def sign_bundle(self, head: BundleHead, body: str) -> SignedBundle:
        """See `OfficeSigning.sign_bundle`."""
        answer: SignedBundle = self._ask(SignBundle(head, body))
        return answer

    def sign_sealed_key(self, terms: KeyTerms, box: bytes) -> SealedKey:
        """See `OfficeSigning.sign_sealed_key`."""
        answer: SealedKey = self._ask(SignSealedKey(terms, box))
        return answer
