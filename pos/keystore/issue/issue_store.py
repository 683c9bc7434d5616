"""The issue store: what the agent issued, refused and counted, in a database of its own.

Everything that one issue changes becomes durable in one commit. Nothing is pruned: an id that was
ended once is known for ever. All methods may raise what `AgentDatabase` raises; then nothing of the
transaction has happened.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass

import msgspec

from pos.app.ports import Issued, Tombstone
from pos.domain.entries import IssueReceipt
from pos.domain.errors import AgentStateDamaged
from pos.domain.journal import Head
from pos.domain.lease import CountedKind, DayCounts
from pos.keystore.files.encrypted_database import AgentDatabase
from pos.keystore.issue.lease_rows import LeaseRows


@dataclass(frozen=True, slots=True)
class Counters:
    """Sums over all issues, which never go down.

    Attributes:
        issues: how many; also the last issue number.
        money_issued: minor units.
        energy_issued_milli: thousandths.
        known_time: newest moment that is known to have passed, in the journal's form; empty before
            the first issue.
    """

    issues: int
    money_issued: int
    energy_issued_milli: int
    known_time: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the store stands before an issue for one meter.

    Attributes:
        energy_of_day_milli: what the meter got on the day, thousandths.
        last_tids: by year of the key, the last token identifier of the meter, where it has one.
    """

    counters: Counters
    energy_of_day_milli: int
    last_tids: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Grave:
    """A tombstone with the digest of the request it refused; empty where nobody sent one."""

    tombstone: Tombstone
    request_digest: str


@dataclass(frozen=True, slots=True)
class IssueMoves:
    """What one issue moves.

    Attributes:
        pan: of the meter.
        base_date: year of the key; token identifiers are counted from it.
        last_tid: greatest identifier that was used up; None for none.
        day: `YYYY-MM-DD` of the meter's daily sum, UTC.
        money: minor units that count against the lease.
        energy_milli: the same for energy, thousandths.
        counted: what it counts as in the day's numbers of tokens without cash.
        reissues: sale whose codes it repeats; empty for none.
    """

    pan: str
    base_date: int
    last_tid: int | None
    day: str
    money: int
    energy_milli: int
    counted: tuple[CountedKind, ...] = ()
    reissues: str = ""


class IssueStore:
    """Issues, tombstones, counters and signed head in the agent's database.

    Attributes:
        leases: beside them.
    """

    def __init__(self, database: AgentDatabase) -> None:
        self._database = database
        self.leases = LeaseRows(database)

    def must_agree(self, vault_id: bytes) -> None:
        """Check that this is the store of a vault and holds together.

        Raises:
            AgentStateDamaged: of another vault, or its counters do not agree with its last issue.
        """
        if self._database.one("SELECT vault_id FROM agent_state") != (vault_id,):
            raise AgentStateDamaged(why="of another vault")
        counters = self.counters()
        if self._database.one("SELECT max(issue_no) FROM issue") != (counters.issues or None,):
            raise AgentStateDamaged(why="issues and counters differ")
        newest = self.issues_after(counters.issues - 1, limit=1)
        if newest and newest[0].receipt.money_issued != counters.money_issued:
            raise AgentStateDamaged(why="issues and counters differ")

    def begin(self, vault_id: bytes) -> None:
        """Make an empty store belong to a vault; inside a transaction."""
        self._database.run("INSERT INTO agent_state VALUES (1, ?, 0, 0, 0, '')", vault_id)

    def counters(self) -> Counters:
        """Return the sums as they are now."""
        row = self._database.one(
            "SELECT issues, money_issued, energy_issued_milli, known_time FROM agent_state"
        )
        if row is None:
            raise AgentStateDamaged(why="counters missing")
        return Counters(*row)

    def issue_of(self, sale_id: str) -> Issued | None:
        """Return what was issued for a sale."""
        row = self._database.one("SELECT begun, receipt FROM issue WHERE sale_id = ?", sale_id)
        return None if row is None else _issued(*row)

    def end_of(self, sale_id: str) -> Issued | Grave | None:
        """Return how a sale ended; None where it did not."""
        row = self._database.one(
            "SELECT begun, receipt FROM issue WHERE sale_id = ?1 UNION ALL"
            " SELECT reason, request_digest FROM tombstone WHERE sale_id = ?1",
            sale_id,
        )
        if row is None:
            return None
        first, second = row
        if isinstance(first, str):
            return Grave(Tombstone(sale_id, first), second)
        return _issued(first, second)

    def issues_after(self, issue_no: int, *, limit: int) -> tuple[Issued, ...]:
        """Return the next issues in order, at most `limit`."""
        rows = self._database.all(
            "SELECT begun, receipt FROM issue WHERE issue_no > ? ORDER BY issue_no LIMIT ?",
            issue_no,
            limit,
        )
        return tuple(_issued(*row) for row in rows)

    def standing(self, pan: str, day: str) -> Standing:
        """Return what an issue for a meter on a day, `YYYY-MM-DD`, is planned by."""
        rows = self._database.all(
            "SELECT issues, money_issued, energy_issued_milli, known_time,"
            " (SELECT energy_milli FROM meter_day WHERE pan = ?1 AND day = ?2), base_date, tid"
            " FROM agent_state LEFT JOIN meter_tid ON pan = ?1",
            pan,
            day,
        )
        if not rows:
            raise AgentStateDamaged(why="counters missing")
        *counters, energy_milli, _, _ = rows[0]
        return Standing(
            counters=Counters(*counters),
            energy_of_day_milli=energy_milli or 0,
            last_tids={row[-2]: row[-1] for row in rows},
        )

    def add_issue(self, issued: Issued, moves: IssueMoves) -> None:
        """Write an issue and all that it moves; inside a transaction."""
        receipt = issued.receipt
        self._database.run(
            "INSERT INTO issue VALUES (?, ?, ?, ?)",
            receipt.issue_no,
            receipt.sale_id,
            issued.begun,
            msgspec.json.encode(receipt),
        )
        if moves.last_tid is not None:
            self._database.run(
                "INSERT INTO meter_tid VALUES (?, ?, ?)"
                " ON CONFLICT DO UPDATE SET tid = excluded.tid",
                moves.pan,
                moves.base_date,
                moves.last_tid,
            )
        self._database.run(
            "INSERT INTO meter_day VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET energy_milli = energy_milli + excluded.energy_milli",
            moves.pan,
            moves.day,
            moves.energy_milli,
        )
        self._database.run(
            "UPDATE agent_state SET issues = ?, money_issued = money_issued + ?,"
            " energy_issued_milli = energy_issued_milli + ?, known_time = max(known_time, ?)",
            receipt.issue_no,
            moves.money,
            moves.energy_milli,
            receipt.issued_at,
        )
        for kind in moves.counted:
            self._database.run(
                "INSERT INTO day_count VALUES (?, ?, 1)"
                " ON CONFLICT DO UPDATE SET issued = issued + 1",
                moves.day,
                kind.value,
            )
        if moves.reissues:
            self._database.run("INSERT INTO reissue VALUES (?, ?)", moves.reissues, receipt.sale_id)

    def is_reissued(self, sale_id: str) -> bool:
        """Whether the codes of a sale were made once more under another key."""
        return self._database.one("SELECT 1 FROM reissue WHERE of_sale = ?", sale_id) is not None

    def counts_of_day(self, day: str) -> DayCounts:
        """Return how many tokens without cash were issued on a day, `YYYY-MM-DD`."""
        rows = self._database.all("SELECT kind, issued FROM day_count WHERE day = ?", day)
        try:
            return msgspec.convert(dict(rows), DayCounts)
        except msgspec.MsgspecError as error:
            raise AgentStateDamaged(why="a day's counts") from error

    def set_known_time(self, moment: str) -> None:
        """Put the known time right, back as well; inside a transaction."""
        self._database.run("UPDATE agent_state SET known_time = ?", moment)

    def add_grave(self, grave: Grave, *, at: str) -> None:
        """Write a tombstone; inside a transaction."""
        buried = grave.tombstone
        self._database.run(
            "INSERT INTO tombstone VALUES (?, ?, ?, ?)",
            buried.sale_id,
            buried.reason,
            grave.request_digest,
            at,
        )

    def signed_head(self) -> Head | None:
        """Return the last head that was signed."""
        row = self._database.one("SELECT terminal, incarnation, seq, hash FROM signed_head")
        return None if row is None else Head(*row)

    def set_signed_head(self, head: Head) -> None:
        """Write the last signed head; inside a transaction."""
        self._database.run(
            "INSERT OR REPLACE INTO signed_head VALUES (1, ?, ?, ?, ?)", *astuple(head)
        )


def _issued(begun: bytes, receipt: bytes) -> Issued:
    try:
        return Issued(begun, msgspec.json.decode(receipt, type=IssueReceipt))
    except msgspec.MsgspecError as error:
        raise AgentStateDamaged(why="a stored receipt") from error
