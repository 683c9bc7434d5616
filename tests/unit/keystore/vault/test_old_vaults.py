"""Vault files of every program so far are opened for ever; a new form adds a file here."""

import json
from pathlib import Path
from typing import Any

import pytest

from pos.keystore.keys.device_key import DeviceKey
from pos.keystore.keys.open_vending import OpenVending
from pos.keystore.keys.tables_status import tables_status
from pos.keystore.vault.compartments import (
    IdentityContent,
    StoredDevice,
    StoredOnDevice,
    StoredVendingKey,
    VendingContent,
    decode_identity,
    decode_vending,
)
from pos.keystore.vault.openers import Opener, PassphraseOpener, SecretOpener
from pos.keystore.vault.recovery_code import backup_public_key, read_recovery_code, recovery_opener
from pos.keystore.vault.slots import SlotKind
from pos.keystore.vault.vault import Vault, decode_vault, encode_vault

FILE = Path(__file__).parents[3] / "vectors" / "vaults.json"
OLD = json.loads(FILE.read_text())


def openers_of(old: dict[str, Any]) -> list[Opener]:
    """Everything that opens an old vault."""
    found: list[Opener] = [PassphraseOpener(old["passphrase"].encode())]
    if "recovery_code" in old:
        found.append(recovery_opener(read_recovery_code(old["recovery_code"])))
    by_system = (SlotKind.KEYRING, SlotKind.CREDENTIAL, SlotKind.TPM, SlotKind.UNATTENDED)
    secrets = {kind: old[kind.name.lower()] for kind in by_system if kind.name.lower() in old}
    return found + [SecretOpener(kind, bytes.fromhex(secret)) for kind, secret in secrets.items()]


def vending_of(vault: Vault, opener: Opener) -> OpenVending:
    """Open the vending compartment."""
    keys = vault.slot_opened_by(opener)[1]
    assert keys.vending is not None
    content = decode_vending(vault.open_vending(keys.vending))
    return OpenVending.of(content, training=vault.training)


@pytest.mark.parametrize("old", OLD, ids=[old["name"] for old in OLD])
def test_an_old_vault_opens_with_all_that_opened_it(old: dict[str, Any]) -> None:
    """The same device, the same keys, the same waiting components, and byte for byte written."""
    content = bytes.fromhex("".join(old["vault"]))
    vault = decode_vault(content)
    assert encode_vault(vault) == content
    assert [slot.name for slot in vault.slots] == old["slots"]
    for opener in openers_of(old):
        keys = vault.slot_opened_by(opener)[1]
        identity = decode_identity(vault.open_identity(keys.identity))
        assert DeviceKey(identity.device_seed).public == old["device_key"]
    vending = vending_of(vault, openers_of(old)[0])
    assert [key.check_value for key in vending.ring.status()] == old["check_values"]
    pending = [[*name, list(who)] for name, who in _pending(vending)]
    assert pending == old.get("pending", [])
    assert [list(name) for name in vending.unwritten] == old.get("unwritten", [])
    assert vending.idle_lock_minutes == old.get("idle_lock_minutes", 0)
    tables = vending.ring.tables
    if not vault.training:
        assert (tables_status(tables).check_value if tables else None) == old.get("tables")
    if "recovery_code" in old:
        code = read_recovery_code(old["recovery_code"])
        assert identity.backup_key == backup_public_key(code)


@pytest.mark.parametrize("old", [old for old in OLD if "device" in old])
def test_a_key_in_a_device_is_found_again(old: dict[str, Any]) -> None:
    """The same device, by the same PIN, with the same key in it."""
    vault = decode_vault(bytes.fromhex("".join(old["vault"])))
    content = vending_of(vault, openers_of(old)[0]).content()
    module, token, pin, found = old["device"]
    assert content.device is not None
    assert (content.device.module, content.device.token) == (module, token)
    assert content.device.pin == pin.encode()
    assert [list(each) for each in content.device.settings] == found
    on_device = [key.on_device for key in content.keys if key.on_device is not None]
    assert [[each.object_id.hex(), each.fingerprint.hex()] for each in on_device] == [
        old["on_device"]
    ]
    assert not any(key.key for key in content.keys)


def test_every_form_that_there_is_lies_among_them() -> None:
    """Each kind of slot, and each thing that a compartment may hold, is in one file at least."""
    kept = [decode_vault(bytes.fromhex("".join(old["vault"]))) for old in OLD]
    assert {slot.kind for vault in kept for slot in vault.slots} == set(SlotKind)
    contents = [
        vending_of(vault, openers_of(old)[0]).content()
        for vault, old in zip(kept, OLD, strict=True)
    ]
    for name in VendingContent.__struct_fields__:
        assert any(getattr(content, name) for content in contents), name


def test_the_manual_names_all_that_lies_in_the_compartments() -> None:
    """Field by field."""
    manual = (FILE.parents[2] / "resources" / "manual" / "keys.md").read_text()
    for kind in (IdentityContent, VendingContent, StoredVendingKey, StoredOnDevice, StoredDevice):
        for name in kind.__struct_fields__:
            assert f"`{name}`" in manual, name


def _pending(vending: OpenVending) -> list[tuple[tuple[str, int, int], tuple[str, ...]]]:
    return [((p.sgc, p.krn, p.of), p.custodians) for p in vending.pending_status()]
