"""One spelling for what people write in several: digits of other scripts, letters that sound alike.

Accents and capitals are not enough: the stroke of an ł is no accent, an alef is written with its
hamza or without, and Amharic has several letters for one sound.
"""

import unicodedata
from functools import lru_cache
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
    # What stands beside a sign changes nothing but the order of marks, which all go.
    return "".join(map(_one_sound, text))


def other_spellings(text: str) -> str:
    """Return the words of a text whose one spelling is more than small letters without accents."""
    if _is_plain(text):
        return ""
    return " ".join(filter(None, map(_other_spelling, text.split())))


def _is_plain(text: str) -> bool:
    return text.isascii() and "'" not in text and "`" not in text


# A million customers have a few thousand names, written in a few hundred letters.
@lru_cache(maxsize=4096)
def _other_spelling(word: str) -> str:
    """Return a word's one spelling; empty where the index finds it by that anyway."""
    if _is_plain(word):
        return ""
    one = one_spelling(word)
    return one if one != "".join(map(_indexed, word.casefold())) else ""


@lru_cache(maxsize=2048)
def _one_sound(sign: str) -> str:
    return without_accents(sign).translate(_ONE_SOUND)


@lru_cache(maxsize=2048)
def _indexed(sign: str) -> str:
    return without_accents(sign) if sign < _FIRST_KEPT else sign
