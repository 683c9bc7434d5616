"""The tokens that move a meter to another decoder key.

This is arithmetic: it makes what it is told. The policy is apart from it, in
`pos.sts.key_change_rules`.

Source: SPEC.md section 8. Vectors: tests/vectors/generated.json, op key_change.
"""

from dataclasses import dataclass

from pos.sts.attributes import (
    KeyType,
    require_ken,
    require_krn,
    require_sgc,
    require_tariff_index,
)
from pos.sts.decoder_key import DecoderKey
from pos.sts.errors import ChangeNotPermitted
from pos.sts.key_change_rules import SHORT_KEY_BITS
from pos.sts.tokens import (
    FirstKeySection,
    FourthKeySection,
    KeySection,
    SecondKeySection,
    SupplyGroupSection,
    ThirdKeySection,
)

_SGC_HALF_BITS = 12
_SGC_HALF_MASK = (1 << _SGC_HALF_BITS) - 1


@dataclass(frozen=True, slots=True)
class NewKeyAttributes:
    """What a set of key change tokens loads with the key.

    Attributes:
        sgc: six digits.
        krn: 1 to 9.
        tariff_index: two digits.
        key_type: KT.
        ken: 0 to 255.
        rollover: RO; the meter clears its TID list.

    Raises:
        BadIdentifier, OutOfRange: a value has the wrong form or range.
    """

    sgc: str
    krn: int
    tariff_index: str
    key_type: KeyType
    ken: int
    rollover: bool

    def __post_init__(self) -> None:
        require_sgc(self.sgc)
        require_krn(self.krn)
        require_tariff_index(self.tariff_index)
        require_ken(self.ken)


def key_change_sections(
    present_key: DecoderKey, new_key: DecoderKey, new: NewKeyAttributes, *, with_sgc: bool
) -> tuple[KeySection, ...]:
    """Lay out a set; every token of it is encrypted under the present key, in this order.

    Args:
        present_key: the key that the meter holds; decides nothing but the width.
        new_key: the key that it shall hold.
        new: what is loaded with it.
        with_sgc: add the third token to a 64-bit set; 128-bit sets carry the SGC anyway.

    Returns:
        Two or three sections for 64-bit keys, four for 128-bit keys.

    Raises:
        ChangeNotPermitted: the keys differ in width; moving between EA07 and EA11 is not known.
    """
    if present_key.bits != new_key.bits:
        raise ChangeNotPermitted("no token moves a meter to a key of another width")
    is_short = new_key.bits == SHORT_KEY_BITS
    parts = [int.from_bytes(new_key.secret[at : at + 4]) for at in range(0, len(new_key.secret), 4)]
    first = FirstKeySection(
        ken_high=new.ken >> 4,
        krn=new.krn,
        rollover=new.rollover,
        has_sgc_token=is_short and with_sgc,
        key_type=new.key_type,
        key_part=parts[0],
    )
    second = SecondKeySection(new.ken & 0xF, new.tariff_index, parts[-1])
    if not is_short:
        number = int(new.sgc)
        third = ThirdKeySection(number & _SGC_HALF_MASK, parts[1])
        return first, second, third, FourthKeySection(number >> _SGC_HALF_BITS, parts[2])
    return (first, second, SupplyGroupSection(new.sgc)) if with_sgc else (first, second)
