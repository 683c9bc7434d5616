"""Head office changes the key that signs its answers, on each database; terminals follow."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import delete

from pos.app.office.answer_keys import follow_answer_keys, good_answer_keys
from pos.app.office.sync_by_stick import stick_lines, take_stick_answer
from pos.app.office.sync_journal import sync_journal
from pos.app.ports import Ports
from pos.app.ports.answer_keys import AnswerKeyPlan
from pos.app.ports.slots import UnlockSecret
from pos.domain.entries import AnswerKeyChanged
from pos.domain.errors import (
    AnswerKeyEnded,
    AnswerKeyRefused,
    HeadOfficeNotGenuine,
    HeadOfficeUnreachable,
    WrongPassphrase,
)
from pos.domain.errors.signing import SigningRefused
from pos.domain.journal import format_time, read_entry
from pos.headoffice.keys.answer_keys import AnswerKeyChange, change_answer_key
from pos.headoffice.keys.set_up import create_office
from pos.headoffice.people.acts import ActOf, acts
from pos.headoffice.server.watch import DONE
from pos.headoffice.store.schema_ceremonies import ANSWER_KEY
from pos.wire.answer_keys import ANSWER_KEYS_PATH, AnswerKeyStatement, signed_by_old
from pos.wire.office_time import genuine_time
from pos.wire.stick import StickAnswer
from pos.wire.uplink import RefusalCode
from pos.wire.uplink_request import NONCE_HEADER, SIGNATURE_HEADER, TERMINAL_HEADER
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
        with pytest.raises(AnswerKeyEnded):
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
    with pytest.raises(AnswerKeyEnded):
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


def keep_only(office: OfficeHere, root: Path | None = None) -> AnswerKeyStatement:
    """Change the key up to where its statement is kept; the power fails then."""
    wish, now = AnswerKeyChange(root, QUARTER), office.clock.now()
    with office.database.write() as connection:
        return change_answer_key(connection, wish, BY, now, office.administration.signing)


def test_the_power_fails_before_the_key_is_taken(office: OfficeHere, ports: Ports) -> None:
    """Answers go on under the old key, and the next change takes the new one first."""
    first = keep_only(office)
    story.sync(office, ports)
    assert changes(ports) == []
    change(office)
    story.sync(office, ports)
    assert [one.n for one in changes(ports)] == [1, 2]
    # Whoever made the first one comes to the end of it only now.
    signing_of(office).answer_keys.take(first)
    assert signing_of(office).answer_keys.newest() == changes(ports)[-1].new_key


def test_a_server_takes_the_key_once_it_tells_the_time(
    office: OfficeHere, ports: Ports, root: Path
) -> None:
    """That names the key, and would be refused until somebody changes the key again."""
    kept = keep_only(office, root)
    with story.line_to(office, ports) as line:
        told = line.tell_time()
    assert genuine_time(told, office.administration.root_key(), training=True) is not None
    assert good_answer_keys(ports)[0] == kept.terms.new_key


def test_a_server_takes_the_key_once_a_terminal_joins(
    office: OfficeHere, root: Path, tmp_path: Path, clock: RealClock
) -> None:
    """It pins that key, and would believe no answer of the one before."""
    kept = keep_only(office, root)
    folder = story.new_terminal(tmp_path / "terminal", clock)
    with story.terminal_at(folder, clock) as ports:
        story.join(office, ports)
        story.sync(office, ports)
        assert good_answer_keys(ports) == (kept.terms.new_key,)


def test_a_change_that_fails_takes_no_key_from_another(office: OfficeHere) -> None:
    """Of two at once the second may be refused while the first has not taken its key yet."""
    desk, now = signing_of(office).answer_keys, office.clock.now()
    first = keep_only(office)
    at = format_time(now)
    desk.prepare(BY, AnswerKeyPlan(2, first.terms.new_key, at, format_time(now + DAY)))
    with pytest.raises(SigningRefused):
        desk.prepare(BY, AnswerKeyPlan(201, first.terms.new_key, at, at))
    desk.take(first)
    assert desk.newest() == first.terms.new_key


def test_only_the_key_that_was_prepared_last_is_taken(office: OfficeHere) -> None:
    """An agent that signed with another than terminals are told of would be believed by none."""
    agent, now = signing_of(office), office.clock.now()
    desk, times = agent.answer_keys, (format_time(now), format_time(now + DAY))
    plan = AnswerKeyPlan(1, desk.newest(), *times)
    first, second = desk.prepare(BY, plan), desk.prepare(BY, plan)
    with pytest.raises(SigningRefused):
        desk.take(first)
    desk.take(second)
    with pytest.raises(SigningRefused):
        desk.prepare(BY, plan)
    desk.take(desk.prepare(BY, AnswerKeyPlan(2, desk.newest(), *times)))
    assert agent._ledger is not None
    seeds = agent._ledger.database.all("SELECT length(seed) FROM answer_key ORDER BY n")
    assert seeds == [(0,), (32,)], "a key that signs nothing any more is not kept"


def test_an_agent_takes_no_key_that_follows_a_strangers(office: OfficeHere) -> None:
    """Nor one that it did not prepare: whoever only reaches it stops no answers."""
    desk, now = signing_of(office).answer_keys, office.clock.now()
    before, stranger = desk.newest(), Ed25519PrivateKey.generate()
    times = (format_time(now), format_time(now + DAY))
    said = desk.prepare(BY, AnswerKeyPlan(1, before, *times))
    public = stranger.public_key().public_bytes_raw().hex()
    other = msgspec.structs.replace(said.terms, old_key=public)
    for one in (other, msgspec.structs.replace(said.terms, new_key=public)):
        with pytest.raises(SigningRefused):
            desk.take(signed_by_old(one, stranger))
    assert desk.newest() == before


def test_a_database_from_before_a_change_gets_its_statement_back(
    office: OfficeHere, ports: Ports, clock: RealClock
) -> None:
    """From the key agent, for terminals that did not follow yet, and for the next change."""
    change(office)
    by_stick(office, ports)
    with office.database.write() as connection:
        connection.execute(delete(ANSWER_KEY))
    clock.moved = QUARTER + DAY
    answer = by_stick(office, ports)
    assert [one.terms.n for one in answer.answer_keys] == [1]
    with office.database.write() as connection:
        connection.execute(delete(ANSWER_KEY))
    story.sync(office, ports)
    assert [one.n for one in changes(ports)] == [1]
    with office.database.write() as connection:
        connection.execute(delete(ANSWER_KEY))
    assert change(office).terms.n == 2
    story.sync(office, ports)
    assert [one.n for one in changes(ports)] == [1, 2]


def test_a_key_folder_from_before_a_change_takes_the_root_key(
    office: OfficeHere, ports: Ports, keys: Path, root: Path
) -> None:
    """Its agent has not the newest key: that one is lost, so its time cannot go on."""
    copy, clock = root.with_name("copy"), office.clock
    shutil.copytree(keys, copy, ignore=shutil.ignore_patterns("*.lock", "*.sock"))
    change(office)
    story.sync(office, ports)
    signing_of(office).close()
    with agent_at(copy, clock) as old, story.office_at(office.url, clock, old) as restored:
        story.sync(restored, ports)
        for known in (None, root):
            with pytest.raises(SigningRefused):
                change(restored, known)
        story.sync(restored, ports)
        said = change(restored, root, AT_ONCE)
        story.sync(restored, ports)
        assert good_answer_keys(ports) == (said.terms.new_key,)


def test_what_a_thief_numbered_otherwise_is_followed_by_the_root_keys_word(
    office: OfficeHere, ports: Ports, root: Path
) -> None:
    """Over the line too: terminals ask from the key that they pinned, not from where they are."""
    thief = Ed25519PrivateKey.from_private_bytes(signing_of(office).answer_keys.content.answer_seed)
    terms = change(office).terms
    follow_answer_keys(ports, (signed_by_old(msgspec.structs.replace(terms, n=57), thief),))
    story.sync(office, ports)
    change(office)
    with pytest.raises(AnswerKeyRefused):
        story.sync(office, ports)
    said = change(office, root, AT_ONCE)
    story.sync(office, ports)
    assert good_answer_keys(ports) == (said.terms.new_key,)


def test_only_a_terminal_that_joined_is_told(office: OfficeHere, ports: Ports) -> None:
    """Its own question may come again, and is answered the same; nobody else's is."""
    change(office)
    asked, inner = list[httpx.Request](), office.transport()

    def listens(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return inner.handle_request(request)

    with story.line_over(httpx.MockTransport(listens), ports) as line:
        sync_journal(ports, line)
    (one,) = (request for request in asked if request.url.path == ANSWER_KEYS_PATH)
    headers, content = dict(one.headers), one.content
    assert office.office.answer(ANSWER_KEYS_PATH, headers, content).outcome == DONE
    for name, text, why in (
        (TERMINAL_HEADER, "T9", RefusalCode.UNKNOWN_TERMINAL),
        (SIGNATURE_HEADER, "0" * 128, RefusalCode.SIGNATURE),
        (NONCE_HEADER, "0" * 32, RefusalCode.SIGNATURE),
    ):
        answer = office.office.answer(ANSWER_KEYS_PATH, headers | {name: text}, content)
        assert (answer.outcome, answer.signature) == (why.value, "")
    assert office.office.answer(ANSWER_KEYS_PATH, headers, b"{}").outcome == "signature"


def test_a_line_that_breaks_before_the_statements_came_is_no_strangers(
    office: OfficeHere, ports: Ports
) -> None:
    """It is tried again later, and nobody calls head office for it."""
    change(office)
    inner = office.transport()

    def breaks(request: httpx.Request) -> httpx.Response:
        if request.url.path == ANSWER_KEYS_PATH:
            raise httpx.ReadError("the line broke")
        return inner.handle_request(request)

    with (
        story.line_over(httpx.MockTransport(breaks), ports) as line,
        pytest.raises(HeadOfficeUnreachable),
    ):
        sync_journal(ports, line)
    story.sync(office, ports)
    assert [one.n for one in changes(ports)] == [1]


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
