"""What clients ask of the key agent about the device that keeps its keys; see `KeyDevices`."""

from typing import ClassVar

from pos.app.ports.key_device import DeviceChoice
from pos.app.ports.slots import UnlockSecret
from pos.keystore.calls.protocol import Call, PassphraseCall


class ChooseDevice(PassphraseCall, frozen=True, forbid_unknown_fields=True, tag="choose_device"):
    """`KeyDevices.choose`."""

    by: UnlockSecret
    choice: DeviceChoice


class AskDevice(Call, frozen=True, forbid_unknown_fields=True, tag="device_must_answer"):
    """`KeyDevices.must_answer`."""

    Result: ClassVar[object] = str


class UseCounter(PassphraseCall, frozen=True, forbid_unknown_fields=True, tag="use_counter"):
    """`KeyDevices.use_counter`."""

    by: UnlockSecret
    way: str


class OpenUnattended(
    PassphraseCall, frozen=True, forbid_unknown_fields=True, tag="open_unattended"
):
    """`KeyDevices.open_unattended`."""

    by: UnlockSecret
    way: str
    pcrs: str


DeviceCall = ChooseDevice | UseCounter | OpenUnattended | AskDevice
