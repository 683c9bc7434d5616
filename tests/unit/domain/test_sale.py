"""What counts as the id of a sale."""

import uuid

import pytest

from pos.domain.errors import SaleIdMalformed
from pos.domain.sale import parse_sale_id

ID = "2caf8f92-6d7f-5ffe-a145-f18f8a8539a2"


def test_an_id_is_a_uuid_in_its_usual_form() -> None:
    """In capitals, too; it is kept in lower case."""
    assert parse_sale_id(ID.upper()) == parse_sale_id(ID) == str(uuid.UUID(ID))


@pytest.mark.parametrize(
    "text",
    [
        "",
        ID.replace("-", ""),
        f"{{{ID}}}",
        f"urn:uuid:{ID}",
        f"{ID}\n",
        f" {ID}",
        ID[:-1] + "g",
        ID[:-1] + "\N{ARABIC-INDIC DIGIT TWO}",
        "2caf8f926d7f-5ffe-a145-f18f8-a8539a2",
        "_" + ID[1:],
    ],
)
def test_nothing_else_is(text: str) -> None:
    """Forms that name the same number would make two ids of one sale."""
    with pytest.raises(SaleIdMalformed):
        parse_sale_id(text)
