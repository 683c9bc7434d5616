"""The vault's bytes: what opens it, and how damage shows."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.errors import (
    MadeByNewerProgram,
    StoreUnusable,
    VaultCutOff,
    VaultDamaged,
    WrongPassphrase,
)
from pos.keystore.errors.refusals import PassphraseMalformed, SlotMissing
from pos.keystore.files.secret import Secret
from pos.keystore.vault.compartments import (
    VendingContent,
    decode_identity,
    decode_vending,
    encode_content,
    new_identity,
)
from pos.keystore.vault.openers import PassphraseOpener
from pos.keystore.vault.slots import MasterKeys, PassphraseCost, Slot
from pos.keystore.vault.vault import Vault, decode_vault, encode_vault, read_vault, write_vault
from tests.agent_stories import master_keys

PASSPHRASE = b"open sesame"
CHEAP = PassphraseCost(memory_kib=32, passes=1, lanes=1)
IDENTITY, VENDING = b"identity content", b"vending content"
CHECKSUM_BYTES = 32
HEADER_BYTES = 28


def a_vault(*, training: bool = True) -> Vault:
    """A sealed vault."""
    vault = Vault(training=training, vault_id=bytes(range(16)))
    vending_key = Secret(os.urandom(32))
    keys = MasterKeys(Secret(os.urandom(32)), vending_key)
    slot = PassphraseOpener(PASSPHRASE, CHEAP).seal(vault.header, keys, os.urandom)
    vault = vault.with_slot(slot).with_identity(keys.identity, IDENTITY, os.urandom)
    return vault.with_vending(vending_key, VENDING, os.urandom)


VAULT = a_vault()
FILE = encode_vault(VAULT)
BODY = FILE[:-CHECKSUM_BYTES]


def with_checksum(body: bytes) -> bytes:
    """What an attacker writes, who knows how the checksum is made."""
    return body + hashlib.sha256(body).digest()


def test_the_passphrase_opens_both_compartments() -> None:
    """And a vault that was read is the one that was written."""
    vault = decode_vault(FILE)
    assert vault == VAULT
    keys = master_keys(vault, PASSPHRASE)
    assert keys.vending is not None
    assert vault.open_identity(keys.identity) == IDENTITY
    assert vault.open_vending(keys.vending) == VENDING


def test_the_file_begins_as_its_format_says() -> None:
    """Magic, version 1, training, zero, id, one slot of the passphrase kind."""
    assert FILE[:HEADER_BYTES] == b"VWVAULT\n\0\x01\x01\0" + bytes(range(16))
    assert FILE[HEADER_BYTES : HEADER_BYTES + 3] == b"\x01\x01\x03"


@given(st.integers(0, len(FILE) - 1), st.integers(0, 7))
def test_every_flipped_bit_is_damage(place: int, bit: int) -> None:
    """Never a wrong passphrase, never other keys."""
    rotten = bytearray(FILE)
    rotten[place] ^= 1 << bit
    with pytest.raises(VaultDamaged):
        decode_vault(bytes(rotten))


def test_a_shortened_file_is_said_to_be_cut_off() -> None:
    """At whatever place it ends, and as nothing else."""
    for length in range(len(FILE)):
        with pytest.raises(VaultCutOff):
            decode_vault(FILE[:length])


def test_rot_is_not_taken_for_a_cut() -> None:
    """But in a length, where nobody can tell them apart."""
    taken = set()
    for place in range(len(FILE)):
        with pytest.raises(VaultDamaged) as found:
            decode_vault(FILE[:place] + bytes([FILE[place] ^ 0x10]) + FILE[place + 1 :])
        if found.type is VaultCutOff:
            taken.add(place)
    slot_at = HEADER_BYTES + 3
    identity_at = HEADER_BYTES + 1 + len(VAULT.slots[0].encode())
    vending_at = identity_at + 4 + len(VAULT.identity)
    lengths = ((slot_at, 2), (identity_at, 4), (vending_at, 4))
    assert taken <= {at + place for at, size in lengths for place in range(size)}


@given(st.binary(max_size=200))
def test_anything_with_a_right_checksum_is_read_or_refused(body: bytes) -> None:
    """A forged file gives a typed error, whatever is in it."""
    with pytest.raises((VaultDamaged, MadeByNewerProgram)):
        decode_vault(with_checksum(body))


def test_a_forged_ending_is_damage() -> None:
    """With the checksum made to fit, at every place the file could end."""
    for length in range(len(BODY)):
        with pytest.raises(VaultDamaged):
            decode_vault(with_checksum(BODY[:length]))


@pytest.mark.parametrize("count", [0, 2, 17, 255])
def test_a_forged_number_of_slots_is_damage(count: int) -> None:
    """Too few, or more than there are."""
    body = BODY[:HEADER_BYTES] + bytes([count]) + BODY[HEADER_BYTES + 1 :]
    with pytest.raises(VaultDamaged):
        decode_vault(with_checksum(body))


def test_nothing_may_follow_the_compartments() -> None:
    """Not a byte."""
    with pytest.raises(VaultDamaged):
        decode_vault(with_checksum(BODY + b"x"))


@given(st.integers(0, len(BODY) - 1), st.integers(0, 255))
def test_a_forged_byte_opens_nothing(place: int, value: int) -> None:
    """With the checksum made to fit, the seals hold."""
    forged = bytearray(BODY)
    if forged[place] == value:
        return
    forged[place] = value
    with pytest.raises((VaultDamaged, MadeByNewerProgram, WrongPassphrase, SlotMissing)):
        open_all(decode_vault(with_checksum(bytes(forged))))


def open_all(vault: Vault) -> None:
    """Open both compartments, at a cost that tests can bear."""
    for slot in vault.slots:
        if slot.body[:12] != VAULT.slots[0].body[:12]:
            raise VaultDamaged(why="cost")
    keys = master_keys(vault, PASSPHRASE)
    assert keys.vending is not None
    vault.open_identity(keys.identity)
    vault.open_vending(keys.vending)


def test_a_training_vault_never_becomes_a_real_one() -> None:
    """The kind is sealed with everything else."""
    forged = replace(decode_vault(FILE), training=False)
    with pytest.raises(WrongPassphrase):
        master_keys(forged, PASSPHRASE)
    keys = master_keys(VAULT, PASSPHRASE)
    assert keys.vending is not None
    with pytest.raises(VaultDamaged):
        forged.open_vending(keys.vending)


def test_compartments_cannot_be_exchanged() -> None:
    """Each is sealed under its own name and key."""
    keys = master_keys(VAULT, PASSPHRASE)
    assert keys.vending is not None
    exchanged = replace(VAULT, identity=VAULT.vending)
    with pytest.raises(VaultDamaged):
        exchanged.open_identity(keys.identity)
    with pytest.raises(VaultDamaged):
        exchanged.open_identity(keys.vending)


def test_another_passphrase_is_told_apart_from_damage() -> None:
    """The file is as it was written."""
    for wrong in (b"open sesame ", b"Open sesame", b"x"):
        with pytest.raises(WrongPassphrase):
            master_keys(VAULT, wrong)
    for none in (b"", b"x" * 1025):
        with pytest.raises(PassphraseMalformed):
            master_keys(VAULT, none)


def test_a_slot_of_a_later_version_is_kept_and_passed_over() -> None:
    """Old programs do not drop new ways to unlock."""
    later = Slot(kind=200, opens=1, body=b"something new")
    vault = decode_vault(encode_vault(replace(VAULT, slots=(later, *VAULT.slots))))
    assert vault.slots[0] == later
    assert [slot.name for slot in vault.slots] == ["unknown", "passphrase"]
    assert vault.open_identity(master_keys(vault, PASSPHRASE).identity) == IDENTITY


@pytest.mark.parametrize(
    "cost",
    [(0, 1, 1), (1 << 31, 1, 1), (64, 0, 1), (64, 1, 0), (4, 1, 1), (64, 1001, 1), (1024, 1, 65)],
)
def test_a_forged_cost_is_refused_before_it_is_paid(cost: tuple[int, int, int]) -> None:
    """Terabytes of memory are not asked for."""
    slot = VAULT.slots[0]
    forged = b"".join(value.to_bytes(4) for value in cost)
    vault = replace(VAULT, slots=(replace(slot, body=forged + slot.body[12:]),))
    with pytest.raises(VaultDamaged):
        master_keys(vault, PASSPHRASE)


@pytest.mark.parametrize("changes", [{"opens": 1}, {"body": VAULT.slots[0].body[:-1]}])
def test_a_passphrase_slot_of_another_form_is_damage(changes: dict[str, Any]) -> None:
    """It opens both compartments and has one length."""
    vault = replace(VAULT, slots=(replace(VAULT.slots[0], **changes),))
    with pytest.raises(VaultDamaged):
        master_keys(vault, PASSPHRASE)


def test_contents_come_back_as_they_were() -> None:
    """Identity and vending."""
    identity = new_identity(os.urandom)
    assert decode_identity(encode_content(identity)) == identity
    assert decode_vending(encode_content(VendingContent(()))) == VendingContent(())


@pytest.mark.parametrize(
    "plain", [b"", b"\xc0", b"\xff" * 9, b"\x91" * 9999, b"\x81\xa1\xff\0", b"\x80"]
)
def test_a_strange_identity_is_damage(plain: bytes) -> None:
    """No MessagePack, nested without end, no text, nothing in it."""
    with pytest.raises(VaultDamaged):
        decode_identity(plain)


def test_a_vault_of_a_newer_program_is_not_called_damaged() -> None:
    """By its version; a rotten version is rot."""
    newer = BODY[:8] + b"\0\2" + BODY[10:]
    with pytest.raises(MadeByNewerProgram) as found:
        decode_vault(with_checksum(newer))
    assert found.value.facts == {"file": "vault"}
    with pytest.raises(VaultDamaged):
        decode_vault(newer + FILE[-CHECKSUM_BYTES:])


def test_contents_of_a_newer_program_are_not_called_damaged() -> None:
    """What it added since, at any depth: the seal has shown that a program wrote it."""
    identity = msgspec.to_builtins(new_identity(os.urandom), builtin_types=(bytes,))
    with pytest.raises(MadeByNewerProgram):
        decode_identity(msgspec.msgpack.encode({**identity, "since": 1}))
    pending = {"attributes": b"", "of": 2, "key_check_value": "", "components": [], "since": 1}
    with pytest.raises(MadeByNewerProgram):
        decode_vending(msgspec.msgpack.encode({"keys": [], "pending": [pending]}))


def test_short_identity_keys_are_damage() -> None:
    """Each has 32 bytes."""
    with pytest.raises(VaultDamaged):
        decode_identity(encode_content(new_identity(lambda size: bytes(size - 1))))


def test_nothing_is_written_that_would_not_be_read_again(tmp_path: Path) -> None:
    """A vault that has grown too large is refused, and the one before stays."""
    path = tmp_path / "vault"
    write_vault(path, VAULT)
    with pytest.raises(StoreUnusable):
        write_vault(path, replace(VAULT, vending=bytes(1024 * 1024)))
    assert read_vault(path) == VAULT
