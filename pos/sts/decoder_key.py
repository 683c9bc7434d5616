"""Derive the key of one meter from the vending key of its supply group.

DKGA02 and DKGA04 are confirmed by published vectors for key types 1 and 2. Key type 0, and key
type 3 with DKGA02, rest on one source: they are refused unless the caller says that an unverified
key will do. DKGA01, DKGA03, EA09 and key type 3 with DKGA04 would be guesses and are refused.

Source: SPEC.md section 5. Vectors: tests/vectors/primitives.json, `derive`.
"""

import hmac
from collections.abc import Callable
from typing import Never, assert_never

from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
from cryptography.hazmat.primitives.ciphers import Cipher, modes

from pos.sts.attributes import Dkga, Ea, KeyType, MeterConfig
from pos.sts.errors import BadKey, KeyParity, UnverifiedAlgorithm

DES_KEY_BYTES = 8
DKGA04_KEY_BYTES = 20
DECODER_KEY_BYTES = (8, 16)
_VERIFIED_KEY_TYPES = (KeyType.DDTK, KeyType.DUTK)
_PAN_BLOCK_DIGITS = 16


class DecoderKey:
    """The secret of one meter: 8 bytes for EA07, 16 for EA11.

    It shows no bytes, cannot be pickled or copied by pickling, and compares in constant time.

    Raises:
        BadKey: another length.
    """

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) not in DECODER_KEY_BYTES:
            raise BadKey("a decoder key has 64 or 128 bits")
        self._secret = secret

    @property
    def bits(self) -> int:
        """Width: 64 or 128."""
        return 8 * len(self._secret)

    @property
    def secret(self) -> bytes:
        """The bytes, most significant first."""
        return self._secret

    @property
    def number(self) -> int:
        """The key as a number of 64 or 128 bits."""
        return int.from_bytes(self._secret)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DecoderKey):
            return NotImplemented
        return hmac.compare_digest(self._secret, other._secret)

    # A hash that can be seen would tell about the secret, so keys cannot be put into sets.
    __hash__ = None  # type: ignore[assignment]  # the documented way to make a class unhashable

    def __repr__(self) -> str:
        return f"<DecoderKey of {self.bits} bits>"

    def __reduce__(self) -> Never:
        raise TypeError("a decoder key is never pickled")


def has_odd_parity(key: bytes) -> bool:
    """Tell whether every byte of a DES key has an odd number of ones."""
    return all(byte.bit_count() % 2 for byte in key)


def pan_block(config: MeterConfig) -> bytes:
    """Return the last 16 digits of IIN and DRN as 8 bytes (SPEC.md section 5.2).

    A common key (KT 3) has zeros in place of the DRN.
    """
    drn = config.pan.drn
    if config.key_type is KeyType.DCTK:
        drn = "0" * len(drn)
    return bytes.fromhex((config.pan.iin + drn)[-_PAN_BLOCK_DIGITS:])


def control_block(config: MeterConfig) -> bytes:
    """Return KT, SGC, TI and KRN, filled up with F, as 8 bytes (SPEC.md section 5.2)."""
    digits = f"{config.key_type:d}{config.sgc}{config.tariff_index}{config.krn}"
    return bytes.fromhex(digits + "FFFFFF")


def _derive_dkga02(vending_key: bytes, config: MeterConfig) -> bytes:
    if config.ea is not Ea.STA_07:
        raise BadKey("DKGA02 makes keys for EA07")
    if len(vending_key) != DES_KEY_BYTES:
        raise BadKey("DKGA02 takes a vending key of 64 bits")
    if not has_odd_parity(vending_key):
        raise KeyParity("the vending key has a byte of even parity")
    mixed = int.from_bytes(pan_block(config)) ^ int.from_bytes(control_block(config))
    # Triple DES with three equal keys is single DES.
    encryptor = Cipher(TripleDES(vending_key * 3), modes.ECB()).encryptor()  # noqa: S305 - one block, as the standard says
    encrypted = int.from_bytes(encryptor.update(mixed.to_bytes(8)))
    return (encrypted ^ mixed ^ int.from_bytes(vending_key)).to_bytes(8)


def dkga04_message(config: MeterConfig) -> bytes:
    """Return the 49 bytes that DKGA04 authenticates (SPEC.md section 5.3)."""
    text = (
        f"\x04\x0204\x02{config.base_date.code}\x02{config.ea.value}\x02{config.tariff_index}\x00"
        f"\x04\x06{config.sgc}\x01{config.key_type:d}\x01{config.krn}\x12{config.pan}"
    )
    return text.encode("ascii") + (8 * config.ea.key_bytes).to_bytes(4)


def _derive_dkga04(vending_key: bytes, config: MeterConfig) -> bytes:
    if len(vending_key) != DKGA04_KEY_BYTES:
        raise BadKey("DKGA04 takes a vending key of 160 bits")
    return _dkga04_key(hmac.digest(vending_key, dkga04_message(config), "sha256"), config)


def _dkga04_key(digest: bytes, config: MeterConfig) -> bytes:
    return digest[: config.ea.key_bytes]


def _require_verified(config: MeterConfig, *, allow_unverified: bool) -> None:
    if config.ea is Ea.DEA_09:
        raise UnverifiedAlgorithm("EA09 is confirmed by no published vector")
    if config.key_type is KeyType.DCTK and config.dkga is Dkga.DKGA04:
        raise UnverifiedAlgorithm("how DKGA04 makes a common key is not known")
    if config.key_type not in _VERIFIED_KEY_TYPES and not allow_unverified:
        raise UnverifiedAlgorithm("keys of KT 0 and KT 3 are confirmed by no published vector")


def derive_decoder_key(
    vending_key: bytes, config: MeterConfig, *, allow_unverified: bool = False
) -> DecoderKey:
    """Derive the decoder key of one meter.

    Args:
        vending_key: 8 bytes of odd parity for DKGA02, 20 bytes for DKGA04.
        config: the meter; the base date is an input of DKGA04 only.
        allow_unverified: derive keys of KT 0, and of KT 3 with DKGA02, as one source has them.

    Returns:
        64 bits for EA07, 128 bits for EA11.

    Raises:
        UnverifiedAlgorithm: DKGA01, DKGA03, EA09, KT 0 or KT 3.
        KeyParity: a 64-bit vending key has a byte of even parity.
        BadKey: another length, or EA11 with DKGA02.

    Source: SPEC.md section 5.
    """
    _require_verified(config, allow_unverified=allow_unverified)
    match config.dkga:
        case Dkga.DKGA02:
            return DecoderKey(_derive_dkga02(vending_key, config))
        case Dkga.DKGA04:
            return DecoderKey(_derive_dkga04(vending_key, config))
        case Dkga.DKGA01 | Dkga.DKGA03:
            raise UnverifiedAlgorithm("DKGA01 and DKGA03 are confirmed by no published vector")
        case _:
            assert_never(config.dkga)


def derive_on_device(authenticate: Callable[[bytes], bytes], config: MeterConfig) -> DecoderKey:
    """Derive the decoder key of one meter under a vending key that nobody here can see.

    Args:
        authenticate: gives HMAC-SHA-256 of a message under the vending key, 32 bytes.
        config: the meter.

    Returns:
        As `derive_decoder_key`.

    Raises:
        UnverifiedAlgorithm: as `derive_decoder_key`.
        BadKey: not DKGA04. DKGA02 ends in XOR with the vending key: whoever has one decoder key
            and one block of the cipher has the vending key, so no device can serve and keep it.

    Source: SPEC.md section 5.
    """
    _require_verified(config, allow_unverified=False)
    if config.dkga is not Dkga.DKGA04:
        raise BadKey("a device derives keys by DKGA04 only")
    return DecoderKey(_dkga04_key(authenticate(dkga04_message(config)), config))
