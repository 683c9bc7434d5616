"""What lies inside the two compartments of a head office's vault, as MessagePack maps.

    identity = {root_key, certificates, answer_seed, ledger_key}
    vending  = {lease_seed, keys_seed, bundle_seed}

Seeds are 32 random bytes, of Ed25519 keys; those of a kind that a head office was made before are
empty. `ledger_key` is the raw SQLCipher key of the agent's own database. So what opens identity
alone, as a credential of the system does, lets terminals be answered, and grants nothing.
"""

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.app.ports.signing import Certify
from pos.domain.errors import VaultDamaged
from pos.keystore.files.secret import Secret
from pos.keystore.vault.compartments import SecretContent, decode_content
from pos.keystore.vault.slots import KEY_BYTES, Randomness
from pos.wire.uplink_keys import KeyCertificate, KeyPurpose, is_certified_by


class AnsweringContent(SecretContent, frozen=True, forbid_unknown_fields=True):
    """What answers terminals; see the module."""

    root_key: str
    certificates: tuple[KeyCertificate, ...]
    answer_seed: bytes
    ledger_key: bytes


class GrantingContent(SecretContent, frozen=True, forbid_unknown_fields=True):
    """What grants; see the module."""

    lease_seed: bytes
    keys_seed: bytes = b""
    bundle_seed: bytes = b""


@dataclass(frozen=True, slots=True, repr=False)
class SigningKeys:
    """All keys of a head office on their way into a vault.

    Attributes:
        root_key: public, 64 hex digits.
        seeds: by purpose; one for answers and one for leases at least.
        certificates: one for each seed.
    """

    root_key: str
    seeds: dict[KeyPurpose, bytes]
    certificates: tuple[KeyCertificate, ...]

    def hold_together(self) -> bool:
        """Whether the root key certified each key, and what is needed is there."""
        certified = {each.purpose: each for each in self.certificates}
        needed = {KeyPurpose.ANSWER, KeyPurpose.LEASE}
        return (
            needed <= self.seeds.keys() == certified.keys()
            and len({each.training for each in self.certificates}) == 1
            and all(is_certified_by(each, self.root_key) for each in self.certificates)
            and all(
                len(seed) == KEY_BYTES and public_key_of(seed) == certified[purpose].public_key
                for purpose, seed in self.seeds.items()
            )
        )

    def with_missing(self, certify: Certify, randomness: Randomness) -> "SigningKeys":
        """Return them with new keys for purposes that have none."""
        missing = [purpose for purpose in KeyPurpose if purpose not in self.seeds]
        added = {purpose: randomness(KEY_BYTES) for purpose in missing}
        words = tuple(certify(purpose, public_key_of(seed)) for purpose, seed in added.items())
        return SigningKeys(self.root_key, self.seeds | added, self.certificates + words)

    def contents(self, ledger_key: bytes) -> tuple[AnsweringContent, GrantingContent]:
        """Return what goes into the two compartments."""
        answering = AnsweringContent(
            root_key=self.root_key,
            certificates=self.certificates,
            answer_seed=self.seeds[KeyPurpose.ANSWER],
            ledger_key=ledger_key,
        )
        granting = GrantingContent(
            lease_seed=self.seeds[KeyPurpose.LEASE],
            keys_seed=self.seeds.get(KeyPurpose.KEYS, b""),
            bundle_seed=self.seeds.get(KeyPurpose.BUNDLE, b""),
        )
        return answering, granting


def public_key_of(seed: bytes) -> str:
    """Return the public key of a seed, 64 hex digits."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw().hex()


def decode_answering(plain: bytes) -> AnsweringContent:
    """Read the identity compartment; raises as `decode_content`."""
    content = decode_content(plain, AnsweringContent)
    if {len(content.answer_seed), len(content.ledger_key)} != {KEY_BYTES}:
        raise VaultDamaged(why="identity content")
    return content


def decode_granting(plain: bytes) -> GrantingContent:
    """Read the other compartment; raises as `decode_content`."""
    content = decode_content(plain, GrantingContent)
    seeds = (content.lease_seed, content.keys_seed, content.bundle_seed)
    if any(len(seed) not in (0, KEY_BYTES) for seed in seeds) or not content.lease_seed:
        raise VaultDamaged(why="granting content")
    return content


def granting_seeds(content: GrantingContent) -> dict[KeyPurpose, Secret]:
    """Return the seeds that there are, to be wiped by whoever takes them."""
    seeds = {
        KeyPurpose.LEASE: content.lease_seed,
        KeyPurpose.KEYS: content.keys_seed,
        KeyPurpose.BUNDLE: content.bundle_seed,
    }
    return {purpose: Secret(seed) for purpose, seed in seeds.items() if seed}
