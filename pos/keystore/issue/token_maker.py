"""All tokens of one issue, read back by one virtual meter, in order, before anybody sees them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pos.domain.entries import IssuedToken
from pos.domain.errors import TokenCheckFailed
from pos.keystore.keys.vending_keys import VendingKey
from pos.sts.amount import MILLI_PER_STEP, credited_steps
from pos.sts.attributes import Ea, MeterConfig
from pos.sts.carrier import Token20
from pos.sts.codec import encode_token
from pos.sts.decoder_key import DecoderKey
from pos.sts.errors import StsError
from pos.sts.key_change import NewKeyAttributes, key_change_sections
from pos.sts.key_change_rules import rollover_of
from pos.sts.meter_answer import MeterCode, Result
from pos.sts.tables import Ea07Tables
from pos.sts.tokens import (
    CreditUnits,
    KeySection,
    Management,
    MeterTest,
    SetPhaseUnbalanceLimit,
    SetPowerLimit,
    Token,
)
from pos.sts.virtual_meter import VirtualMeter

TokenEncoder = Callable[[Token, DecoderKey, Ea, Ea07Tables], Token20]
KEY_CHANGE = "key_change"
# A meter that was told no supply group shows this one.
_SGC_UNTOLD = "000000"
_SHORT_KEY_BITS = 64


@dataclass(frozen=True, slots=True)
class MeterKey:
    """A meter under a vending key.

    Attributes:
        vending: key of the supply group.
        config: the meter with that key's DKGA and base date.
    """

    vending: VendingKey
    config: MeterConfig

    def decoder_key(self) -> DecoderKey:
        """Derive it anew; raises StsError."""
        return self.vending.decoder_key(self.config)


@dataclass(frozen=True, slots=True)
class WantedToken:
    """One token of an order.

    Attributes:
        kind: of the `IssuedToken`.
        content: what it says; amounts as asked.
        promised_milli: what the customer was told the meter adds; 0 for no credit.
    """

    kind: str
    content: CreditUnits | Management | MeterTest
    promised_milli: int = 0

    def meant(self) -> Token:
        """Return what a meter must read: amounts as the token's own steps carry them."""
        content = self.content
        match content:
            case CreditUnits(steps=steps):
                credited = credited_steps(steps)
                return content if credited == steps else replace(content, steps=credited)
            case SetPowerLimit(watts=watts) | SetPhaseUnbalanceLimit(watts=watts):
                return replace(content, watts=credited_steps(watts))
            case _:
                return content

    @property
    def tid(self) -> int:
        """Its identifier, 0 where it has none."""
        return 0 if isinstance(self.content, MeterTest) else self.content.tid


@dataclass(frozen=True, slots=True)
class TokenOrder:
    """What the tokens of one issue must say, in the order to type them.

    Attributes:
        present: what the meter holds when the first is typed.
        new: what a set of key-change tokens moves it to before the rest; None for no set.
        with_sgc: add the third token to a set for a 64-bit key.
        wanted: under the key that the meter then holds.
        training: no real meter takes them.
        tables: for EA07; EA11 uses none.
    """

    present: MeterKey
    new: MeterKey | None
    with_sgc: bool
    wanted: tuple[WantedToken, ...]
    training: bool
    tables: Ea07Tables


class TokenMaker:
    """Makes tokens and lets none out that a meter would not take as it was meant."""

    def __init__(self, encode: TokenEncoder = encode_token) -> None:
        self._encode = encode

    def make(self, order: TokenOrder) -> tuple[IssuedToken, ...]:
        """Make all tokens of an order.

        Raises:
            TokenCheckFailed: an amount does not fit into a token or is not what the customer was
                told, or a meter would read something else.
        """
        try:
            # The meter gets keys derived anew, so that a slip in the first ones shows.
            present = order.present
            meter = VirtualMeter(
                present.config,
                present.decoder_key(),
                order.tables,
                ken=present.vending.attributes.ken,
            )
            return (
                *self._key_change(order, meter),
                *(self._wanted(order, wanted, meter) for wanted in order.wanted),
            )
        except StsError as error:
            raise TokenCheckFailed(why=error.code) from error

    def _key_change(self, order: TokenOrder, meter: VirtualMeter) -> Iterator[IssuedToken]:
        new, present = order.new, order.present
        if new is None:
            return
        key = present.decoder_key()
        for section in _sections(order, new, key):
            digits = self._encode(section, key, present.config.ea, order.tables).digits
            answer = meter.enter(digits)
            if not answer.is_taken or answer.token != section:
                raise _disagrees(answer)
            yield self._issued(order, KEY_CHANGE, digits, krn=present.config.krn)
        if not _holds(meter, new, with_sgc=order.with_sgc):
            raise TokenCheckFailed(why="the meter holds another key")

    def _wanted(self, order: TokenOrder, wanted: WantedToken, meter: VirtualMeter) -> IssuedToken:
        under = order.new or order.present
        meant = wanted.meant()
        credited = meant.steps if isinstance(meant, CreditUnits) else 0
        if credited * MILLI_PER_STEP != wanted.promised_milli:
            raise TokenCheckFailed(why="credited units")
        key = under.decoder_key()
        digits = self._encode(wanted.content, key, under.config.ea, order.tables).digits
        answer = meter.enter(digits)
        if (answer.code, answer.token, answer.credited_steps) != (
            MeterCode.ACCEPT,
            meant,
            credited,
        ):
            raise _disagrees(answer)
        return self._issued(
            order,
            wanted.kind,
            digits,
            krn=under.config.krn,
            units_milli=wanted.promised_milli,
            tid=wanted.tid,
        )

    def _issued(
        self,
        order: TokenOrder,
        kind: str,
        digits: str,
        *,
        krn: int,
        units_milli: int = 0,
        tid: int = 0,
    ) -> IssuedToken:
        return IssuedToken(
            kind=kind,
            digits=digits,
            units_milli=units_milli,
            tid=tid,
            krn=krn,
            training=order.training,
        )


def _sections(order: TokenOrder, new: MeterKey, present: DecoderKey) -> tuple[KeySection, ...]:
    config, ken = new.config, new.vending.attributes.ken
    attributes = NewKeyAttributes(
        sgc=config.sgc,
        krn=config.krn,
        tariff_index=config.tariff_index,
        key_type=config.key_type,
        ken=ken,
        rollover=rollover_of(order.present.config.base_date, config.base_date),
    )
    return key_change_sections(present, new.decoder_key(), attributes, with_sgc=order.with_sgc)


def _holds(meter: VirtualMeter, new: MeterKey, *, with_sgc: bool) -> bool:
    """Whether a meter came out of a key change as it was meant to."""
    key, config = new.decoder_key(), new.config
    is_told = with_sgc or key.bits != _SHORT_KEY_BITS
    held = meter.config
    return (
        meter.decoder_key == key
        and meter.ken == new.vending.attributes.ken
        and (held.krn, held.tariff_index, held.key_type, held.sgc)
        == (
            config.krn,
            config.tariff_index,
            config.key_type,
            config.sgc if is_told else _SGC_UNTOLD,
        )
    )


def _disagrees(answer: Result) -> TokenCheckFailed:
    return TokenCheckFailed(why=f"the meter says {answer.code.value}")
