"""A thief at the socket: garbage, slowness, guesses, and every call that there is."""

import random
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from pos.app.ports.custody import ComponentOffer
from pos.domain.errors import AgentUnreachable, PosError, SignInDelayed, SignInRefused
from pos.domain.operator import Role
from pos.keystore.calls.messages import AnyCall
from pos.keystore.calls.protocol import ANSWER_BYTES_MAX, REQUEST_BYTES_MAX
from pos.keystore.client.agent_client import AgentClient
from pos.keystore.errors.custody import ComponentsDoNotFit, KeysWaiting
from pos.keystore.files import meeting_point
from pos.keystore.files.folder import AgentFolder
from pos.keystore.keys.key_rules import WAITING_MAX
from pos.keystore.vault.vault import read_vault
from pos.wire.framing import FrameFault, receive_frame, send_frame
from tests import agent_stories as story
from tests.custody_stories import (
    BY,
    PEOPLE,
    PIN,
    attributes_file,
    components_of,
    new_custody_vault,
)
from tests.faults.keystore.gains import gained
from tests.secret_forms import found_in, vending_content

FRAMES = 400
GUESSES = 12
SEED = 20260601
SILENT_CLIENTS = 20
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class Till:
    """A served agent with keys, and a client of its own."""

    folder: Path
    client: AgentClient

    def connect(self) -> socket.socket:
        """Connect without a client's manners."""
        return meeting_point.connect(AgentFolder(self.folder).meeting_place, within_s=5)


@pytest.fixture(name="till")
def _till(tmp_path: Path) -> Iterator[Till]:
    """Give an open agent with a key that was loaded and a component that waits."""
    with story.served(new_custody_vault(tmp_path)) as client:
        client.unlock(story.PASSPHRASE)
        for name in PEOPLE:
            client.set_pin(name, PIN, Role.SUPERVISOR)
        attributes, other = attributes_file(), attributes_file(sgc="654321")
        client.custody.load_together(attributes, components_of(attributes))
        offer = ComponentOffer(other, components_of(other)[0])
        client.custody.enter_component(PEOPLE[0], PIN, offer)
        yield Till(tmp_path, client)


def mutated(frame: bytes, dice: random.Random) -> bytes:
    """Spoil a frame in one of the ways that a parser dislikes."""
    match dice.randrange(5):
        case 0:
            return dice.randbytes(dice.randrange(1, 200))
        case 1:
            place = dice.randrange(len(frame))
            return (
                frame[:place]
                + bytes([frame[place] ^ (1 << dice.randrange(8))])
                + frame[place + 1 :]
            )
        case 2:
            return frame[: dice.randrange(len(frame))]
        case 3:
            return frame + dice.randbytes(dice.randrange(1, 50))
        case _:
            return b"\x91" * dice.randrange(1, 5000)


def sample_calls() -> list[bytes]:
    """Well-formed requests of several kinds, to be spoilt."""
    bodies: list[dict[str, object]] = [
        {"call": "status"},
        {"call": "sign_in", "operator": "Amina", "pin": b"1234"},
        {"call": "outcome", "sale_id": "00000000-0000-4000-8000-000000000001"},
        {"call": "custody"},
        {"call": "unlock_by", "by": {"kind": "passphrase", "secret": b"x"}},
        {"call": "abandon_components", "custodian": "A", "pin": b"1234", "sgc": "1", "krn": 1},
    ]
    return [msgspec.msgpack.encode({"version": 1, "call": body}) for body in bodies]


def test_send_garbage(till: Till) -> None:
    """Spoilt frames are answered or hung up on; nothing changes, and others are served."""
    dice = random.Random(SEED)  # noqa: S311 - a fuzzer that can be repeated.
    before = till.client.custody.status()
    samples = sample_calls()
    answered = 0
    connection = till.connect()
    for _ in range(FRAMES):
        try:
            send_frame(connection, mutated(dice.choice(samples), dice), within_s=5)
            answer = receive_frame(connection, limit=ANSWER_BYTES_MAX, start_within_s=5, within_s=5)
            answered += answer is not None
        except FrameFault:
            connection.close()
            connection = till.connect()
    connection.close()
    assert answered > FRAMES // 2
    assert till.client.custody.status() == before
    gained(
        "send garbage", f"nothing: {answered} of {FRAMES} frames answered, the state is the same"
    )


def test_send_frames_that_are_too_large_or_never_end(till: Till) -> None:
    """Many at a time; a client with manners is served all the while."""
    strangers = [till.connect() for _ in range(SILENT_CLIENTS)]
    try:
        for number, stranger in enumerate(strangers):
            size = REQUEST_BYTES_MAX + 1 if number % 2 else 1000
            stranger.sendall(_LENGTH.pack(size) + b"x" * (number % 3))
            assert till.client.status().vending_open
        assert not any(map(_is_served, strangers[1::2]))
        assert till.client.device_key()
    finally:
        for stranger in strangers:
            stranger.close()
    with pytest.raises(AgentUnreachable, match="too large"):
        till.client.custody.import_tables(bytes(REQUEST_BYTES_MAX), **BY)
    gained("send slow and oversized frames", "nothing: each held one thread for seconds at most")


def _is_served(stranger: socket.socket) -> bool:
    """Whether anything but a refusal comes back; a hung-up line may swallow the refusal."""
    try:
        answer = receive_frame(stranger, limit=ANSWER_BYTES_MAX, start_within_s=5, within_s=5)
    except FrameFault:
        return False
    return answer is not None and b"oversized" not in answer


def test_guess_pins(till: Till) -> None:
    """Five tries, then one each half minute and longer, whatever is asked in between."""
    refused = delayed = 0
    for number in range(GUESSES):
        try:
            till.client.sign_in(PEOPLE[1], f"{number:04d}".encode())
        except SignInRefused:
            refused += 1
        except SignInDelayed:
            delayed += 1
    assert (refused, delayed) == (5, GUESSES - 5)
    attributes = attributes_file(sgc="777777")
    offer = ComponentOffer(attributes, components_of(attributes)[0])
    with pytest.raises(SignInDelayed):
        till.client.custody.enter_component(PEOPLE[1], PIN, offer)
    with pytest.raises(SignInDelayed):
        till.client.people.approve(PEOPLE[1], PIN, "0" * 64)
    till.client.sign_in(PEOPLE[2], PIN)
    gained("guess PINs at the socket", "5 guesses, then one for each 30 s, 60 s ... an hour")


def test_ask_for_keys(till: Till) -> None:
    """Every call that exists, with whatever fields fit: no answer holds a vending key or a part."""
    vault = AgentFolder(till.folder).vault
    content = vending_content(read_vault(vault), story.PASSPHRASE)
    secrets = {f"vending key {key.sgc}": key.key for key in content.keys}
    secrets |= {
        f"component of {part.custodian}": part.part
        for pending in content.pending
        for part in pending.components
    }
    assert len(secrets) == 2
    known: dict[str, object] = {
        "sgc": "123456",
        "krn": 1,
        "issue_no": 0,
        "operator": PEOPLE[2],
        "custodian": PEOPLE[2],
        "pin": PIN,
        "sale_id": "00000000-0000-4000-8000-000000000001",
        "number": 1,
        "minutes": 0,
        "content": b"{}",
        "attributes": attributes_file(),
        "components": [b"00"],
    }
    asked = 0
    for kind in AnyCall.__args__:
        fields = {name: known.get(name, "") for name in kind.__struct_fields__}
        call = {"call": kind.__struct_config__.tag} | fields
        with till.connect() as connection:
            request = msgspec.msgpack.encode({"version": 1, "call": call})
            send_frame(connection, request, within_s=5)
            answer = receive_frame(
                connection, limit=ANSWER_BYTES_MAX, start_within_s=30, within_s=30
            )
        assert answer is not None
        assert found_in(bytes(answer), secrets) == []
        asked += 1
    gained("ask for keys by every call", f"nothing: {asked} calls, no key and no component")


def test_bring_one_component_and_claim_the_rest(till: Till) -> None:
    """One custodian alone makes no key: not twice, without a PIN, nor by counting only oneself."""
    attributes = attributes_file(sgc="888888")
    parts = components_of(attributes)
    desk = till.client.custody
    assert desk.enter_component(PEOPLE[2], PIN, ComponentOffer(attributes, parts[0])).key is None
    for name, pin in ((PEOPLE[2], PIN), ("Nobody", PIN), (PEOPLE[1], b"0000")):
        with pytest.raises(PosError):
            desk.enter_component(name, pin, ComponentOffer(attributes, parts[1]))
    alone = attributes_file(sgc="999999")
    for of in (1, -1, 6):
        with pytest.raises(ComponentsDoNotFit):
            desk.enter_component(PEOPLE[2], PIN, ComponentOffer(alone, parts[1][:40], of))
    assert [each.sgc for each in desk.status().pending] == ["654321", "888888"]
    assert [key.sgc for key in till.client.status().keys] == ["123456"]
    gained("bring all components alone", "nothing: each needs a PIN of its own")


def test_fill_the_vault_with_components_that_wait(till: Till) -> None:
    """One PIN begins so many keys and no more; the vault stays small enough to be read again."""
    desk, client = till.client.custody, till.client
    thief = "Thabo"
    client.set_pin(thief, PIN, Role.AGENT)

    def begin(number: int) -> None:
        attributes = attributes_file(sgc=f"{900_000 + number}")
        desk.enter_component(thief, PIN, ComponentOffer(attributes, b"%040x" % (number + 1), 5))

    for number in range(WAITING_MAX):
        begin(number)
    with pytest.raises(KeysWaiting):
        begin(WAITING_MAX)
    other = attributes_file(sgc="700000")
    first, last = components_of(other)
    assert desk.enter_component(PEOPLE[1], PIN, ComponentOffer(other, first)).key is None
    assert desk.enter_component(thief, PIN, ComponentOffer(other, last)).key is not None
    desk.abandon(PEOPLE[1], PIN, "900000", 1)
    begin(WAITING_MAX)
    content = vending_content(read_vault(AgentFolder(till.folder).vault), story.PASSPHRASE)
    assert len(content.pending) == WAITING_MAX + 1
    gained("fill the vault with components", f"nothing: {WAITING_MAX} keys wait for one person")
