"""Templates of utilities: read strictly, and never in the way of a receipt."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.receipts.template import (
    PLAIN,
    Fact,
    TemplateMalformed,
    Templates,
    read_template,
)

RESOURCES = Path(__file__).parents[3] / "resources" / "receipts"
GOOD: dict[str, object] = {
    "format": 1,
    "utility": "Harbour Light",
    "tariffs": ["home"],
    "logo": "",
    "header": ["VAT 4000"],
    "facts": ["receipt", "date", "meter"],
    "messages": ["Save power between 17 and 20 h"],
    "footer": ["0800-111-222"],
}


def written(folder: Path, name: str, **changes: object) -> Path:
    """Write a template's file."""
    path = folder / f"{name}.receipt.json"
    path.write_text(json.dumps(GOOD | changes))
    return path


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    """With its logo."""
    (tmp_path / "logo.pbm").write_bytes(b"P4\n8 2\n\x81\xff")
    tariffs, template = read_template(written(tmp_path, "a", logo="logo.pbm"))
    assert tariffs == ("home",)
    assert template.logo is not None
    assert template.logo.rows == (b"\x81", b"\xff")
    assert (template.utility, template.header) == ("Harbour Light", ("VAT 4000",))
    assert template.facts == (Fact.RECEIPT, Fact.DATE, Fact.METER)


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 2},
        {"more": 1},
        {"words": {"french": {}}},
        {"words": {"fr": {"VAT 4000": ""}}},
        {"words": {"fr": {"VAT 4000": 1}}},
        {"words": {"fr": {"VAT 4000": "x" * 201}}},
        {"utility": "x" * 81},
        {"header": ["x"] * 11},
        {"footer": ["x" * 201]},
        {"facts": ["receipt", "date"]},
        {"facts": ["receipt", "date", "meter", "meter"]},
        {"facts": ["receipt", "date", "meter", "name"]},
        {"logo": "../logo.pbm"},
        {"logo": "/etc/passwd"},
        {"logo": "logo.png"},
        {"logo": "broken.pbm"},
        {"logo": "high.pbm"},
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    """Unknown keys, too much of anything, what must be there left out, a logo from elsewhere."""
    (tmp_path / "broken.pbm").write_bytes(b"P4\n8 2\n\x81")
    (tmp_path / "high.pbm").write_bytes(b"P4\n8 601\n" + bytes(601))
    with pytest.raises(TemplateMalformed):
        read_template(written(tmp_path, "a", **changes))


def test_a_tariff_finds_its_own_template_and_others_the_default(tmp_path: Path) -> None:
    """A terminal's own folder goes before what ships; broken files are left out."""
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    shipped.mkdir()
    own.mkdir()
    written(shipped, "home", utility="Shipped")
    written(shipped, "default", tariffs=[], utility="Default")
    written(own, "home", utility="Own")
    (own / "broken.receipt.json").write_text("{")
    (own / "gone.receipt.json").symlink_to(tmp_path / "nowhere")
    templates = Templates.load((shipped, own, tmp_path / "missing"))
    assert templates.of_tariff("home").utility == "Own"
    assert templates.of_tariff("shop").utility == "Default"
    assert Templates.load(()).of_tariff("home") == PLAIN


def test_the_shipped_template_changes_nothing() -> None:
    """It is read without a complaint and is a plain receipt."""
    assert read_template(RESOURCES / "default.receipt.json") == ((), PLAIN)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """No other exception comes out."""
    path = tmp_path_factory.mktemp("template") / "a.receipt.json"
    path.write_bytes(data)
    with pytest.raises(TemplateMalformed):
        read_template(path)
