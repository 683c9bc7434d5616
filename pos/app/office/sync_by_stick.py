"""Uplink without a network: the journal into a file, head office's answer out of another.

The cursor moves only by the answer, as over the line: a file that never arrives costs nothing, one
that is read twice changes nothing, and an old answer can at most send entries again.
"""

from collections.abc import Callable, Iterator

import msgspec
from msgspec.structs import replace

from pos.app.custody.receive_lease import receive_lease
from pos.app.journal.journal_heads import sign_newest_head
from pos.app.office.answer_keys import (
    all_answer_keys,
    follow_answer_keys,
    good_answer_keys,
)
from pos.app.office.sync_journal import Synced, next_request, sync_status, take_answer
from pos.app.office.sync_stop import must_stand_well
from pos.app.ports import Ports
from pos.app.selling.quoting import terminal_of
from pos.domain.errors import (
    AnswerKeyEnded,
    HeadOfficeNotGenuine,
    NotEnrolled,
    StickMalformed,
    SyncInProgress,
)
from pos.domain.journal import format_time, read_entry
from pos.domain.standing import Standing
from pos.wire.signatures import signature_is_genuine
from pos.wire.stick import STICK_METHOD, StickAnswer, StickLine, read_stick_answer
from pos.wire.uplink import UPLINK_PATH, Mark, UplinkAnswer, UplinkRequest
from pos.wire.uplink_request import NONCE_BYTES, RequestToSign, answer_bytes, body_digest


def stick_lines(ports: Ports, randomness: Callable[[int], bytes]) -> Iterator[bytes]:
    """Yield the lines of a journal file: all that head office has not acknowledged.

    Args:
        ports: of an enrolled terminal.
        randomness: gives that many random bytes.

    Raises:
        NotEnrolled.
        SyncInProgress: the line is at it.
    """
    with ports.store.sync_lock() as is_ours:
        if not is_ours:
            raise SyncInProgress
        sign_newest_head(ports)
        acknowledged: Mark | None = None
        while True:
            with ports.store.read() as reads:
                terminal = terminal_of(reads).terminal
                _, request = next_request(reads, after=acknowledged)
            yield _line(ports, terminal, request, randomness)
            if not request.entries:
                return
            acknowledged = Mark(request.acknowledged.seq + len(request.entries),
                                request.entries[-1].hash)  # fmt: skip
            if acknowledged.seq == request.head.seq:
                return


def take_stick_answer(ports: Ports, content: bytes) -> Synced:
    """Take in an answer file; the cursor and the lease move as over the line.

    Raises:
        StickMalformed: it is no answer to a file of this terminal.
        HeadOfficeNotGenuine: it is not from the head office that was enrolled with.
        AnswerKeyEnded: it is, from before another key signed and the old one ended.
        AnswerKeyRefused: what it says of keys is not believed.
        NotEnrolled, SyncInProgress, HeadOfficeUnreachable.
        TerminalForked, TerminalBehind, TerminalRevoked: it was taken; this terminal must not sell.
        LeaseNotGenuine: all but the lease was taken.
    """
    found = read_stick_answer(content)
    if found is None:
        raise StickMalformed(why="not an answer file")
    with ports.store.sync_lock() as is_ours:
        if not is_ours:
            raise SyncInProgress
        answer = _genuine_answer(ports, found)
        with ports.store.read() as reads:
            state, request = next_request(reads)
            newest = read_entry(reads.entry(request.head.seq).body)
        if answer.standing is Standing.BEHIND and found.time < newest.time:
            # It answers an older file: what head office holds behind that may well be from here.
            answer = replace(answer, standing=Standing.MAIN)
        take_answer(ports, state, request, answer)
        is_new = answer.lease is not None and receive_lease(ports, answer.lease, operator="")
    with ports.store.read() as reads:
        must_stand_well(sync_status(reads).stopped)
    return Synced(0, is_new)


def _line(
    ports: Ports, terminal: str, request: UplinkRequest, randomness: Callable[[int], bytes]
) -> bytes:
    body = msgspec.json.encode(request)
    signed = RequestToSign(
        method=STICK_METHOD,
        path=UPLINK_PATH,
        terminal=terminal,
        time=format_time(ports.clock.now()),
        nonce=randomness(NONCE_BYTES).hex(),
        body_digest=body_digest(body),
    )
    signature = ports.keys.sign_request(signed).hex()
    line = StickLine(terminal, signed.time, signed.nonce, signature, body.decode())
    return msgspec.json.encode(line) + b"\n"


def _genuine_answer(ports: Ports, found: StickAnswer) -> UplinkAnswer:
    with ports.store.read() as reads:
        state, facts = reads.uplink(), terminal_of(reads)
    if state is None:
        raise NotEnrolled
    request, signature = found.request(), bytes.fromhex(found.request_signature)
    is_mine = request.is_well_formed() and request.terminal == facts.terminal
    device_key = bytes.fromhex(facts.device_key)
    if not is_mine or not signature_is_genuine(device_key, signature, request.signed_bytes()):
        raise StickMalformed(why="it answers another terminal")
    if not _is_signed(found, good_answer_keys(ports)):
        if found.answer_keys:
            follow_answer_keys(ports, found.answer_keys)
        if not _is_signed(found, good_answer_keys(ports)):
            if _is_signed(found, all_answer_keys(ports)):
                raise AnswerKeyEnded
            raise HeadOfficeNotGenuine(why="signature")
    try:
        return msgspec.json.decode(found.body, type=UplinkAnswer)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise StickMalformed(why="not an answer file") from error


def _is_signed(found: StickAnswer, keys: tuple[str, ...]) -> bool:
    """Whether one of some keys signed an answer."""
    signed = answer_bytes(found.request_signature, found.body.encode())
    seal = bytes.fromhex(found.signature)
    return any(signature_is_genuine(bytes.fromhex(key), seal, signed) for key in keys)
