"""Tables about meters, whose month and arrears terminals are told, and about text messages."""

from typing import Final

from sqlalchemy import ForeignKeyConstraint, Index

from pos.headoffice.store.columns import bytes_column, number, table, text
from pos.headoffice.store.schema import TERMINAL

# What a terminal sold to a meter in a month, counted as `COUNTED_SALE` counts; `version` rises with
# each change, `published` is the version that terminals were told.
METER_SHARE: Final = table(
    "meter_share",
    text("terminal"),
    text("pan"),
    text("month"),
    number("units_milli"),
    number("free_milli"),
    number("paid"),
    # Of the newest purchase in that month.
    number("carried"),
    text("last_at"),
    number("version"),
    number("published"),
    key=3,
)
Index(None, METER_SHARE.c.pan)
Index(
    "ix_meter_share_untold",
    METER_SHARE.c.pan,
    sqlite_where=METER_SHARE.c.published < METER_SHARE.c.version,
    postgresql_where=METER_SHARE.c.published < METER_SHARE.c.version,
)
# Meters as they were published last, so that only what changed is published again.
LISTED_METER: Final = table(
    "listed_meter",
    text("meter"),
    # Of audience, header and line.
    text("digest"),
    key=1,
)
# Each time that a list was published: its bundles, and what its lines said.
PUBLISHED_LIST: Final = table(
    "published_list",
    number("epoch"),
    number("first"),
    number("last"),
    # For whom; empty for every terminal.
    text("audience"),
    text("published_at"),
    text("clerk"),
    number("new"),
    number("changed"),
    number("same"),
    number("unreadable"),
    # Under which somebody looked at it before; empty for a command.
    text("draft"),
    key=2,
)
# Lists that people look at before they publish them, one for each person, for a day.
LIST_DRAFT: Final = table(
    "list_draft",
    text("id"),
    text("clerk"),
    text("kept_at"),
    text("terminal"),
    bytes_column("content"),
    # What looking at it found, and a digest of what that hung on; empty before.
    text("stamp"),
    bytes_column("found"),
    key=1,
)
Index(None, LIST_DRAFT.c.clerk)
# Customers' names of published lists, each word first once; see `meter_names`.
METER_NAME: Final = table("meter_name", text("looked_for"), text("pan"), text("name"), key=2)
Index(None, METER_NAME.c.pan)
# What meters owed in all before anything was paid anywhere; as `METER_SHARE` otherwise.
METER_OWED: Final = table(
    "meter_owed",
    text("pan"),
    number("base"),
    number("version"),
    number("published"),
    key=1,
)
Index(
    "ix_meter_owed_untold",
    METER_OWED.c.pan,
    sqlite_where=METER_OWED.c.published < METER_OWED.c.version,
    postgresql_where=METER_OWED.c.published < METER_OWED.c.version,
)
# Messages that customers asked for; the number is emptied as soon as one came to an end.
TEXT_OUTBOX: Final = table(
    "text_outbox",
    text("terminal"),
    text("sale_id"),
    text("number"),
    text("state"),
    number("asks"),
    number("tries"),
    text("next_at"),
    # Of the newest try: what the gateway answered, and when; empty before.
    text("answer"),
    text("answered_at"),
    key=2,
)
Index(None, TEXT_OUTBOX.c.state, TEXT_OUTBOX.c.next_at)
TEXT_OUTBOX.append_constraint(ForeignKeyConstraint([TEXT_OUTBOX.c.terminal], [TERMINAL.c.terminal]))
METER_SHARE.append_constraint(ForeignKeyConstraint([METER_SHARE.c.terminal], [TERMINAL.c.terminal]))
