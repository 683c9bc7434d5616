"""Head office's key agent on this machine: starting it, and opening it."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pos.app.ports.answer_keys import AnswerKeyRing
from pos.app.ports.ceremony import KeyCeremonies
from pos.app.ports.signing import SignedBefore, SigningStatus
from pos.app.ports.slots import KeySlots
from pos.app.ports.two_people import NO_WARRANT, TwoPeople, Warrant
from pos.domain.errors import AgentUnreachable, IdentityLocked, KeysLocked
from pos.domain.errors.signing import SigningVaultMissing
from pos.keystore.client.agent_line import BROKEN, NOT_RUNNING
from pos.keystore.client.signing_client import SigningClient
from pos.keystore.client.starter import ensure_client
from pos.keystore.client.stopper import end_agent
from pos.keystore.files.folder import AgentFolder
from pos.wire.bundle import BundleHead, SignedBundle
from pos.wire.ceiling import SignedCeiling
from pos.wire.sealed_key import KeyTerms, SealedKey
from pos.wire.uplink_lease import LeaseTerms, SignedLease

ValueT = TypeVar("ValueT")


class SigningHere:
    """An `OfficeSigning` whose agent is started, and opened, when something is to be signed.

    An agent that died is started again, so a server goes on without a word from anybody where the
    passphrase is at hand.
    """

    def __init__(self, folder: Path, passphrase: Callable[[Path], bytes | None]) -> None:
        """Name the folder; nothing is started yet.

        Args:
            folder: of the vault.
            passphrase: is asked where the agent holds too little open; None leaves it so.
        """
        self.folder, self._passphrase = folder, passphrase
        self._client = SigningClient(folder)

    def close(self) -> None:
        """Hang up; an agent on demand leaves."""
        self._client.close()

    def agent_pid(self) -> int:
        """Return the process id of the agent; AgentUnreachable where there is none."""
        return self._client.agent_pid()

    def end_agent(self) -> bool:
        """End the agent; whether there was one. AgentUnreachable, as `stopper.end_agent`."""
        return end_agent(self.folder)

    @property
    def slots(self) -> KeySlots:
        """See `OfficeSigning.slots`."""
        self._reached(self._client.status)
        return self._client.slots

    @property
    def ceremonies(self) -> KeyCeremonies:
        """See `OfficeSigning.ceremonies`."""
        return self._client.ceremonies_by(self._opened)

    @property
    def people(self) -> TwoPeople:
        """See `OfficeSigning.people`."""
        # Whoever answers requests has it open; else the passphrase at hand opens it.
        self._opened(lambda: self._client.signed_before(""))
        return self._client.people

    @property
    def answer_keys(self) -> AnswerKeyRing:
        """See `OfficeSigning.answer_keys`."""
        self._opened(lambda: self._client.signed_before(""))
        return self._client.answer_keys

    def status(self) -> SigningStatus:
        """See `OfficeSigning.status`."""
        return self._reached(self._client.status)

    def unlock(self, passphrase: bytes) -> None:
        """See `OfficeSigning.unlock`."""
        self._reached(lambda: self._client.unlock(passphrase))

    def stay(self) -> None:
        """See `OfficeSigning.stay`."""
        self._reached(self._client.stay)

    def lock(self) -> None:
        """See `OfficeSigning.lock`."""
        self._reached(self._client.lock)

    def signed_before(self, terminal: str) -> SignedBefore:
        """See `OfficeSigning.signed_before`."""
        return self._opened(lambda: self._client.signed_before(terminal))

    def sign_answer(self, path: str, request_signature: str, body: bytes) -> str:
        """See `OfficeSigning.sign_answer`."""
        return self._opened(lambda: self._client.sign_answer(path, request_signature, body))

    def sign_lease(
        self, terms: LeaseTerms, ceiling: SignedCeiling | None, warrant: Warrant = NO_WARRANT
    ) -> SignedLease:
        """See `OfficeSigning.sign_lease`."""
        return self._opened(lambda: self._client.sign_lease(terms, ceiling, warrant))

    def sign_bundle(self, head: BundleHead, body: str) -> SignedBundle:
        """See `OfficeSigning.sign_bundle`."""
        return self._opened(lambda: self._client.sign_bundle(head, body))

    def sign_sealed_key(self, terms: KeyTerms, box: bytes) -> SealedKey:
        """See `OfficeSigning.sign_sealed_key`."""
        return self._opened(lambda: self._client.sign_sealed_key(terms, box))

    def _opened(self, ask: Callable[[], ValueT]) -> ValueT:
        try:
            return self._reached(ask)
        except (IdentityLocked, KeysLocked):
            passphrase = self._passphrase(self.folder)
            if passphrase is None:
                raise
            self.unlock(passphrase)
            return self._reached(ask)

    def _reached(self, ask: Callable[[], ValueT]) -> ValueT:
        try:
            return ask()
        except AgentUnreachable as error:
            if error.facts.get("why") not in (NOT_RUNNING, BROKEN):
                raise
            if not AgentFolder(self.folder).vault.exists():
                raise SigningVaultMissing(folder=str(self.folder)) from error
            ensure_client(self._client, self.folder)
            return ask()
