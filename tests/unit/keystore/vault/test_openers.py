"""Ways to unlock: what each opens, and what it does not."""

import os
import threading
from dataclasses import replace

import pytest

from pos.domain.errors import VaultDamaged, WrongPassphrase
from pos.keystore.errors.refusals import (
    PassphraseMalformed,
    PassphraseTooShort,
    SlotMissing,
    SlotsFull,
)
from pos.keystore.errors.refusals import UnlockSecretWrong as SecretWrong
from pos.keystore.files.secret import Secret
from pos.keystore.vault.openers import (
    Opener,
    PassphraseOpener,
    SecretOpener,
    passphrase_cost,
    passphrase_must_do,
)
from pos.keystore.vault.slots import MasterKeys, PassphraseCost, SlotKind
from pos.keystore.vault.vault import SLOTS_MAX, Vault
from tests.patience import PATIENCE_S

CHEAP = PassphraseCost(memory_kib=32, passes=1, lanes=1)
SECRET = bytes(range(32))
PASSPHRASE = PassphraseOpener(b"open sesame", CHEAP)
OPENERS: list[Opener] = [
    PASSPHRASE,
    SecretOpener(SlotKind.RECOVERY, SECRET),
    SecretOpener(SlotKind.KEYRING, SECRET),
    SecretOpener(SlotKind.CREDENTIAL, SECRET),
]
EMPTY = Vault(training=False, vault_id=bytes(16))


def new_keys() -> MasterKeys:
    """Random master keys."""
    return MasterKeys(Secret(os.urandom(32)), Secret(os.urandom(32)))


@pytest.mark.parametrize("opener", OPENERS)
def test_people_open_both_and_the_system_only_identity(opener: Opener) -> None:
    """Each slot gives back what was wrapped, and no more than its kind opens."""
    keys = new_keys()
    vault = EMPTY.with_slot(opener.seal(EMPTY.header, keys, os.urandom))
    place, found = vault.slot_opened_by(opener)
    assert place == 0
    assert found.identity.reveal() == keys.identity.reveal()
    is_person = opener.kind in (SlotKind.PASSPHRASE, SlotKind.RECOVERY)
    assert (found.vending is not None) == is_person
    assert vault.slots[0].name == opener.kind.name.lower()


def test_a_slot_opens_by_its_own_kind_and_secret_only() -> None:
    """The same secret under another kind, or another secret, opens nothing."""
    keys = new_keys()
    vault = EMPTY
    for opener in OPENERS:
        vault = vault.with_slot(opener.seal(vault.header, keys, os.urandom))
    with pytest.raises(SecretWrong):
        vault.slot_opened_by(SecretOpener(SlotKind.KEYRING, bytes(32)))
    with pytest.raises(WrongPassphrase):
        vault.slot_opened_by(PassphraseOpener(b"open Sesame", CHEAP))
    with pytest.raises(SlotMissing):
        vault.without_slot(0).slot_opened_by(PASSPHRASE)
    renamed = replace(vault.slots[2], kind=SlotKind.CREDENTIAL)
    with pytest.raises(SecretWrong):
        EMPTY.with_slot(renamed).slot_opened_by(SecretOpener(SlotKind.CREDENTIAL, SECRET))
    other = replace(EMPTY, vault_id=bytes(15) + b"x", slots=vault.slots)
    with pytest.raises(SecretWrong):
        other.slot_opened_by(SecretOpener(SlotKind.RECOVERY, SECRET))


def test_a_system_slot_that_claims_to_open_vending_is_damage() -> None:
    """What a forger writes into the head of a slot is not believed."""
    slot = SecretOpener(SlotKind.RECOVERY, SECRET).seal(EMPTY.header, new_keys(), os.urandom)
    forged = EMPTY.with_slot(replace(slot, kind=SlotKind.KEYRING))
    with pytest.raises(VaultDamaged):
        forged.slot_opened_by(SecretOpener(SlotKind.KEYRING, SECRET))


def test_a_vault_has_sixteen_slots_at_most() -> None:
    """As its format says."""
    slot = PASSPHRASE.seal(EMPTY.header, new_keys(), os.urandom)
    vault = EMPTY
    for _ in range(SLOTS_MAX):
        vault = vault.with_slot(slot)
    with pytest.raises(SlotsFull):
        vault.with_slot(slot)


def test_a_new_passphrase_has_a_length() -> None:
    """A real vault asks for more than a training vault."""
    passphrase_must_do(b"x", training=True)
    passphrase_must_do(b"12345678", training=False)
    with pytest.raises(PassphraseTooShort):
        passphrase_must_do(b"1234567", training=False)
    for none in (b"", b"x" * 1025):
        with pytest.raises(PassphraseMalformed):
            passphrase_must_do(none, training=False)


def test_costs_compare_by_work() -> None:
    """Memory times passes."""
    slot = PASSPHRASE.seal(EMPTY.header, new_keys(), os.urandom)
    assert passphrase_cost(slot) == CHEAP
    assert CHEAP.is_below(PassphraseCost())
    assert not PassphraseCost().is_below(PassphraseCost())


def test_openers_show_no_secret() -> None:
    """Not even in a traceback."""
    assert "sesame" not in repr(PASSPHRASE)
    assert "\\x" not in repr(OPENERS[1])


def test_two_passphrases_at_once_both_come_to_an_end() -> None:
    """The library's lanes are shared by the process: two at once hung, or one of them failed."""
    opener = PassphraseOpener(b"open sesame", PassphraseCost(memory_kib=1024, passes=1, lanes=4))
    slot = opener.seal(EMPTY.header, new_keys(), os.urandom)
    opened: list[bool] = []

    def open_often() -> None:
        opened.extend(opener.open(EMPTY.header, slot) is not None for _ in range(8))

    threads = [threading.Thread(target=open_often, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=PATIENCE_S)
    assert opened == [True] * 32
