"""Choosing the device that keeps vending keys and the counter behind the lease, and asking them."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import Final

from pos.app.ports.key_device import DeviceChoice
from pos.app.ports.slots import UnlockSecret
from pos.keystore.agent.safe import Safe
from pos.keystore.agent.unattended import must_be_bounded
from pos.keystore.errors.counter import CounterTooLate
from pos.keystore.errors.device import KeyDeviceTooLate, KeyDeviceUnusable
from pos.keystore.issue.identity import Identity
from pos.keystore.issue.lease_slices import SOFTWARE
from pos.keystore.issue.tpm_counter import TpmCounter
from pos.keystore.keys.key_device import KeyDevice
from pos.keystore.vault.compartments import StoredDevice
from pos.keystore.vault.openers import Opener, SecretOpener
from pos.keystore.vault.slots import Randomness, SlotKind
from pos.keystore.vault.slots_desk import SlotsDesk
from pos.keystore.vault.tpm_slot import TpmSlot

PIN_BYTES_MAX: Final = 256
SETTINGS_MAX: Final = 8
# Not what the loader of libraries or Python listen to.
_SETTING: Final = re.compile(r"(?!LD_|PYTHON|PATH$|HOME$)[A-Za-z][A-Za-z0-9_]{1,63}", re.ASCII)


class DeviceDesk:
    """Implements the port `KeyDevices` inside the agent."""

    def __init__(
        self,
        slots: SlotsDesk,
        changing: Callable[[], AbstractContextManager[tuple[Identity, Safe]]],
        randomness: Randomness,
        unattended: TpmSlot,
    ) -> None:
        """Take the ways to unlock, what holds still, and what seals the machine's own."""
        self._slots, self._changing, self._randomness = slots, changing, randomness
        self._unattended = unattended

    def choose(self, by: UnlockSecret, choice: DeviceChoice) -> None:
        """See `KeyDevices.choose`."""
        stored = _checked(choice)
        self._slots.must_open(by)
        with self._changing() as (_, safe):
            vending = safe.open_vending()
            if vending.device is not None or vending.ring.status():
                raise KeyDeviceTooLate(keys=len(vending.ring.status()))
            device = KeyDevice(stored)
            try:
                device.must_answer()
                safe.change_vending(replace(vending, device=device))
            except BaseException:
                device.close()
                raise

    def use_counter(self, by: UnlockSecret, way: str) -> None:
        """See `KeyDevices.use_counter`."""
        self._slots.must_open(by)
        with self._changing() as (identity, safe):
            has_lease = identity.lease() is not None and not safe.vault.training
            if identity.slices.tier != SOFTWARE or has_lease:
                raise CounterTooLate
            identity.slices.choose(TpmCounter.make(way, self._randomness))

    def open_unattended(self, by: UnlockSecret, way: str, pcrs: str) -> None:
        """See `KeyDevices.open_unattended`."""
        with self._changing() as (identity, _):
            must_be_bounded(identity)
        self._slots.add_made(by, SlotKind.UNATTENDED, partial(self._seal, way, pcrs))

    def must_answer(self) -> str:
        """See `KeyDevices.must_answer`."""
        with self._changing() as (identity, safe):
            identity.slices.must_answer()
            safe.device_must_answer()
            return safe.known_device

    def _seal(self, way: str, pcrs: str) -> Opener:
        return SecretOpener(SlotKind.UNATTENDED, self._unattended.seal(way, pcrs))


def _checked(choice: DeviceChoice) -> StoredDevice:
    if not PurePath(choice.module).is_absolute():
        raise KeyDeviceUnusable(why="the library has no absolute path")
    if not (choice.token and choice.token.isprintable()):
        raise KeyDeviceUnusable(why="no token is named")
    if not 1 <= len(choice.pin) <= PIN_BYTES_MAX:
        raise KeyDeviceUnusable(why=f"its PIN has 1 to {PIN_BYTES_MAX} bytes")
    if not _is_text(choice.pin):
        raise KeyDeviceUnusable(why="its PIN is no text in UTF-8")
    settings = choice.settings
    if len(settings) > SETTINGS_MAX or not all(
        _SETTING.fullmatch(name) and value.isprintable() for name, value in settings
    ):
        raise KeyDeviceUnusable(why="a setting")
    return StoredDevice(choice.module, choice.token, choice.pin, settings)


def _is_text(pin: bytes) -> bool:
    try:
        pin.decode()
    except UnicodeDecodeError:
        return False
    return True
