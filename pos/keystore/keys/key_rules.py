"""What a vault asks of a vending key before it takes it, wherever it comes from."""

from typing import Final

from pos.app.ports import LeaseStatus
from pos.keystore.errors.custody import GroupForeign, KeyDowngrade, KeysWaiting
from pos.keystore.errors.device import KeyNotForDevice
from pos.keystore.errors.refusals import VendingKeyHeld
from pos.keystore.keys.open_vending import OpenVending
from pos.keystore.keys.vending_keys import VendingKey
from pos.sts.attributes import Dkga, KeyAttributes

RESOURCE = "electricity"
# As many groups as a lease names; the vault is one file, which nobody may fill.
WAITING_MAX: Final = 64


def attributes_must_be_new(
    vending: OpenVending, attributes: KeyAttributes, lease: LeaseStatus | None
) -> None:
    """Refuse a key by its attributes, before any part of it is taken.

    Raises:
        VendingKeyHeld: its supply group and revision are held.
        KeyDowngrade: the group has a higher revision, or this one goes back to an earlier base
            date or an older derivation. Older revisions are loaded first.
        KeyNotForDevice: keys are kept in a device, and this is a DKGA02 key.
        GroupForeign: the lease has floor prices, and none for this group.
    """
    sgc, krn = attributes.sgc, attributes.krn
    if vending.device is not None and attributes.dkga is not Dkga.DKGA04:
        raise KeyNotForDevice(sgc=sgc, krn=krn)
    if vending.ring.find(sgc, krn) is not None:
        raise VendingKeyHeld(sgc=sgc, krn=krn)
    for key in vending.ring.of_group(sgc):
        held = key.attributes
        if (
            held.krn > krn
            or held.base_date > attributes.base_date
            or held.dkga.value > attributes.dkga.value
        ):
            raise KeyDowngrade(sgc=sgc, krn=krn)
    if lease is not None and lease.limits.floors and not lease.limits.floor_of(sgc, RESOURCE):
        raise GroupForeign(sgc=sgc)


def key_must_be_new(vending: OpenVending, key: VendingKey) -> None:
    """Refuse a key whose bytes are held under another name; VendingKeyHeld names that one."""
    holder = vending.ring.holder_of(key.fingerprint)
    if holder is not None:
        raise VendingKeyHeld(sgc=holder.attributes.sgc, krn=holder.attributes.krn)


def set_may_wait(vending: OpenVending, custodian: str) -> None:
    """Refuse one more key that waits with a component of this person; KeysWaiting."""
    sets = sum(custodian in each.custodians for each in vending.pending_status())
    if sets >= WAITING_MAX:
        raise KeysWaiting(operator=custodian, most=WAITING_MAX)
