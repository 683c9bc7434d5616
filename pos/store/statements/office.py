"""What is remembered of head office and for it."""

from typing import Final

from sqlalchemy import bindparam, delete, select

from pos.store.schema import AGENT_WISH, TEXT_WISH, UPLINK
from pos.store.statements.rows import upsert

PUT_TEXT_WISH: Final = upsert(TEXT_WISH, ("sale_id",))
DROP_TEXT_WISH: Final = delete(TEXT_WISH).where(
    TEXT_WISH.c.sale_id == bindparam("of_sale"), TEXT_WISH.c.number == bindparam("to_number")
)
READ_UPLINK: Final = select(UPLINK)
WRITE_UPLINK: Final = upsert(UPLINK, ("id",))
WISHES: Final = select(AGENT_WISH).order_by(AGENT_WISH.c.wished_at, AGENT_WISH.c.wish)
TEXT_WISHES: Final = select(TEXT_WISH).order_by(TEXT_WISH.c.sale_id)
