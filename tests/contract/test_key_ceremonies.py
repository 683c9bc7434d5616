"""One suite for key ceremonies in head office's key agent, in this process and over its socket."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.app.ports.ceremony import (
    CEREMONY_LASTS,
    RECEIVERS_MAX,
    CeremonyEnd,
    CeremonyPlan,
    CeremonyStatus,
    ComponentLetter,
    KeyReceiver,
)
from pos.app.ports.signing import OfficeSigning
from pos.domain.errors import KeysLocked, PosError
from pos.domain.errors.ceremony import (
    CeremonyMalformed,
    CeremonyOver,
    CeremonyUnderWay,
    CeremonyUnknown,
    CheckValueDiffers,
    ComponentsMissing,
    NotACustodian,
)
from pos.keystore.errors.custody import (
    ComponentMalformed,
    ComponentsDoNotFit,
    CustodianRepeated,
)
from pos.keystore.errors.refusals import KeyAttributesMalformed
from pos.keystore.keys.components import split_new_key
from pos.keystore.keys.device_key import DeviceKey
from pos.keystore.keys.key_attributes import read_attributes
from pos.wire.sealed_key import SealingKey, genuine_key_terms, sealing_key_bytes
from tests import signing_stories as story
from tests.agent_stories import PASSPHRASE, SetClock
from tests.custody_stories import attributes_file

WAYS: dict[str, Callable[[Path, SetClock], AbstractContextManager[OfficeSigning]]] = {
    "in_process": story.agent_at,
    "over_its_socket": story.served_agent,
}
DEVICES = {"T1": DeviceKey(b"\x11" * 32), "T2": DeviceKey(b"\x22" * 32)}
ATTRIBUTES = attributes_file()


@dataclass(frozen=True)
class Room:
    """A key agent, and a new key in as many letters as there are custodians."""

    signing: OfficeSigning
    clock: SetClock
    letters: tuple[ComponentLetter, ...]
    check_value: str
    root_key: str

    def begin(self, *custodians: str) -> str:
        """Begin a ceremony and return its id."""
        return self.signing.ceremonies.begin(a_plan(custodians or ("Anne", "Ben"))).id

    def status(self, ceremony: str) -> CeremonyStatus:
        """Return what the agent says about one."""
        return next(one for one in self.signing.ceremonies.statuses() if one.id == ceremony)


def a_letter(file: bytes) -> ComponentLetter:
    """Return what a custodian types off a component's file."""
    digits, _, check, whole = file.decode().splitlines()
    return ComponentLetter(digits.encode(), check.split()[-1], whole.split()[-1])


def a_plan(custodians: tuple[str, ...], attributes: bytes = ATTRIBUTES) -> CeremonyPlan:
    """Return a plan for both terminals."""
    receivers = tuple(KeyReceiver(name, key.sealing_key()) for name, key in DEVICES.items())
    return CeremonyPlan(secrets.token_hex(16), attributes, custodians, receivers)


@pytest.fixture(name="room", params=WAYS)
def _room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Room]:
    """Give an open key store, reached in each way, and a key in two letters."""
    root, clock = story.a_root(), SetClock()
    folder = story.new_store(tmp_path / "keys", root)
    check_value, files = split_new_key(read_attributes(ATTRIBUTES), 2, os.urandom)
    public = root.public_key().public_bytes_raw().hex()
    with WAYS[request.param](folder, clock) as signing:
        yield Room(signing, clock, tuple(map(a_letter, files)), check_value, public)


def test_two_custodians_make_a_key_for_two_terminals(room: Room) -> None:
    """Each box opens with its terminal's own key, to the key that the letters make."""
    ceremonies, begun = room.signing.ceremonies, room.begin()
    first = ceremonies.enter(begun, "Ben", room.letters[0])
    assert [one.name for one in first.entered] == ["Ben"]
    ceremonies.enter(begun, "Anne", room.letters[1])
    assert room.status(begun).check_value == ""
    sealed = ceremonies.seal(begun, f" {room.check_value.upper()} ")
    parts = [int(one.digits, 16) for one in room.letters]
    for name, box in zip(DEVICES, sealed, strict=True):
        terms = genuine_key_terms(box, room.root_key, training=True)
        assert terms is not None
        assert (terms.terminal, terms.check_value) == (name, room.check_value)
        key = DEVICES[name].open_box(box.body, bytes.fromhex(box.box))
        assert int.from_bytes(key) == parts[0] ^ parts[1]
    assert room.status(begun).end is CeremonyEnd.SEALED
    assert room.status(begun).check_value == room.check_value
    assert ceremonies.seal(begun, room.check_value) == sealed
    with pytest.raises(CheckValueDiffers):
        ceremonies.seal(begun, "000000")


def test_each_enters_only_their_own(room: Room) -> None:
    """Nobody else, nobody twice, no component twice; what was in stays."""
    ceremonies, begun = room.signing.ceremonies, room.begin("Anne", "Ben", "Cleo")
    ceremonies.enter(begun, "Anne", room.letters[0])
    with pytest.raises(CustodianRepeated):
        ceremonies.enter(begun, "Anne", room.letters[1])
    with pytest.raises(NotACustodian):
        ceremonies.enter(begun, "Dan", room.letters[1])
    with pytest.raises(ComponentsDoNotFit):
        ceremonies.enter(begun, "Ben", room.letters[0])
    with pytest.raises(ComponentsMissing):
        ceremonies.seal(begun, room.check_value)
    assert len(room.status(begun).entered) == 1


@pytest.mark.parametrize("digits", [b"", b"00" * 20, b"12" * 8, b"zz" * 20, b"12" * 2000])
def test_what_is_no_component_is_refused(room: Room, digits: bytes) -> None:
    """Neither is one whose check value is another than the letter says."""
    begun = room.begin()
    with pytest.raises(ComponentMalformed) as refused:
        room.signing.ceremonies.enter(begun, "Anne", ComponentLetter(digits))
    assert not digits or digits.decode() not in str(refused.value.facts)
    with pytest.raises(ComponentMalformed):
        room.signing.ceremonies.enter(begun, "Anne", replace(room.letters[0], check_value="0" * 6))


def test_letters_of_two_keys_do_not_go_together(room: Room) -> None:
    """The last one is refused, and after five tries all is forgotten."""
    ceremonies, begun = room.signing.ceremonies, room.begin()
    _, files = split_new_key(read_attributes(ATTRIBUTES), 2, os.urandom)
    ceremonies.enter(begun, "Anne", room.letters[0])
    for _ in range(5):
        with pytest.raises(ComponentsDoNotFit):
            ceremonies.enter(begun, "Ben", a_letter(files[1]))
    with pytest.raises(CeremonyOver):
        ceremonies.enter(begun, "Ben", room.letters[1])
    assert room.status(begun).end is CeremonyEnd.MISFIT


def test_what_one_letter_announces_holds_for_all(room: Room) -> None:
    """For the next letter at once, and for the key also where the others announce nothing."""
    ceremonies, begun = room.signing.ceremonies, room.begin("Anne", "Ben", "Cleo")
    strange = "000000" if room.check_value != "000000" else "111111"
    ceremonies.enter(begun, "Anne", room.letters[0])
    with pytest.raises(ComponentsDoNotFit):
        ceremonies.enter(begun, "Ben", replace(room.letters[1], key_check_value=strange))
    assert [one.name for one in room.status(begun).entered] == ["Anne"]
    begun = room.begin()
    ceremonies.enter(begun, "Anne", replace(room.letters[0], key_check_value=strange))
    with pytest.raises(ComponentsDoNotFit):
        ceremonies.enter(begun, "Ben", replace(room.letters[1], key_check_value=""))


def test_nothing_is_sealed_under_another_check_value(room: Room) -> None:
    """Five wrong ones end the ceremony."""
    ceremonies, begun = room.signing.ceremonies, room.begin()
    for name, letter in zip(("Anne", "Ben"), room.letters, strict=True):
        ceremonies.enter(begun, name, replace(letter, key_check_value=""))
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(CheckValueDiffers) as refused:
            ceremonies.seal(begun, "123456" if room.check_value != "123456" else "654321")
        assert refused.value.facts["left"] == left
    with pytest.raises(CeremonyOver):
        ceremonies.seal(begun, room.check_value)


def test_a_ceremony_ends_by_itself(room: Room) -> None:
    """After half an hour what was in is gone, and people are told why."""
    begun = room.begin()
    room.signing.ceremonies.enter(begun, "Anne", room.letters[0])
    room.clock.time += CEREMONY_LASTS
    with pytest.raises(CeremonyOver):
        room.signing.ceremonies.enter(begun, "Ben", room.letters[1])
    assert room.status(begun).end is CeremonyEnd.TIMED_OUT


def test_abandoned_and_locked_are_told_apart(room: Room) -> None:
    """Each has its name; a ceremony that nobody began is unknown."""
    ceremonies = room.signing.ceremonies
    given_up, locked = room.begin(), room.begin()
    assert ceremonies.abandon(given_up)
    assert not ceremonies.abandon("0" * 32)
    room.signing.lock()
    assert room.status(given_up).end is CeremonyEnd.ABANDONED
    assert room.status(locked).end is CeremonyEnd.LOCKED
    for act in (
        lambda: ceremonies.enter(locked, "Anne", room.letters[0]),
        lambda: ceremonies.seal(locked, room.check_value),
        lambda: ceremonies.begin(a_plan(("Anne", "Ben"))),
    ):
        with pytest.raises(KeysLocked):
            act()
    room.signing.unlock(PASSPHRASE)
    with pytest.raises(CeremonyUnknown):
        ceremonies.enter("0" * 32, "Anne", room.letters[0])


def forged(to: SealingKey) -> SealingKey:
    """Return a public key that its device did not sign."""
    return SealingKey(to.device_key, DEVICES["T2"].sealing_key().sealing_key, to.signature)


def of_low_order() -> SealingKey:
    """Return a public key that a device signed and nothing can be sealed for."""
    seed, to = b"\x11" * 32, DEVICES["T1"].sealing_key()
    signature = Ed25519PrivateKey.from_private_bytes(seed).sign(sealing_key_bytes("00" * 32))
    return SealingKey(to.device_key, "00" * 32, signature.hex())


def many_receivers() -> tuple[KeyReceiver, ...]:
    """Return one more than a ceremony is for."""
    to = DEVICES["T1"].sealing_key()
    return tuple(KeyReceiver(f"T{number}", to) for number in range(RECEIVERS_MAX + 1))


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"custodians": ("Anne",)}, CeremonyMalformed),
        ({"custodians": ("Anne", "Anne")}, CeremonyMalformed),
        ({"custodians": ("Anne", "Ben", "Cleo", "Dan")}, CeremonyMalformed),
        ({"custodians": ("Anne", "")}, CeremonyMalformed),
        ({"receivers": ()}, CeremonyMalformed),
        (
            {"receivers": (KeyReceiver("T1", forged(DEVICES["T1"].sealing_key())),)},
            CeremonyMalformed,
        ),
        ({"receivers": (KeyReceiver("T1", of_low_order()),)}, CeremonyMalformed),
        ({"receivers": (KeyReceiver("T1", DEVICES["T1"].sealing_key()),) * 2}, CeremonyMalformed),
        ({"receivers": many_receivers()}, CeremonyMalformed),
        ({"attributes": attributes_file(krn=10)}, KeyAttributesMalformed),
        ({"attributes": b"{}"}, KeyAttributesMalformed),
    ],
)
def test_a_plan_holds_together(room: Room, wrong: dict[str, object], error: type[PosError]) -> None:
    """Two or three people, terminals that signed their key, and a key that can be."""
    plan = replace(a_plan(("Anne", "Ben")), **wrong)  # type: ignore[arg-type]  # By its case.
    with pytest.raises(error):
        room.signing.ceremonies.begin(plan)


def test_the_agent_holds_only_a_few(room: Room) -> None:
    """A ninth waits until one has ended; an id is good once."""
    begun = [room.begin() for _ in range(8)]
    with pytest.raises(CeremonyUnderWay):
        room.begin()
    room.signing.ceremonies.abandon(begun[0])
    plan = a_plan(("Anne", "Ben"))
    room.signing.ceremonies.begin(plan)
    room.signing.ceremonies.abandon(begun[1])
    with pytest.raises(CeremonyUnderWay):
        room.signing.ceremonies.begin(plan)
    room.clock.time += CEREMONY_LASTS - timedelta(seconds=1)
    assert sum(one.end is CeremonyEnd.OPEN for one in room.signing.ceremonies.statuses()) == 7


def test_those_that_ended_are_told_of_for_a_while(room: Room) -> None:
    """The newest ones and all that are open; wrong values for a sealed key end nothing."""
    ceremonies, first = room.signing.ceremonies, room.begin()
    for name, letter in zip(("Anne", "Ben"), room.letters, strict=True):
        ceremonies.enter(first, name, letter)
    sealed, still_open = ceremonies.seal(first, room.check_value), room.begin()
    for _ in range(5):
        with pytest.raises(CheckValueDiffers):
            ceremonies.seal(first, "no")
    assert ceremonies.seal(first, room.check_value) == sealed
    for _ in range(64):
        ceremonies.abandon(room.begin())
    with pytest.raises(CeremonyUnknown):
        ceremonies.seal(first, room.check_value)
    assert room.status(still_open).end is CeremonyEnd.OPEN


def test_nobody_has_to_ask_for_a_ceremony_to_end(tmp_path: Path) -> None:
    """The agent's loop wakes when one is due, and wipes what was in."""
    folder, clock = story.new_store(tmp_path / "keys", story.a_root()), SetClock()
    _, files = split_new_key(read_attributes(ATTRIBUTES), 2, os.urandom)
    with story.agent_at(folder, clock) as agent:
        assert agent.idle.wait_s() is None
        begun = agent.ceremonies.begin(a_plan(("Anne", "Ben")))
        agent.ceremonies.enter(begun.id, "Anne", a_letter(files[0]))
        (part,) = agent.ceremonies._held[begun.id].parts.values()
        assert agent.idle.wait_s() == CEREMONY_LASTS.total_seconds()
        agent.idle.lock_if_due()
        assert any(part.reveal())
        clock.time += CEREMONY_LASTS
        assert agent.idle.wait_s() == 0
        agent.idle.lock_if_due()
        assert agent.idle.wait_s() is None
        with pytest.raises(AssertionError):
            part.reveal()


def test_parts_and_key_are_wiped_when_they_are_not_needed(tmp_path: Path) -> None:
    """Parts with the last letter, the key with its boxes."""
    folder, clock = story.new_store(tmp_path / "keys", story.a_root()), SetClock()
    check_value, files = split_new_key(read_attributes(ATTRIBUTES), 2, os.urandom)
    with story.agent_at(folder, clock) as agent:
        begun = agent.ceremonies.begin(a_plan(("Anne", "Ben")))
        held = agent.ceremonies._held[begun.id]
        agent.ceremonies.enter(begun.id, "Anne", a_letter(files[0]))
        (part,) = held.parts.values()
        agent.ceremonies.enter(begun.id, "Ben", a_letter(files[1]))
        key = held.key
        assert key is not None
        with pytest.raises(AssertionError):
            part.reveal()
        assert key.stored().key
        agent.ceremonies.seal(begun.id, check_value)
        with pytest.raises(AssertionError):
            key.stored()
