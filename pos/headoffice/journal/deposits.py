"""Deposits that terminals sent to the bank, and what the bank says it got.

What was sent follows from the terminals' journals and is read out of the books; what the bank says
is head office's own knowledge and stands beside them.
"""

from dataclasses import dataclass

import msgspec
from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from pos.domain.cash import parse_reason
from pos.domain.errors.syncing import DepositMatched, DepositUnknown
from pos.domain.money import Money
from pos.domain.projections import ActKind, ActRow
from pos.headoffice.journal.tree import MAIN_BRANCH
from pos.headoffice.store.schema import BANK_MATCH, BOOK_ROW, TERMINAL


@dataclass(frozen=True, slots=True)
class BankLine:
    """What the bank says about one bag.

    Attributes:
        amount: minor units of the terminal's currency.
        reference: the bank's own, by which the line is found in its statement.
    """

    terminal: str
    bag: str
    amount: int
    reference: str


@dataclass(frozen=True, slots=True)
class Deposit:
    """A bag with cash that left a drawer for the bank.

    Attributes:
        entry: number of the journal entry.
        amount: as written at the drawer, minor units.
        line: what the bank says; None while nobody knows.
    """

    terminal: str
    currency: str
    incarnation: int
    entry: int
    at: str
    operator: str
    bag: str
    amount: int
    line: BankLine | None = None

    @property
    def difference(self) -> int:
        """What the bank got more than was sent; 0 while nobody knows."""
        return self.line.amount - self.amount if self.line is not None else 0


def deposits(connection: Connection, terminal: str = "") -> tuple[Deposit, ...]:
    """Return all deposits, or one terminal's, by terminal and time."""
    mine = [
        BOOK_ROW.c.branch == MAIN_BRANCH,
        BOOK_ROW.c.kind == ActRow.__name__,
        BOOK_ROW.c.about == ActKind.DROP_BANK.value,
        BOOK_ROW.c.at.is_not(None),
    ]
    matched = select(BANK_MATCH)
    if terminal:
        mine.append(BOOK_ROW.c.terminal == terminal)
        matched = matched.where(BANK_MATCH.c.terminal == terminal)
    rows = connection.execute(
        select(BOOK_ROW.c.terminal, TERMINAL.c.currency, BOOK_ROW.c.incarnation, BOOK_ROW.c.fields)
        .join(TERMINAL, TERMINAL.c.terminal == BOOK_ROW.c.terminal)
        .where(*mine)
    )
    lines = {
        (line.terminal, line.bag): BankLine(line.terminal, line.bag, line.amount, line.reference)
        for line in connection.execute(matched)
    }
    found = []
    for name, currency, incarnation, content in rows:
        act = msgspec.json.decode(content, type=ActRow)
        line = lines.get((name, act.subject)) if act.subject else None
        place = (name, currency, incarnation, act.seq, act.at, act.operator)
        found.append(Deposit(*place, act.subject, act.amount, line))
    return tuple(sorted(found, key=lambda each: (each.terminal, each.at, each.entry)))


def match_deposit(connection: Connection, line: BankLine, now: str) -> Deposit:
    """Write down what the bank got in a bag; the same again changes nothing.

    Another amount than was sent is written down all the same: it is what somebody has to ask about.

    Args:
        now: time in the journal's form.

    Raises:
        DepositUnknown: no deposit of this terminal went in such a bag.
        DepositMatched: the bank said something else about it before.
        ReasonMalformed: the reference is empty or too long.
    """
    parse_reason(line.reference)
    sent = [each for each in deposits(connection, line.terminal) if each.bag == line.bag]
    if not sent or not line.bag:
        raise DepositUnknown(terminal=line.terminal[:40], bag=line.bag[:40])
    (deposit, *_) = sent
    if deposit.line is not None and deposit.line != line:
        known = str(Money(deposit.line.amount, deposit.currency))
        raise DepositMatched(bag=line.bag, amount=known, reference=deposit.line.reference)
    if deposit.line is None:
        connection.execute(
            insert(BANK_MATCH).values(
                terminal=line.terminal,
                bag=line.bag,
                amount=line.amount,
                reference=line.reference,
                matched_at=now,
            )
        )
    return next(each for each in deposits(connection, line.terminal) if each.bag == line.bag)
