"""The forms in which a key could lie about: raw, hex and base64, and a search for them."""

import base64
from collections.abc import Iterable, Mapping
from pathlib import Path

from pos.domain.entries import MeterKeyed
from pos.keystore.files.folder import AgentFolder
from pos.keystore.vault.compartments import VendingContent, decode_identity, decode_vending
from pos.keystore.vault.vault import Vault, read_vault
from pos.sts.attributes import BaseDate, Dkga, Ea, KeyType, MeterConfig
from pos.sts.decoder_key import DecoderKey, derive_decoder_key
from pos.sts.identifiers import MeterPan
from tests.agent_stories import master_keys
from tests.terminal_stories import passphrase_of

_BITS_A_CHARACTER = 6


def forms_of(secret: bytes) -> tuple[bytes, ...]:
    """Return what to look for: a secret as it is, in hex, and in base64 at each alignment."""
    return (secret, secret.hex().encode(), secret.hex().upper().encode(), *_base64_forms(secret))


def _base64_forms(secret: bytes) -> Iterable[bytes]:
    for shift in range(3):
        padded = base64.b64encode(bytes(shift) + secret)
        # Characters that hold bits of what stands before or behind are not the secret's own.
        first = -(-8 * shift // _BITS_A_CHARACTER)
        last = 8 * (shift + len(secret)) // _BITS_A_CHARACTER
        own = padded[first:last]
        yield own
        yield own.replace(b"+", b"-").replace(b"/", b"_")


def found_in(content: bytes, secrets: Mapping[str, bytes]) -> list[str]:
    """Name the secrets that some bytes hold."""
    return [name for name, secret in secrets.items() if any(f in content for f in forms_of(secret))]


def found_under(folder: Path, secrets: Mapping[str, bytes]) -> list[str]:
    """Name the files that hold a secret, each with the secret's name."""
    return [
        f"{path.relative_to(folder)}: {name}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for name in found_in(path.read_bytes(), secrets)
    ]


def keys_of(folder: Path) -> dict[str, bytes]:
    """Open a terminal's vault, and return every key in it by name."""
    vault = read_vault(AgentFolder(folder).vault)
    masters = master_keys(vault, passphrase_of(folder))
    assert masters.vending is not None
    identity = decode_identity(vault.open_identity(masters.identity))
    vending = vending_content(vault, passphrase_of(folder))
    names = ("device_seed", "database_key", "issue_store_key", "pin_pepper")
    found = {name: bytes(getattr(identity, name)) for name in names}
    found |= {f"vending key {key.sgc}": key.key for key in vending.keys}
    found["master key of identity"] = bytes(masters.identity.reveal())
    found["master key of vending"] = bytes(masters.vending.reveal())
    return found


def vending_content(vault: Vault, passphrase: bytes) -> VendingContent:
    """Open a vault's vending compartment, as a thief with the passphrase would."""
    masters = master_keys(vault, passphrase)
    assert masters.vending is not None
    return decode_vending(vault.open_vending(masters.vending))


def config_of(folder: Path, meter: MeterKeyed) -> tuple[MeterConfig, DecoderKey]:
    """Return a meter as its maker set it up, with its decoder key."""
    stored = vending_content(read_vault(AgentFolder(folder).vault), passphrase_of(folder)).keys
    key = next(kept for kept in stored if (kept.sgc, kept.krn) == (meter.sgc, meter.krn))
    config = MeterConfig(
        pan=MeterPan(meter.pan),
        sgc=meter.sgc,
        krn=meter.krn,
        tariff_index=meter.tariff_index,
        key_type=KeyType(meter.key_type),
        ea=Ea(meter.ea),
        dkga=Dkga(key.dkga),
        base_date=BaseDate(key.base_date),
    )
    return config, derive_decoder_key(key.key, config)
