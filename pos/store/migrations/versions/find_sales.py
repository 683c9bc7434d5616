"""Sales are found by the end of a code and by their amount without walking through all."""

from alembic import op

revision = "find_sales"
down_revision = "downlink"

_FIRST_SEQ = "CASE begun_seq WHEN 0 THEN ended_seq ELSE begun_seq END"
_TWO = "length(digits) > 20"
_INDEXES = (
    f"ix_sale_total ON sale (total, {_FIRST_SEQ})",
    f"ix_sale_last_code ON sale (substr(digits, -4), {_FIRST_SEQ}) WHERE digits <> ''",
    f"ix_sale_earlier_code ON sale (substr(digits, -25, 4), {_FIRST_SEQ}) WHERE {_TWO}",
    f"ix_sale_set ON sale ({_FIRST_SEQ}) WHERE length(digits) > 41",
)


def upgrade() -> None:
    """Add the indexes."""
    for index in _INDEXES:
        op.execute(f"CREATE INDEX {index}")
