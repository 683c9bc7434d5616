"""What a person reads when a file of theirs is wrong."""

from typing import Any

import pytest

from pos.domain.errors import MeterStateMalformed, TariffMalformed
from pos.domain.quote.state_file import read_meter_state
from pos.domain.tariff import read_tariff
from tests.unit.domain.tariff_builders import MOMENT, VAT, a_tariff, tariff_bytes

_LEVY = {"id": "levy", "label": "Levy", "kind": "levy", "percent": "1", "of": ["energy"]}


def _said(content: bytes) -> tuple[str, str]:
    with pytest.raises(TariffMalformed) as refused:
        read_tariff(content)
    return str(refused.value.facts["where"]), str(refused.value.facts["why"])


def _said_of_state(content: bytes) -> tuple[str, str]:
    with pytest.raises(MeterStateMalformed) as refused:
        read_meter_state(content, a_tariff(), MOMENT)
    return str(refused.value.facts["where"]), str(refused.value.facts["why"])


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"adjustment": []}, "there is no such field; perhaps adjustments is meant"),
        (
            {"blocks": [{"rate": "1", "upto": "5"}]},
            "there is no such field; perhaps up_to is meant",
        ),
        ({"blocks": [{"rate": 2.5}]}, 'numbers stand in quotes here: "2.5"'),
        ({"blocks": [{"up_to": 5, "rate": "1"}, {"rate": "2"}]}, 'stand in quotes here: "5"'),
        ({"blocks": [{"rate": "2,50"}]}, '"2,50" is not a plain decimal such as 2.50'),
        ({"blocks": [{"rate": "١٢"}]}, '"\\u0661\\u0662" is not a plain decimal'),
        ({"adjustments": [VAT | {"kind": "Tax"}]}, '"Tax" is not one of levy, rebate, tax'),
        ({"adjustments": [VAT | {"of": "energy"}]}, 'write a list here: ["energy"]'),
        ({"adjustments": [VAT | {"of": ["enrgy"]}]}, "perhaps energy is meant"),
        ({"adjustments": [VAT | {"label": "V" * 41}]}, "at most 40 characters"),
        (
            {"adjustments": [VAT | {"of": ["energy", "levy"]}, _LEVY]},
            "'levy' must stand above 'vat' to be a part of its base",
        ),
        (
            {"adjustments": [VAT | {"of": [{"part": "vat", "share": "50"}]}]},
            "'vat' must stand above 'vat'",
        ),
        (
            {"adjustments": [VAT | {"of": ["energy", "water"]}]},
            "nothing to refer to is called 'water' here; there are arrears, charges, energy",
        ),
    ],
)
def test_a_refusal_says_what_to_write(fields: dict[str, Any], why: str) -> None:
    """Near misses, allowed words and the form of a number, not the program's own types."""
    assert why in _said(tariff_bytes(**fields))[1]


def test_a_refusal_names_path_and_line() -> None:
    """Of a field in a list, of a field that makes no sense, and of one that is not there."""
    text = tariff_bytes(blocks=[{"rate": "1", "up_to": "5"}, {"rate": "2,5"}]).decode()
    by_line = text.replace("{", "{\n").replace(", ", ",\n").encode()
    assert _said(by_line)[0] == "blocks[1].rate (line 15)"
    text = tariff_bytes(arrears={"collect": "share"}).decode()
    by_line = text.replace("{", "{\n").replace(", ", ",\n").encode()
    assert _said(by_line)[0] == "arrears.percent (line 13)"
    assert _said(b"{}") == ("the file", "the field format is missing")


@pytest.mark.parametrize(
    ("content", "where", "why"),
    [
        (b"\xef\xbb\xbf{}", "line 1", "byte order mark"),
        (b'{\n"id": "\xff"}', "line 2", "not UTF-8"),
        (b'{\n"id": "a",\n}', "line 3", "a comma before } is one too many"),
        (b'{\n// mine\n"id": "a"}', "line 2", "JSON has no comments"),
        (b'{"id":\n NaN}', "line 2", "NaN is not a number"),
        (b'{"a": {"b": 1,\n"b": 2}}', "a.b (line 2)", "stands twice; it is on line 1 too"),
        (b'{"\x1b[2J": 1}', "line 1", "not JSON"),
        (b'{"": 1}', "the file", "there is no such field"),
        (b'{"id": NaNx}', "the file", "NaN is not a number"),
        (b'{"\\u001b[2J": 1}', "\\u001b[2J (line 1)", "there is no such field"),
        (b"[" * 5000, "the file", "nested too deeply"),
        (b'{"id": "\\ud800"}', "the file", "not Unicode"),
        (b"", "line 1", "not JSON: expecting value in column 1"),
    ],
)
def test_what_is_no_plain_json_is_refused_with_its_line(
    content: bytes, where: str, why: str
) -> None:
    """Broken, doubled, foreign and hostile texts; no control character comes back."""
    said_where, said_why = _said(content)
    assert said_where == where
    assert why in said_why


@pytest.mark.parametrize(
    "value",
    ["1e2", '"1e2"', '"1_000"', '" 12 "', '"+12"', "-1", '"١٢"', '"NaN"', "0.0001", "9" * 5000],
)
def test_a_history_s_numbers_are_plain_decimals(value: str) -> None:
    """No exponent, sign, underscore, blank or other script, in quotes or without."""
    where, why = _said_of_state(f'{{\n"month_to_date": {value}}}'.encode())
    assert where == "month_to_date (line 2)"
    assert "decimal" in why


@pytest.mark.parametrize(
    ("content", "where", "why"),
    [
        (b'{"arrears": 1,\n"arrears": 2}', "arrears (line 2)", "stands twice"),
        (b'{"month_todate": 1}', "month_todate (line 1)", "perhaps month_to_date is meant"),
        (b'{"fixed_paid": "soon"}', "fixed_paid (line 1)", "a month as 2026-09"),
        (b'{"arrears": "\xff"}', "line 1", "not UTF-8"),
        (b"[1]", "the file", "expected"),
    ],
)
def test_a_history_is_read_as_strictly(content: bytes, where: str, why: str) -> None:
    """The same reader."""
    said_where, said_why = _said_of_state(content)
    assert said_where == where
    assert why in said_why
