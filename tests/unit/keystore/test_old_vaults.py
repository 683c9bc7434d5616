"""Vault files of every program so far are opened for ever; a new form adds a file here."""

import json
from pathlib import Path
from typing import Any

import pytest

from pos.keystore.keys.device_key import DeviceKey
from pos.keystore.keys.open_vending import OpenVending
from pos.keystore.vault.compartments import decode_identity, decode_vending
from pos.keystore.vault.openers import Opener, PassphraseOpener, SecretOpener
from pos.keystore.vault.recovery_code import backup_public_key, read_recovery_code, recovery_opener
from pos.keystore.vault.slots import SlotKind
from pos.keystore.vault.vault import Vault, decode_vault, encode_vault

FILE = Path(__file__).parents[2] / "vectors" / "vaults.json"
OLD = json.loads(FILE.read_text())


def openers_of(old: dict[str, Any]) -> list[Opener]:
    """Everything that opens an old vault."""
    found: list[Opener] = [PassphraseOpener(old["passphrase"].encode())]
    if "recovery_code" in old:
        found.append(recovery_opener(read_recovery_code(old["recovery_code"])))
    for name, kind in (("keyring", SlotKind.KEYRING), ("credential", SlotKind.CREDENTIAL)):
        if name in old:
            found.append(SecretOpener(kind, bytes.fromhex(old[name])))
    return found


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
    if "recovery_code" in old:
        code = read_recovery_code(old["recovery_code"])
        assert identity.backup_key == backup_public_key(code)


def _pending(vending: OpenVending) -> list[tuple[tuple[str, int, int], tuple[str, ...]]]:
    return [((p.sgc, p.krn, p.of), p.custodians) for p in vending.pending_status()]
