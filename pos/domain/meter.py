"""Meters as this terminal knows them."""

import re
from typing import Final

import msgspec

from pos.domain.entries import MeterKeyed
from pos.domain.errors import MeterBlocked, MeterCheckDigitWrong, MeterNumberMalformed
from pos.domain.errors.selling import MeterCardUnread
from pos.domain.spelling import plain_digits
from pos.sts.errors import BadCheckDigit, BadIdentifier
from pos.sts.identifiers import MeterPan

ACTIVE = "active"
CARD_STARTS: Final = ("%", ";")
# What readers give of a card's magnetic stripe: track 1, if they read it; of track 2 the start, the
# number, a separator, what the utility adds, the end; and a check character, if they send it.
_CARD: Final = re.compile(
    r"(?:%[^?]{0,79}\?[0-9:;<=>?]?)?;?([0-9]{11,19})=[0-9=]{0,24}(?:\?[0-9:;<=>?]?)?", re.ASCII
)


class Meter(msgspec.Struct, frozen=True, gc=False):
    """One meter of the registry.

    Attributes:
        pan: 18 digits.
        sgc: supply group, 6 digits.
        krn: key revision, 1 to 9.
        tariff_index: 2 digits.
        key_type: 2 for a meter in normal use.
        ea: `07` or `11`.
        tct: token carrier, 2 digits.
        tariff: id of its tariff.
        arrears: minor units owed before this terminal collected anything of them.
        status: `active` or why it may not buy.
        person_ref: random handle of the customer in the side table; empty for none.
    """

    pan: str
    sgc: str
    krn: int
    tariff_index: str
    key_type: int
    ea: str
    tct: str
    tariff: str
    arrears: int
    status: str
    person_ref: str

    def keyed(self) -> MeterKeyed:
        """Return what names this meter's decoder key."""
        return MeterKeyed(
            pan=self.pan,
            sgc=self.sgc,
            krn=self.krn,
            tariff_index=self.tariff_index,
            key_type=self.key_type,
            ea=self.ea,
        )

    def must_be_active(self) -> None:
        """Refuse a meter that may not buy.

        Raises:
            MeterBlocked: its status is anything but active.
        """
        if self.status != ACTIVE:
            raise MeterBlocked(meter=display_number(self.pan), status=self.status)


class Person(msgspec.Struct, frozen=True, gc=False):
    """A customer, apart from the journal so that they can be forgotten.

    Attributes:
        ref: random handle.
        account: the utility's account number.
    """

    ref: str
    account: str
    name: str
    address: str
    phone: str
    id_number: str


class KnownMeter(msgspec.Struct, frozen=True, gc=False):
    """What the registry has of a meter before a list says something of it.

    Attributes:
        meter: as imported, whatever was moved here since.
        person: None for none, or for one who was forgotten.
        paid: minor units of arrears that it paid here.
    """

    meter: Meter | None
    person: Person | None
    paid: int


def number_on_card(text: str) -> str:
    """Return the number that a card's track 2 holds; any other text as it is."""
    track = _CARD.fullmatch(text.strip()) if "=" in text else None
    return track[1] if track else text.strip()


def parse_meter_number(text: str) -> MeterPan:
    """Read a meter number as typed or scanned: 11 or 13 digits, the 18 of a card, or its track 2.

    Args:
        text: spaces and hyphens between digits are allowed, and the digits of any script.

    Raises:
        MeterNumberMalformed: not such a number.
        MeterCardUnread: a card, but none of a meter's, or half of one.
        MeterCheckDigitWrong: a check digit does not hold.
    """
    number = number_on_card(plain_digits(text))
    try:
        return MeterPan.parse(number)
    except BadCheckDigit as error:
        raise MeterCheckDigitWrong(text=number[:40]) from error
    except BadIdentifier as error:
        if text.strip().startswith(CARD_STARTS):
            raise MeterCardUnread from error
        raise MeterNumberMalformed(text=text[:40]) from error


def display_number(pan: str) -> str:
    """Return the number a person reads off the meter (11 or 13 digits) for an 18-digit PAN."""
    return MeterPan.parse(pan).drn
