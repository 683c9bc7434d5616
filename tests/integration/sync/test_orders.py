"""Messages, settings, the oldest program and revoked keys, from head office to a real counter."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from pos.app.cash.cash_policy import policy_of
from pos.app.office.office_notices import NoticeKind, office_notices, receipt_messages
from pos.app.office.office_rules import running_version
from pos.app.paper.paper_policy import paper_language_of, paper_policy_of
from pos.app.ports import Ports
from pos.app.selling.quoting import quote_meter
from pos.app.selling.sell import sell
from pos.app.selling.settle import resume
from pos.app.sold.history import story_of
from pos.domain.errors import BundleMalformed
from pos.domain.errors.bundles import ProgramTooOld, VendingKeyRevoked
from pos.domain.journal import format_time
from pos.domain.money import Money
from pos.receipts.languages import ENGLISH
from pos.receipts.render import Form, render_receipt
from pos.receipts.sale_receipt import SaleReceipt
from pos.store.unit_of_work import SqlUnitOfWork
from pos.wire.bundle import BundleKind
from tests import office_stories, terminal_stories
from tests.office_stories import OfficeHere, RealClock
from tests.standing_stories import take
from tests.terminal_stories import OPERATOR, a_request, pans_of


@pytest.fixture(name="office")
def _office(tmp_path: Path) -> Iterator[OfficeHere]:
    with office_stories.office_at(office_stories.new_office(tmp_path), RealClock()) as office:
        yield office


@pytest.fixture(name="ports")
def _ports(tmp_path: Path, office: OfficeHere) -> Iterator[Ports]:
    """Give a whole training terminal that joined."""
    folder = terminal_stories.new_terminal(tmp_path / "till")
    with terminal_stories.opened(folder) as ports:
        office_stories.join(office, ports)
        yield ports


def _give(office: OfficeHere, ports: Ports, kind: BundleKind, said: object) -> int:
    """Publish something and have the terminal take it; return how much it could not use."""
    office.administration.publish(kind, [json.dumps(said).encode()], "")
    return take(office, ports).refused


def _pan(ports: Ports) -> str:
    with ports.store.read() as reads:
        return pans_of(reads, 1)[0]


def _in(ports: Ports, **span: float) -> str:
    return format_time(ports.clock.now() + timedelta(**span))


def test_messages_are_told_in_their_time_and_place(office: OfficeHere, ports: Ports) -> None:
    """At the counter, on receipts, in the reader's language, and never on an older receipt."""
    pan = _pan(ports)
    before = sell(ports, a_request(pan), operator=OPERATOR).sale_id
    texts = {"en": "No power on Sunday.", "fr": "Coupure dimanche."}
    messages = [
        {"id": "outage", "place": "both", "texts": texts},
        {"id": "counter", "place": "counter", "texts": {"en": "Count the notes twice."}},
        {"id": "later", "place": "both", "texts": texts, "starts": _in(ports, days=1)},
        {"id": "over", "place": "both", "texts": texts, "ends": _in(ports, days=-1)},
    ]
    assert _give(office, ports, BundleKind.MESSAGES, messages) == 0
    after = sell(ports, a_request(pan), operator=OPERATOR).sale_id
    with ports.store.read() as reads:
        notices = office_notices(reads, ports.clock.now())
        old, new = story_of(reads, before), story_of(reads, after)
    assert [notice.texts["en"] for notice in notices] == [
        "Count the notes twice.",
        "No power on Sunday.",
    ]
    assert (old.messages, new.messages) == ((), (texts,))
    paper = render_receipt(SaleReceipt(new, ENGLISH).document(), Form.TEXT, 42).decode()
    assert "No power on Sunday." in paper
    # Withdrawn, it is told no more; the receipt that bore it bears it on each copy.
    gone = [{"id": "outage", "place": "both", "texts": texts, "withdrawn": True}]
    assert _give(office, ports, BundleKind.MESSAGES, gone) == 0
    with ports.store.read() as reads:
        assert len(office_notices(reads, ports.clock.now())) == 1
        assert receipt_messages(reads, replace(new.row, begun_at=_in(ports), begun_seq=0)) == ()
    assert ports.store.rebuild() > 0


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (BundleKind.MESSAGES, [{"id": "x", "place": "both", "texts": {"en": "a\u202eb"}}]),
        (BundleKind.MESSAGES, [{"id": "x", "place": "both", "texts": {"en": "\x1b@"}}]),
        (BundleKind.MESSAGES, [{"id": "x", "place": "both", "texts": {}}]),
        (BundleKind.MESSAGES, [{"id": "x", "place": "both", "texts": {"en": "x" * 161}}]),
        (BundleKind.MESSAGES, [{"id": "x", "place": "wall", "texts": {"en": "x"}}]),
        (
            BundleKind.MESSAGES,
            [{"id": "x", "place": "both", "texts": {"en": "x"}, "ends": "soon"}],
        ),
        (BundleKind.SETTINGS, {}),
        (BundleKind.SETTINGS, {"passphrase": "hunter2"}),
        (BundleKind.SETTINGS, {"cash_step": 0}),
        (BundleKind.SETTINGS, {"drawer_limit": -1}),
        (BundleKind.PROGRAM, {"lowest": "new"}),
        (BundleKind.PROGRAM, {"lowest": "1.0", "stops": "tomorrow"}),
        (BundleKind.REVOKED_KEYS, [{"sgc": "12", "krn": 1}]),
        (BundleKind.SEALED_KEY, {}),
        (BundleKind.STANDINGS, {}),
    ],
)
def test_what_nobody_may_say_is_refused_where_it_is_said(
    office: OfficeHere, kind: BundleKind, said: object
) -> None:
    """Control characters, unknown places, settings off the list, nonsense."""
    with pytest.raises(BundleMalformed):
        office.administration.publish(kind, [json.dumps(said).encode()], "")


def test_settings_are_those_of_the_list_and_told_once(office: OfficeHere, ports: Ports) -> None:
    """Each becomes the entry that a supervisor's own choice would be; the same again is no news."""
    settings = {
        "copies_alone": 1,
        "paper_language": "fr",
        "drawer_limit": 500_000,
        "cash_step": 5,
        "idle_lock_minutes": 15,
    }
    assert _give(office, ports, BundleKind.SETTINGS, settings) == 0
    with ports.store.read() as reads:
        assert paper_policy_of(reads).copies_alone == 1
        assert paper_language_of(reads, OPERATOR) == "fr"
        policy, entries = policy_of(reads), reads.head().seq
    assert (policy.drawer_limit, policy.cash_step, policy.rounding_mode) == (500_000, 5, "nearest")
    assert ports.keys.custody.status().idle_lock_minutes == 15
    assert _give(office, ports, BundleKind.SETTINGS, settings | {"copies_alone": 1}) == 0
    with ports.store.read() as reads:
        # The wish to the key agent, its end, the idle lock, and that the bundle came.
        assert reads.head().seq == entries + 4


def test_an_old_program_is_warned_first_and_never_strands_a_sale(
    office: OfficeHere, ports: Ports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It sells until the day that was named; what was begun before is finished after."""
    pan = _pan(ports)
    newer = {"lowest": "99.1", "stops": _in(ports, hours=1)}
    assert _give(office, ports, BundleKind.PROGRAM, newer) == 0
    with ports.store.read() as reads:
        assert [each.kind for each in office_notices(reads, ports.clock.now())] == [
            NoticeKind.PROGRAM_OLD
        ]
    request = a_request(pan)

    real, committed = SqlUnitOfWork.commit, list[str]()

    def commit_once(work: SqlUnitOfWork) -> None:
        if committed:
            raise OSError("the power went")
        committed.append("sale begun")
        real(work)

    monkeypatch.setattr(SqlUnitOfWork, "commit", commit_once)
    with pytest.raises(OSError, match="power"):
        sell(ports, request, operator=OPERATOR)
    monkeypatch.undo()
    assert _give(office, ports, BundleKind.PROGRAM, {"lowest": "99.1", "stops": _in(ports)}) == 0
    with pytest.raises(ProgramTooOld) as refused:
        sell(ports, a_request(pans_of_second(ports)), operator=OPERATOR)
    assert refused.value.facts == {"running": running_version(), "lowest": "99.1"}
    assert resume(ports, request.sale_id, operator=OPERATOR).tokens
    with ports.store.read() as reads:
        assert office_notices(reads, ports.clock.now())[0].kind is NoticeKind.PROGRAM_STOPPED
    assert _give(office, ports, BundleKind.PROGRAM, {"lowest": "0.0.1"}) == 0
    assert sell(ports, a_request(pan), operator=OPERATOR).tokens


def pans_of_second(ports: Ports) -> str:
    """Return another meter than the first."""
    with ports.store.read() as reads:
        return pans_of(reads, 2)[1]


def test_a_revoked_key_makes_no_code(office: OfficeHere, ports: Ports) -> None:
    """Meters under it are refused before money is taken, until they can be moved off it."""
    pan = _pan(ports)
    with ports.store.read() as reads:
        meter = reads.meter(pan)
    assert meter is not None
    key = {"sgc": meter.sgc, "krn": meter.krn}
    assert _give(office, ports, BundleKind.REVOKED_KEYS, [key, key]) == 0
    with pytest.raises(VendingKeyRevoked), ports.store.read() as reads:
        quote_meter(reads, pan, moment=ports.clock.now(), amount=Money(5000, "ZAR"))
    with pytest.raises(VendingKeyRevoked):
        sell(ports, a_request(pan), operator=OPERATOR)
    assert ports.store.rebuild() > 0
