"""What head office says: meters' standings, messages, programs, revoked keys, agent's wishes."""

from alembic import op

revision = "downlink"
down_revision = "sales_hour"

_TABLES = {
    "meter_standing": """
        pan TEXT NOT NULL,
        month TEXT NOT NULL,
        units_milli INTEGER NOT NULL,
        free_milli INTEGER NOT NULL,
        last_at TEXT NOT NULL,
        owed INTEGER NOT NULL,
        carried INTEGER NOT NULL,
        included TEXT NOT NULL,
        CONSTRAINT pk_meter_standing PRIMARY KEY (pan)""",
    "office_message": """
        id TEXT NOT NULL,
        place TEXT NOT NULL,
        texts TEXT NOT NULL,
        starts TEXT NOT NULL,
        ends TEXT NOT NULL,
        seq INTEGER NOT NULL,
        withdrawn_at TEXT NOT NULL,
        CONSTRAINT pk_office_message PRIMARY KEY (id)""",
    "program_rule": """
        "key" TEXT NOT NULL,
        lowest TEXT NOT NULL,
        stops TEXT NOT NULL,
        CONSTRAINT pk_program_rule PRIMARY KEY ("key")""",
    "revoked_key": """
        sgc TEXT NOT NULL,
        krn INTEGER NOT NULL,
        revoked_at TEXT NOT NULL,
        CONSTRAINT pk_revoked_key PRIMARY KEY (sgc, krn)""",
    "agent_wish": """
        wish TEXT NOT NULL,
        what TEXT NOT NULL,
        subject TEXT NOT NULL,
        state TEXT NOT NULL,
        refused TEXT NOT NULL,
        wished_at TEXT NOT NULL,
        ended_at TEXT NOT NULL,
        CONSTRAINT pk_agent_wish PRIMARY KEY (wish)""",
}


def upgrade() -> None:
    """Add the tables, empty, and the time of the last standings, none taken."""
    op.execute("ALTER TABLE uplink ADD COLUMN standings_at TEXT DEFAULT '' NOT NULL")
    for name, columns in _TABLES.items():
        op.execute(f"CREATE TABLE {name} ({columns}\n)\n WITHOUT ROWID,\n STRICT\n")
