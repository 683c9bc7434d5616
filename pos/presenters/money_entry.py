"""An amount as it is typed: digits and one separator, never a localised number.

Two habits of tills are served. In the usual one whole units are typed and the separator is optional
(`100` is 100.00); in the other the digits shift in from the right as minor units (`1000` is 10.00).
"""

import unicodedata
from dataclasses import dataclass, replace

SEPARATORS = ".,\u066b"
BACK, CLEAR, DOUBLE_ZERO = "back", "clear", "00"
WHOLE_DIGITS_MAX = 9


@dataclass(frozen=True, slots=True)
class MoneyEntry:
    """What was typed so far.

    Attributes:
        decimals: of the currency; 3 for units of energy.
        text: ASCII digits with at most one point and at most `decimals` behind it; only digits
            where minor units come first.
        minor_first: digits shift in from the right.
        begins_anew: what stands here was filled in or taken up again: the next key replaces it.
    """

    decimals: int
    text: str = ""
    minor_first: bool = False
    begins_anew: bool = False

    @property
    def minor(self) -> int:
        """The amount in minor units, 0 for nothing typed."""
        if self.minor_first:
            return int(self.text or "0")
        whole, _, part = self.text.partition(".")
        return int((whole or "0") + part.ljust(self.decimals, "0"))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.text

    def press(self, key: str) -> "MoneyEntry":
        """Return the entry after a key of the keypad; a key that does not fit changes nothing.

        Args:
            key: a digit, `00`, a separator, `back` or `clear`.
        """
        match key:
            case "back" if not self.begins_anew:
                return replace(self, text=self.text[:-1])
            case "back" | "clear":
                return replace(self, text="", begins_anew=False)
            case "00":
                return self.press("0").press("0")
            case _:
                return self.typed(key if self.begins_anew else self.text + key)

    def taken_up(self) -> "MoneyEntry":
        """Return the entry as one that somebody comes back to."""
        return replace(self, begins_anew=bool(self.text))

    def typed(self, text: str) -> "MoneyEntry":
        """Return the entry for a whole text; a text that is no amount changes nothing.

        Digits of any script and any of the separators are taken; blanks are not looked at.
        """
        plain = "".join(_plain(character) for character in text if not character.isspace())
        whole, point, part = plain.partition(".")
        takes_point = bool(self.decimals) and not self.minor_first
        fits = (
            all(half.isascii() and (half.isdigit() or not half) for half in (whole, part))
            and (takes_point or not point)
            and len(part) <= self.decimals
            and len(whole.lstrip("0")) <= WHOLE_DIGITS_MAX
        )
        if not fits:
            return self
        text = _without_leading_zeros(whole, point=point) + point + part
        return replace(self, text=text, begins_anew=False)

    def filled(self, minor: int) -> "MoneyEntry":
        """Return the entry as if this amount had been typed, as short as it goes."""
        if self.minor_first or not self.decimals:
            return replace(self, text=str(minor), begins_anew=True)
        whole, part = divmod(minor, 10**self.decimals)
        tail = f".{part:0{self.decimals}d}" if part else ""
        return replace(self, text=f"{whole}{tail}", begins_anew=True)


def _plain(character: str) -> str:
    if character in SEPARATORS:
        return "."
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def _without_leading_zeros(whole: str, *, point: str) -> str:
    stripped = whole.lstrip("0")
    return stripped or ("0" if whole or point else "")
