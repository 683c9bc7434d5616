"""Head office changes the key that signs its answers, on each database; terminals follow."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from pos.app.office.answer_keys import good_answer_keys
from pos.app.office.sync_by_stick import stick_lines, take_stick_answer
from pos.app.ports import Ports
from pos.app.ports.slots import UnlockSecret
from pos.domain.entries import AnswerKeyChanged
from pos.domain.errors import (
    AnswerKeyRefused,
    HeadOfficeNotGenuine,
    HeadOfficeUnreachable,
    WrongPassphrase,
)
from pos.domain.errors.signing import SigningRefused
from pos.domain.journal import read_entry
from pos.headoffice.keys.answer_keys import AnswerKeyChange, change_answer_key
from pos.headoffice.keys.set_up import create_office
from pos.headoffice.people.acts import ActOf, acts
from pos.wire.answer_keys import AnswerKeyStatement
from pos.wire.office_time import genuine_time
from pos.wire.stick import StickAnswer
from tests import office_stories as story
from tests.agent_stories import PASSPHRASE
from tests.office_stories import OfficeHere, RealClock, signing_of
from tests.signing_stories import agent_at, maker

BY = UnlockSecret("passphrase", PASSPHRASE)
DAY = timedelta(days=1)
QUARTER, AT_ONCE = 90 * DAY, timedelta()


@pytest.fixture(name="clock")
def _clock() -> RealClock:
    """Give a clock that a test may move."""
    return RealClock()


@pytest.fixture(name="keys")
def _keys(tmp_path: Path) -> Path:
    """Give the place of head office's keys."""
    return tmp_path / "keys"


@pytest.fixture(params=["sqlite", "postgres"], name="office")
def _office(
    request: pytest.FixtureRequest, tmp_path: Path, keys: Path, clock: RealClock
) -> Iterator[OfficeHere]:
    """Give an empty head office on each database, its root key beside it."""
    if request.param == "sqlite":
        where = f"sqlite:///{tmp_path / 'office.db'}"
    else:
        where = request.getfixturevalue("postgres").new_database()
    root, make = tmp_path / "root.pem", maker(keys)
    create_office(where, root, training=True, now=clock.now(), make_keys=make)
    with agent_at(keys, clock) as signing, story.office_at(where, clock, signing) as office:
        yield office


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    """Give the root key's file."""
    return tmp_path / "root.pem"


@pytest.fixture(name="ports")
def _ports(tmp_path: Path, office: OfficeHere, clock: RealClock) -> Iterator[Ports]:
    """Give a terminal that has joined and delivered."""
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with story.terminal_at(folder, clock) as ports:
        story.join(office, ports)
        story.sync(office, ports)
        yield ports


def change(
    office: OfficeHere, root: Path | None = None, lasts: timedelta = QUARTER
) -> AnswerKeyStatement:
    """Change the key."""
    return office.administration.change_answer_key(AnswerKeyChange(root, lasts), BY)


def changes(ports: Ports) -> list[AnswerKeyChanged]:
    """Return what the terminal's journal tells of."""
    with ports.store.read() as reads:
        payloads = [read_entry(stored.body).payload for stored in reads.entries()]
    return [one for one in payloads if isinstance(one, AnswerKeyChanged)]


def by_stick(office: OfficeHere, ports: Ports) -> StickAnswer:
    """Carry the journal to head office, and return the answer."""
    return office.administration.receive_stick(stick_lines(ports, bytes)).answer


def test_a_terminal_follows_and_both_sides_write_it_down(office: OfficeHere, ports: Ports) -> None:
    """With its next sync, once; what the old key signed before is good for its time."""
    before = by_stick(office, ports)
    said = change(office)
    story.sync(office, ports)
    (entry,) = changes(ports)
    assert (entry.n, entry.new_key, entry.said_by) == (1, said.terms.new_key, "old")
    story.sync(office, ports)
    assert len(changes(ports)) == 1
    assert good_answer_keys(ports) == (said.terms.new_key, said.terms.old_key)
    take_stick_answer(ports, msgspec.json.encode(before))
    with office.database.read() as connection:
        assert acts(connection, 1)[0].what == ActOf.ANSWER_KEY_CHANGED


def test_the_old_key_ends(office: OfficeHere, ports: Ports, clock: RealClock) -> None:
    """Also where the clock goes back after head office told the time."""
    before = by_stick(office, ports)
    change(office)
    story.sync(office, ports)
    clock.moved = QUARTER + DAY
    story.sync(office, ports)
    for moved in (QUARTER + DAY, timedelta()):
        clock.moved = moved
        with pytest.raises(HeadOfficeNotGenuine):
            take_stick_answer(ports, msgspec.json.encode(before))


def test_whoever_was_away_for_a_year_follows_by_line_and_by_stick(
    office: OfficeHere, ports: Ports, clock: RealClock
) -> None:
    """All statements are kept, and each is in the journal."""
    for _ in range(3):
        newest = change(office)
        clock.moved += 130 * DAY
    answer = by_stick(office, ports)
    assert [one.terms.n for one in answer.answer_keys] == [1, 2, 3]
    with pytest.raises(HeadOfficeNotGenuine):
        take_stick_answer(
            ports, msgspec.json.encode(msgspec.structs.replace(answer, answer_keys=()))
        )
    cut = msgspec.structs.replace(answer, answer_keys=answer.answer_keys[1:])
    with pytest.raises(AnswerKeyRefused):
        take_stick_answer(ports, msgspec.json.encode(cut))
    assert changes(ports) == []
    take_stick_answer(ports, msgspec.json.encode(answer))
    story.sync(office, ports)
    assert [one.n for one in changes(ports)] == [1, 2, 3]
    assert good_answer_keys(ports)[0] == newest.terms.new_key


def test_a_stolen_key_is_revoked_by_the_root_key(
    office: OfficeHere, ports: Ports, root: Path
) -> None:
    """Its answers are good no longer, and older statements have the root key's word, too."""
    change(office)
    story.sync(office, ports)
    before = by_stick(office, ports)
    with pytest.raises(SigningRefused):
        change(office, lasts=AT_ONCE)
    said = change(office, root, AT_ONCE)
    story.sync(office, ports)
    assert [one.said_by for one in changes(ports)] == ["old", "root"]
    assert good_answer_keys(ports) == (said.terms.new_key,)
    with pytest.raises(AnswerKeyRefused):
        take_stick_answer(ports, msgspec.json.encode(before))
    assert all(one.by_root is not None for one in office.administration.answer_keys())


def test_without_the_root_key_no_agent_believes_the_time(
    office: OfficeHere, ports: Ports, root: Path
) -> None:
    """Terminals that join are led on from the key that it certified last."""
    change(office)
    with story.line_to(office, ports) as line:
        with pytest.raises(HeadOfficeUnreachable):
            line.tell_time()
        change(office, root)
        told = line.tell_time()
    root_key = office.administration.root_key()
    assert genuine_time(told, root_key, training=True) is not None


def test_who_joins_between_is_led_on(
    office: OfficeHere, root: Path, tmp_path: Path, clock: RealClock
) -> None:
    """From the last key that the root key certified to the newest."""
    change(office, root)
    newest = change(office)
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with story.terminal_at(folder, clock) as ports:
        story.join(office, ports)
        story.sync(office, ports)
        assert [one.n for one in changes(ports)] == [2]
        assert good_answer_keys(ports)[0] == newest.terms.new_key


def test_the_power_fails_before_the_key_is_taken(office: OfficeHere, ports: Ports) -> None:
    """Answers go on under the old key, and the next change takes the new one first."""
    wish, now = AnswerKeyChange(None, QUARTER), office.clock.now()
    with office.database.write() as connection:
        change_answer_key(connection, wish, BY, now, office.administration.signing)
    story.sync(office, ports)
    assert changes(ports) == []
    change(office)
    story.sync(office, ports)
    assert [one.n for one in changes(ports)] == [1, 2]


def test_it_takes_the_passphrase(office: OfficeHere, ports: Ports) -> None:
    """Whoever only reaches the agent changes nothing."""
    wrong = replace(BY, secret=b"another passphrase")
    with pytest.raises(WrongPassphrase):
        office.administration.change_answer_key(AnswerKeyChange(None, QUARTER), wrong)
    story.sync(office, ports)
    assert office.administration.answer_keys() == ()


def test_an_agent_that_starts_again_signs_with_the_newest(
    office: OfficeHere, keys: Path, clock: RealClock
) -> None:
    """It lies in the agent's own database; the vault has the first one only."""
    newest = change(office).terms.new_key
    signing_of(office).close()
    with agent_at(keys, clock) as again:
        assert again.answer_keys.newest() == newest
