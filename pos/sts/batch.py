"""Encode the tokens of thousands of meters, as for the rollover of a town.

The result is that of encode_token(), token by token. Under EA07 the ciphers run side by side,
see sta_batch; EA11 gains nothing from that and runs one by one.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pos.sts.attributes import Ea
from pos.sts.carrier import Token20, insert_class
from pos.sts.codec import UNENCRYPTED_CLASS, encode_token, require_fitting_key
from pos.sts.decoder_key import DecoderKey
from pos.sts.sta_batch import PORTION, encrypt_blocks
from pos.sts.tables import Ea07Tables
from pos.sts.tokens import Token
from pos.sts.writing import content_of

# With fewer tokens, turning them into planes costs more than it saves.
SIDE_BY_SIDE_MIN = 256


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One token of a batch.

    Attributes:
        token: what it says.
        decoder_key: key of its meter.
    """

    token: Token
    decoder_key: DecoderKey


def _encode_side_by_side(items: list[BatchItem], tables: Ea07Tables) -> Iterator[Token20]:
    for item in items:
        require_fitting_key(item.decoder_key, Ea.STA_07)
    contents = [content_of(item.token) for item in items]
    blocks = array("Q", [content.block for content in contents])
    keys = array("Q", [item.decoder_key.number for item in items])
    sealed_blocks = encrypt_blocks(blocks, keys, tables)
    for content, block, sealed in zip(contents, blocks, sealed_blocks, strict=True):
        token_class = content.token_class
        carried = block if token_class == UNENCRYPTED_CLASS else sealed
        yield Token20.from_number(insert_class(token_class, carried))


def encode_batch(items: Iterable[BatchItem], ea: Ea, tables: Ea07Tables) -> Iterator[Token20]:
    """Make the digits of many tokens, in order, at flat memory.

    Args:
        items: tokens and the keys of their meters, as many as you like.
        ea: algorithm of all these meters.
        tables: EA07 tables; EA11 does not look at them.

    Raises:
        StsError: as encode_token() says, before any token of the same portion comes out.
    """
    source = iter(items)
    while portion := list(islice(source, PORTION)):
        if ea is Ea.STA_07 and len(portion) >= SIDE_BY_SIDE_MIN:
            yield from _encode_side_by_side(portion, tables)
        else:
            yield from [encode_token(item.token, item.decoder_key, ea, tables) for item in portion]
