"""One credit token, read back by a virtual meter before anybody sees it."""

from collections.abc import Callable
from dataclasses import dataclass

from pos.domain.entries import IssuedToken
from pos.domain.errors import TokenCheckFailed
from pos.keystore.vending_keys import VendingKey
from pos.sts.amount import MILLI_PER_STEP, credited_milli, steps_up_from_milli
from pos.sts.attributes import Ea, MeterConfig
from pos.sts.carrier import Token20
from pos.sts.codec import encode_token
from pos.sts.decoder_key import DecoderKey
from pos.sts.errors import StsError
from pos.sts.meter_answer import MeterCode
from pos.sts.tables import Ea07Tables
from pos.sts.tokens import CreditUnits, Resource
from pos.sts.virtual_meter import judge_as_fresh_meter

TokenEncoder = Callable[[CreditUnits, DecoderKey, Ea, Ea07Tables], Token20]


@dataclass(frozen=True, slots=True)
class CreditOrder:
    """What a token must say.

    Attributes:
        key: vending key of the meter's supply group.
        config: the meter with that key's DKGA and base date.
        units_milli: what was bought, thousandths, above zero.
        credited_milli: what the customer was told the meter adds.
        tid: token identifier.
        rnd: 4 random bits.
        training: no real meter takes it.
    """

    key: VendingKey
    config: MeterConfig
    units_milli: int
    credited_milli: int
    tid: int
    rnd: int
    training: bool


class TokenMaker:
    """Makes credit tokens and lets none out that a meter would not take as it was meant."""

    def __init__(self, tables: Ea07Tables, encode: TokenEncoder = encode_token) -> None:
        self._tables = tables
        self._encode = encode

    def make(self, order: CreditOrder) -> IssuedToken:
        """Make a token.

        Raises:
            TokenCheckFailed: the amount does not fit into a token or is not what the customer was
                told, or a meter would read something else.
        """
        try:
            digits = self._checked_digits(order)
        except StsError as error:
            raise TokenCheckFailed(why=error.code) from error
        return IssuedToken(
            kind="credit",
            digits=digits,
            units_milli=order.credited_milli,
            tid=order.tid,
            krn=order.config.krn,
            training=order.training,
        )

    def _checked_digits(self, order: CreditOrder) -> str:
        if credited_milli(order.units_milli) != order.credited_milli:
            raise TokenCheckFailed(why="credited units")
        steps = steps_up_from_milli(order.units_milli)
        wanted = CreditUnits(Resource.ELECTRICITY, order.tid, order.rnd, steps)
        key = order.key.decoder_key(order.config)
        digits = self._encode(wanted, key, order.config.ea, self._tables).digits
        # The meter gets a key derived anew, so that a slip in the first one shows.
        answer = judge_as_fresh_meter(
            digits,
            config=order.config,
            decoder_key=order.key.decoder_key(order.config),
            tables=self._tables,
            ken=order.key.attributes.ken,
        )
        credited = order.credited_milli // MILLI_PER_STEP
        meant = CreditUnits(Resource.ELECTRICITY, order.tid, order.rnd, credited)
        if (answer.code, answer.token, answer.credited_steps) != (
            MeterCode.ACCEPT,
            meant,
            credited,
        ):
            raise TokenCheckFailed(why=f"the meter says {answer.code.value}")
        return digits
