"""Joining a head office: each side proves that it was given the same one-time code."""

from dataclasses import dataclass, replace

from pos.app.journal.journal_heads import sign_newest_head
from pos.app.ports import AgentStatus, Ports, SecurityModuleSetup, UplinkState
from pos.app.ports.head_office import EnrolmentDesk
from pos.app.selling.quoting import terminal_of
from pos.domain.entries import Enrolled
from pos.domain.errors import HeadOfficeKindDiffers, HeadOfficeNotGenuine
from pos.domain.journal import NO_HASH
from pos.domain.standing import Standing
from pos.wire.uplink import VERSION
from pos.wire.uplink_enrolment import (
    EnrolAnswer,
    EnrolRequest,
    answer_is_proven,
    code_key,
    prove_request,
)
from pos.wire.uplink_keys import KeyPurpose, fingerprint, is_certified_by


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What people on both sides compare.

    Attributes:
        terminal: id.
        device_fingerprint: of the terminal's device key.
        office_fingerprint: of head office's root key, which is pinned now.
    """

    terminal: str
    device_fingerprint: str
    office_fingerprint: str


def enrol(
    ports: Ports, keys: SecurityModuleSetup, desk: EnrolmentDesk, *, url: str, code: str
) -> Enrolment:
    """Join a head office and pin its root key.

    After a lost answer or a power cut the same code may be used again from this terminal. It may
    join the same head office again, under another address or after that lost its books.

    Args:
        ports: of the terminal.
        keys: the same key agent.
        desk: the line to `url`.
        url: where head office is.
        code: as `read_code` returns it.

    Raises:
        EnrolmentRefused, IncarnationKnown, HeadOfficeKindDiffers, HeadOfficePinned,
        HeadOfficeUnreachable, HeadOfficeNotGenuine.
    """
    request = enrolment_request(ports, keys, code=code)
    return believe_answer(ports, keys, request, desk.enrol(request), url=url, code=code)


def enrolment_request(ports: Ports, keys: SecurityModuleSetup, *, code: str) -> EnrolRequest:
    """Return what a terminal tells of itself, proven by the code as `read_code` returns it."""
    with ports.store.read() as reads:
        terminal, head = terminal_of(reads), reads.head()
    request = _request(
        keys.status(),
        terminal=terminal.terminal,
        incarnation=head.incarnation,
        device_key=keys.device_key(),
        currency=terminal.currency,
    )
    return prove_request(request, code_key(code))


def believe_answer(
    ports: Ports,
    keys: SecurityModuleSetup,
    request: EnrolRequest,
    answer: EnrolAnswer,
    *,
    url: str,
    code: str,
) -> Enrolment:
    """Pin the head office that answered a request; raises as `enrol`."""
    _must_be_proven(answer, request, code_key(code))
    keys.pin_head_office(answer.root_key, answer.answer_key)
    _write_down(ports, answer, url=url, lease_serial=request.lease_serial)
    sign_newest_head(ports)
    return Enrolment(
        terminal=request.terminal,
        device_fingerprint=fingerprint(request.device_key),
        office_fingerprint=fingerprint(answer.root_key),
    )


def _request(
    status: AgentStatus, *, terminal: str, incarnation: int, device_key: str, currency: str
) -> EnrolRequest:
    lease = status.lease
    return EnrolRequest(
        version=VERSION,
        terminal=terminal,
        incarnation=incarnation,
        device_key=device_key,
        training=status.training,
        currency=currency,
        lease_serial=0 if lease is None else lease.serial,
        money_issued=0 if lease is None else lease.money_issued,
        energy_issued_milli=0 if lease is None else lease.energy_issued_milli,
        proof="",
    )


def _must_be_proven(answer: EnrolAnswer, request: EnrolRequest, key: bytes) -> None:
    if not answer_is_proven(answer, request, key) or answer.terminal != request.terminal:
        raise HeadOfficeNotGenuine(why="it does not know the code")
    if answer.training != request.training or answer.answer_key.training != request.training:
        raise HeadOfficeKindDiffers
    certificate = answer.answer_key
    fits = certificate.purpose is KeyPurpose.ANSWER
    if not fits or not is_certified_by(certificate, answer.root_key):
        raise HeadOfficeNotGenuine(why="certificate")


def _write_down(ports: Ports, answer: EnrolAnswer, *, url: str, lease_serial: int) -> None:
    with ports.store.write() as work:
        state = work.uplink()
        address = url or (state.url if state is not None else "")
        if state is None or state.url != address:
            work.append(Enrolled(url=address, root_key=answer.root_key), operator="")
        if state is None:
            state = UplinkState(
                url=address,
                root_key=answer.root_key,
                answer_key="",
                epoch=answer.epoch,
                seq=0,
                hash=NO_HASH,
                stopped=Standing.MAIN,
                lease_serial=lease_serial,
                heard_at="",
            )
        answer_key = answer.answer_key.public_key
        work.set_uplink(replace(state, url=address, answer_key=answer_key, answer_keys=""))
        work.commit()
