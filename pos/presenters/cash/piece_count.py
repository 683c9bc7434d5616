"""A count as it is typed: so many pieces of each note and coin, one of them with the keyboard."""

import unicodedata
from dataclasses import dataclass, replace

from pos.domain.cash_count import count_of, counted_sum
from pos.domain.currency_notes import notes_of
from pos.domain.denominations import denominations_of
from pos.domain.entries import CountLine
from pos.presenters.formatting import Formatter
from pos.presenters.money_entry import BACK, CLEAR, DOUBLE_ZERO

DIGITS_MAX = 6


@dataclass(frozen=True, slots=True)
class PieceRow:
    """One note or coin on the screen.

    Attributes:
        label: the piece, e.g. `R 200`.
        text: pieces as typed; empty for none yet.
        value: what they come to; empty while nothing is typed.
        is_note: paper, not a coin.
    """

    label: str
    text: str
    value: str
    is_note: bool


@dataclass(frozen=True, slots=True)
class CountBoard:
    """A count on the screen.

    Attributes:
        at: the row that has the keyboard.
        total: what is counted so far.
        pieces: how many notes and coins.
    """

    rows: tuple[PieceRow, ...] = ()
    at: int = 0
    total: str = ""
    pieces: str = "0"


@dataclass(frozen=True, slots=True)
class PieceCount:
    """A count that is being typed.

    Attributes:
        denominations: minor units, greatest first.
        texts: digits typed for each, empty for nothing yet.
        at: place of the one that has the keyboard.
    """

    currency: str
    denominations: tuple[int, ...]
    texts: tuple[str, ...]
    at: int = 0

    @classmethod
    def of(cls, currency: str, pieces: dict[int, int] | None = None) -> "PieceCount":
        """Return a count with these pieces by denomination, nothing for the others.

        Pieces of a denomination that the currency does not list are shown as well.
        """
        known = pieces or {}
        denominations = tuple(sorted({*denominations_of(currency), *known}, reverse=True))
        texts = tuple(str(known[each]) if each in known else "" for each in denominations)
        return cls(currency, denominations, texts)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed; a drawer without anything is counted with a 0."""
        return not any(self.texts)

    @property
    def pieces(self) -> dict[int, int]:
        """What was typed, by denomination."""
        typed = zip(self.denominations, self.texts, strict=True)
        return {denomination: int(text) for denomination, text in typed if text}

    @property
    def lines(self) -> tuple[CountLine, ...]:
        """The count as it goes into the journal."""
        return count_of(self.pieces, self.currency)

    @property
    def total(self) -> int:
        """What it comes to, in minor units."""
        return counted_sum(self.lines)

    def went_to(self, place: int) -> "PieceCount":
        """Return the count with the keyboard at a row; beyond the ends it stays."""
        return replace(self, at=min(max(place, 0), len(self.denominations) - 1))

    def typed(self, place: int, text: str) -> "PieceCount":
        """Return the count with another text at a row; what is no number changes nothing."""
        digits = [unicodedata.decimal(letter, None) for letter in text if not letter.isspace()]
        if None in digits:
            return self
        plain = "".join(str(digit) for digit in digits).lstrip("0") or ("0" if digits else "")
        if len(plain) > DIGITS_MAX:
            return self
        texts = (*self.texts[:place], plain, *self.texts[place + 1 :])
        return replace(self, texts=texts, at=place)

    def press(self, key: str) -> "PieceCount":
        """Return the count after a key of the keypad: a digit, `00`, `back`, `clear`, or `+10`."""
        text = self.texts[self.at]
        if key.startswith("+"):
            return self.typed(self.at, str(int(text or "0") + int(key)))
        changed = {BACK: text[:-1], CLEAR: "", DOUBLE_ZERO: f"{text}00"}.get(key, text + key)
        return self.typed(self.at, changed)

    def board(self, write: Formatter) -> CountBoard:
        """Return the count as it is shown."""
        notes = notes_of(self.currency)
        rows = []
        for denomination, text in zip(self.denominations, self.texts, strict=True):
            value = denomination * int(text or "0")
            rows.append(
                PieceRow(
                    label=write.money_whole(denomination, self.currency),
                    text=text,
                    value=write.amount(value, self.currency) if text else "",
                    is_note=denomination in notes,
                )
            )
        return CountBoard(
            rows=tuple(rows),
            at=self.at,
            total=write.money(self.total, self.currency),
            pieces=str(sum(self.pieces.values())),
        )
