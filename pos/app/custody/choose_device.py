"""Putting hardware behind the key store, and writing down who chose it."""

from pos.app.custody.change_slots import ADDED
from pos.app.journal.journal_heads import sign_newest_head
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.app.ports.key_device import DeviceChoice
from pos.app.ports.slots import UnlockSecret
from pos.domain.entries import KeyDeviceChosen, KeySlotChanged, LeaseCounterChosen
from pos.domain.operator import Role


def choose_device(ports: Ports, who: SignedIn, by: UnlockSecret, choice: DeviceChoice) -> None:
    """Keep keys that come from now on in a device; as `KeyDevices.choose`, and RoleNotAllowed."""
    who.must_be(Role.SUPERVISOR)
    ports.keys.key_device.choose(by, choice)
    _write_down(ports, who, KeyDeviceChosen(token=choice.token))


def use_counter(ports: Ports, who: SignedIn, by: UnlockSecret, way: str) -> None:
    """Count the lease in a TPM; raises as `KeyDevices.use_counter`, and RoleNotAllowed."""
    who.must_be(Role.SUPERVISOR)
    ports.keys.key_device.use_counter(by, way)
    _write_down(ports, who, LeaseCounterChosen(way=way))


def open_unattended(ports: Ports, who: SignedIn, by: UnlockSecret, way: str, pcrs: str) -> None:
    """Let the machine open the vending keys; as `KeyDevices.open_unattended`, RoleNotAllowed."""
    who.must_be(Role.SUPERVISOR)
    ports.keys.key_device.open_unattended(by, way, pcrs)
    _write_down(ports, who, KeySlotChanged(action=ADDED, slot="unattended"))


def _write_down(
    ports: Ports, who: SignedIn, entry: KeyDeviceChosen | LeaseCounterChosen | KeySlotChanged
) -> None:
    with ports.store.write() as work:
        work.append(entry, operator=who.name)
        work.commit()
    sign_newest_head(ports)
