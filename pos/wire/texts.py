"""A customer's wish to get a sale's codes as a text message, from the terminal to head office.

    POST /v1/texts    TextWish -> TextWishAnswer, or Refusal

The number is told here and nowhere else: no journal holds it, and each side forgets it as soon as
it has done its part.
"""

import re
from enum import StrEnum
from typing import Annotated, Final

import msgspec

TEXTS_PATH: Final = "/v1/texts"
_NUMBER: Final = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)


class TextWish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the customer asked for.

    Attributes:
        sale_id: of a committed sale.
        number: international, with a plus sign.
    """

    sale_id: Annotated[str, msgspec.Meta(max_length=36)]
    number: Annotated[str, msgspec.Meta(max_length=16)]

    def is_well_formed(self) -> bool:
        """Whether the number is one."""
        return _NUMBER.fullmatch(self.number) is not None


class TextWishState(StrEnum):
    """What head office does about a wish."""

    KEPT = "kept"
    """It sends; the terminal forgets the number."""
    NOT_YET = "not_yet"
    """It does not hold the sale yet; the terminal asks again."""
    REFUSED = "refused"
    """Too many messages for this sale, or it sends none."""


class TextWishAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Head office's answer."""

    state: TextWishState


def parse_text_number(text: str) -> str | None:
    """Return a number as it is sent to, without blanks and hyphens; None for no such number."""
    number = text.translate({ord(each): None for each in " -().\u00a0"})
    return number if _NUMBER.fullmatch(number) else None
