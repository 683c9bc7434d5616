"""The tables about people at head office: who they are, that they are signed in, what they did."""

from typing import Final

from pos.headoffice.store.columns import bytes_column, number, table, text

CLERK: Final = table(
    "clerk",
    text("name"),
    bytes_column("salt"),
    bytes_column("verifier"),
    text("added_at"),
    # An OfficeRole.
    text("role"),
    # Shared with the person's phone; empty before it is.
    bytes_column("totp_secret"),
    # Newest step whose code was taken, so that none is taken twice.
    number("totp_step"),
    # When somebody else last made or changed this person; empty where that hinders nothing.
    text("changed_at"),
    key=1,
)
CONSOLE_SESSION: Final = table(
    "console_session",
    # SHA-256 of what the browser holds, hex.
    text("digest"),
    text("clerk"),
    # A Stage of `console.sessions`.
    text("stage"),
    # Offered to a phone that has none yet.
    bytes_column("totp_candidate"),
    text("seen_at"),
    text("ends_at"),
    key=1,
)
# Attempts to sign in since the last that went well, by account and by address.
SIGN_IN_ATTEMPT: Final = table(
    "sign_in_attempt", text("subject"), number("attempts"), text("last_at"), key=1
)
# What people did, newest by `at`; `id` is random and tells two of one moment apart.
OFFICE_ACT: Final = table(
    "office_act",
    text("at"),
    text("id"),
    text("clerk"),
    text("what"),
    text("subject"),
    text("detail"),
    # Of the command line: user, machine and terminal; empty for the console.
    text("place"),
    key=2,
)
