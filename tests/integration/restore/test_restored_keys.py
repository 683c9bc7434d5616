"""The vending keys of a lost key store are not those of the new one."""

from pathlib import Path

from msgspec.structs import asdict, replace

from pos.app.cash.open_shift import open_shift
from pos.app.ports import Ports
from pos.domain.entries import KeyLoaded
from pos.domain.money import Money
from pos.domain.projections import VendingKeyRow
from pos.keystore.agent.agent import KeyAgent
from pos.store.database import Database, Durability
from pos.store.store import FILE_NAME
from tests import terminal_stories as story
from tests.integration.restore.test_restore import back_up, code_of, pans, restored_into, sold

_BEFORE_OWN_KEYS = "answer_keys"


def names_of(ports: Ports) -> set[tuple[str, int]]:
    """Return which vending keys the journal knows."""
    with ports.store.read() as reads:
        return {(key.sgc, key.krn) for key in reads.vending_keys()}


def held(ports: Ports) -> set[tuple[str, int]]:
    """Return which vending keys the key store has."""
    return {(key.sgc, key.krn) for key in ports.keys.status().keys}


def newer_key(ports: Ports, pan: str) -> VendingKeyRow:
    """Write down a newer revision of a meter's key, which a ceremony loaded by mistake."""
    with ports.store.read() as reads:
        meter = reads.meter(pan)
        assert meter is not None
        present = next(
            key for key in reads.vending_keys() if (key.sgc, key.krn) == (meter.sgc, meter.krn)
        )
    wrong = replace(present, krn=9, check_value="bad0ff")
    with ports.store.write() as work:
        work.append(KeyLoaded(**asdict(wrong)), operator="supervisor")
        work.commit()
    return wrong


def test_no_meter_is_moved_to_a_key_that_was_left_behind(till: Path, tmp_path: Path) -> None:
    """A wrong key of a higher revision is got rid of by a restore, and all meters buy again."""
    with story.opened(till) as ports:
        pan = pans(ports)[0]
        wrong = newer_key(ports, pan)
        assert (wrong.sgc, 9) in names_of(ports)
        backup = back_up(till, ports, tmp_path / "backup")
    restored_into(tmp_path / "again", backup, code_of(till))
    with story.opened(tmp_path / "again") as ports:
        assert names_of(ports) == held(ports)
        open_shift(ports, Money(0, "ZAR"), operator="agent")
        assert sold(ports, pan)
        ports.store.rebuild()


def test_a_terminal_that_was_restored_before_forgets_them_too(till: Path, tmp_path: Path) -> None:
    """An older program had filled its tables with them."""
    with story.opened(till) as ports:
        wrong = newer_key(ports, pans(ports)[0])
        backup = back_up(till, ports, tmp_path / "backup")
    folder = tmp_path / "again"
    restored_into(folder, backup, code_of(till))
    with story.opened(folder) as ports:
        assert isinstance(ports.keys, KeyAgent)
        key = ports.keys.database_key()
    database = Database(folder / FILE_NAME, key, Durability.LASTING)
    with database.schema_change() as connection:
        run = connection.exec_driver_sql
        run("UPDATE alembic_version SET version_num = ?", (_BEFORE_OWN_KEYS,))
        run(
            "INSERT INTO vending_key VALUES (?, ?, ?, ?, ?, ?, ?, ?)", tuple(asdict(wrong).values())
        )
    database.close()
    with story.opened(folder) as ports:
        assert names_of(ports) == held(ports)
        ports.store.rebuild()
