"""Top-ups of the agent's float by the slip or transfer that paid them."""

from alembic import op

revision = "float_slips"
down_revision = "standing_months"


def upgrade() -> None:
    """Add the index; a slip that stands twice from before stays so."""
    op.execute("CREATE INDEX ix_act_top_up ON act (subject) WHERE kind = 'float_topped_up'")
