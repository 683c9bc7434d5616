"""Vending keys that a PKCS#11 device keeps: SoftHSM, a simulator, stands in for one."""

import hmac
import os
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self, cast

import pkcs11
import pytest

from pos.app.ports import Issued
from pos.app.ports.custody import ComponentOffer
from pos.domain.operator import Role
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.errors.device import (
    KeyDeviceGone,
    KeyDevicePinRefused,
    KeyDeviceTooLate,
    KeyDeviceUnusable,
    KeyNotForDevice,
)
from pos.keystore.files.secret import Secret
from pos.keystore.issue.token_maker import TokenMaker
from pos.keystore.keys.key_device import KeyDevice
from pos.keystore.keys.pkcs11_token import Pkcs11Token
from pos.keystore.vault.compartments import StoredDevice
from pos.keystore.vault.vault import read_vault
from pos.sts.attributes import BaseDate, Dkga, Ea, KeyType, MeterConfig
from pos.sts.carrier import Token20
from pos.sts.codec import encode_token
from pos.sts.decoder_key import DecoderKey, derive_decoder_key, derive_on_device
from pos.sts.errors import BadKey
from pos.sts.identifiers import MeterPan
from pos.sts.meter_answer import MeterCode
from pos.sts.tables import SAMPLE_TABLES, Ea07Tables
from pos.sts.tokens import Token
from pos.sts.virtual_meter import VirtualMeter
from tests import agent_stories as story
from tests.builders import a_sale_begun
from tests.custody_stories import PEOPLE, PIN, attributes_file, new_custody_vault
from tests.pkcs11_device import MODULE, SoftToken, soft_token
from tests.secret_forms import found_in, found_under, vending_content

KEY = bytes(range(100, 120))
SGC = "123456"


class PullingMaker:
    """Encodes as ever, and pulls the device out while the first code is made."""

    def __init__(self, token: SoftToken) -> None:
        self._token, self.pulled = token, False

    def __call__(self, token: Token, key: DecoderKey, ea: Ea, tables: Ea07Tables) -> Token20:
        """Encode a token."""
        made = encode_token(token, key, ea, tables)
        if not self.pulled:
            self.pulled = True
            self._token.pull_out()
        return made


def stored(token: SoftToken, **changes: object) -> StoredDevice:
    """Return what a vault would keep of a device."""
    choice = token.choice(**changes)
    return StoredDevice(choice.module, choice.token, choice.pin, choice.settings)


@pytest.fixture(name="token")
def _token(tmp_path: Path) -> SoftToken:
    """Give a token of its own."""
    return soft_token(tmp_path)


@pytest.fixture(name="device")
def _device(token: SoftToken) -> Iterator[KeyDevice]:
    """Give a device that is reached at the first call."""
    device = KeyDevice(stored(token))
    yield device
    device.close()


@pytest.fixture(name="agent")
def _agent(tmp_path: Path, token: SoftToken) -> Iterator[KeyAgent]:
    """Give an open agent whose keys go to the device."""
    agent = story.opened(new_custody_vault(tmp_path), story.SetClock())
    agent.key_device.choose(story.BY_PASSPHRASE, token.choice())
    yield agent
    agent.close()


def load_the_key(agent: KeyAgent) -> None:
    """Bring the key of these tests by components, and a lease."""
    parts = tuple(part.hex().encode() for part in (bytes([1] * 20), _xor(KEY, bytes([1] * 20))))
    agent.custody.load_together(attributes_file(), parts)
    agent.grant_training_lease(story.a_lease(story.NOON))


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def a_config(ea: Ea = Ea.MISTY1_11, dkga: Dkga = Dkga.DKGA04) -> MeterConfig:
    """Meter 1 under the key."""
    return MeterConfig(
        pan=MeterPan(story.pan_of(1)),
        sgc=SGC,
        krn=1,
        tariff_index="01",
        key_type=KeyType.DUTK,
        ea=ea,
        dkga=dkga,
        base_date=BaseDate(2014),
    )


@pytest.mark.parametrize("ea", [Ea.MISTY1_11, Ea.STA_07])
def test_the_device_derives_the_same_keys(device: KeyDevice, ea: Ea) -> None:
    """Zeros behind a key of 20 bytes change no code."""
    object_id = device.take(Secret(KEY))
    derived = derive_on_device(lambda text: device.authenticate(object_id, text), a_config(ea))
    assert derived == derive_decoder_key(KEY, a_config(ea))
    device.forget(object_id)
    with pytest.raises(KeyDeviceGone):
        device.authenticate(object_id, b"")


def test_a_loaded_key_is_in_the_device_only(
    tmp_path: Path, agent: KeyAgent, token: SoftToken
) -> None:
    """Neither vault nor any file holds it, even for who has the passphrase; its codes are right."""
    load_the_key(agent)
    (kept,) = vending_content(read_vault(tmp_path / "vault"), story.PASSPHRASE).keys
    assert kept.key == b""
    secrets = {"key": KEY, "key as it lies there": KEY + bytes(12)}
    assert found_under(tmp_path, secrets) == []
    assert found_in(token.content(), secrets) == []
    issued = story.issue_one(agent, meter=story.a_meter(sgc=SGC))
    meter = VirtualMeter(a_config(), derive_decoder_key(KEY, a_config()), SAMPLE_TABLES)
    assert meter.enter(issued.receipt.tokens[0].digits).code is MeterCode.ACCEPT


def test_dkga02_stays_out(agent: KeyAgent) -> None:
    """Before a component is taken, and in the arithmetic itself."""
    with pytest.raises(KeyNotForDevice):
        agent.custody.load_together(attributes_file(dkga="02", base=1993), (b"00" * 8, b"01" * 8))
    agent.set_pin(PEOPLE[0], PIN, Role.SUPERVISOR)
    offer = ComponentOffer(attributes_file(dkga="02", base=1993), b"01" * 8)
    with pytest.raises(KeyNotForDevice):
        agent.custody.enter_component(PEOPLE[0], PIN, offer)
    assert agent.custody.status().pending == ()
    with pytest.raises(BadKey):
        derive_on_device(lambda _: KEY, a_config(Ea.STA_07, Dkga.DKGA02))


def test_a_device_lost_in_the_middle_of_an_issue(tmp_path: Path, token: SoftToken) -> None:
    """Nothing is issued, the same request goes on once it is back, and no sale begins meanwhile."""
    maker = PullingMaker(token)
    agent = story.opened(
        new_custody_vault(tmp_path), story.SetClock(), maker=TokenMaker(encode=maker)
    )
    agent.key_device.choose(story.BY_PASSPHRASE, token.choice())
    load_the_key(agent)
    meter, sale_id = story.a_meter(sgc=SGC), story.new_sale_id()
    begun = story.begun_bytes(sale_id, meter=meter, free_milli=1000, free_credited_milli=1000)
    with pytest.raises(KeyDeviceGone):
        agent.issue(sale_id, begun)
    assert maker.pulled
    assert agent.outcome(sale_id) is None
    assert agent.status().issues == 0
    with pytest.raises(KeyDeviceGone):
        agent.ready_to_issue(a_sale_begun(meter=meter))
    token.plug_in()
    agent.ready_to_issue(a_sale_begun(meter=meter))
    issued = agent.issue(sale_id, begun)
    assert isinstance(issued, Issued)
    assert len(issued.receipt.tokens) == 2
    assert agent.status().issues == 1
    agent.close()


def test_unlocking_needs_no_device(tmp_path: Path, agent: KeyAgent, token: SoftToken) -> None:
    """A terminal starts without it, says which one it misses, and goes on when it comes."""
    load_the_key(agent)
    agent.close()
    token.pull_out()
    agent = story.opened(tmp_path, story.SetClock())
    assert (agent.status().key_device, len(agent.status().keys)) == ("till", 1)
    with pytest.raises(KeyDeviceGone):
        agent.key_device.must_answer()
    token.plug_in()
    story.issue_one(agent, meter=story.a_meter(sgc=SGC))
    agent.close()


def test_a_refused_pin_is_not_tried_again(token: SoftToken) -> None:
    """The second call does not even look whether the device is there."""
    device = KeyDevice(stored(token, pin=b"000000"))
    with pytest.raises(KeyDevicePinRefused):
        device.must_answer()
    token.pull_out()
    with pytest.raises(KeyDevicePinRefused):
        device.must_answer()
    device.close()


def test_a_device_that_forgot_its_session_is_asked_again(device: KeyDevice) -> None:
    """It was unplugged and is back: the call goes on in a new session, once."""
    device.must_answer()
    asked: list[Pkcs11Token] = []

    def forgotten(session: Pkcs11Token) -> str:
        asked.append(session)
        if len(asked) < 2:
            raise KeyDeviceGone(token="till", why="SessionHandleInvalid")
        return "answer"

    assert device._asked(forgotten) == "answer"
    assert asked[0] is not asked[1]


def test_only_its_own_thread_uses_the_session(token: SoftToken) -> None:
    """Every call says so itself."""
    session = Pkcs11Token.open(stored(token))
    met: list[BaseException] = []

    def intrude() -> None:
        for call in (session.must_answer, session.close, lambda: session.take(Secret(KEY))):
            try:
                call()
            except AssertionError as error:
                met.append(error)

    stranger = threading.Thread(target=intrude)
    stranger.start()
    stranger.join()
    assert len(met) == 3
    session.close()


def test_a_silent_device_holds_nobody_up(token: SoftToken) -> None:
    """Its worker waits; callers are told."""
    device = KeyDevice(stored(token), within_s=0.05)
    ended = threading.Event()
    with pytest.raises(KeyDeviceGone) as silent:
        device._asked(lambda _: ended.wait())
    assert silent.value.facts["why"] == "silent"
    with pytest.raises(KeyDeviceGone):
        device.must_answer()
    ended.set()
    device.close()


class CarelessSession:
    """A device that takes any key, and then shows it or computes with another."""

    def __init__(self, shows: frozenset[pkcs11.Attribute], computes_with: bytes) -> None:
        self._shows, self._computes_with = shows, computes_with
        self.destroyed = False

    def create_object(self, attributes: dict[pkcs11.Attribute, object]) -> Self:
        """Keep a key as it likes."""
        assert attributes[pkcs11.Attribute.SENSITIVE]
        return self

    def __getitem__(self, name: pkcs11.Attribute) -> bool:
        """Tell how the key is kept."""
        return (name is pkcs11.Attribute.SENSITIVE) != (name in self._shows)

    def sign(self, message: bytes, mechanism: object) -> bytes:
        """Authenticate a message."""
        assert mechanism is pkcs11.Mechanism.SHA256_HMAC
        return hmac.digest(self._computes_with, message, "sha256")

    def destroy(self) -> None:
        """Forget the key."""
        self.destroyed = True


@pytest.mark.parametrize(
    ("shows", "computes_with", "why"),
    [
        ({pkcs11.Attribute.SENSITIVE}, KEY, "show the key"),
        ({pkcs11.Attribute.EXTRACTABLE}, KEY, "show the key"),
        ((), KEY[::-1], "something else"),
        ((), KEY, ""),
    ],
)
def test_a_careless_device_keeps_no_key(
    shows: Iterable[pkcs11.Attribute], computes_with: bytes, why: str
) -> None:
    """One that would give it out, or has cut it, is refused, and what it took is destroyed."""
    session = CarelessSession(frozenset(shows), computes_with)
    token = Pkcs11Token(pkcs11, cast("pkcs11.Session", session), "till")
    if not why:
        assert token.take(Secret(KEY))
        return
    with pytest.raises(KeyDeviceUnusable, match=why):
        token.take(Secret(KEY))
    assert session.destroyed


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"pin": b"000000"}, KeyDevicePinRefused),
        ({"pin": b""}, KeyDeviceUnusable),
        ({"pin": b"\xff4930"}, KeyDeviceUnusable),
        ({"token": "another"}, KeyDeviceGone),
        ({"token": ""}, KeyDeviceUnusable),
        ({"module": "libsofthsm2.so"}, KeyDeviceUnusable),
        ({"module": "/nowhere/libsofthsm2.so"}, KeyDeviceUnusable),
        ({"module": __file__}, KeyDeviceUnusable),
        ({"settings": (("LD_PRELOAD", "/nowhere/x.so"),)}, KeyDeviceUnusable),
    ],
)
def test_a_device_that_does_not_do_is_not_chosen(
    tmp_path: Path, token: SoftToken, changes: dict[str, object], refusal: type[Exception]
) -> None:
    """It is tried first."""
    agent = story.opened(story.new_vault(tmp_path), story.SetClock())
    with pytest.raises(refusal):
        agent.key_device.choose(story.BY_PASSPHRASE, token.choice(**changes))
    assert (agent.status().key_device, agent.key_device.must_answer()) == ("", "")
    agent.close()


def test_a_device_is_chosen_once_and_before_the_first_key(
    tmp_path: Path, agent: KeyAgent, token: SoftToken
) -> None:
    """A key that has lain in a file is not made better by a device."""
    with pytest.raises(KeyDeviceTooLate):
        agent.key_device.choose(story.BY_PASSPHRASE, token.choice())
    other = story.ready_agent(_folder(tmp_path / "other"), story.SetClock())
    with pytest.raises(KeyDeviceTooLate):
        other.key_device.choose(story.BY_PASSPHRASE, token.choice())
    other.close()


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def test_the_library_is_where_debian_puts_it() -> None:
    """The other tests stand on it."""
    assert os.access(MODULE, os.R_OK)
