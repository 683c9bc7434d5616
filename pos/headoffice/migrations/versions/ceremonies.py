"""Key ceremonies, and the public keys that vending keys are sealed for."""

from alembic import op
from sqlalchemy import Column, LargeBinary, Text
from sqlalchemy.schema import ForeignKeyConstraint, PrimaryKeyConstraint

revision = "ceremonies"
down_revision = "duty"

_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Know no public key until terminals or people say it."""
    op.add_column("terminal", Column("sealing_key", _TEXT, nullable=False, server_default=""))
    op.create_table(
        "ceremony",
        *(
            Column(name, _TEXT, nullable=False)
            for name in ("id", "begun_at", "begun_by", "ends_at")
        ),
        *(Column(name, LargeBinary, nullable=False) for name in ("key", "custodians", "terminals")),
        *(Column(name, _TEXT, nullable=False) for name in ("outcome", "ended_at", "ended_by")),
        PrimaryKeyConstraint("id", name="pk_ceremony"),
        sqlite_strict=True,
    )
    op.create_index("ix_ceremony_begun_at_id", "ceremony", ["begun_at", "id"])
    op.create_table(
        "ceremony_component",
        *(
            Column(name, _TEXT, nullable=False)
            for name in ("ceremony", "custodian", "check_value", "entered_at")
        ),
        PrimaryKeyConstraint("ceremony", "custodian", name="pk_ceremony_component"),
        ForeignKeyConstraint(
            ["ceremony"], ["ceremony.id"], name="fk_ceremony_component_ceremony_ceremony"
        ),
        sqlite_strict=True,
    )
