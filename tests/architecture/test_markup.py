"""No text from outside is read as markup: a tip guesses, so all it is told goes by one door."""

import ast

import pytest

from pos.ui.widgets.labels import plain_tip
from tests.architecture.source_tree import PRODUCT, Source, sources

LABELS = "pos/ui/widgets/labels.py"


def markup_in(source: Source) -> list[str]:
    """Name each tip that may be read as markup, and each label that was not made as plain text."""
    found = []
    for node in ast.walk(source.tree()):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        is_tip = name.endswith(".setToolTip")
        if is_tip and not ast.unparse(node.args[0]).startswith("plain_tip("):
            found.append(f"{source.name}:{node.lineno} tip")
        if name == "QLabel" and node.args and source.name != LABELS:
            found.append(f"{source.name}:{node.lineno} label")
    return found


def test_every_tip_is_plain_text() -> None:
    """Names of customers and words of head office are shown as they stand."""
    assert [place for source in sources(*PRODUCT) for place in markup_in(source)] == []


@pytest.mark.parametrize("text", ["self.setToolTip(name)", "QLabel(name)"])
def test_markup_would_be_found(text: str) -> None:
    """Each is seen."""
    assert markup_in(Source("pos/ui/x.py", text))


def test_a_tip_shows_tags_as_they_stand() -> None:
    """Only a text with a tag in it could be read as markup."""
    assert plain_tip("Ann & Bob") == "Ann & Bob"
    assert plain_tip("<img src=x>") == "<qt>&lt;img src=x&gt;</qt>"
