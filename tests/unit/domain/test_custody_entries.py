"""Entries about keys and tables are read for ever as they were once written."""

import pytest

from pos.domain.entries import (
    AnyPayload,
    KeyComponentEntered,
    KeyComponentsAbandoned,
    KeyDeviceChosen,
    KeyIdleLockSet,
    KeySlotChanged,
    LeaseCounterChosen,
    TablesImported,
)
from pos.domain.journal import NO_HASH, Entry, read_entry, seal

GOLDEN: list[tuple[AnyPayload, bytes, str]] = [
    (
        KeyComponentEntered(sgc="123456", krn=1, number=1, of=2),
        b'{"kind":"key_component_entered","sgc":"123456","krn":1,"number":1,"of":2}',
        "fec37e2313e8a717529f2d8661fc89430307abad22638ddc6f430675e4cdb928",
    ),
    (
        KeyComponentsAbandoned(sgc="123456", krn=1),
        b'{"kind":"key_components_abandoned","sgc":"123456","krn":1}',
        "be3b10e838d71ba550fcde402d4b01722821c4b69f9c9ad4591658310deddef8",
    ),
    (
        KeySlotChanged(action="added", slot="recovery"),
        b'{"kind":"key_slot_changed","action":"added","slot":"recovery"}',
        "2110004dd4cd44e8e068abee1a11755f20139eab3d91ebca31bb04dc55c24b58",
    ),
    (
        KeyIdleLockSet(minutes=15),
        b'{"kind":"key_idle_lock_set","minutes":15}',
        "26398d5752436b79bc663013a7c5d859e4ff73f70049f8df5f070bf5183f4969",
    ),
    (
        KeyDeviceChosen(token="till"),
        b'{"kind":"key_device_chosen","token":"till"}',
        "1517ec3ec4b5430992627727ce47a59bdc136977253a8773ab68f19d899f1290",
    ),
    (
        LeaseCounterChosen(way="device:/dev/tpmrm0"),
        b'{"kind":"lease_counter_chosen","way":"device:/dev/tpmrm0"}',
        "9ec673634e207230b41651a987b9f0221142bfdde4544760da2d23c7cc32608e",
    ),
    (
        TablesImported(name="licensed", check_value="0a1b2c"),
        b'{"kind":"tables_imported","name":"licensed","check_value":"0a1b2c"}',
        "64cb3dbfb8583251581b8ba7b8182240fd538a0abeeab44f3ee3a779e7e9f7fd",
    ),
]


@pytest.mark.parametrize(("payload", "text", "digest"), GOLDEN)
def test_the_canonical_bytes_never_change(payload: AnyPayload, text: bytes, digest: str) -> None:
    """Other bytes would break every journal in the field."""
    stored = seal(Entry("T1", 1, 7, "2026-11-22T10:00:00.000Z", "Amina", 1, payload, NO_HASH))
    assert text in stored.body
    assert stored.hash == digest
    assert read_entry(stored.body).payload == payload
