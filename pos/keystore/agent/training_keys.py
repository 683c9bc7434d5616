"""Keys that a training vault makes for itself."""

from pos.app.ports import KeyStatus
from pos.keystore.agent.safe import Safe
from pos.keystore.errors.refusals import VendingKeyHeld
from pos.keystore.keys.vending_keys import mint_vending_key
from pos.keystore.vault.slots import Randomness


def mint_training_key(safe: Safe, key: KeyStatus, randomness: Randomness) -> KeyStatus:
    """Make a random key with these attributes and return it with its check value.

    Raises:
        KeysLocked, KeyAttributesMalformed, VendingKeyHeld.
    """
    vending = safe.open_vending()
    if vending.ring.find(key.sgc, key.krn) is not None:
        raise VendingKeyHeld(sgc=key.sgc, krn=key.krn)
    minted = mint_vending_key(key, randomness)
    safe.add_key(minted, written=True)
    return minted.status()
