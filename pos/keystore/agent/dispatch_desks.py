"""Carrying out calls about people, loading keys, ways to unlock and devices; see `dispatch.py`."""

from typing import assert_never

from pos.keystore.agent.custody_desk import CustodyDesk
from pos.keystore.agent.device_desk import DeviceDesk
from pos.keystore.agent.people_desk import PeopleDesk
from pos.keystore.agent.reset_desk import ResetDesk
from pos.keystore.calls.custody import (
    AbandonComponents,
    AskCustody,
    AskSealingKey,
    CustodyCall,
    EnterComponent,
    ImportTables,
    KeyWrittenDown,
    LoadTogether,
    SetIdleLock,
    TakeIdleLock,
    TakeSealedKey,
)
from pos.keystore.calls.device import (
    AskDevice,
    ChooseDevice,
    DeviceCall,
    OpenUnattended,
    UseCounter,
)
from pos.keystore.calls.people import (
    Approve,
    AskReset,
    ChangePin,
    ChangeRole,
    PeopleCall,
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
    SlotCall,
    UnlockBy,
)
from pos.keystore.vault.slots_desk import SlotsDesk


def perform_for_people(desk: PeopleDesk, resets: ResetDesk, call: PeopleCall) -> object:
    """Carry out a call about people."""
    match call:
        case Approve():
            return desk.approve(call.approver, call.pin, call.request_digest)
        case RedeemApproval():
            return desk.redeem_approval(call.handle, call.request_digest)
        case ChangePin():
            desk.change_pin(call.operator, call.pin, call.role, by=call.by, by_pin=call.by_pin)
        case ChangeRole():
            desk.change_role(call.operator, call.role, by=call.by, by_pin=call.by_pin)
        case RemovePin():
            desk.remove_pin(call.operator, by=call.by, by_pin=call.by_pin)
        case TakeRoles():
            desk.take_roles(call.bundle)
        case ResetByCode():
            resets.by_recovery_code(call.operator, call.pin, call.role, code=call.code)
        case AskReset():
            return resets.ask(call.operator, call.pin, call.role)
        case TakeReset():
            resets.take(call.signed, call.operator, call.role)
        case _:
            assert_never(call)
    return None


def perform_for_custodians(desk: CustodyDesk, call: CustodyCall) -> object:
    """Carry out a call about loading keys."""
    match call:
        case AskCustody():
            return desk.status()
        case EnterComponent():
            return desk.enter_component(call.custodian, call.pin, call.offer)
        case LoadTogether():
            return desk.load_together(call.attributes, call.components)
        case AbandonComponents():
            desk.abandon(call.custodian, call.pin, call.sgc, call.krn)
        case AskSealingKey():
            return desk.sealing_key()
        case TakeSealedKey():
            return desk.take_sealed(call.sealed)
        case ImportTables():
            return desk.import_tables(call.content, by=call.operator, pin=call.pin)
        case SetIdleLock():
            desk.set_idle_lock(call.minutes, by=call.operator, pin=call.pin)
        case TakeIdleLock():
            return desk.take_idle_lock(call.bundle)
        case KeyWrittenDown():
            desk.written_down(call.sgc, call.krn)
        case _:
            assert_never(call)
    return None


def perform_for_slots(desk: SlotsDesk, call: SlotCall) -> object:
    """Carry out a call about ways to unlock."""
    match call:
        case AskSlots():
            return desk.slots()
        case UnlockBy():
            desk.unlock(call.by)
        case AddSlot():
            desk.add(call.by, call.new)
        case ChangeSlot():
            desk.change(call.by, call.new)
        case RemoveSlot():
            desk.remove(call.by, call.number)
        case AskBackupKey():
            return desk.backup_key()
        case _:
            assert_never(call)
    return None


def perform_for_device(desk: DeviceDesk, call: DeviceCall) -> object:
    """Carry out a call about the device that keeps the vending keys."""
    match call:
        case ChooseDevice():
            desk.choose(call.by, call.choice)
        case UseCounter():
            desk.use_counter(call.by, call.way)
        case OpenUnattended():
            desk.open_unattended(call.by, call.way, call.pcrs)
        case AskDevice():
            return desk.must_answer()
        case _:
            assert_never(call)
    return None
