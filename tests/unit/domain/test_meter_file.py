"""A list of meters is read line by line, and says what is wrong with each."""

import pytest

from pos.domain.csv_lines import LINE_BYTES_MAX
from pos.domain.errors import BadValue
from pos.domain.errors.selling import MeterFileMalformed, MeterRowMalformed
from pos.domain.meter import ACTIVE, display_number
from pos.domain.meter_file import COLUMNS, ListRules, MeterList
from tests.store_stories import pan

RULES = ListRules("ZAR", {"village"})
METER = display_number(pan(1))
LEAST = f"{METER},990011,1,01,07,village"
HEADER = b"meter,sgc,krn,ti,ea,tariff"


def a_list(header: bytes = ",".join(COLUMNS).encode()) -> MeterList:
    """Return a reader below a header."""
    return MeterList(header, RULES)


def test_a_whole_line() -> None:
    """Every column has its place."""
    line = (
        f'{METER},A1,"Banda, Grace",12 Palm Road,+27 82,7001,990011,2,03,1,11,01,village,12.50,lost'
    )
    found = a_list().read(line.encode() + b"\r\n")
    assert found is not None
    assert found.person is not None
    meter, person = found.meter, found.person
    assert (meter.pan, meter.sgc, meter.krn, meter.tariff_index) == (pan(1), "990011", 2, "03")
    assert (meter.key_type, meter.ea, meter.tct, meter.tariff) == (1, "11", "01", "village")
    assert (meter.arrears, meter.status) == (1250, "lost")
    assert (person.account, person.name, person.address) == ("A1", "Banda, Grace", "12 Palm Road")
    assert (person.phone, person.id_number, person.ref) == ("+27 82", "7001", "")


@pytest.mark.parametrize("header", [HEADER, b"\xef\xbb\xbf" + HEADER, HEADER.upper() + b"\r\n"])
def test_the_required_columns_are_enough(header: bytes) -> None:
    """The rest has its usual value, and nobody is named."""
    found = a_list(header).read(LEAST.encode())
    assert found is not None
    meter = found.meter
    assert (meter.key_type, meter.tct, meter.arrears, meter.status) == (2, "02", 0, ACTIVE)
    assert found.person is None


def test_semicolons_where_the_header_has_them() -> None:
    """As spreadsheets of half the world write."""
    found = a_list(HEADER.replace(b",", b";")).read(LEAST.replace(",", ";").encode())
    assert found is not None
    assert found.meter.pan == pan(1)


def test_an_empty_line_is_no_meter() -> None:
    """Neither good nor bad."""
    assert a_list().read(b"\n") is None
    assert a_list(HEADER).read(b",,,,,\n") is None


@pytest.mark.parametrize(
    "header",
    [b"", b"meter", HEADER + b",colour", HEADER + b",meter", b"\xff", b'"', b"x" * 20_000, b","],
)
def test_a_header_that_makes_no_sense(header: bytes) -> None:
    """Nothing is read below it."""
    with pytest.raises(BadValue):
        a_list(header)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (LEAST.replace("990011", "99001"), "sgc"),
        (LEAST.replace(",1,", ",0,"), "krn"),
        (LEAST.replace(",01,", ",1,"), "ti"),
        (LEAST.replace(",07,", ",08,"), "ea"),
        (LEAST.replace("village", "city"), "tariff"),
        (LEAST + ",", ""),
        (LEAST + "\0", ""),
        ('"' + LEAST, ""),
    ],
)
def test_a_bad_line_names_its_column(line: str, column: str) -> None:
    """So that somebody can repair it."""
    with pytest.raises(MeterRowMalformed) as caught:
        a_list(HEADER).read(line.encode())
    assert caught.value.facts["column"] == column


@pytest.mark.parametrize("line", [b"\xff" + LEAST.encode(), b"0" * (LINE_BYTES_MAX + 1)])
def test_a_line_that_is_no_text(line: bytes) -> None:
    """Other encodings, and a file that is no list at all."""
    with pytest.raises(MeterRowMalformed):
        a_list(HEADER).read(line)


@pytest.mark.parametrize("arrears", ["-1", "1.234", "much"])
def test_arrears_are_money(arrears: str) -> None:
    """Not below nothing, not finer than the currency."""
    with pytest.raises(MeterRowMalformed) as caught:
        a_list(HEADER + b",arrears").read(f"{LEAST},{arrears}".encode())
    assert caught.value.facts["column"] == "arrears"


@pytest.mark.parametrize("carrier", ["00", "08", "99", "2"])
def test_a_token_carrier_that_is_reserved(carrier: str) -> None:
    """The standard knows 01 to 07."""
    with pytest.raises(MeterRowMalformed) as caught:
        a_list(HEADER + b",tct").read(f"{LEAST},{carrier}".encode())
    assert caught.value.facts["column"] == "tct"


@pytest.mark.parametrize(
    ("written", "status"), [("ACTIVE", ACTIVE), ("Active", ACTIVE), ("Stolen", "Stolen")]
)
def test_a_status_is_active_or_says_why_not(written: str, status: str) -> None:
    """Capitals block nobody."""
    found = a_list(HEADER + b",status").read(f"{LEAST},{written}".encode())
    assert found is not None
    assert found.meter.status == status


@pytest.mark.parametrize("status", ["0", "1", "-", "2026-01-01"])
def test_a_status_that_is_no_word(status: str) -> None:
    """Nobody knows whether 1 is active."""
    with pytest.raises(MeterRowMalformed) as caught:
        a_list(HEADER + b",status").read(f"{LEAST},{status}".encode())
    assert caught.value.facts["column"] == "status"


def test_columns_without_a_name_and_without_values() -> None:
    """Spreadsheets write them to the right of the last one; a value there is a mistake."""
    reader = a_list(HEADER + b",,")
    for line in (LEAST, f"{LEAST},,"):
        found = reader.read(line.encode())
        assert found is not None
        assert found.meter.pan == pan(1)
    for line in (f"{LEAST},,x", f"{LEAST},"):
        with pytest.raises(MeterRowMalformed):
            reader.read(line.encode())


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (b"\n", "first line is empty"),
        (HEADER.decode().encode("utf-16"), "UTF-8"),
        (HEADER.decode().encode("utf-16-be"), "UTF-8"),
        (HEADER + b"\r" + LEAST.encode(), "UTF-8"),
        (HEADER + b",meter", "“meter” stands there twice"),
    ],
)
def test_a_header_says_what_is_wrong_with_it(header: bytes, why: str) -> None:
    """In words that somebody with a spreadsheet can do something about."""
    with pytest.raises(MeterFileMalformed) as caught:
        a_list(header)
    assert why in str(caught.value.facts["why"])


def test_names_are_visible_text() -> None:
    """No control characters reach a receipt."""
    with pytest.raises(MeterRowMalformed) as caught:
        a_list(HEADER + b",name").read(f"{LEAST},A\x1bB".encode())
    assert caught.value.facts["column"] == "name"


def test_a_missing_column_is_named() -> None:
    """All of them at once."""
    with pytest.raises(MeterFileMalformed) as caught:
        a_list(b"meter,sgc,krn,ti")
    assert "ea, tariff" in str(caught.value.facts["why"])
