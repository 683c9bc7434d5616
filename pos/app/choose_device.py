"""Keeping the vending keys in a PKCS#11 device, and writing down who chose it."""

from pos.app.journal_heads import sign_newest_head
from pos.app.ports import Ports
from pos.app.ports.key_device import DeviceChoice
from pos.app.ports.slots import UnlockSecret
from pos.app.sign_in import SignedIn
from pos.domain.entries import KeyDeviceChosen
from pos.domain.operator import Role


def choose_device(ports: Ports, who: SignedIn, by: UnlockSecret, choice: DeviceChoice) -> None:
    """Keep keys that come from now on in a device; as `KeyDevices.choose`, and RoleNotAllowed."""
    who.must_be(Role.SUPERVISOR)
    ports.keys.key_device.choose(by, choice)
    with ports.store.write() as work:
        work.append(KeyDeviceChosen(token=choice.token), operator=who.name)
        work.commit()
    sign_newest_head(ports)
