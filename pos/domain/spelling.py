"""One spelling for what people write in several: digits of other scripts, letters that sound alike.

Accents and capitals are not enough: the stroke of an ł is no accent, an alef is written with its
hamza or without, and Amharic has several letters for one sound.
"""

import unicodedata
from typing import Final

_APOSTROPHES: Final = "'`\u2019\u2018\u02bc\u02bb"
_LETTERS: Final = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "\u0131": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    # Hausa, Ewe, Akan and their neighbours.
    "ɓ": "b",
    "ɖ": "d",
    "ɗ": "d",
    "ɛ": "e",
    "ƒ": "f",
    "\u0263": "g",
    "ƙ": "k",
    "ŋ": "n",
    "ɲ": "n",
    "ɔ": "o",
    "\u028b": "v",
    "ƴ": "y",
    # Arabic: what decomposition leaves of the forms of alef, ya and ta; the stretching stroke.
    "\u0671": "\u0627",
    "\u0649": "\u064a",
    "\u0629": "\u0647",
    "\u0640": "",
}
# Ethiopic rows of seven vowels that sound like another row, or a fourth vowel like the first.
_ROWS: Final = (
    (0x1210, 0x1200),
    (0x1280, 0x1200),
    (0x1220, 0x1230),
    (0x12D0, 0x12A0),
    (0x1340, 0x1338),
)
_SEVEN: Final = {chr(row + vowel): chr(like + vowel) for row, like in _ROWS for vowel in range(7)}
_FOURTH: Final = dict.fromkeys("\u1203\u1213\u1283", "\u1200") | dict.fromkeys(
    "\u12a3\u12d3", "\u12a0"
)
_ONE_SOUND: Final = str.maketrans(_LETTERS | _SEVEN | _FOURTH | dict.fromkeys(_APOSTROPHES, ""))
# The index takes the accents off letters before this one by itself, and off no others.
_FIRST_KEPT: Final = "\u0590"


def plain_digits(text: str) -> str:
    """Return a text with the digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(sign, sign)) if sign.isdecimal() else sign for sign in text
    )


def without_accents(text: str) -> str:
    """Return a text in small letters without accents and other marks."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def one_spelling(text: str) -> str:
    """Return a text in the one spelling in which what sounds alike is equal."""
    return without_accents(text).translate(_ONE_SOUND)


def other_spellings(text: str) -> str:
    """Return the words of a text whose one spelling is more than small letters without accents."""
    if text.isascii() and "'" not in text and "`" not in text:
        return ""
    words = ((_indexed(word), one_spelling(word)) for word in text.split())
    return " ".join(one for plain, one in words if one != plain)


def _indexed(word: str) -> str:
    signs = word.casefold()
    return "".join(without_accents(sign) if sign < _FIRST_KEPT else sign for sign in signs)
