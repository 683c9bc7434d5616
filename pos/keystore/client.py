"""The key agent seen from other processes: every call crosses its socket.

A client keeps one connection, which also keeps an agent on demand alive. What can go wrong with a
socket is AgentUnreachable with a reason; then nothing is known about the call, and asking again is
always safe, since every call gives the same when it is repeated or says that it was done.
"""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from pos.app.ports import AgentStatus, Issued, KeyStatus, LeaseStatus, Tombstone
from pos.app.ports.meters import MeterReading
from pos.domain.entries import Begun, MeterKeyed
from pos.domain.errors import AgentUnreachable
from pos.domain.journal import Checkpoint, Head
from pos.domain.operator import Role
from pos.keystore import meeting_point
from pos.keystore.custody_client import CustodyClient
from pos.keystore.device_client import DeviceClient
from pos.keystore.folder import AgentFolder
from pos.keystore.messages import (
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
from pos.keystore.people_client import PeopleClient
from pos.keystore.protocol import (
    ANSWER_BYTES_MAX,
    REQUEST_BYTES_MAX,
    VERSION,
    Call,
    Done,
    Failed,
    Request,
    error_of,
)
from pos.keystore.slots_client import SlotsClient
from pos.wire.framing import FrameFault, receive_frame, send_frame
from pos.wire.office_time import SignedTime
from pos.wire.uplink_keys import KeyCertificate
from pos.wire.uplink_lease import SignedLease
from pos.wire.uplink_request import RequestToSign

NOT_RUNNING, SILENT, BROKEN = "not running", "silent", "broken"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a client waits, in seconds.

    Attributes:
        connect_s: to be let in.
        call_s: for an answer.
        unlock_s: for an answer that takes Argon2, on a slow PC, after others who unlock.
    """

    connect_s: int = 1
    call_s: int = 10
    unlock_s: int = 30


class AgentClient:
    """A `SecurityModuleSetup` over the agent's socket; threads may share one."""

    def __init__(self, path: Path, patience: Patience | None = None) -> None:
        """Name the agent of a terminal's folder; nothing is connected yet."""
        self._patience = patience or Patience()
        self._meeting_place = AgentFolder(path.absolute()).meeting_place
        self._connection: socket.socket | None = None
        self._one_at_a_time = threading.Lock()
        self.people = PeopleClient(self._ask)
        self.custody = CustodyClient(self._ask)
        ask_slowly = partial(self._ask, within_s=self._patience.unlock_s)
        self.slots = SlotsClient(self._ask, ask_slowly)
        self.key_device = DeviceClient(ask_slowly)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the agent; a later call connects again."""
        with self._one_at_a_time:
            self._hang_up()

    def agent_pid(self) -> int:
        """Return the process id of the agent; AgentUnreachable where there is none."""
        with self._one_at_a_time:
            return meeting_point.peer_pid(self._connected())

    def status(self) -> AgentStatus:
        """See `SecurityModule.status`."""
        answer: AgentStatus = self._ask(AskStatus())
        return answer

    def unlock(self, passphrase: bytes) -> None:
        """See `SecurityModule.unlock`."""
        self._ask(Unlock(passphrase), within_s=self._patience.unlock_s)

    def verify(self) -> None:
        """See `SecurityModule.verify`."""
        self._ask(Verify())

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

    def _ask(self, call: Call, *, within_s: int | None = None) -> Any:
        request = msgspec.msgpack.encode(
            Request(VERSION, msgspec.Raw(msgspec.msgpack.encode(call)))
        )
        if len(request) > REQUEST_BYTES_MAX:
            raise AgentUnreachable(why="request too large")
        with self._one_at_a_time:
            frame = self._exchange(request, within_s or self._patience.call_s)
        try:
            answer = msgspec.msgpack.decode(frame, type=Done | Failed)
            if isinstance(answer, Done):
                return msgspec.msgpack.decode(answer.value, type=call.Result)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            # The library's message may quote what it read, so it does not go along.
            raise AgentUnreachable(why="answer") from None
        raise error_of(answer)

    def _exchange(self, request: bytes, within_s: int) -> bytearray:
        """Send a request and return the answer.

        A connection that was kept may have lost its agent, or its place there, since it was used
        last. So it gets a second, fresh one.
        """
        if self._connection is not None:
            try:
                return self._exchange_once(self._connection, request, within_s)
            except FrameFault as fault:
                self._hang_up()
                if fault.why != "broken":
                    raise AgentUnreachable(why=fault.why) from fault
        try:
            return self._exchange_once(self._connected(), request, within_s)
        except FrameFault as fault:
            self._hang_up()
            raise AgentUnreachable(why=fault.why) from fault

    def _exchange_once(self, connection: socket.socket, request: bytes, within_s: int) -> bytearray:
        send_frame(connection, request, within_s=within_s)
        answer = receive_frame(
            connection, limit=ANSWER_BYTES_MAX, start_within_s=within_s, within_s=within_s
        )
        if answer is None:
            raise FrameFault("broken")
        return answer

    def _connected(self) -> socket.socket:
        if self._connection is None:
            try:
                self._connection = meeting_point.connect(
                    self._meeting_place, within_s=self._patience.connect_s
                )
            except meeting_point.StrangePeer as error:
                raise AgentUnreachable(why="another user's") from error
            except (TimeoutError, BlockingIOError) as error:
                # Its queue is full: it is there, and does not take anybody in.
                raise AgentUnreachable(why=SILENT) from error
            except OSError as error:
                raise AgentUnreachable(why=NOT_RUNNING) from error
        return self._connection

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _outcome(ended: Ended) -> Issued | Tombstone:
    outcome = ended.outcome()
    if outcome is None:
        raise AgentUnreachable(why="answer")
    return outcome
