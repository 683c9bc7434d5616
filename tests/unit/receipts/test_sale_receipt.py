"""The receipt of a sale says what a customer needs, on every width of paper."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from pos.app.sold.history import SaleStory
from pos.domain.engineering import EngineeringKind, parse_engineering_value
from pos.domain.entries import QuoteLine, TenderTaken
from pos.domain.errors import EngineeringMalformed
from pos.domain.meter import Person
from pos.domain.projections import Purpose, RegisterRow, SaleRow, TerminalRow
from pos.receipts import texts
from pos.receipts.languages import ENGLISH, PaperLanguages
from pos.receipts.render import Form, render_receipt
from pos.receipts.sale_receipt import SaleReceipt
from pos.receipts.template import Fact, ReceiptTemplate
from tests.builders import A_PAN, A_SALE_ID, a_sale_begun, a_token

FRENCH = PaperLanguages(Path(__file__).parents[3] / "resources" / "receipts" / "languages").of("fr")
CODE = "1234 5678 9012 3456 7890"
WIDTHS = (32, 42, 48)


def a_story() -> SaleStory:
    """A committed sale at a training terminal in Johannesburg."""
    return SaleStory(
        row=SaleRow(
            sale_id=A_SALE_ID,
            pan=A_PAN,
            state="committed",
            operator="amina",
            shift_no=1,
            month="2026-11",
            begun_seq=3,
            begun_at="2026-11-22T22:30:00.000Z",
            ended_seq=4,
            ended_at="2026-11-22T22:30:01.000Z",
            total=10000,
            tendered=20000,
            change=10000,
            credited_milli=45500,
            receipt_no="T1-1-000001",
            issue_no=1,
            digits=a_token().digits,
            reason="",
            copies=0,
            tariff="training",
            tenders="cash:20000",
            rounding=0,
        ),
        begun=a_sale_begun(),
        tokens=(a_token(),),
        terminal=TerminalRow(
            key="terminal",
            terminal="T1",
            currency="ZAR",
            training=1,
            time_zone="Africa/Johannesburg",
            device_key="00" * 32,
            printer="virtual:",
            receipts=1,
            known_time="2026-11-22T10:00:00.000Z",
        ),
        person=Person("ref", "A-17", "Thabo Nkosi", "14 Acacia Road", "", ""),
        tct="02",
        tariff_name="Home 20A",
        jobs=(),
    )


def a_register_row(detail: str) -> RegisterRow:
    """The line of the register about an engineering code."""
    return RegisterRow(
        sale_id=A_SALE_ID,
        at="2026-11-22T22:30:00.000Z",
        purpose=Purpose.ENGINEERING,
        pan=A_PAN,
        operator="amina",
        approver="grace",
        detail=detail,
        key_before="",
        key_after="",
        with_sgc=0,
        free_milli=0,
        month="",
        reason="",
        committed_seq=4,
        receipt_no="T1-1-000001",
    )


def text_of(story: SaleStory, columns: int = 42, *, copy: int = 0) -> str:
    """The receipt as lines of text."""
    document = SaleReceipt(story, ENGLISH, copy=copy, printed_by="amina").document()
    return render_receipt(document, Form.TEXT, columns).decode()


@pytest.mark.parametrize("columns", WIDTHS)
def test_the_code_stands_whole_on_a_line_of_its_own(columns: int) -> None:
    """Five groups of four, nothing beside them."""
    lines = [line.strip() for line in text_of(a_story(), columns).splitlines()]
    assert lines.count(CODE) == 1


@pytest.mark.parametrize("columns", WIDTHS)
def test_no_line_is_wider_than_the_paper(columns: int) -> None:
    """Whatever the width, nothing runs over the edge."""
    assert max(map(len, text_of(a_story(), columns).splitlines())) <= columns


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize(
    "fact",
    [
        "T1-1-000001",
        "00000000000",
        "Thabo Nkosi",
        "A-17",
        "Home 20A",
        "ZAR\u00a0100.00",
        "200.00",
        "45.5 kWh",
        "990011 1 01",
        "11 02",
        "2026-11-23 00:30 +0200",
        A_SALE_ID,
    ],
)
def test_every_fact_is_on_it(fact: str, columns: int) -> None:
    """Money, meter, key data, local time with its offset, and the sale's number."""
    # Without spaces, since a narrow paper breaks a line where a wide one does not.
    text = "".join(text_of(a_story(), columns).split())
    assert "".join(fact.split()) in text


@pytest.mark.parametrize("columns", WIDTHS)
def test_a_receipt_looks_as_it_was_looked_at(columns: int) -> None:
    """A whole copy, line by line; a change of it is looked at before the file is changed."""
    golden = Path(__file__).with_name("golden") / f"copy-{columns}.txt"
    assert text_of(a_story(), columns, copy=2) == golden.read_text("utf-8")


def test_every_tender_is_named_and_change_is_cash() -> None:
    """In the order they are stored; without cash there is no change, and rounding is told."""
    story = a_story()
    card = TenderTaken("card", 7_000)
    mixed = msgspec.structs.replace(
        story.begun, tenders=(TenderTaken("cash", 5_000), card), change=2_003, rounding=-3
    )
    lines = text_of(replace(story, begun=mixed)).splitlines()
    paid = [line.split() for line in lines[lines.index("-" * 42) :] if line[-3:-2] == "."]
    assert paid[-4:] == [
        ["Cash", "rounding", "-0.03"],
        ["Cash", "50.00"],
        ["Card", "70.00"],
        ["Change", "20.03"],
    ]
    only_card = msgspec.structs.replace(story.begun, tenders=(card,), total=7_000, change=0)
    assert "Change" not in text_of(replace(story, begun=only_card))


def test_only_a_receipt_with_a_tax_is_a_tax_invoice() -> None:
    """A tax office reads these words."""
    story = a_story()
    assert "TAX INVOICE" not in text_of(story)
    lines = (*story.begun.lines, QuoteLine("tax", "VAT 15 %", 0, "", 0))
    taxed = msgspec.structs.replace(story.begun, lines=lines)
    assert "TAX INVOICE" in text_of(replace(story, begun=taxed))


def test_training_is_marked_at_head_and_foot() -> None:
    """Nobody takes a training receipt for a real one."""
    assert text_of(a_story()).count("TRAINING") == 2


def test_a_real_terminals_receipt_is_not_marked() -> None:
    """The mark is the terminal's, not the program's."""
    story = a_story()
    real = replace(story, terminal=msgspec.structs.replace(story.terminal, training=0))
    assert "TRAINING" not in text_of(real)


def test_a_template_adds_what_a_utility_wants() -> None:
    """Name, lines and messages; rows in its order; amounts, code and key data stay."""
    template = ReceiptTemplate(
        utility="Harbour Light",
        header=("VAT 4000",),
        facts=(Fact.METER, Fact.RECEIPT, Fact.DATE),
        messages=("Save power in the evening",),
        footer=("0800-111-222",),
    )
    document = SaleReceipt(a_story(), ENGLISH, template=template).document()
    text = render_receipt(document, Form.TEXT, 42).decode()
    wanted = ("Harbour Light", "VAT 4000", "Meter ", "Receipt ", "Date ", "100.00", CODE)
    places = [text.index(part) for part in (*wanted, "Save power", "990011", "0800-111-222")]
    assert places == sorted(places)
    assert "Customer" not in text


def test_several_codes_are_numbered() -> None:
    """With the order to type them in."""
    story = a_story()
    text = text_of(replace(story, tokens=(a_token(), a_token(digits="9" * 20))))
    assert "in this order" in " ".join(text.split())
    assert text.index("Code 1 of 2") < text.index(CODE) < text.index("Code 2 of 2")


@pytest.mark.parametrize(
    ("detail", "said"),
    [
        ("clear_credit all", "Retire le crédit du compteur: tout"),
        ("clear_credit electricity", "Retire le crédit du compteur: électricité"),
        ("meter_test display,load_switch", "Teste le compteur: affichage, interrupteur de charge"),
        ("meter_test of_tomorrow", "Teste le compteur: of_tomorrow"),
        ("phase_unbalance 500", "Règle l'écart permis entre phases: 500\xa0W"),
    ],
)
def test_what_an_engineering_code_is_about_is_said(detail: str, said: str) -> None:
    """In the paper's language, a name that came with a newer program as it stands."""
    story = a_story()
    kind = detail.partition(" ")[0]
    token = msgspec.structs.replace(a_token(), kind=kind, units_milli=0)
    story = replace(story, tokens=(token,), asked=a_register_row(detail))
    document = SaleReceipt(story, FRENCH).document()
    text = " ".join(render_receipt(document, Form.TEXT, 48).decode().split())
    assert " ".join(said.split()) in text


@pytest.mark.parametrize("kind", [EngineeringKind.CLEAR_CREDIT, EngineeringKind.METER_TEST])
def test_every_value_of_an_engineering_code_has_words(kind: EngineeringKind) -> None:
    """What the program knows of registers and tests, its papers name."""
    with pytest.raises(EngineeringMalformed) as refused:
        parse_engineering_value(kind, "none of them")
    assert set(str(refused.value.facts["known"]).split(", ")) <= set(texts.VALUES)


def test_a_copy_is_marked_with_number_date_and_operator() -> None:
    """A copy cannot pass for the first receipt, and bears the same digits."""
    text = text_of(a_story(), copy=2)
    assert "COPY 2" in text
    assert "printed by amina" in " ".join(text.split())
    assert CODE in text


def test_a_forgotten_customer_leaves_no_empty_lines_of_theirs() -> None:
    """Without a person the receipt still names the meter."""
    text = text_of(replace(a_story(), person=None))
    assert "Customer" not in text
    assert "00000000000" in text


def test_a_hostile_name_moves_nothing() -> None:
    """Commands, line breaks and bidi controls in a name stay out of paper and code."""
    name = "\x1bp\x00\r\n\u202e" + "x" * 5000 + "1234 5678"
    story = a_story()
    assert story.person is not None
    hostile = replace(story, person=msgspec.structs.replace(story.person, name=name))
    lines = [line.strip() for line in text_of(hostile).splitlines()]
    assert lines.count(CODE) == 1
    escpos = render_receipt(SaleReceipt(hostile, ENGLISH).document(), Form.ESCPOS, 42)
    assert b"\x1bp" not in escpos
