"""What several tests of the key store begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos.keystore.keys.key_device import KeyDevice
from tests.pkcs11_device import SoftToken, soft_token


@pytest.fixture(name="token")
def _token(tmp_path: Path) -> SoftToken:
    """Give a PKCS#11 token of its own."""
    return soft_token(tmp_path)


@pytest.fixture(name="device")
def _device(token: SoftToken) -> Iterator[KeyDevice]:
    """Give a device that is reached at the first call."""
    device = KeyDevice(token.stored())
    yield device
    device.close()
