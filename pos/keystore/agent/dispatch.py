"""What a terminal's agent does for each call."""

from functools import partial
from typing import Final, assert_never

import msgspec

from pos.keystore.agent.agent import KeyAgent
from pos.keystore.agent.dispatch_desks import (
    perform_for_custodians,
    perform_for_device,
    perform_for_people,
    perform_for_slots,
)
from pos.keystore.calls.custody import (
    AbandonComponents,
    AskCustody,
    AskSealingKey,
    EnterComponent,
    ImportTables,
    KeyWrittenDown,
    LoadTogether,
    SetIdleLock,
    TakeIdleLock,
    TakeSealedKey,
)
from pos.keystore.calls.device import AskDevice, ChooseDevice, OpenUnattended, UseCounter
from pos.keystore.calls.messages import (
    AcceptClock,
    AnyCall,
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
    Stay,
    TakeLease,
    TakeTime,
    Unlock,
    Verify,
)
from pos.keystore.calls.people import (
    Approve,
    AskReset,
    ChangePin,
    ChangeRole,
    RedeemApproval,
    RemovePin,
    ResetByCode,
    TakeReset,
    TakeRoles,
)
from pos.keystore.calls.slots import (
    AddSlot,
    AskBackupKey,
    AskSlots,
    ChangeSlot,
    RemoveSlot,
    UnlockBy,
)
from pos.keystore.server.answering import TurnFor, answered

# Its types take longer to prepare than a call takes to read.
_call_decoder: Final[msgspec.msgpack.Decoder[AnyCall]] = msgspec.msgpack.Decoder(AnyCall)


def answer_to(agent: KeyAgent, frame: bytearray, turn_for: TurnFor) -> bytes:
    """Carry out one request to a terminal's agent; see `answered`."""
    return answered(frame, _call_decoder, partial(_perform, agent), turn_for)


def _perform(agent: KeyAgent, call: AnyCall) -> object:  # noqa: PLR0911, PLR0912 - one line a call
    match call:
        case AskStatus():
            return agent.status()
        case Unlock():
            agent.unlock(call.passphrase)
        case Lock():
            agent.lock()
        case Verify():
            agent.verify()
        case SignIn():
            agent.sign_in(call.operator, call.pin)
        case ReadyToIssue():
            agent.ready_to_issue(call.begun)
        case Issue():
            return Ended.of(agent.issue(call.sale_id, call.begun))
        case Cancel():
            return Ended.of(agent.cancel(call.sale_id))
        case AskOutcome():
            return Ended.of(agent.outcome(call.sale_id))
        case AskIssues():
            return agent.issues_page(call.issue_no)
        case SignHead():
            return agent.sign_head(call.head)
        case AskDeviceKey():
            return agent.device_key()
        case AskDatabaseKey():
            return agent.database_key()
        case SetPin() | MintTrainingKey() | GrantTrainingLease() | EnterTrainingCode() | Stay():
            return _perform_for_set_up(agent, call)
        case (
            Approve()
            | RedeemApproval()
            | ChangePin()
            | ChangeRole()
            | RemovePin()
            | TakeRoles()
            | ResetByCode()
            | AskReset()
            | TakeReset()
        ):
            return perform_for_people(agent.people, agent.pin_resets, call)
        case SignRequest() | PinHeadOffice() | TakeLease() | TakeTime() | AcceptClock():
            return _perform_for_head_office(agent, call)
        case (
            AskCustody()
            | EnterComponent()
            | LoadTogether()
            | AbandonComponents()
            | AskSealingKey()
            | TakeSealedKey()
            | ImportTables()
            | SetIdleLock()
            | TakeIdleLock()
            | KeyWrittenDown()
        ):
            return perform_for_custodians(agent.custody, call)
        case AskSlots() | UnlockBy() | AddSlot() | ChangeSlot() | RemoveSlot() | AskBackupKey():
            return perform_for_slots(agent.slots, call)
        case ChooseDevice() | UseCounter() | OpenUnattended() | AskDevice():
            return perform_for_device(agent.key_device, call)
        case _:
            assert_never(call)
    return None


def _perform_for_set_up(
    agent: KeyAgent, call: SetPin | MintTrainingKey | GrantTrainingLease | EnterTrainingCode | Stay
) -> object:
    match call:
        case SetPin():
            agent.set_pin(call.operator, call.pin, call.role)
        case MintTrainingKey():
            return agent.mint_training_key(call.key)
        case GrantTrainingLease():
            return agent.grant_training_lease(call.lease)
        case EnterTrainingCode():
            return agent.training_meter_enter(call.meter, call.digits)
        case Stay():
            agent.stay()
        case _:
            assert_never(call)
    return None


def _perform_for_head_office(
    agent: KeyAgent, call: SignRequest | PinHeadOffice | TakeLease | TakeTime | AcceptClock
) -> object:
    match call:
        case SignRequest():
            return agent.sign_request(call.request)
        case PinHeadOffice():
            agent.pin_head_office(call.root_key, call.certificate)
        case TakeLease():
            return agent.take_lease(call.lease)
        case TakeTime():
            return agent.take_time(call.signed)
        case AcceptClock():
            agent.accept_clock(call.operator, call.pin)
        case _:
            assert_never(call)
    return None
