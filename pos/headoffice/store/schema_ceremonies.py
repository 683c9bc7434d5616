"""Tables about keys: how ceremonies went, and how answer keys followed each other; no secrets."""

from typing import Final

from sqlalchemy import ForeignKeyConstraint, Index

from pos.headoffice.store.columns import bytes_column, number, table, text

CEREMONY: Final = table(
    "ceremony",
    # 32 hex digits, as the key agent knows it.
    text("id"),
    text("begun_at"),
    text("begun_by"),
    text("ends_at"),
    # JSON of KeyStatus; its check value is empty until the key was sealed.
    bytes_column("key"),
    # JSON arrays of names.
    bytes_column("custodians"),
    bytes_column("terminals"),
    # A CeremonyEnd.
    text("outcome"),
    text("ended_at"),
    text("ended_by"),
    key=1,
)
Index(None, CEREMONY.c.begun_at, CEREMONY.c.id)
CEREMONY_COMPONENT: Final = table(
    "ceremony_component",
    text("ceremony"),
    text("custodian"),
    text("check_value"),
    text("entered_at"),
    key=2,
)
CEREMONY_COMPONENT.append_constraint(
    ForeignKeyConstraint([CEREMONY_COMPONENT.c.ceremony], [CEREMONY.c.id])
)
# How the answer key was followed by others; kept for ever, since terminals may be away for years.
ANSWER_KEY: Final = table(
    "answer_key",
    number("n"),
    # JSON of AnswerKeyStatement.
    bytes_column("statement"),
    key=1,
)
