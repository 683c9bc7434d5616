"""What the database itself refuses, whoever asks: changes of what is written for ever."""

from typing import Final


def _refusal(name: str, event: str, message: str, when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    return (
        f"CREATE TRIGGER {name} BEFORE {event}{condition} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


# `INSERT OR REPLACE` fires no DELETE trigger, therefore inserts are watched as well.
TRIGGERS: Final = (
    _refusal(
        "journal_numbered",
        "INSERT ON journal",
        "journal entries are numbered without a gap",
        "NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM journal)",
    ),
    _refusal(
        "shift_closes_once",
        "UPDATE ON shift",
        "a closed shift is never changed",
        "OLD.closed_seq <> 0",
    ),
    _refusal("journal_unchanged", "UPDATE ON journal", "journal entries are never changed"),
    _refusal("journal_kept", "DELETE ON journal", "journal entries are never deleted"),
    _refusal(
        "checkpoint_once",
        "INSERT ON checkpoint",
        "a head is signed once",
        "EXISTS (SELECT 1 FROM checkpoint WHERE seq = NEW.seq)",
    ),
    _refusal("checkpoint_unchanged", "UPDATE ON checkpoint", "signed heads are never changed"),
    _refusal("checkpoint_kept", "DELETE ON checkpoint", "signed heads are never deleted"),
    _refusal(
        "identity_once",
        "INSERT ON identity",
        "a terminal is one",
        "EXISTS (SELECT 1 FROM identity)",
    ),
    _refusal("identity_unchanged", "UPDATE ON identity", "a terminal stays what it is"),
    _refusal("identity_kept", "DELETE ON identity", "a terminal stays what it is"),
    _refusal("earlier_kept", "DELETE ON earlier_entry", "earlier entries are never deleted"),
    _refusal("earlier_unchanged", "UPDATE ON earlier_entry", "earlier entries are never changed"),
    _refusal(
        "sale_ends_once",
        "UPDATE ON sale",
        "a sale begins once and ends once",
        "NEW.begun_seq <> OLD.begun_seq OR (OLD.ended_seq <> 0 AND NEW.ended_seq <> OLD.ended_seq)",
    ),
)

# What the search holds beside `person`: only words, so that a forgotten customer leaves by number.
PERSON_WORDS: Final = """
CREATE VIRTUAL TABLE person_words USING fts5(
    account, name, address, phone,
    content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 2'
)"""
