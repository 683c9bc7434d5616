"""Conditions and expressions that queries share with the indexes they are answered from."""

from typing import Final

# SQLite takes a partial index only where a query repeats its condition word for word.
OPEN: Final = "state = 'open'"
WAITING: Final = (
    "state IN ('queued', 'sending') OR (state IN ('blocked', 'unknown') AND kind <> 'drawer')"
)
COMMITTED: Final = "state = 'committed'"
DEPOSIT: Final = "kind = 'drop_bank'"
TOP_UP: Final = "kind = 'float_topped_up'"
HAS_ISSUE: Final = "issue_no > 0"
# The entry that brought a sale into the journal; a recovered one was begun elsewhere.
FIRST_SEQ: Final = "CASE begun_seq WHEN 0 THEN ended_seq ELSE begun_seq END"
# What a customer reads from the end of a code: its last four digits. The credit is the last code of
# a sale, or the last but one where free units come with it; sets of a new key stand before.
LAST_CODE_ENDS: Final = "substr(digits, -4)"
EARLIER_CODE_ENDS: Final = "substr(digits, -25, 4)"
HAS_CODES: Final = "digits <> ''"
HAS_TWO_CODES: Final = "length(digits) > 20"
HAS_A_SET: Final = "length(digits) > 41"
CODE_INDEXES: Final = (
    ("ix_sale_last_code", f"{LAST_CODE_ENDS}, {FIRST_SEQ}", HAS_CODES),
    ("ix_sale_earlier_code", f"{EARLIER_CODE_ENDS}, {FIRST_SEQ}", HAS_TWO_CODES),
    ("ix_sale_set", FIRST_SEQ, HAS_A_SET),
)
"""Their names, columns and conditions."""
