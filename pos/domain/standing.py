"""How head office sees the journal of a terminal."""

from enum import StrEnum


class Standing(StrEnum):
    """How head office sees the journal that a terminal showed.

    Attributes:
        MAIN: the one it knows, and nothing newer.
        FORK: another journal under the same numbers came first; two copies of a terminal sell.
        BEHIND: it holds entries that follow this journal's end: this is an older copy.
        REVOKED: the terminal may deliver what it sold, and gets nothing.
    """

    MAIN = "main"
    FORK = "fork"
    BEHIND = "behind"
    REVOKED = "revoked"
