"""A PKCS#11 device that keeps the vending keys, as the key agent uses it."""

from dataclasses import dataclass, field
from typing import Protocol

from pos.app.ports.slots import UnlockSecret


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """Which device, and how it is reached.

    Attributes:
        module: absolute path of the maker's PKCS#11 library.
        token: label of the token, or its serial number where two have one label.
        pin: of the token's user; never shown.
        settings: names and values that the library looks for in its environment.
    """

    module: str
    token: str
    pin: bytes = field(repr=False)
    settings: tuple[tuple[str, str], ...] = ()


class KeyDevices(Protocol):
    """The part of the key agent that knows its device."""

    def choose(self, by: UnlockSecret, choice: DeviceChoice) -> None:
        """Keep vending keys that come from now on in a device.

        Args:
            by: opens the vending keys; the library is code that the agent will run.
            choice: is tried before it is kept.

        Raises:
            KeyDeviceTooLate: keys are held, or another device is chosen.
            KeyDeviceUnusable, KeyDeviceGone, KeyDevicePinRefused: it is not kept.
            WrongPassphrase, UnlockSecretWrong, SlotMissing, IdentityLocked.
        """

    def must_answer(self) -> str:
        """Reach the device and return its token's label; empty where none is chosen.

        Raises:
            KeysLocked, KeyDeviceGone, KeyDevicePinRefused, KeyDeviceUnusable.
        """
