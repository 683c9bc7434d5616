"""The device that keeps the vending keys, asked about over the key agent's socket."""

from collections.abc import Callable
from typing import Any

from pos.app.ports.key_device import DeviceChoice
from pos.app.ports.slots import UnlockSecret
from pos.keystore.calls.device import AskDevice, ChooseDevice, OpenUnattended, UseCounter
from pos.keystore.calls.protocol import Call


class DeviceClient:
    """Implements the port `KeyDevices` for other processes."""

    def __init__(self, ask_slowly: Callable[[Call], Any]) -> None:
        """Take what sends a call and waits long for its answer: devices start slowly."""
        self._ask_slowly = ask_slowly

    def choose(self, by: UnlockSecret, choice: DeviceChoice) -> None:
        """See `KeyDevices.choose`."""
        self._ask_slowly(ChooseDevice(by, choice))

    def use_counter(self, by: UnlockSecret, way: str) -> None:
        """See `KeyDevices.use_counter`."""
        self._ask_slowly(UseCounter(by, way))

    def open_unattended(self, by: UnlockSecret, way: str, pcrs: str) -> None:
        """See `KeyDevices.open_unattended`."""
        self._ask_slowly(OpenUnattended(by, way, pcrs))

    def must_answer(self) -> str:
        """See `KeyDevices.must_answer`."""
        token: str = self._ask_slowly(AskDevice())
        return token
