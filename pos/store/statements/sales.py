"""Sales, their cases, and the register of tokens without cash."""

from typing import Final

from sqlalchemy import bindparam, select, text

from pos.store.conditions import (
    EARLIER_CODE_ENDS,
    FIRST_SEQ,
    HAS_A_SET,
    HAS_CODES,
    HAS_ISSUE,
    HAS_TWO_CODES,
    LAST_CODE_ENDS,
    OPEN,
)
from pos.store.schema import METER_MONTH, REGISTER, SALE, SALE_CASE

# Queries for one row need no limit: rows are computed as they are fetched.
NEWEST_METER_MONTH: Final = (
    select(METER_MONTH)
    .where(METER_MONTH.c.pan == bindparam("pan"))
    .order_by(METER_MONTH.c.month.desc())
)
OPEN_SALES: Final = select(SALE).where(text(OPEN)).order_by(SALE.c.begun_seq)
OPEN_SALE_OF: Final = select(SALE).where(SALE.c.pan == bindparam("pan"), text(OPEN))
SALES_BEFORE: Final = (
    select(SALE)
    .where(text(f"{FIRST_SEQ} < :before"))
    .order_by(text(f"{FIRST_SEQ} DESC"))
    .limit(bindparam("limit"))
)
SALES_OF: Final = (
    select(SALE)
    .where(SALE.c.pan == bindparam("pan"), text(f"{FIRST_SEQ} < :before"))
    .order_by(text(f"{FIRST_SEQ} DESC"))
    .limit(bindparam("limit"))
)
SALE_WITH_RECEIPT: Final = select(SALE).where(
    SALE.c.receipt_no == bindparam("receipt_no"), text("receipt_no <> ''")
)
SALES_OVER: Final = (
    select(SALE)
    .where(SALE.c.total == bindparam("total"), text(f"{FIRST_SEQ} < :before"))
    .order_by(text(f"{FIRST_SEQ} DESC"))
    .limit(bindparam("limit"))
)
# A code ends where a space or the text ends.
_ENDS_SO: Final = "instr(digits || ' ', :ending || ' ') > 0"
BY_LAST_CODE: Final = (
    select(SALE)
    .where(text(f"{LAST_CODE_ENDS} = :tail"), text(HAS_CODES), text(_ENDS_SO))
    .order_by(text(f"{FIRST_SEQ} DESC"))
    .limit(bindparam("limit"))
)
BY_EARLIER_CODE: Final = (
    select(SALE)
    .where(text(f"{EARLIER_CODE_ENDS} = :tail"), text(HAS_TWO_CODES), text(_ENDS_SO))
    .order_by(text(f"{FIRST_SEQ} DESC"))
    .limit(bindparam("limit"))
)
BY_SET: Final = (
    select(SALE)
    .where(text(HAS_A_SET), text(_ENDS_SO))
    .order_by(text(f"{FIRST_SEQ} DESC"))
    .limit(bindparam("limit"))
)
CASES: Final = (
    select(SALE_CASE)
    .where(SALE_CASE.c.opened_seq > 0)
    .order_by(SALE_CASE.c.opened_seq.desc())
    .limit(bindparam("limit"))
)
OPEN_CASES: Final = CASES.where(text(OPEN))
CASE_OF: Final = select(SALE_CASE).where(SALE_CASE.c.sale_id == bindparam("sale_id"))
LAST_ISSUE_NO: Final = (
    select(SALE.c.issue_no).where(text(HAS_ISSUE)).order_by(SALE.c.issue_no.desc())
)
BY_ISSUE: Final = (
    select(SALE)
    .where(text(HAS_ISSUE), SALE.c.issue_no > bindparam("after"))
    .order_by(SALE.c.issue_no)
)
REGISTER_LINES: Final = (
    select(REGISTER)
    .where(REGISTER.c.at >= bindparam("start"), REGISTER.c.at < bindparam("end"))
    .order_by(REGISTER.c.at, REGISTER.c.sale_id)
)
