"""Lines of `sts encode` and `sts decode`: the vectors, and everything that can be wrong."""

import json
import os
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos.sts.blocks import CONTENT_BITS, Content
from pos.sts.codec import seal
from pos.sts.tables import SAMPLE_TABLES, Ea07Tables
from pos.wire.sts_line_input import LINE_BYTES_MAX, EncodeFields, parse_document, typed_fields
from pos.wire.sts_lines import LineSettings, decode_line, encode_line
from tests.unit.sts.strategies import tables
from tests.unit.sts.vector_files import Entry, generated, primitives

_TRIES = int(os.environ.get("VENDWATT_FUZZ", "3000"))
_SAMPLE = LineSettings(SAMPLE_TABLES)
_OUTPUT = (
    "decoder_key",
    "block",
    "sealed",
    "token66",
    "token",
    "class",
    "subclass",
    "fields",
    "crc",
)


def encode(line: Entry, settings_of_run: LineSettings = _SAMPLE) -> Entry:
    """Answer one line of `sts encode`."""
    answer = encode_line(json.dumps(line).encode(), settings_of_run)
    parsed: Entry = json.loads(answer.text)
    assert answer.is_error == ("error" in parsed)
    return parsed


def decode(line: Entry, settings_of_run: LineSettings = _SAMPLE) -> Entry:
    """Answer one line of `sts decode`."""
    answer = decode_line(json.dumps(line).encode(), settings_of_run)
    parsed: Entry = json.loads(answer.text)
    assert answer.is_error == ("error" in parsed)
    return parsed


def a_case(op: str, subclass: int | None = None, ea: str | None = None) -> Entry:
    """The first vector of a kind."""
    return next(
        case
        for case in generated(op)
        if subclass in (None, case.get("subclass")) and ea in (None, case.get("ea"))
    )


def inputs(case: Entry) -> Entry:
    """A case without its results."""
    return {
        key: value for key, value in case.items() if key not in _OUTPUT[1:] or key == "subclass"
    }


@pytest.mark.parametrize("case", generated(), ids=lambda case: case["id"])
def test_vectors_encode(case: Entry) -> None:
    """Every member of the answer that the file has is the file's."""
    answer = encode(inputs(case))
    assert answer["id"] == case["id"]
    for name, value in answer.items():
        if name != "training":
            assert case[name] == value, name
    named = {"tokens", "new_key", "decoder_key"} if case["op"] == "key_change" else set(_OUTPUT)
    assert named - set(answer) <= ({"decoder_key"} if case["op"] == "meter_test" else set())
    assert answer.get("training", False) == (case.get("ea") == "07")


@pytest.mark.parametrize("case", generated(), ids=lambda case: case["id"])
def test_vectors_decode(case: Entry) -> None:
    """By decoder key and by config alike."""
    for key in ("decoder_key", "config"):
        for part in case.get("tokens", [case]):
            line = {"id": case["id"], "token": part["token"]}
            line |= {name: case[name] for name in (key, "ea") if name in case}
            answer = decode(line)
            for name in ("class", "subclass", "fields", "block"):
                assert answer[name] == part[name]
            assert answer.get("credited_units") == part.get("credited_units")
            assert answer.get("credited_currency_units") == part.get("credited_currency_units")


def test_the_decoder_key_may_stand_alone() -> None:
    """With `decoder_key` and `ea`, or with `config`, or with both."""
    case = inputs(a_case("credit", 0, "07"))
    by_both = encode(case)
    without_config = {name: value for name, value in case.items() if name != "config"}
    without_key = {name: value for name, value in case.items() if name != "decoder_key"}
    without_ea = {name: value for name, value in without_key.items() if name != "ea"}
    no_vending_key = {name: value for name, value in case["config"].items() if name != "vk"}
    assert encode(without_config) == by_both
    assert encode(without_key) == by_both
    assert encode(without_ea) == by_both
    assert encode(case | {"config": no_vending_key}) == by_both


def test_issued_stands_for_tid() -> None:
    """Without `tid` the moment of issue counts, with the rule of the reserved minute."""
    case = inputs(a_case("credit", 0, "07"))
    issued = {name: value for name, value in case.items() if name != "tid"}
    assert encode(issued) == encode(case)
    one, two = (
        encode(issued | {"issued": f"{case['issued'][:10]}T00:0{minute}"}) for minute in (1, 2)
    )
    assert one["token"] == two["token"]


@given(tables())
@settings(max_examples=10, deadline=None)
def test_other_tables_make_other_tokens(drawn: Ea07Tables) -> None:
    """Under licensed tables the line is not marked as training, and decodes under them alone."""
    case, run = inputs(a_case("credit", 0, "07")), LineSettings(drawn)
    answer = encode(case, run)
    assert "training" not in answer
    line = {"id": 1, "token": answer["token"], "ea": "07", "decoder_key": case["decoder_key"]}
    assert decode(line, run)["block"] == answer["block"]
    assert decode(line).get("block") != answer["block"]


def test_reserved_tokens_are_named() -> None:
    """A reserved class 1 token reads as such."""
    for subclass, reserved in ((3, "reserved"), (6, "proprietary")):
        token20 = seal(Content(1, subclass << CONTENT_BITS | 5), None).token20
        assert decode({"id": 1, "token": token20.digits}) == {
            "id": 1,
            "class": 1,
            "subclass": subclass,
            "fields": {"content": 5},
            "block": f"{Content(1, subclass << CONTENT_BITS | 5).block:016x}",
            "reserved": reserved,
        }


_CREDIT: dict[str, tuple[Entry, str]] = {
    "no op": ({"op": None}, "LINE"),
    "unknown op": ({"op": "mint"}, "LINE"),
    "half a character": ({"op": "\ud800"}, "LINE"),
    "no subclass": ({"subclass": None}, "LINE"),
    "subclass as text": ({"subclass": "0"}, "LINE"),
    "subclass as truth": ({"subclass": True}, "LINE"),
    "subclass with fraction": ({"subclass": 0.0}, "LINE"),
    "subclass negative": ({"subclass": -1}, "RANGE"),
    "subclass 16": ({"subclass": 16}, "RANGE"),
    "subclass reserved": ({"subclass": 8}, "RESERVED"),
    "currency without amount": ({"subclass": 4}, "LINE"),
    "currency too large": ({"subclass": 4, "currency_units": 10**40}, "RANGE"),
    "no units": ({"units": None}, "LINE"),
    "units negative": ({"units": -1}, "RANGE"),
    "units too many": ({"units": 18_201_625}, "RANGE"),
    "units with fraction": ({"units": 1.5}, "LINE"),
    "units huge": ({"units": 10**400}, "RANGE"),
    "no rnd": ({"rnd": None}, "LINE"),
    "rnd of five bits": ({"rnd": 16}, "RANGE"),
    "tid of 25 bits": ({"tid": 1 << 24}, "RANGE"),
    "tid negative": ({"tid": -1}, "RANGE"),
    "neither tid nor issued": ({"tid": None, "issued": None}, "LINE"),
    "issued without config": ({"tid": None, "config": None}, "LINE"),
    "issued is no time": ({"tid": None, "issued": "2031-02-30T00:00"}, "LINE"),
    "issued is a date": ({"tid": None, "issued": "2031-02-03"}, "LINE"),
    "issued with zone": ({"tid": None, "issued": "2031-02-03T0000Z"}, "LINE"),
    "issued with seconds": ({"tid": None, "issued": "2031-02-03T00:00:00"}, "LINE"),
    "issued too early": ({"tid": None, "issued": "1992-12-31T23:59"}, "RANGE"),
    "issued too late": ({"tid": None, "issued": "2099-01-01T00:00"}, "BASE_DATE"),
    "no key": ({"config": None, "decoder_key": None}, "LINE"),
    "key not hex": ({"decoder_key": "zz"}, "KEY"),
    "key too short": ({"config": None, "decoder_key": "00"}, "KEY"),
    "key of another width": ({"config": None, "decoder_key": "00" * 16}, "KEY"),
    "key not that of config": ({"decoder_key": "00" * 8}, "KEY"),
    "algorithms differ": ({"ea": "11"}, "LINE"),
    "no algorithm": ({"ea": None, "config": None}, "LINE"),
    "unknown algorithm": ({"ea": "10"}, "LINE"),
    "EA09": ({"ea": "09", "config": None}, "UNVERIFIED"),
}


@pytest.mark.parametrize(("changes", "code"), _CREDIT.values(), ids=_CREDIT.keys())
def test_credit_lines_that_are_wrong(changes: Entry, code: str) -> None:
    """Each has its stable code, and the line's id."""
    answer = encode(inputs(a_case("credit", 0, "07")) | changes)
    assert answer["error"] == code
    assert answer["id"] == a_case("credit", 0, "07")["id"]
    assert set(answer) == {"id", "error", "message"}


_CONFIG: dict[str, tuple[Entry, str]] = {
    "wrong check digit": ({"drn": "12345678904", "iin": None, "pan": None}, "CHECK_DIGIT"),
    "letters": ({"drn": "x" * 11, "iin": None, "pan": None}, "IDENTIFIER"),
    "issuer of another": ({"iin": "600728"}, "IDENTIFIER"),
    "PAN of another": ({"pan": "600727000000000009"}, "IDENTIFIER"),
    "SGC": ({"sgc": "12345"}, "IDENTIFIER"),
    "SGC as number": ({"sgc": 123456}, "LINE"),
    "TI": ({"ti": "1"}, "IDENTIFIER"),
    "KRN": ({"krn": 0}, "RANGE"),
    "KT": ({"kt": 4}, "LINE"),
    "KT 0": ({"kt": 0}, "UNVERIFIED"),
    "KT 3": ({"kt": 3}, "UNVERIFIED"),
    "DKGA01": ({"dkga": "01"}, "UNVERIFIED"),
    "DKGA03": ({"dkga": "03"}, "UNVERIFIED"),
    "DKGA05": ({"dkga": "05"}, "LINE"),
    "base date": ({"base": 2015}, "LINE"),
    "key not hex": ({"vk": "xy"}, "KEY"),
    "key too short": ({"vk": "ab"}, "KEY"),
    "no key": ({"vk": None}, "LINE"),
}


@pytest.mark.parametrize(("changes", "code"), _CONFIG.values(), ids=_CONFIG.keys())
def test_configs_that_are_wrong(changes: Entry, code: str) -> None:
    """The same codes as everywhere."""
    case = inputs(a_case("credit", 0, "07"))
    line = case | {"decoder_key": None, "config": case["config"] | changes}
    assert encode(line)["error"] == code


@pytest.mark.parametrize(
    "entry", primitives("derive_unverified"), ids=lambda entry: entry["decoder_key"]
)
def test_guesses_are_refused_even_when_allowed(entry: Entry) -> None:
    """What nobody has confirmed makes no token, with and without the switch."""
    case = inputs(a_case("credit", 0, "07"))
    line = case | {"decoder_key": None, "config": entry["config"], "ea": entry["config"]["ea"]}
    for allow in (False, True):
        run = LineSettings(SAMPLE_TABLES, allow_unverified=allow)
        assert encode(line, run)["error"] == "UNVERIFIED"


def test_common_keys_need_the_switch() -> None:
    """KT 3 with DKGA02 rests on one source."""
    entry = next(entry for entry in primitives("derive") if entry["config"]["kt"] == 3)
    case = inputs(a_case("credit", 0, "07"))
    line = case | {"decoder_key": None, "config": entry["config"], "ea": "07"}
    assert encode(line)["error"] == "UNVERIFIED"
    allowed = encode(line, LineSettings(SAMPLE_TABLES, allow_unverified=True))
    assert allowed["decoder_key"] == entry["decoder_key"]


_OTHERS: dict[str, tuple[Entry, Entry, str]] = {
    "watts missing": (a_case("manage", 0), {"watts": None}, "LINE"),
    "watts too many": (a_case("manage", 6), {"watts": 18_201_625}, "RANGE"),
    "register unknown": (a_case("manage", 1), {"value": 8}, "RANGE"),
    "register missing": (a_case("manage", 1), {"value": None}, "LINE"),
    "tamper with value": (a_case("manage", 5), {"value": 1}, "RANGE"),
    "rate too wide": (a_case("manage", 2), {"value": 1 << 16}, "RANGE"),
    "factor missing": (a_case("manage", 7), {"value": None}, "LINE"),
    "extended too wide": (a_case("manage", 10), {"value": -1}, "RANGE"),
    "rnd missing": (a_case("manage", 5), {"rnd": None}, "LINE"),
    "section of a key": (a_case("manage", 5), {"subclass": 4}, "LINE"),
    "proprietary": (a_case("manage", 5), {"subclass": 11}, "RESERVED"),
    "management 16": (a_case("manage", 5), {"subclass": 16}, "RANGE"),
    "test reserved": (a_case("meter_test"), {"subclass": 3}, "RESERVED"),
    "test proprietary": (a_case("meter_test"), {"subclass": 15}, "RESERVED"),
    "test without control": (a_case("meter_test"), {"control": None}, "LINE"),
    "test without maker": (a_case("meter_test"), {"mfr": None}, "LINE"),
    "test of too long a maker": (a_case("meter_test", 0), {"mfr": 100}, "RANGE"),
    "test of too many bits": (a_case("meter_test", 1), {"control": 1 << 28}, "RANGE"),
    "set without new": (a_case("key_change"), {"new": None}, "LINE"),
    "set without new config": (a_case("key_change"), {"new_config": None}, "LINE"),
    "set to another algorithm": (
        a_case("key_change", ea="07"),
        {"new_config": a_case("key_change", ea="11")["new_config"]},
        "LINE",
    ),
    "flag as number": (a_case("key_change"), {"with_sgc": 1}, "LINE"),
}


@pytest.mark.parametrize(("case", "changes", "code"), _OTHERS.values(), ids=_OTHERS.keys())
def test_other_lines_that_are_wrong(case: Entry, changes: Entry, code: str) -> None:
    """Management, tests and key changes."""
    assert encode(inputs(case) | changes)["error"] == code


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ro": 2}, "LINE"),
        ({"ro": -1}, "LINE"),
        ({"ken": 256}, "RANGE"),
        ({"krn": 10}, "RANGE"),
        ({"kt": 4}, "LINE"),
        ({"ti": "x1"}, "IDENTIFIER"),
        ({"sgc": "1"}, "IDENTIFIER"),
    ],
)
def test_new_attributes_that_are_wrong(changes: Entry, code: str) -> None:
    """What a set loads is checked like what a meter holds."""
    case = inputs(a_case("key_change"))
    assert encode(case | {"new": case["new"] | changes})["error"] == code


_DECODE: dict[str, tuple[Entry, str]] = {
    "no token": ({"token": None}, "LINE"),
    "token as number": ({"token": 1}, "LINE"),
    "token too short": ({"token": "123"}, "NOT_A_TOKEN"),
    "token too large": ({"token": "9" * 20}, "NOT_A_TOKEN"),
    "class 3": ({"token": f"{3 << 27:020d}"}, "RESERVED"),
    "misread": ({"token": "00725330684546311279"}, "CRC"),
    "no key": ({"decoder_key": None}, "LINE"),
    "another key": ({"decoder_key": "00" * 8}, "CRC"),
    "no algorithm": ({"ea": None}, "LINE"),
    "another algorithm": ({"ea": "11"}, "KEY"),
    "EA09": ({"ea": "09"}, "UNVERIFIED"),
}


@pytest.mark.parametrize(("changes", "code"), _DECODE.values(), ids=_DECODE.keys())
def test_decode_lines_that_are_wrong(changes: Entry, code: str) -> None:
    """Reading has its codes too."""
    case = a_case("credit", 4)
    line = {name: case[name] for name in ("id", "token", "decoder_key", "ea")}
    assert "error" not in decode(line)
    answer = decode(line | changes)
    assert (answer["id"], answer["error"]) == (case["id"], code)


_HOSTILE: dict[str, tuple[bytes, object]] = {
    "empty": (b"", None),
    "spaces": (b"   ", None),
    "not JSON": (b"{", None),
    "not UTF-8": (b'{"id": "a\xff"}', None),
    "byte order mark": (b'\xef\xbb\xbf{"id": 1}', None),
    "a list": (b"[1]", None),
    "nothing": (b"null", None),
    "a number": (b"1", None),
    "deep": (b"[" * 60_000, None),
    "deep inside": (b'{"id": 1, "x": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_001, None),
    "huge number": (b'{"id": ' + b"9" * 10_000 + b"}", None),
    "NaN": (b'{"id": "n", "units": NaN}', "n"),
    "infinity": (b'{"id": 1, "tid": -Infinity}', 1),
    "key twice": (b'{"id": "t", "op": "credit", "op": "credit"}', "t"),
    "key twice inside": (b'{"id": 2, "config": {"krn": 1, "krn": 2}}', 2),
    "id twice": (b'{"id": 1, "id": 2}', None),
    "id a list": (b'{"id": [1], "op": "credit"}', None),
    "id a fraction": (b'{"id": 1.5}', None),
    "id true": (b'{"id": true}', None),
    "id half a character": (b'{"id": "\\ud800"}', "\ud800"),
    "two objects": (b'{"id": 1}{"id": 2}', None),
    "too long": (b'{"id": 1, "x": "' + b"y" * LINE_BYTES_MAX + b'"}', None),
}


@pytest.mark.parametrize(("line", "line_id"), _HOSTILE.values(), ids=_HOSTILE.keys())
def test_hostile_lines(line: bytes, line_id: object) -> None:
    """One clean line of ASCII comes back, with the id where there is one."""
    for answer_line in (encode_line, decode_line):
        answer = answer_line(line, _SAMPLE)
        assert answer.is_error
        assert answer.text.isascii()
        assert b"\n" not in answer.text
        parsed = json.loads(answer.text)
        assert parsed["id"] == line_id
        assert parsed["error"] == "LINE"


def test_a_line_of_the_longest_length() -> None:
    """64 KiB are read, one byte more is not."""
    line = b'{"id": 7, "op": "meter_test", "subclass": 0, "control": 1, "mfr": 0}'
    padded = line + b" " * (LINE_BYTES_MAX - len(line))
    assert not encode_line(padded, _SAMPLE).is_error
    assert encode_line(padded + b" ", _SAMPLE).is_error


def test_an_id_is_not_needed() -> None:
    """Without one the answer's is null."""
    answer = encode({"op": "meter_test", "subclass": 0, "control": 1, "mfr": 0})
    assert answer["id"] is None
    assert "error" not in answer


def test_no_error_tells_a_key() -> None:
    """Whatever is wrong beside it, or if it stands in the wrong place, no key is echoed."""
    case = inputs(a_case("credit", 0, "11"))
    secrets = (case["decoder_key"], case["config"]["vk"])
    changes: list[Entry] = [
        {"units": -1},
        {"decoder_key": case["decoder_key"][:-1]},
        {"decoder_key": case["decoder_key"][:-2] + "00"},
        {"ea": case["decoder_key"]},
        {"op": case["config"]["vk"]},
        {"config": case["config"]["vk"]},
        {"config": case["config"] | {"kt": case["config"]["vk"]}},
    ]
    for change in changes:
        answer = json.dumps(encode(case | change))
        assert '"error"' in answer
        assert not any(secret[:12] in answer for secret in secrets)


def test_what_is_read_does_not_show_its_keys() -> None:
    """A traceback or a log of what was read holds no key."""
    case = inputs(a_case("key_change", ea="07"))
    document = parse_document(json.dumps(case).encode())
    fields = typed_fields(document, EncodeFields)
    for shown in (document, fields, fields.config, fields.new_config):
        assert case["decoder_key"][:6] not in repr(shown)
        assert case["config"]["vk"][:6] not in repr(shown)


def mutated(lines: random.Random, values: list[Any], line: Entry) -> Entry:
    """Change, drop or add a few members, one level deep."""
    changed = dict(line)
    for _ in range(lines.randrange(1, 4)):
        name = lines.choice(list(changed))
        if isinstance(changed[name], dict) and changed[name] and lines.random() < 0.7:
            changed[name] = mutated(lines, values, changed[name])
        else:
            changed[name] = lines.choice(values)
    return changed


def test_mutated_lines_are_answered() -> None:
    """Vectors with members exchanged at random: an answer each, and never an exception."""
    lines = random.Random(_TRIES)  # noqa: S311 - the same numbers each time
    cases = [inputs(case) for case in generated()] + [
        {name: case[name] for name in ("id", "token", "decoder_key", "ea")}
        for case in generated("credit")
    ]
    values: list[Any] = [None, True, 0, 1, -1, 3, 15, 16, 255, 1 << 24, 10**30, -(10**300), 0.5]
    values += ["", "00", "07", "11", "x", "\ud800", "9" * 20, "2031-03-09T05:38", [], {}, [[]]]
    values += [value for case in cases[:20] for value in case.values()]
    for _ in range(_TRIES):
        text = json.dumps(mutated(lines, values, lines.choice(cases))).encode()
        cut = text if lines.random() < 0.9 else text[: lines.randrange(len(text))]
        for answer_line in (encode_line, decode_line):
            assert "id" in json.loads(answer_line(cut, _SAMPLE).text)


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_random_bytes_are_answered(line: bytes) -> None:
    """Noise is an error line."""
    assert encode_line(line, _SAMPLE).is_error
    assert decode_line(line, _SAMPLE).is_error
