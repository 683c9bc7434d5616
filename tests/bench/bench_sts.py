"""How fast tokens are made and read: `python -m tests.bench.bench_sts`.

Every figure is the best of several rounds in one run, next to one HMAC-SHA-256 as a yardstick for
the machine. Nothing is asserted: a busy PC is no failure.
"""

import hmac
import random
import sys
from array import array
from collections.abc import Callable
from itertools import cycle
from time import perf_counter

from pos.sts.attributes import BaseDate, Dkga, Ea, KeyType, MeterConfig
from pos.sts.batch import BatchItem, encode_batch
from pos.sts.codec import decode_token, encode_token
from pos.sts.decoder_key import DecoderKey, derive_decoder_key
from pos.sts.identifiers import MeterPan, luhn_check_digit
from pos.sts.sta_batch import PORTION, encrypt_blocks
from pos.sts.tables import SAMPLE_TABLES
from pos.sts.tokens import CreditUnits, Resource
from pos.sts.virtual_meter import judge_as_fresh_meter

_ROUNDS = 5
_SINGLES = 2_000
_METERS = 500
_SHORT_VENDING_KEY, _LONG_VENDING_KEY = b"\xab" * 8, bytes(range(20))
_TOKEN = CreditUnits(Resource.ELECTRICITY, 6_612_480, 5, 1_234)


def best_seconds(action: Callable[[], object]) -> float:
    """Return the shortest of several rounds."""
    seconds = []
    for _ in range(_ROUNDS):
        start = perf_counter()
        action()
        seconds.append(perf_counter() - start)
    return min(seconds)


def meters(ea: Ea, dkga: Dkga) -> list[MeterConfig]:
    """Many meters, so that no single key stays in the processor's cache."""
    source = random.Random(1)  # noqa: S311 - the same meters each time
    bodies = [f"47{source.randrange(10**8):08d}" for _ in range(_METERS)]
    return [
        MeterConfig(
            pan=MeterPan.parse(f"{body}{luhn_check_digit(body)}"),
            sgc="123456",
            krn=1,
            tariff_index="01",
            key_type=KeyType.DUTK,
            ea=ea,
            dkga=dkga,
            base_date=BaseDate.BASE_2014,
        )
        for body in bodies
    ]


def report(name: str, count: int, seconds: float, yardstick: float) -> None:
    """Print one figure and how many yardsticks it takes."""
    each = seconds / count
    text = f"{name:<44}{1 / each:>12,.0f} a second {each / yardstick:>8.1f} HMAC\n"
    sys.stdout.write(text)


def bench_single(ea: Ea, dkga: Dkga, vending_key: bytes, yardstick: float) -> None:
    """A sale's way: derive the key, encode, and let a fresh meter judge."""
    configs = meters(ea, dkga)

    def encode() -> None:
        for _, config in zip(range(_SINGLES), cycle(configs), strict=False):
            encode_token(_TOKEN, derive_decoder_key(vending_key, config), ea, SAMPLE_TABLES)

    def judge() -> None:
        for _ in range(_SINGLES):
            judge_as_fresh_meter(digits, config=config, decoder_key=key, tables=SAMPLE_TABLES)

    def decode() -> None:
        for _ in range(_SINGLES):
            decode_token(digits, key, ea, SAMPLE_TABLES)

    config = configs[0]
    key = derive_decoder_key(vending_key, config)
    digits = encode_token(_TOKEN, key, ea, SAMPLE_TABLES).digits
    name = f"EA{ea.value} with DKGA{dkga.value}"
    report(f"{name}: derive and encode", _SINGLES, best_seconds(encode), yardstick)
    report(f"{name}: decode", _SINGLES, best_seconds(decode), yardstick)
    report(f"{name}: judge as a fresh meter", _SINGLES, best_seconds(judge), yardstick)


def bench_batch(yardstick: float) -> None:
    """A town's way: keys known, ciphers side by side."""
    source = random.Random(2)  # noqa: S311 - the same blocks each time
    blocks = array("Q", [source.getrandbits(64) for _ in range(PORTION)])
    keys = array("Q", reversed(blocks))
    items = [BatchItem(_TOKEN, DecoderKey(key.to_bytes(8))) for key in keys]
    seconds = best_seconds(lambda: encrypt_blocks(blocks, keys, SAMPLE_TABLES))
    report("EA07 batch: blocks under known keys", PORTION, seconds, yardstick)
    seconds = best_seconds(lambda: list(encode_batch(items, Ea.STA_07, SAMPLE_TABLES)))
    report("EA07 batch: tokens to digits, known keys", PORTION, seconds, yardstick)


def main() -> None:
    """Print all figures."""
    message = bytes(49)

    def authenticate() -> None:
        for _ in range(_SINGLES):
            hmac.digest(_LONG_VENDING_KEY, message, "sha256")

    yardstick = best_seconds(authenticate) / _SINGLES
    report("one HMAC-SHA-256 of 49 bytes", 1, yardstick, yardstick)
    bench_single(Ea.STA_07, Dkga.DKGA02, _SHORT_VENDING_KEY, yardstick)
    bench_single(Ea.STA_07, Dkga.DKGA04, _LONG_VENDING_KEY, yardstick)
    bench_single(Ea.MISTY1_11, Dkga.DKGA04, _LONG_VENDING_KEY, yardstick)
    bench_batch(yardstick)


if __name__ == "__main__":
    main()
