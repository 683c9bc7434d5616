"""Vending keys that a PKCS#11 device keeps: SoftHSM, a simulator, stands in for one."""

import _ctypes
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.app.ports import Issued
from pos.app.ports.custody import ComponentOffer
from pos.domain.errors import DiskFull, StoreUnusable
from pos.domain.operator import Role
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.errors.device import (
    KeyDeviceGone,
    KeyDevicePinRefused,
    KeyDeviceTooLate,
    KeyDeviceUnusable,
    KeyNotForDevice,
)
from pos.keystore.files import folder
from pos.keystore.files.folder import replace_file
from pos.keystore.files.secret import Secret
from pos.keystore.issue.token_maker import TokenMaker
from pos.keystore.keys.key_device import KeyDevice
from pos.keystore.keys.pkcs11_token import Pkcs11Token
from pos.keystore.keys.vending_keys import KeyOnDevice
from pos.keystore.vault import vault_file
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
from tests.patience import PATIENCE_S
from tests.pkcs11_device import MODULE, SoftToken
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
    device = KeyDevice(token.stored(pin=b"000000"))
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


def test_a_silent_device_holds_nobody_up(token: SoftToken) -> None:
    """Its worker waits; callers are told."""
    device = KeyDevice(token.stored(), within_s=0.05)
    ended = threading.Event()
    with pytest.raises(KeyDeviceGone) as silent:
        device._asked(lambda _: ended.wait())
    assert silent.value.facts["why"] == "silent"
    with pytest.raises(KeyDeviceGone):
        device.must_answer()
    ended.set()
    device.close()


def test_a_silent_device_keeps_the_library_to_itself(token: SoftToken) -> None:
    """Keys locked and unlocked meanwhile: a library is not begun anew while somebody is in it."""
    first, second = (KeyDevice(token.stored(), within_s=0.05) for _ in range(2))
    begun, ended = threading.Event(), threading.Event()

    def hang(_: Pkcs11Token) -> None:
        begun.set()
        ended.wait()

    with pytest.raises(KeyDeviceGone):
        first._asked(hang)
    first.close()
    assert begun.wait(PATIENCE_S)
    with pytest.raises(KeyDeviceGone):
        second.must_answer()
    waiting = second._unanswered
    assert waiting is not None
    assert not waiting.done()
    ended.set()
    assert waiting.result(PATIENCE_S) is None
    second.close()


def test_a_key_that_was_lost_takes_no_cash(agent: KeyAgent, token: SoftToken) -> None:
    """Deleted, or the device made anew: the till and `doctor` are told; a sale begun waits."""
    load_the_key(agent)
    meter, sale_id = story.a_meter(sgc=SGC), story.new_sale_id()
    agent.ready_to_issue(a_sale_begun(meter=meter))
    assert agent.key_device.must_answer() == "till"
    with token.logged_in() as session:
        for key in list(session.get_objects()):
            key.destroy()
    for ask in (
        agent.key_device.must_answer,
        lambda: agent.ready_to_issue(a_sale_begun(meter=meter)),
        lambda: agent.issue(sale_id, story.begun_bytes(sale_id, meter=meter)),
    ):
        with pytest.raises(KeyDeviceGone, match="the key is not in it"):
            ask()


def test_another_key_in_its_place_makes_no_code(agent: KeyAgent, device: KeyDevice) -> None:
    """A meter would refuse what the device's own arithmetic takes for right."""
    load_the_key(agent)
    vending = agent._safe.open_vending()
    key = vending.ring.find(SGC, 1)
    assert isinstance(key, KeyOnDevice)
    key.object_id = device.take(Secret(KEY[::-1]))
    with pytest.raises(KeyDeviceGone, match="another key"):
        agent.ready_to_issue(a_sale_begun(meter=story.a_meter(sgc=SGC)))


def test_a_vault_that_may_name_the_key_keeps_it(
    tmp_path: Path, agent: KeyAgent, token: SoftToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file is there, only its folder may not be durable; without one the key goes again."""

    def failing(_: object) -> None:
        raise OSError

    with monkeypatch.context() as disk:
        disk.setattr(folder, "sync_folder", failing)
        with pytest.raises(StoreUnusable):
            load_the_key(agent)
    agent.close()
    agent = story.opened(tmp_path, story.SetClock())
    agent.key_device.must_answer()
    assert len(agent.status().keys) == 1
    with monkeypatch.context() as disk:
        disk.setattr(vault_file, "write_vault", lambda *_: replace_file(tmp_path / "no" / "f", b""))
        with pytest.raises((StoreUnusable, DiskFull)):
            agent.custody.load_together(attributes_file(krn=2), (b"02" * 20, b"03" * 20))
    agent.close()
    with token.logged_in() as session:
        assert len(list(session.get_objects())) == 1


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
        ({"module": _ctypes.__file__}, KeyDeviceUnusable),
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
