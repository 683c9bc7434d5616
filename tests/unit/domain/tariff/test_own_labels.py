"""The labels that the program gives itself."""

import pytest

from pos.domain.tariff.own_labels import OWN_LABELS, own_label
from tests.unit.domain.tariff_builders import a_tariff


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Block 1", ("Block {number}", "1")),
        ("Block 32", ("Block {number}", "32")),
        ("Energy", ("Energy", "")),
        ("Arrears", ("Arrears", "")),
        ("Block A", ("", "")),
        ("Block 1 ", ("", "")),
        ("VAT 15 %", ("", "")),
        ("", ("", "")),
    ],
)
def test_only_the_program_s_own_labels_are_known(label: str, expected: tuple[str, str]) -> None:
    """A tariff's own label is nobody's to translate."""
    assert own_label(label) == expected


def test_a_tariff_without_labels_has_the_program_s() -> None:
    """One block is energy, several are numbered."""
    two = a_tariff(blocks=[{"up_to": "5", "rate": "1"}, {"rate": "2"}], arrears={"collect": "all"})
    assert two.arrears is not None
    labels = [*(block.label for block in two.blocks), two.arrears.label]
    labels += [block.label for block in a_tariff().blocks]
    assert labels == ["Block 1", "Block 2", "Arrears", "Energy"]
    assert all(own_label(label)[0] in OWN_LABELS for label in labels)
