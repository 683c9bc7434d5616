"""Putting a vending key that came in as bytes into the device that keeps the others."""

from pos.keystore.errors.device import KeyNotForDevice
from pos.keystore.keys.key_device import KeyDevice
from pos.keystore.keys.vending_keys import KeyInMemory, KeyOnDevice, VendingKey
from pos.keystore.vault.compartments import StoredOnDevice
from pos.sts.attributes import Dkga


def move_to_device(key: VendingKey, device: KeyDevice) -> KeyOnDevice:
    """Put a key into a device and wipe it here.

    Raises:
        KeyNotForDevice: a DKGA02 key.
        KeyDeviceGone, KeyDevicePinRefused, KeyDeviceUnusable: it is not there, and wiped here.
    """
    known = key.attributes
    assert isinstance(key, KeyInMemory)  # noqa: S101 - a key comes in once.
    try:
        if known.dkga is not Dkga.DKGA04:
            raise KeyNotForDevice(sgc=known.sgc, krn=known.krn)
        object_id = device.take(key.secret)
    finally:
        key.wipe()
    return KeyOnDevice(known, device, StoredOnDevice(object_id, key.check_value, key.fingerprint))
