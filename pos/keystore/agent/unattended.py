"""Opening the vending keys with nobody there: only where hardware counts what is issued.

A kiosk that loses its power in the night sells again in the morning, because an unattended slot of
the vault opens with the TPM alone, in the state that the machine was in when the slot was made.
"""

from pos.domain.errors import PosError
from pos.keystore.agent.safe import Opened
from pos.keystore.errors.counter import UnattendedNotBounded
from pos.keystore.errors.refusals import SlotMissing
from pos.keystore.issue.identity import Identity
from pos.keystore.issue.lease_slices import HARDWARE
from pos.keystore.vault.openers import Opener, SecretOpener
from pos.keystore.vault.slots import SlotKind
from pos.keystore.vault.tpm_slot import TpmSlot
from pos.keystore.vault.vault import Vault


def must_be_bounded(identity: Identity) -> None:
    """Refuse a terminal whose lease no hardware counts with UnattendedNotBounded."""
    if identity.slices.tier != HARDWARE:
        raise UnattendedNotBounded


def unattended_opener(vault: Vault, tpm: TpmSlot) -> Opener:
    """Return what the TPM opens an unattended slot with; SlotMissing, TpmSlotUnusable."""
    if all(slot.kind != SlotKind.UNATTENDED for slot in vault.slots):
        raise SlotMissing(kind="unattended")
    return SecretOpener(SlotKind.UNATTENDED, tpm.unseal())


def unattended_must_be_bounded(opener: Opener, opened: Opened, identity: Identity) -> None:
    """Wipe what a machine opened by itself, where the counter does not stand behind these files.

    Raises:
        UnattendedNotBounded: they are older than the slot, which was made on the hardware tier.
        CounterAhead: they are an older copy.
        CounterGone: it does not answer.
    """
    if opener.kind is not SlotKind.UNATTENDED:
        return
    try:
        must_be_bounded(identity)
        identity.slices.begin()
    except PosError:
        opened.wipe()
        raise
