"""Key change sets are laid out as published, and policy is apart from arithmetic."""

from dataclasses import replace

import pytest

from pos.sts.attributes import BaseDate, Ea, KeyType
from pos.sts.codec import encode_token
from pos.sts.decoder_key import DecoderKey
from pos.sts.errors import BadIdentifier, ChangeNotPermitted, OutOfRange, UnverifiedAlgorithm
from pos.sts.identifiers import MeterPan
from pos.sts.key_change import NewKeyAttributes, key_change_sections
from pos.sts.key_change_rules import require_permitted_change, rollover_of, set_size
from pos.sts.tables import SAMPLE_TABLES
from tests.unit.sts.test_attributes import a_config
from tests.unit.sts.vector_files import Entry, ea_of, generated

_NEW = NewKeyAttributes("123456", 1, "01", KeyType.DUTK, 255, rollover=False)


@pytest.mark.parametrize("case", generated("key_change"), ids=lambda case: case["id"])
def test_vectors(case: Entry) -> None:
    """Every token of every set, in order, to the digit."""
    key, new_key = (DecoderKey(bytes.fromhex(case[name])) for name in ("decoder_key", "new_key"))
    new = case["new"]
    attributes = NewKeyAttributes(
        sgc=new["sgc"],
        krn=new["krn"],
        tariff_index=new["ti"],
        key_type=KeyType(new["kt"]),
        ken=new["ken"],
        rollover=bool(new["ro"]),
    )
    sections = key_change_sections(key, new_key, attributes, with_sgc=case["with_sgc"])
    made = [encode_token(section, key, ea_of(case), SAMPLE_TABLES).digits for section in sections]
    assert made == [token["token"] for token in case["tokens"]]
    assert len(made) == set_size(new_key.bits, with_sgc=case["with_sgc"])


def test_worked_example() -> None:
    """SPEC.md section 8.1."""
    key = DecoderKey(bytes.fromhex("87F3ECBB2E46B48F"))
    new_key = DecoderKey(bytes.fromhex("7F78CDD220BE39B8"))
    new = replace(_NEW, tariff_index="02")
    sections = key_change_sections(key, new_key, new, with_sgc=False)
    made = [encode_token(section, key, Ea.STA_07, SAMPLE_TABLES).grouped for section in sections]
    assert made == ["3380 7062 6010 1556 2826", "3757 6989 6840 4620 4358"]


def test_a_long_set_carries_its_sgc_anyway() -> None:
    """The bit for a third token stays 0 with 128-bit keys, whatever is asked."""
    key = DecoderKey(bytes(16))
    with_sgc = key_change_sections(key, key, _NEW, with_sgc=True)
    assert with_sgc == key_change_sections(key, key, _NEW, with_sgc=False)
    assert len(with_sgc) == set_size(128, with_sgc=True) == 4


def test_no_token_changes_the_width() -> None:
    """Between EA07 and EA11 nothing is known."""
    with pytest.raises(ChangeNotPermitted):
        key_change_sections(DecoderKey(bytes(8)), DecoderKey(bytes(16)), _NEW, with_sgc=False)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"sgc": "12345"}, BadIdentifier),
        ({"tariff_index": "1"}, BadIdentifier),
        ({"krn": 0}, OutOfRange),
        ({"ken": 256}, OutOfRange),
    ],
)
def test_attributes_of_the_new_key_are_checked(
    changes: dict[str, object], error: type[Exception]
) -> None:
    """Wrong ones never reach a token."""
    with pytest.raises(error):
        replace(_NEW, **changes)  # type: ignore[arg-type]  # wrong values on purpose


def test_rollover_exactly_when_the_base_date_moves_on() -> None:
    """SPEC.md section 8.3."""
    pairs = [(present, new) for present in BaseDate for new in BaseDate]
    rolling = [(int(present), int(new)) for present, new in pairs if rollover_of(present, new)]
    assert rolling == [(1993, 2014), (1993, 2035), (2014, 2035)]


def test_permitted_changes() -> None:
    """Attributes may change, a default key may become a unique one, the base date may move on."""
    present = a_config()
    for changes in (
        {},
        {"krn": 2, "tariff_index": "07", "sgc": "654321"},
        {"base_date": BaseDate.BASE_2035},
    ):
        require_permitted_change(present, replace(present, **changes))
    require_permitted_change(a_config(key_type=KeyType.DDTK), present)
    require_permitted_change(a_config(key_type=KeyType.DITK), a_config(key_type=KeyType.DITK))


@pytest.mark.parametrize(
    "changes",
    [
        {"pan": MeterPan.parse("00000000000")},
        {"ea": Ea.MISTY1_11},
        {"base_date": BaseDate.BASE_1993},
        {"key_type": KeyType.DDTK},
        {"key_type": KeyType.DITK},
        {"key_type": KeyType.DCTK},
    ],
)
def test_changes_that_are_not_permitted(changes: dict[str, object]) -> None:
    """Another meter, another algorithm, an earlier base date, unknown changes of key type."""
    with pytest.raises(ChangeNotPermitted):
        require_permitted_change(a_config(), a_config(**changes))


def test_ea09_is_refused() -> None:
    """No vector confirms EA09, here neither."""
    with pytest.raises(UnverifiedAlgorithm):
        require_permitted_change(a_config(ea=Ea.DEA_09), a_config(ea=Ea.DEA_09))
