"""Hardware behind the key agent: a PKCS#11 device with its keys, a TPM that counts its lease."""

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
    """The part of the key agent that knows its hardware."""

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

    def use_counter(self, by: UnlockSecret, way: str) -> None:
        """Count the lease's slices with a new counter in a TPM 2.0: the hardware tier, for life.

        Args:
            by: opens the vending keys.
            way: `device:/dev/tpmrm0`, or `swtpm:path=SOCKET` for a simulator.

        Raises:
            CounterTooLate: there is a counter, or a real terminal has a lease.
            CounterUnusable, CounterGone: it is not used.
            WrongPassphrase, UnlockSecretWrong, SlotMissing, IdentityLocked.
        """

    def open_unattended(self, by: UnlockSecret, way: str, pcrs: str) -> None:
        """Let the machine's TPM alone open the vending keys whenever the agent starts.

        Args:
            by: opens the vending keys.
            way: as for `use_counter`.
            pcrs: registers of the TPM that must read as now, `0,7`; empty for none.

        Raises:
            UnattendedNotBounded: no counter bounds what the machine would issue.
            TpmSlotUnusable: no such TPM or register, or there is such a slot.
            SlotsFull, WrongPassphrase, UnlockSecretWrong, SlotMissing, IdentityLocked.
        """

    def must_answer(self) -> str:
        """Reach counter and device; return the device's token, empty where none is chosen.

        Raises:
            KeysLocked, KeyDeviceGone, KeyDevicePinRefused, KeyDeviceUnusable, CounterGone.
            CounterAhead: the terminal's files are an older copy.
        """
