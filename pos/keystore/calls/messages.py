"""What clients ask of the key agent, a struct for each call; what is around it: `protocol.py`.

No struct shows its fields, since some hold a passphrase, a PIN or a key.
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

import msgspec

from pos.app.ports import AgentStatus, Issued, KeyStatus, LeaseStatus, Tombstone
from pos.app.ports.meters import MeterReading
from pos.domain.entries import Begun, MeterKeyed
from pos.domain.journal import Checkpoint, Head
from pos.domain.operator import Role
from pos.keystore.calls.custody import CustodyCall
from pos.keystore.calls.device import DeviceCall
from pos.keystore.calls.people import PeopleCall
from pos.keystore.calls.protocol import Call, PassphraseCall, PinCall
from pos.keystore.calls.slots import SlotCall
from pos.wire.office_time import SignedTime
from pos.wire.uplink_keys import HexKey, KeyCertificate
from pos.wire.uplink_lease import SignedLease
from pos.wire.uplink_request import RequestToSign


@dataclass(frozen=True, slots=True)
class Ended:
    """How a sale id ended; both None where it did not."""

    issued: Issued | None = None
    tombstone: Tombstone | None = None

    @classmethod
    def of(cls, outcome: Issued | Tombstone | None) -> "Ended":
        """Wrap what the port returns."""
        if isinstance(outcome, Issued):
            return cls(issued=outcome)
        return cls(tombstone=outcome)

    def outcome(self) -> Issued | Tombstone | None:
        """Return what the port returns."""
        return self.issued or self.tombstone


class AskStatus(Call, frozen=True, forbid_unknown_fields=True, tag="status"):
    """`SecurityModule.status`."""

    Result: ClassVar[object] = AgentStatus


class Unlock(PassphraseCall, frozen=True, forbid_unknown_fields=True, tag="unlock"):
    """`SecurityModule.unlock`."""

    passphrase: bytes


class Lock(Call, frozen=True, forbid_unknown_fields=True, tag="lock"):
    """`SecurityModule.lock`."""


class Stay(Call, frozen=True, forbid_unknown_fields=True, tag="stay"):
    """`SecurityModuleSetup.stay`."""


class Verify(Call, frozen=True, forbid_unknown_fields=True, tag="verify"):
    """`SecurityModule.verify`."""


class SignIn(PinCall, frozen=True, forbid_unknown_fields=True, tag="sign_in"):
    """`SecurityModule.sign_in`."""

    operator: str
    pin: bytes


class ReadyToIssue(Call, frozen=True, forbid_unknown_fields=True, tag="ready_to_issue"):
    """`SecurityModule.ready_to_issue`."""

    begun: Begun


class Issue(Call, frozen=True, forbid_unknown_fields=True, tag="issue"):
    """`SecurityModule.issue`."""

    Result: ClassVar[object] = Ended
    sale_id: str
    begun: bytes


class Cancel(Call, frozen=True, forbid_unknown_fields=True, tag="cancel"):
    """`SecurityModule.cancel`."""

    Result: ClassVar[object] = Ended
    sale_id: str


class AskOutcome(Call, frozen=True, forbid_unknown_fields=True, tag="outcome"):
    """`SecurityModule.outcome`."""

    Result: ClassVar[object] = Ended
    sale_id: str


class AskIssues(Call, frozen=True, forbid_unknown_fields=True, tag="issues"):
    """One page of `SecurityModule.issues_after`; an empty page is the end."""

    Result: ClassVar[object] = tuple[Issued, ...]
    issue_no: Annotated[int, msgspec.Meta(ge=0, le=1 << 60)]


class SignHead(Call, frozen=True, forbid_unknown_fields=True, tag="sign_head"):
    """`SecurityModule.sign_head`."""

    Result: ClassVar[object] = Checkpoint | None
    head: Head


class AskDeviceKey(Call, frozen=True, forbid_unknown_fields=True, tag="device_key"):
    """`SecurityModuleSetup.device_key`."""

    Result: ClassVar[object] = str


class AskDatabaseKey(Call, frozen=True, forbid_unknown_fields=True, tag="database_key"):
    """`SecurityModuleSetup.database_key`."""

    Result: ClassVar[object] = bytes


class SetPin(PinCall, frozen=True, forbid_unknown_fields=True, tag="set_pin"):
    """`SecurityModuleSetup.set_pin`."""

    operator: str
    pin: bytes
    role: Role


class MintTrainingKey(Call, frozen=True, forbid_unknown_fields=True, tag="mint_training_key"):
    """`SecurityModuleSetup.mint_training_key`."""

    Result: ClassVar[object] = KeyStatus
    key: KeyStatus


class SignRequest(Call, frozen=True, forbid_unknown_fields=True, tag="sign_request"):
    """`SecurityModule.sign_request`."""

    Result: ClassVar[object] = bytes
    request: RequestToSign


class PinHeadOffice(Call, frozen=True, forbid_unknown_fields=True, tag="pin_head_office"):
    """`SecurityModuleSetup.pin_head_office`."""

    root_key: HexKey
    certificate: KeyCertificate


class TakeLease(Call, frozen=True, forbid_unknown_fields=True, tag="take_lease"):
    """`SecurityModule.take_lease`."""

    Result: ClassVar[object] = LeaseStatus
    lease: SignedLease


class TakeTime(Call, frozen=True, forbid_unknown_fields=True, tag="take_time"):
    """`SecurityModule.take_time`."""

    Result: ClassVar[object] = str
    signed: SignedTime


class AcceptClock(PinCall, frozen=True, forbid_unknown_fields=True, tag="accept_clock"):
    """`SecurityModule.accept_clock`."""

    operator: str
    pin: bytes


class GrantTrainingLease(Call, frozen=True, forbid_unknown_fields=True, tag="grant_training_lease"):
    """`SecurityModuleSetup.grant_training_lease`."""

    Result: ClassVar[object] = LeaseStatus
    lease: LeaseStatus


class EnterTrainingCode(Call, frozen=True, forbid_unknown_fields=True, tag="training_meter_enter"):
    """`TrainingMeters.training_meter_enter`."""

    Result: ClassVar[object] = MeterReading
    meter: MeterKeyed
    digits: str


AnyCall = (
    AskStatus
    | Unlock
    | Lock
    | Stay
    | Verify
    | SignIn
    | ReadyToIssue
    | Issue
    | Cancel
    | AskOutcome
    | AskIssues
    | SignHead
    | AskDeviceKey
    | AskDatabaseKey
    | SetPin
    | PeopleCall
    | MintTrainingKey
    | GrantTrainingLease
    | EnterTrainingCode
    | SignRequest
    | PinHeadOffice
    | TakeLease
    | CustodyCall
    | TakeTime
    | AcceptClock
    | SlotCall
    | DeviceCall
)
