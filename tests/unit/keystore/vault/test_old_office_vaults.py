"""Vaults of head offices of every program so far are opened for ever; a new form adds one here."""

import json
from pathlib import Path
from typing import Any

import pytest

from pos.domain.errors import VaultDamaged
from pos.keystore.signing.signing_keys import (
    SigningKeys,
    decode_answering,
    decode_granting,
    public_key_of,
)
from pos.keystore.vault.openers import Opener, PassphraseOpener, SecretOpener
from pos.keystore.vault.recovery_code import read_recovery_code, recovery_opener
from pos.keystore.vault.slots import SlotKind
from pos.keystore.vault.vault import VaultRole, decode_vault, encode_vault, read_vault, vault_role
from pos.wire.uplink_keys import KeyPurpose

FILE = Path(__file__).parents[3] / "vectors" / "office_vaults.json"
OLD = json.loads(FILE.read_text())


def openers_of(old: dict[str, Any]) -> list[Opener]:
    """Everything that opens all of an old vault."""
    return [
        PassphraseOpener(old["passphrase"].encode()),
        recovery_opener(read_recovery_code(old["recovery_code"])),
    ]


@pytest.mark.parametrize("old", OLD, ids=[old["name"] for old in OLD])
def test_an_old_vault_opens_with_all_that_opened_it(old: dict[str, Any]) -> None:
    """The same keys, certified by the same root, and byte for byte written."""
    content = bytes.fromhex("".join(old["vault"]))
    vault = decode_vault(content)
    assert encode_vault(vault) == content
    assert vault.role is VaultRole.HEAD_OFFICE
    assert [slot.name for slot in vault.slots] == old["slots"]
    for opener in openers_of(old):
        keys = vault.slot_opened_by(opener)[1]
        assert keys.vending is not None
        answering = decode_answering(vault.open_identity(keys.identity))
        granting = decode_granting(vault.open_vending(keys.vending))
        seeds = {
            KeyPurpose.ANSWER: answering.answer_seed,
            KeyPurpose.LEASE: granting.lease_seed,
            KeyPurpose.KEYS: granting.keys_seed,
            KeyPurpose.BUNDLE: granting.bundle_seed,
        }
        found = {purpose.value: public_key_of(seed) for purpose, seed in seeds.items()}
        assert found == old["public_keys"]
        assert answering.root_key == old["root_key"]
        assert SigningKeys(answering.root_key, seeds, answering.certificates).hold_together()
    credential = SecretOpener(SlotKind.CREDENTIAL, bytes.fromhex(old["credential"]))
    assert vault.slot_opened_by(credential)[1].vending is None


def test_a_terminals_agent_takes_no_head_offices_vault(tmp_path: Path) -> None:
    """The role is in the authenticated header; each agent reads its own kind."""
    path = tmp_path / "vault"
    path.write_bytes(bytes.fromhex("".join(OLD[0]["vault"])))
    assert vault_role(path) is VaultRole.HEAD_OFFICE
    with pytest.raises(VaultDamaged):
        read_vault(path)
    assert read_vault(path, VaultRole.HEAD_OFFICE).training is False


@pytest.mark.parametrize("plain", [b"", b"\x80", b"\xc1", b"\x91\x01"])
def test_what_is_no_content_is_damage(plain: bytes) -> None:
    """Whatever stands in a compartment."""
    for decode in (decode_answering, decode_granting):
        with pytest.raises(VaultDamaged):
            decode(plain)


@pytest.mark.parametrize(
    "broken",
    [
        {"seeds": {}},
        {"certificates": ()},
        {"root_key": "12" * 32},
    ],
)
def test_keys_without_their_certificates_go_into_no_vault(broken: dict[str, Any]) -> None:
    """A key that nobody certified would sign what no terminal believes."""
    vault = decode_vault(bytes.fromhex("".join(OLD[0]["vault"])))
    keys = vault.slot_opened_by(openers_of(OLD[0])[0])[1]
    assert keys.vending is not None
    answering = decode_answering(vault.open_identity(keys.identity))
    granting = decode_granting(vault.open_vending(keys.vending))
    whole: dict[str, Any] = {
        "root_key": answering.root_key,
        "seeds": {KeyPurpose.ANSWER: answering.answer_seed, KeyPurpose.LEASE: granting.lease_seed},
        "certificates": tuple(
            one
            for one in answering.certificates
            if one.purpose in (KeyPurpose.ANSWER, KeyPurpose.LEASE)
        ),
    }
    assert SigningKeys(**whole).hold_together()
    assert not SigningKeys(**(whole | broken)).hold_together()
