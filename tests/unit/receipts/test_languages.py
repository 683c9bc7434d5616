"""Papers in five languages: every word there, every figure right, every file strict."""

import json
import string
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from pos.receipts import cash_texts, float_texts, texts
from pos.receipts.languages import (
    ENGLISH,
    FILE_BYTES_MAX,
    LanguageMalformed,
    PaperLanguages,
    read_language,
)
from pos.receipts.sale_receipt import SaleReceipt
from pos.receipts.template import ReceiptTemplate
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.job import render_job
from printers.render.preview import preview_bitmap
from tests.escpos_reader import read_dots, read_paper
from tests.paper_stories import a_drawing
from tests.unit.receipts.test_sale_receipt import a_story

FOLDER = Path(__file__).parents[3] / "resources" / "receipts" / "languages"
LANGUAGES = PaperLanguages(FOLDER)
OTHERS = LANGUAGES.codes()[1:]
MOMENT = "2026-11-22T22:30:00.000Z"
WORDS = {
    text
    for module in (texts, cash_texts, float_texts)
    for name, text in vars(module).items()
    if name.isupper() and isinstance(text, str)
}


def fields_of(text: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_papers_speak_five_languages() -> None:
    """English is the source; the others are files."""
    assert LANGUAGES.codes() == ("en", "ar", "fr", "pt", "sw")


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_is_translated_and_keeps_its_fields(code: str) -> None:
    """A new text of the source goes into every file; a text that is gone leaves them."""
    language = read_language(FOLDER / f"{code}.language.json")
    assert set(language.texts) == WORDS
    for text, translated in language.texts.items():
        assert fields_of(translated) == fields_of(text), text
        assert translated.strip() == translated != "", text


@pytest.mark.parametrize(
    ("code", "figure", "named"),
    [
        ("en", "-1234567.50", "ZAR\u00a012345.60"),
        ("fr", "-1\u202f234\u202f567,50", "12\u202f345,60\u00a0ZAR"),
        ("pt", "-1\u00a0234\u00a0567,50", "12\u00a0345,60\u00a0ZAR"),
        ("sw", "-1,234,567.50", "ZAR\u00a012,345.60"),
        ("ar", "-1,234,567.50", "12,345.60\u00a0ZAR"),
    ],
)
def test_figures_are_written_as_the_language_does(code: str, figure: str, named: str) -> None:
    """All digits are there, and they are those of a meter's keys."""
    language = LANGUAGES.of(code)
    assert language.figure("-1234567.50") == figure
    assert language.money(1_234_560, "ZAR", named=True) == named
    assert language.money(0, "UGX") == "0"
    assert language.figure("1234.5").replace(",", ".") == "1234.5"


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en", "2026-11-23 00:30 +0200"),
        ("fr", "23 nov. 2026, 00:30\u00a0+0200"),
        ("pt", "23 nov. 2026, 00:30\u00a0+0200"),
        ("sw", "23 Nov 2026, 00:30\u00a0+0200"),
        ("ar", "23 \u0646\u0648\u0641\u0645\u0628\u0631 2026\u060c 00:30\u00a0+0200"),
    ],
)
def test_moments_have_their_offset(code: str, written: str) -> None:
    """A month in words cannot be taken for a day."""
    assert LANGUAGES.of(code).moment(MOMENT, "Africa/Johannesburg") == written


def a_file(folder: Path, **changes: object) -> Path:
    """Write a language's file with some keys changed; a key of None is left out."""
    keys: dict[str, object] = {
        "format": 1,
        "language": "xh",
        "name": "isiXhosa",
        "locale": "xh",
        "moment": "d MMM y, HH:mm Z",
        "texts": {"Date": "Umhla"},
    }
    kept = {name: value for name, value in (keys | changes).items() if value is not None}
    path = folder / "xh.language.json"
    path.write_text(json.dumps(kept))
    return path


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 2},
        {"language": "xx"},
        {"language": "../x"},
        {"locale": "zz"},
        {"locale": "nonsense"},
        {"moment": "d 'MMM"},
        {"texts": {"Date": 1}},
        {"texts": None},
        {"more": 1},
    ],
    ids=str,
)
def test_a_wrong_file_is_left_out(tmp_path: Path, changes: dict[str, object]) -> None:
    """The paper is then in English: a wrong file never stops a receipt."""
    path = a_file(tmp_path, **changes)
    with pytest.raises(LanguageMalformed):
        read_language(path)
    assert PaperLanguages(FOLDER, tmp_path).of("xh") is ENGLISH


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """It is bounded before it is parsed."""
    path = tmp_path / "xh.language.json"
    path.write_bytes(b" " * (FILE_BYTES_MAX + 1))
    with pytest.raises(LanguageMalformed):
        read_language(path)


def test_a_terminal_may_add_a_language(tmp_path: Path) -> None:
    """Its folder goes before the shipped one; what is missing there is English."""
    a_file(tmp_path)
    language = PaperLanguages(FOLDER, tmp_path).of("xh")
    assert (language.say("Date"), language.say("Total paid")) == ("Umhla", "Total paid")
    assert PaperLanguages(FOLDER, tmp_path).codes() == ("en", "ar", "fr", "pt", "sw", "xh")


@pytest.mark.parametrize(
    ("code", "columns"), [("ar", 48), ("en", 42), ("fr", 32), ("pt", 42), ("sw", 32)]
)
def test_a_receipt_reads_as_it_was_looked_at_and_is_its_paper(code: str, columns: int) -> None:
    """A copy with a key change; dot by dot the preview is what the bytes burn."""
    story = a_story()
    part = msgspec.structs.replace(story.tokens[0], kind="key_change", units_milli=0)
    story = replace(story, tokens=(part, part, *story.tokens))
    document = SaleReceipt(story, LANGUAGES.of(code), copy=2, printed_by="amina").document()
    golden = Path(__file__).with_name("golden") / f"key-change-{code}-{columns}.txt"
    drawing, paper = a_drawing(), Paper.of(columns)
    rendered = render_job(document, paper, EPSON, drawing)
    assert rendered.text == golden.read_text("utf-8")
    assert rendered.replaced == 0
    preview = preview_bitmap(rendered.rows, paper, drawing)
    dots = ["".join(f"{byte:08b}" for byte in row) for row in preview.rows]
    assert dots == read_dots(rendered.data, paper.dots, drawing.glyph)
    codes = [line for line in read_paper(rendered.data).lines if "1234" in line]
    assert [line.strip() for line in codes] == ["1234 5678 9012 3456 7890"] * 3


def test_the_program_s_own_labels_are_said_in_the_paper_s_language() -> None:
    """A block without a label has a number; a tariff's own label stays as it is."""
    story = a_story()
    assert story.begun is not None
    first, *others = story.begun.lines
    labels = ("Block 2", "Arrears", "Basic rate")
    lines = (*(msgspec.structs.replace(first, label=label) for label in labels), *others)
    begun = msgspec.structs.replace(story.begun, lines=lines)
    document = SaleReceipt(replace(story, begun=begun), LANGUAGES.of("fr")).document()
    text = render_job(document, Paper.of(48), EPSON).text
    for words in ("Tranche 2", "Arriérés", "Basic rate"):
        assert words in text


def test_a_utilitys_own_words_are_translated_by_its_template() -> None:
    """Charges of its tariff and its lines; they go before ours, and other languages keep them."""
    template = ReceiptTemplate(
        utility="Harbour Light",
        messages=("Save power",),
        words={"fr": {"Energy": "Courant", "Save power": "\u00c9conomisez", "Date": "Le"}},
    )
    for code, there, gone in [
        ("fr", ("Courant", "\u00c9conomisez", "Le "), "\u00c9nergie"),
        ("pt", ("Energia", "Save power", "Data"), "Courant"),
    ]:
        document = SaleReceipt(a_story(), LANGUAGES.of(code), template=template).document()
        text = render_job(document, Paper.of(42), EPSON).text
        assert all(word in text for word in there)
        assert gone not in text
