"""The vectors of tests/vectors, and typed values made from their entries."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from pos.sts.attributes import BaseDate, Dkga, Ea, KeyType, MeterConfig
from pos.sts.decoder_key import DecoderKey
from pos.sts.identifiers import MeterPan

_FOLDER = Path(__file__).parents[2] / "vectors"

Entry = dict[str, Any]


@cache
def _file(name: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text("utf-8"))
    return document


def primitives(name: str) -> list[Any]:
    """One list of primitives.json."""
    entries: list[Any] = _file("primitives")[name]
    return entries


def behaviour(name: str) -> list[Entry]:
    """One list of behaviour.json."""
    entries: list[Entry] = _file("behaviour")[name]
    return entries


def generated(*ops: str) -> list[Entry]:
    """The cases of generated.json with one of these operations; all of them without any."""
    return [case for case in _file("generated")["cases"] if not ops or case["op"] in ops]


def config_of(entry: Entry) -> MeterConfig:
    """The meter of a `config` member."""
    return MeterConfig(
        pan=MeterPan.parse(entry["drn"]),
        sgc=entry["sgc"],
        krn=entry["krn"],
        tariff_index=entry["ti"],
        key_type=KeyType(entry["kt"]),
        ea=Ea(entry["ea"]),
        dkga=Dkga(entry["dkga"]),
        base_date=BaseDate(entry["base"]),
    )


def key_of(case: Entry) -> DecoderKey | None:
    """The decoder key of a case; None for the tests of any meter."""
    return DecoderKey(bytes.fromhex(case["decoder_key"])) if "decoder_key" in case else None


def ea_of(case: Entry) -> Ea:
    """The algorithm of a case; class 1 has none, and any will do."""
    return Ea(case.get("ea", "07"))
