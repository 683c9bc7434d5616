"""Encode a token under a decoder key, and decode one, in one call each.

The way: typed token, content, block with check sum, cipher (not for class 1), class bits, digits.
Nothing here judges whether a meter would take the token; virtual_meter does.

Source: SPEC.md sections 1, 4, 6 and 7. Vectors: tests/vectors/generated.json.
"""

from dataclasses import dataclass, field
from typing import Protocol, assert_never

from pos.sts.attributes import Ea
from pos.sts.blocks import Content, check_block
from pos.sts.carrier import Token20, extract_class, insert_class
from pos.sts.decoder_key import DecoderKey
from pos.sts.errors import BadKey, ReservedToken, UnverifiedAlgorithm
from pos.sts.misty1 import Misty1
from pos.sts.reading import token_of
from pos.sts.sta import Sta
from pos.sts.tables import Ea07Tables
from pos.sts.tokens import Token
from pos.sts.writing import content_of

UNENCRYPTED_CLASS = 1
_RESERVED_CLASS = 3


class BlockCipher(Protocol):
    """A cipher with its key, for blocks of 64 bits as numbers."""

    def encrypt(self, block: int) -> int:
        """Encrypt one block."""
        ...

    def decrypt(self, block: int) -> int:
        """Undo encrypt()."""
        ...


class _StaUnderKey:
    """EA07 with its key."""

    __slots__ = ("_key", "_sta")

    def __init__(self, sta: Sta, key: int) -> None:
        self._sta, self._key = sta, key

    def encrypt(self, block: int) -> int:
        return self._sta.encrypt(block, self._key)

    def decrypt(self, block: int) -> int:
        return self._sta.decrypt(block, self._key)


def require_fitting_key(decoder_key: DecoderKey, ea: Ea) -> None:
    """Refuse a key that has not the width of the algorithm's keys with BadKey."""
    if decoder_key.bits != 8 * ea.key_bytes:
        raise BadKey("the decoder key has the wrong width for this algorithm")


def block_cipher(decoder_key: DecoderKey, ea: Ea, tables: Ea07Tables) -> BlockCipher:
    """Prepare a cipher for one decoder key.

    Args:
        decoder_key: 64 bits for EA07, 128 for EA11.
        ea: EA07 or EA11.
        tables: EA07 tables; EA11 does not look at them.

    Raises:
        UnverifiedAlgorithm: EA09.
        BadKey: the key has the wrong width.
    """
    require_fitting_key(decoder_key, ea)
    match ea:
        case Ea.STA_07:
            return _StaUnderKey(tables.sta, decoder_key.number)
        case Ea.MISTY1_11:
            return Misty1(decoder_key.secret)
        case Ea.DEA_09:
            raise UnverifiedAlgorithm("EA09 is confirmed by no published vector")
        case _:
            assert_never(ea)


@dataclass(frozen=True, slots=True)
class SealedToken:
    """A token with the steps between its content and its digits, for whoever checks them.

    Attributes:
        content: class, SubClass and fields.
        sealed: the block after encryption; class 1: the block itself.
        token20: the digits.
    """

    content: Content
    sealed: int = field(repr=False)
    token20: Token20


def seal(content: Content, cipher: BlockCipher | None) -> SealedToken:
    """Encrypt the block of some content and write it as 20 digits.

    Raises:
        BadKey: no cipher was given, and the class is one that is encrypted.
    """
    sealed = _sealed_block(content, cipher)
    return SealedToken(content, sealed, _written(content, sealed))


def _sealed_block(content: Content, cipher: BlockCipher | None) -> int:
    block = content.block
    if content.token_class == UNENCRYPTED_CLASS:
        return block
    if cipher is None:
        raise BadKey("a token for one meter needs its decoder key")
    return cipher.encrypt(block)


def _written(content: Content, sealed: int) -> Token20:
    return Token20.from_number(insert_class(content.token_class, sealed))


def unseal(token20: Token20, cipher: BlockCipher | None) -> Content:
    """Decrypt a token and check its sum.

    Raises:
        ReservedToken: class 3.
        BadKey: no cipher was given, and the class is one that is encrypted.
        CrcMismatch: misread digits, or another meter's key.
    """
    token_class, sealed = extract_class(token20.number)
    if token_class == _RESERVED_CLASS:
        raise ReservedToken("class 3 is reserved")
    if token_class == UNENCRYPTED_CLASS:
        return check_block(token_class, sealed)
    if cipher is None:
        raise BadKey("a token for one meter needs its decoder key")
    return check_block(token_class, cipher.decrypt(sealed))


def encode_token(
    token: Token, decoder_key: DecoderKey | None, ea: Ea, tables: Ea07Tables
) -> Token20:
    """Make the digits of a token.

    Args:
        token: what it says.
        decoder_key: key of the meter; class 1 needs none.
        ea: EA07 or EA11.
        tables: EA07 tables. With the sample set (`tables.is_sample`) the result works in no
            real meter and must be shown as training.

    Raises:
        OutOfRange, BadIdentifier: a value does not fit its field.
        ReservedToken: the token is reserved or proprietary.
        UnverifiedAlgorithm: EA09.
        BadKey: the key is missing or has the wrong width.
    """
    cipher = None if decoder_key is None else block_cipher(decoder_key, ea, tables)
    content = content_of(token)
    return _written(content, _sealed_block(content, cipher))


def decode_token(
    text: str | Token20, decoder_key: DecoderKey | None, ea: Ea, tables: Ea07Tables
) -> Token:
    """Read the digits of a token.

    Args:
        text: 20 digits; spaces and hyphens are ignored.
        decoder_key: key of the meter; class 1 needs none.
        ea: EA07 or EA11.
        tables: EA07 tables.

    Raises:
        NotAToken: not 20 digits, or 2^66 and above.
        CrcMismatch: misread digits, or another meter's key.
        BadFormat, OutOfRange: the sum holds, but a field has no meaning.
        ReservedToken: class 3.
        UnverifiedAlgorithm: EA09.
        BadKey: the key is missing or has the wrong width.
    """
    token20 = text if isinstance(text, Token20) else Token20.parse(text)
    cipher = None if decoder_key is None else block_cipher(decoder_key, ea, tables)
    return token_of(unseal(token20, cipher), 8 * ea.key_bytes)
