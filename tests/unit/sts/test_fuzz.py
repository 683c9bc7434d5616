"""Random digits are never a crash, and a token no oftener than the check sum lets chance pass.

VENDWATT_FUZZ sets how many are tried; the suite tries few.
"""

import os
import random
from math import isqrt

import pytest

from pos.sts.attributes import Ea
from pos.sts.codec import decode_token
from pos.sts.decoder_key import DecoderKey
from pos.sts.errors import StsError
from pos.sts.meter_answer import MeterCode, MeterRules
from pos.sts.tables import SAMPLE_TABLES
from pos.sts.virtual_meter import VirtualMeter
from tests.unit.sts.test_attributes import a_config

_TRIES = int(os.environ.get("VENDWATT_FUZZ", "10000"))
_KEYS = {Ea.STA_07: DecoderKey(b"\x5a" * 8), Ea.MISTY1_11: DecoderKey(b"\x5a" * 16)}
# Three of four classes are read, each passing once in 65,536; six standard deviations and some.
_MEAN = _TRIES // 65_536
_CHANCE_MAX = _MEAN + 6 * isqrt(_MEAN) + 6


@pytest.mark.parametrize("ea", _KEYS)
def test_random_numbers_are_not_tokens(ea: Ea) -> None:
    """Any 66-bit number decodes or is refused with an error of our own."""
    numbers, read = random.Random(_TRIES), 0  # noqa: S311 - the same numbers each time
    for _ in range(_TRIES):
        try:
            decode_token(f"{numbers.getrandbits(66):020d}", _KEYS[ea], ea, SAMPLE_TABLES)
        except StsError:
            continue
        read += 1
    assert read <= _CHANCE_MAX


def test_random_text_is_not_a_token() -> None:
    """Any text at all is refused; a meter that never locks answers to each entry."""
    alphabet = "0123456789 -\N{ARABIC-INDIC DIGIT ONE}\N{SUPERSCRIPT TWO}x\0\n"
    texts, taken = random.Random(_TRIES), 0  # noqa: S311 - the same numbers each time
    meter = VirtualMeter(
        a_config(),
        _KEYS[Ea.STA_07],
        SAMPLE_TABLES,
        rules=MeterRules(wrong_entries_max=_TRIES + 1),
    )
    for _ in range(_TRIES):
        digits = "".join(texts.choices(alphabet[:12], k=texts.randrange(18, 26)))
        text = digits + texts.choice(alphabet) * texts.randrange(2)
        taken += meter.enter(text).code is MeterCode.ACCEPT
    assert taken <= _CHANCE_MAX
