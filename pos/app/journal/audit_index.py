"""What an auditor reads first: shifts, months, and acts that somebody may be asked about.

It is made from the journal's entries alone, one after the other, so that whoever checks an export
makes it again and compares.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

from pos.domain.cash import expected_cash, explained
from pos.domain.entries import (
    IssueRecovered,
    SaleBegun,
    SaleCancelled,
    SaleCommitted,
    ShiftClosed,
    TerminalCreated,
    TerminalRestored,
)
from pos.domain.journal import Entry, read_entry
from pos.domain.money import decimals_of, format_minor

_MONTH: Final = len("YYYY-MM")
_STYLE: Final = (
    "body{font:15px sans-serif;max-width:70em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid #999;padding:.3em .6em}"
    "td.n{text-align:right}"
)
_ABOUT: Final = (
    "<p>This page is made from the <code>.jsonl</code> files beside it and from nothing else. "
    "Check all with <code>vendwatt journal verify --audit FOLDER</code>, or by the manual's page "
    "on the journal; compare the last hash with head office's.</p>"
)


@dataclass
class AuditIndex:
    """Grows with each entry; holds a line a shift and a line a month, never a line a sale.

    Attributes:
        earlier: how many of the entries are of earlier incarnations.
    """

    created: TerminalCreated | TerminalRestored | None = None
    begun: dict[str, int] = field(default_factory=dict)
    months: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    closings: list[tuple[int, str, str, ShiftClosed]] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    earlier: int = 0

    def add(self, entry: Entry) -> None:
        """Take the next entry in."""
        payload = entry.payload
        self.kinds[str(payload.__struct_config__.tag)] += 1
        match payload:
            case TerminalCreated() | TerminalRestored():
                self.created = payload
            case SaleBegun(sale_id=sale_id, total=total):
                self.begun[sale_id] = total
            case SaleCommitted(sale_id=sale_id):
                if sale_id in self.begun:
                    self._sold(entry.time, self.begun.pop(sale_id))
            case SaleCancelled(sale_id=sale_id):
                self.begun.pop(sale_id, None)
            case IssueRecovered(begun=begun):
                original = read_entry(begun.encode()).payload
                self._sold(entry.time, original.total if isinstance(original, SaleBegun) else 0)
            case ShiftClosed():
                self.closings.append((entry.seq, entry.time, entry.operator, payload))
                if not _adds_up(payload):
                    self.wrong.append(entry.seq)
            case _:
                pass

    def _sold(self, time: str, total: int) -> None:
        self.months[time[:_MONTH]] += 1
        self.totals[time[:_MONTH]] += total

    def html(self, head: str, entries: int) -> str:
        """Return the page.

        Args:
            head: hash of the last entry.
            entries: how many there are.
        """
        created = self.created
        name = created.terminal if created else ""
        decimals = decimals_of(created.currency) if created else 2
        facts = [
            ("Terminal", name + (" (training)" if created and created.training else "")),
            ("Currency", created.currency if created else ""),
            ("Device key", created.device_key if created else ""),
            ("Entries", str(entries)),
            ("Hash of the last entry", head),
        ]
        if self.earlier:
            facts.append(("Entries of earlier incarnations", str(self.earlier)))
        parts = [
            "<!doctype html>",
            f'<html lang="en"><meta charset="utf-8"><title>Audit of {escape(name)}</title>',
            f"<style>{_STYLE}</style>",
            f"<h1>Audit of terminal {escape(name)}</h1>",
            _table((), facts),
            _ABOUT,
            "<h2>Closed shifts</h2>",
            _table(
                (
                    *("Z report", "Entry", "Closed", "By", "Second", "Keeper", "Sales", "Total"),
                    *("Expected", "Counted", "Over or short", "Reason"),
                ),
                [self._closing(each, decimals) for each in self.closings],
            ),
            "<h2>Sales by month (UTC)</h2>",
            _table(
                ("Month", "Sales", "Total"),
                [
                    (month, str(count), format_minor(self.totals[month], decimals))
                    for month, count in sorted(self.months.items())
                ],
            ),
            "<h2>Entries by kind</h2>",
            _table(("Kind", "Entries"), [(k, str(n)) for k, n in sorted(self.kinds.items())]),
            "</html>",
        ]
        return "\n".join(parts) + "\n"

    @staticmethod
    def _closing(each: tuple[int, str, str, ShiftClosed], decimals: int) -> tuple[str, ...]:
        seq, time, operator, closed = each
        amounts = (closed.sales_total, closed.expected, closed.counted, closed.over_short)
        total, expected, counted, over_short = (format_minor(each, decimals) for each in amounts)
        return (
            *(closed.z_no, str(seq), time, operator, closed.approval.approver, closed.keeper),
            *(str(closed.sales), total, expected, counted, over_short),
            explained(closed.reason_code, closed.reason),
        )


def _adds_up(closed: ShiftClosed) -> bool:
    counted = sum(line.denomination * line.pieces for line in closed.lines)
    return (closed.expected, closed.counted, closed.over_short) == (
        expected_cash(closed.figures),
        counted,
        counted - closed.expected,
    )


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = ["<table>"]
    if heads:
        lines.append("<tr>" + "".join(f"<th>{escape(head)}" for head in heads))
    lines += ["<tr>" + "".join(f"<td>{escape(cell)}" for cell in row) for row in rows]
    return "\n".join([*lines, "</table>"])
