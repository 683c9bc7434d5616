"""How a meter puts a new decoder key together from the tokens of a key change.

The parts come in any order; a part is forgotten some time after it was entered.

Source: SPEC.md section 8.
"""

from dataclasses import dataclass
from typing import TypeVar

from pos.sts.attributes import KeyType
from pos.sts.decoder_key import DecoderKey
from pos.sts.errors import BadFormat
from pos.sts.tokens import (
    FirstKeySection,
    FourthKeySection,
    KeySection,
    SecondKeySection,
    SupplyGroupSection,
    ThirdKeySection,
)

_SGC_HALF_BITS = 12
_SGC_NUMBER_MAX = 999_999
# A meter that was not told its supply group shows zero afterwards.
_SGC_UNKNOWN = "000000"
_SHORT_KEY_BITS = 64

_Section = TypeVar("_Section", bound=KeySection)


@dataclass(frozen=True, slots=True)
class LoadedKey:
    """A decoder key with what came in its tokens.

    Attributes:
        decoder_key: the new key.
        sgc: six digits; zeros where the set had no token for it.
        krn: key revision number.
        tariff_index: two digits.
        key_type: KT.
        ken: key expiry number.
        rollover: whether the meter clears its TID list.
    """

    decoder_key: DecoderKey
    sgc: str
    krn: int
    tariff_index: str
    key_type: KeyType
    ken: int
    rollover: bool


class KeyAssembly:
    """The parts of a key change that a meter holds at the moment."""

    __slots__ = ("_key_bits", "_parts", "_timeout_seconds")

    def __init__(self, key_bits: int, timeout_seconds: int) -> None:
        """Start without parts.

        Args:
            key_bits: width of the meter's keys, 64 or 128.
            timeout_seconds: a part older than this is forgotten.
        """
        self._key_bits = key_bits
        self._timeout_seconds = timeout_seconds
        self._parts: dict[type[object], tuple[KeySection, int]] = {}

    def add(self, section: KeySection, now_seconds: int) -> LoadedKey | None:
        """Take in one part, in place of an earlier one of its kind.

        Returns:
            The new key if the set is complete now, and then all parts are forgotten.

        Raises:
            BadFormat: the set is complete, but its two SGC halves are no supply group code.
        """
        self._parts = {
            kind: (part, entered)
            for kind, (part, entered) in self._parts.items()
            if now_seconds - entered <= self._timeout_seconds
        }
        self._parts[type(section)] = section, now_seconds
        loaded = (
            self._complete_short() if self._key_bits == _SHORT_KEY_BITS else self._complete_long()
        )
        if loaded is not None:
            self._parts.clear()
        return loaded

    def _part(self, kind: type[_Section]) -> _Section | None:
        held = self._parts.get(kind)
        return held[0] if held is not None and isinstance(held[0], kind) else None

    def _complete_short(self) -> LoadedKey | None:
        first, second = self._part(FirstKeySection), self._part(SecondKeySection)
        group = self._part(SupplyGroupSection)
        if first is None or second is None or (first.has_sgc_token and group is None):
            return None
        sgc = group.sgc if first.has_sgc_token and group is not None else _SGC_UNKNOWN
        return _loaded(first, second, sgc, (first.key_part, second.key_part))

    def _complete_long(self) -> LoadedKey | None:
        first, second = self._part(FirstKeySection), self._part(SecondKeySection)
        third, fourth = self._part(ThirdKeySection), self._part(FourthKeySection)
        if first is None or second is None or third is None or fourth is None:
            return None
        number = fourth.sgc_high << _SGC_HALF_BITS | third.sgc_low
        if number > _SGC_NUMBER_MAX:
            self._parts.clear()
            raise BadFormat("this is no supply group code")
        key_parts = first.key_part, third.key_part, fourth.key_part, second.key_part
        return _loaded(first, second, f"{number:06d}", key_parts)


def _loaded(
    first: FirstKeySection, second: SecondKeySection, sgc: str, key_parts: tuple[int, ...]
) -> LoadedKey:
    return LoadedKey(
        decoder_key=DecoderKey(b"".join(part.to_bytes(4) for part in key_parts)),
        sgc=sgc,
        krn=first.krn,
        tariff_index=second.tariff_index,
        key_type=first.key_type,
        ken=first.ken_high << 4 | second.ken_low,
        rollover=first.rollover,
    )
