"""A terminal's key agent seen from other processes: every call crosses its socket."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from pos.app.ports import AgentStatus, Issued, KeyStatus, LeaseStatus, Tombstone
from pos.app.ports.meters import MeterReading
from pos.domain.entries import Begun, MeterKeyed
from pos.domain.errors import AgentUnreachable
from pos.domain.journal import Checkpoint, Head
from pos.domain.operator import Role
from pos.keystore.calls.messages import (
    AcceptClock,
    AskDatabaseKey,
    AskDeviceKey,
    AskIssues,
    AskOutcome,
    AskStatus,
    Cancel,
    Ended,
    EnterTrainingCode,
    GrantTrainingLease,
    Issue,
    Lock,
    MintTrainingKey,
    PinHeadOffice,
    ReadyToIssue,
    SetPin,
    SignHead,
    SignIn,
    SignRequest,
    TakeLease,
    TakeTime,
    Unlock,
    Verify,
)
from pos.keystore.client.agent_line import AgentLine, Patience
from pos.keystore.client.custody_client import CustodyClient
from pos.keystore.client.device_client import DeviceClient
from pos.keystore.client.people_client import PeopleClient, PinResetsClient
from pos.keystore.client.slots_client import SlotsClient
from pos.wire.office_time import SignedTime
from pos.wire.uplink_keys import KeyCertificate
from pos.wire.uplink_lease import SignedLease
from pos.wire.uplink_request import RequestToSign


class AgentClient(AgentLine):
    """A `SecurityModuleSetup` over the agent's socket; threads may share one."""

    def __init__(self, path: Path, patience: Patience | None = None) -> None:
        """Name the agent of a terminal's folder; nothing is connected yet."""
        super().__init__(path, patience)
        self.people = PeopleClient(self._ask)
        self.pin_resets = PinResetsClient(self._ask)
        self.custody = CustodyClient(self._ask)
        ask_slowly = partial(self._ask, within_s=self._patience.unlock_s)
        self.slots = SlotsClient(self._ask, ask_slowly)
        self.key_device = DeviceClient(ask_slowly)

    def status(self) -> AgentStatus:
        """See `SecurityModule.status`."""
        answer: AgentStatus = self._ask(AskStatus())
        return answer

    def unlock(self, passphrase: bytes) -> None:
        """See `SecurityModule.unlock`."""
        self._ask(Unlock(passphrase), within_s=self._patience.unlock_s)

    def verify(self) -> None:
        """See `SecurityModule.verify`."""
        self._ask(Verify(), within_s=self._patience.reading_s)

    def lock(self) -> None:
        """See `SecurityModule.lock`."""
        self._ask(Lock())

    def sign_in(self, operator: str, pin: bytes) -> None:
        """See `SecurityModule.sign_in`."""
        self._ask(SignIn(operator, pin))

    def ready_to_issue(self, begun: Begun) -> None:
        """See `SecurityModule.ready_to_issue`."""
        self._ask(ReadyToIssue(begun))

    def issue(self, sale_id: str, begun: bytes) -> Issued | Tombstone:
        """See `SecurityModule.issue`."""
        return _outcome(self._ask(Issue(sale_id, begun)))

    def cancel(self, sale_id: str) -> Issued | Tombstone:
        """See `SecurityModule.cancel`."""
        return _outcome(self._ask(Cancel(sale_id)))

    def outcome(self, sale_id: str) -> Issued | Tombstone | None:
        """See `SecurityModule.outcome`."""
        answer: Ended = self._ask(AskOutcome(sale_id))
        return answer.outcome()

    def issues_after(self, issue_no: int) -> Iterator[Issued]:
        """See `SecurityModule.issues_after`; asked for page by page."""
        while True:
            page: tuple[Issued, ...] = self._ask(AskIssues(issue_no))
            if not page:
                return
            yield from page
            issue_no = page[-1].receipt.issue_no

    def sign_head(self, head: Head) -> Checkpoint | None:
        """See `SecurityModule.sign_head`."""
        answer: Checkpoint | None = self._ask(SignHead(head))
        return answer

    def device_key(self) -> str:
        """See `SecurityModuleSetup.device_key`."""
        answer: str = self._ask(AskDeviceKey())
        return answer

    def database_key(self) -> bytes:
        """See `SecurityModuleSetup.database_key`."""
        answer: bytes = self._ask(AskDatabaseKey())
        return answer

    def set_pin(self, operator: str, pin: bytes, role: Role) -> None:
        """See `SecurityModuleSetup.set_pin`."""
        self._ask(SetPin(operator, pin, role))

    def mint_training_key(self, key: KeyStatus) -> KeyStatus:
        """See `SecurityModuleSetup.mint_training_key`."""
        answer: KeyStatus = self._ask(MintTrainingKey(key))
        return answer

    def grant_training_lease(self, lease: LeaseStatus) -> LeaseStatus:
        """See `SecurityModuleSetup.grant_training_lease`."""
        answer: LeaseStatus = self._ask(GrantTrainingLease(lease))
        return answer

    def sign_request(self, request: RequestToSign) -> bytes:
        """See `SecurityModule.sign_request`."""
        answer: bytes = self._ask(SignRequest(request))
        return answer

    def pin_head_office(self, root_key: str, certificate: KeyCertificate) -> None:
        """See `SecurityModuleSetup.pin_head_office`."""
        self._ask(PinHeadOffice(root_key, certificate))

    def take_lease(self, lease: SignedLease) -> LeaseStatus:
        """See `SecurityModule.take_lease`."""
        answer: LeaseStatus = self._ask(TakeLease(lease))
        return answer

    def take_time(self, signed: SignedTime) -> str:
        """See `SecurityModule.take_time`."""
        answer: str = self._ask(TakeTime(signed))
        return answer

    def accept_clock(self, operator: str, pin: bytes) -> None:
        """See `SecurityModule.accept_clock`."""
        self._ask(AcceptClock(operator, pin))

    def training_meter_enter(self, meter: MeterKeyed, digits: str) -> MeterReading:
        """See `TrainingMeters.training_meter_enter`."""
        answer: MeterReading = self._ask(EnterTrainingCode(meter, digits))
        return answer


def _outcome(ended: Ended) -> Issued | Tombstone:
    outcome = ended.outcome()
    if outcome is None:
        raise AgentUnreachable(why="answer")
    return outcome
