"""What head office's key agent does for each call."""

from functools import partial
from typing import Final, assert_never

import msgspec

from pos.keystore.agent.dispatch_desks import perform_for_slots
from pos.keystore.calls.ceremony import (
    AbandonCeremony,
    AskCeremonies,
    BeginCeremony,
    CeremonyCall,
    EnterLetter,
    SealCeremony,
)
from pos.keystore.calls.messages import Lock, Stay, Unlock
from pos.keystore.calls.signing import (
    AnswerKeyCall,
    AskAnswerKey,
    AskAnswerKeyStatements,
    AskSignedBefore,
    AskSigningStatus,
    PeopleCall,
    PrepareAnswerKey,
    PutSigner,
    RemoveSigner,
    SayYes,
    SetLimit,
    SignAnswer,
    SignBundle,
    SigningCall,
    SignLease,
    SignSealedKey,
    TakeAnswerKey,
    TakeBack,
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
from pos.keystore.signing.answer_key_desk import AnswerKeyDesk
from pos.keystore.signing.ceremony_desk import CeremonyDesk
from pos.keystore.signing.signing_agent import SigningAgent
from pos.keystore.signing.two_people_desk import TwoPeopleDesk

# Its types take longer to prepare than a call takes to read.
_call_decoder: Final[msgspec.msgpack.Decoder[SigningCall]] = msgspec.msgpack.Decoder(SigningCall)


def answer_signing(agent: SigningAgent, frame: bytearray, turn_for: TurnFor) -> bytes:
    """Carry out one request to head office's agent; see `answered`."""
    return answered(frame, _call_decoder, partial(_perform, agent), turn_for)


def _perform(agent: SigningAgent, call: SigningCall) -> object:
    match call:
        case AskSigningStatus():
            return agent.status()
        case Unlock():
            agent.unlock(call.passphrase)
        case Lock():
            agent.lock()
        case Stay():
            agent.stay()
        case AskSignedBefore():
            return agent.signed_before(call.terminal)
        case SignAnswer():
            return agent.sign_answer(call.path, call.request_signature, call.body)
        case SignLease() | SignBundle() | SignSealedKey():
            return _granted(agent, call)
        case AskAnswerKey() | PrepareAnswerKey() | TakeAnswerKey() | AskAnswerKeyStatements():
            return _perform_for_answer_keys(agent.answer_keys, call)
        case PutSigner() | RemoveSigner() | SayYes() | TakeBack() | SetLimit():
            _perform_for_people(agent.people, call)
        case AskSlots() | UnlockBy() | AddSlot() | ChangeSlot() | RemoveSlot() | AskBackupKey():
            return perform_for_slots(agent.slots, call)
        case BeginCeremony() | AskCeremonies() | EnterLetter() | SealCeremony() | AbandonCeremony():
            return _perform_for_ceremonies(agent.ceremonies, call)
        case _:
            assert_never(call)
    return None


def _granted(agent: SigningAgent, call: SignLease | SignBundle | SignSealedKey) -> object:
    match call:
        case SignLease():
            return agent.sign_lease(call.terms, call.ceiling, call.warrant)
        case SignBundle():
            return agent.sign_bundle(call.head, call.body)
        case SignSealedKey():
            return agent.sign_sealed_key(call.terms, call.box)
        case _:
            assert_never(call)


def _perform_for_ceremonies(desk: CeremonyDesk, call: CeremonyCall) -> object:
    match call:
        case BeginCeremony():
            return desk.begin(call.plan)
        case AskCeremonies():
            return desk.statuses()
        case EnterLetter():
            return desk.enter(call.ceremony, call.custodian, call.letter)
        case SealCeremony():
            return desk.seal(call.ceremony, call.check_value)
        case AbandonCeremony():
            return desk.abandon(call.ceremony)
        case _:
            assert_never(call)


def _perform_for_answer_keys(desk: AnswerKeyDesk, call: AnswerKeyCall) -> object:
    match call:
        case AskAnswerKey():
            return desk.newest()
        case PrepareAnswerKey():
            return desk.prepare(call.by, call.plan)
        case TakeAnswerKey():
            desk.take(call.statement)
        case AskAnswerKeyStatements():
            return desk.statements()
        case _:
            assert_never(call)
    return None


def _perform_for_people(desk: TwoPeopleDesk, call: PeopleCall) -> None:
    match call:
        case PutSigner():
            desk.put_signer(call.by, call.signer, call.limits)
        case RemoveSigner():
            desk.remove_signer(call.by, call.name)
        case SayYes():
            desk.say_yes(call.wish, call.first)
        case TakeBack():
            desk.take_back(call.wish)
        case SetLimit():
            desk.set_limit(call.wish, call.by)
        case _:
            assert_never(call)
