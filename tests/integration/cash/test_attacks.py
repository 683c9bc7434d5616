"""What somebody with the database's key could write, and how it is found."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from pos.app.cash.close_shift import _draft
from pos.app.journal.check_journal import verify_journal
from pos.app.journal.journal_heads import sign_newest_head
from pos.app.people.approvals import approve
from pos.app.ports import Ports
from pos.domain.approval import request_digest
from pos.domain.entries import ApprovalReceipt, ShiftClosed
from pos.domain.errors import JournalDamaged, ProjectionsDiffer, StoreDamaged
from pos.keystore.agent.agent import KeyAgent
from pos.store.database import Database, Durability
from pos.store.faults import StoreBug
from pos.store.store import FILE_NAME
from tests import cash_stories as story
from tests import terminal_stories as terminal
from tests.command_line import vendwatt

Forge = Callable[[ShiftClosed], ShiftClosed]


def by_itself(closed: ShiftClosed) -> ShiftClosed:
    """Name the closer as the second person."""
    own = msgspec.structs.replace(closed.approval, approver="agent")
    return msgspec.structs.replace(closed, approval=own)


def by_another(closed: ShiftClosed) -> ShiftClosed:
    """Put somebody's name under a signature that is not theirs."""
    other = msgspec.structs.replace(closed.approval, approver="amina")
    return msgspec.structs.replace(closed, approval=other)


def unsigned(closed: ShiftClosed) -> ShiftClosed:
    """Leave the signature out."""
    approval = ApprovalReceipt("supervisor", request_digest(closed), "", "no hex")
    return msgspec.structs.replace(closed, approval=approval)


def other_reason(closed: ShiftClosed) -> ShiftClosed:
    """Change what was approved after it was approved."""
    return msgspec.structs.replace(closed, reason="something nicer")


def signed_closing(ports: Ports, till: Path) -> ShiftClosed:
    """Count, and have a closing approved that is not written yet."""
    story.count_right(ports, story.signed_in(ports, till, "agent"))
    with ports.store.read() as reads:
        shift = reads.open_shift()
        assert shift is not None
        draft, _ = _draft(reads, shift, code="", reason="")
    handle = approve(ports, story.second(till), draft)
    approval = ports.keys.people.redeem_approval(handle, request_digest(draft))
    return msgspec.structs.replace(draft, approval=approval)


@pytest.mark.parametrize("forge", [by_itself, by_another, unsigned, other_reason])
def test_a_forged_signature_is_named(till: Path, forge: Forge) -> None:
    """Anybody finds it with the device key's public half, and names the entry."""
    with terminal.opened(till) as ports:
        honest = signed_closing(ports, till)
        with ports.store.write() as work:
            forged = work.append(forge(honest), operator="agent")
            work.commit()
        with pytest.raises(JournalDamaged) as caught:
            verify_journal(ports)
        assert caught.value.facts["seq"] == forged.seq


@contextmanager
def _raw(till: Path) -> Iterator[Database]:
    agent: KeyAgent = terminal.own_agent(till)
    database = Database(till / FILE_NAME, agent.database_key(), Durability.LASTING)
    agent.close()
    yield database
    database.close()


def run_raw(till: Path, *statements: str) -> None:
    """Change the tables behind the program's back."""
    with _raw(till) as database, database.schema_change() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def closed_till(till: Path) -> None:
    """Close the first shift, ten cents short."""
    with terminal.opened(till) as ports:
        agent = story.signed_in(ports, till, "agent")
        story.sell_for(ports, 5_000)
        story.count_right(ports, agent, missing=10)
        story.close(ports, till, agent, reason="fell down")


def test_a_closed_shift_cannot_be_updated(till: Path) -> None:
    """A trigger refuses it, our own bugs included."""
    closed_till(till)
    with pytest.raises(StoreBug, match="never changed"):
        run_raw(till, "UPDATE shift SET over_short = 0")


def test_an_edited_table_is_found(till: Path) -> None:
    """Whoever drops the trigger first is found by a rebuild; the Z report never changed."""
    closed_till(till)
    edit = ("DROP TRIGGER shift_closes_once", "UPDATE shift SET over_short = 0, reason = ''")
    run_raw(till, *edit)
    with terminal.opened(till) as ports, pytest.raises(ProjectionsDiffer) as caught:
        ports.store.rebuild()
    assert caught.value.facts == {"table": "shift", "key": "1"}


def test_an_edited_closing_is_found(till: Path) -> None:
    """The entry is named, whatever was changed in it."""
    closed_till(till)
    run_raw(
        till,
        "DROP TRIGGER journal_unchanged",
        "UPDATE journal SET body = CAST(replace(CAST(body AS TEXT), '\"over_short\":-10', "
        "'\"over_short\":-90') AS BLOB) WHERE CAST(body AS TEXT) LIKE '%shift_closed%'",
    )
    with (
        terminal.opened(till) as ports,
        pytest.raises((JournalDamaged, StoreDamaged)) as caught,
    ):
        verify_journal(ports)
    assert caught.value.facts["why"] == "changed"


def files_of(till: Path) -> dict[str, bytes]:
    """Return the database as a thief copies it."""
    return {path.name: path.read_bytes() for path in till.glob("terminal.db*")}


def put_back(till: Path, files: dict[str, bytes]) -> None:
    """Put a copy in the place of what is there."""
    for path in till.glob("terminal.db*"):
        path.unlink()
    for name, content in files.items():
        (till / name).write_bytes(content)


def test_last_weeks_copy_and_a_cut_end_are_refused_by_every_command(till: Path) -> None:
    """The key agent remembers the last head it signed: exit 6, and nothing is sold or opened."""
    copied = files_of(till)
    closed_till(till)
    with terminal.opened(till) as ports:
        sign_newest_head(ports)
    cut = ("DROP TRIGGER journal_kept", "DROP TRIGGER checkpoint_kept", "DELETE FROM checkpoint")
    run_raw(till, *cut, "DELETE FROM journal WHERE seq > (SELECT max(seq) - 2 FROM journal)")
    for shortened in (files_of(till), copied):
        put_back(till, shortened)
        for command in (("journal", "verify"), ("shift", "show"), ("shift", "count", "50x1")):
            assert vendwatt(till, *command).refusal()[:2] == (6, "JOURNAL-02")
