"""What a meter bought and owes at all terminals together: never counted twice, never forgotten."""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from pos.domain.errors import HeadOfficeUnreachable
from pos.domain.meter import display_number
from pos.store.unit_of_work import SqlUnitOfWork
from pos.wire.bundle import BundleKind, BundlesRequest
from pos.wire.meter_standing import read_standings
from tests import office_stories as story
from tests import store_stories
from tests.both_databases import DATABASES, new_office_on
from tests.office_stories import OfficeHere, RealClock
from tests.standing_stories import Seller, take, tell

METERS = (1, 2, 3)


@pytest.fixture(name="clock")
def _clock() -> RealClock:
    """Give a clock that a test may move."""
    return RealClock()


@pytest.fixture(name="office", params=DATABASES)
def _office(
    request: pytest.FixtureRequest, tmp_path: Path, clock: RealClock
) -> Iterator[OfficeHere]:
    """Give a head office over each database."""
    with new_office_on(request, tmp_path, clock) as office:
        yield office


@pytest.fixture(name="sellers")
def _sellers(tmp_path: Path, office: OfficeHere, clock: RealClock) -> Iterator[list[Seller]]:
    """Give three terminals that joined."""
    with ExitStack() as stack:
        sellers = []
        for name in ("T1", "T2", "T3"):
            folder = story.new_terminal(tmp_path / name, clock, name)
            ports = stack.enter_context(story.terminal_at(folder, clock))
            story.join(office, ports)
            sellers.append(Seller(ports))
        yield sellers


def _list(*owed: tuple[int, str]) -> list[bytes]:
    rows = [
        f"{display_number(store_stories.pan(number))},990011,1,01,11,training,{amount}"
        for number, amount in owed
    ]
    return [f"{row}\n".encode() for row in ("meter,sgc,krn,ti,ea,tariff,arrears", *rows)]


@pytest.mark.parametrize("seed", range(2))
def test_any_terminal_knows_all_that_was_told_and_all_its_own(
    office: OfficeHere, sellers: list[Seller], seed: int
) -> None:
    """Sales, deliveries, lost answers and tellings in any order: own sales all, others' as told."""
    chance = random.Random(seed)  # noqa: S311 - the same walk each time.
    counted: dict[str, dict[int, int]] = {seller.name: {} for seller in sellers}
    told: dict[str, dict[int, int]] = counted
    known: dict[str, dict[str, dict[int, int]]] = {seller.name: counted for seller in sellers}
    for _ in range(70):
        seller = chance.choice(sellers)
        match chance.choice(("sell", "sell", "sell", "sync", "lose", "tell", "whole", "take")):
            case "sell":
                seller.sell(chance.choice(METERS), chance.randrange(1, 100) * 100)
            case "sync":
                story.sync(office, seller.ports)
                counted = counted | {seller.name: dict(seller.sold)}
            case "lose":
                office.lose_answers = 1
                with pytest.raises(HeadOfficeUnreachable):
                    story.sync(office, seller.ports)
                counted = counted | {seller.name: dict(seller.sold)}
            case "tell":
                tell(office)
                told = counted
            case "whole":
                tell(office, whole=True)
                told = counted
            case "take":
                take(office, seller.ports)
                known = known | {seller.name: told}
        for each in sellers:
            for meter in METERS:
                others = (
                    sold.get(meter, 0)
                    for name, sold in known[each.name].items()
                    if name != each.name
                )
                assert each.knows(meter).units_milli == each.sold.get(meter, 0) + sum(others)


def test_what_was_paid_anywhere_is_owed_nowhere(office: OfficeHere, sellers: list[Seller]) -> None:
    """A list says what is owed now; each terminal takes off what others and itself collected."""
    first, second, _ = sellers
    office.administration.publish(BundleKind.METERS, _list((1, "50.00")), "")
    for each in sellers:
        take(office, each.ports)
    assert [each.knows(1).owed for each in sellers] == [5000] * 3
    first.sell(1, 1000, arrears=2000)
    assert [each.knows(1).owed for each in sellers] == [3000, 5000, 5000]
    story.sync(office, first.ports)
    tell(office)
    second.sell(1, 1000, arrears=500)
    take(office, second.ports)
    assert second.knows(1).owed == 2500
    story.sync(office, second.ports)
    tell(office)
    for each in sellers:
        take(office, each.ports)
    assert [each.knows(1).owed for each in sellers] == [2500] * 3
    # A new list knows better, whatever was paid before; the same list is no news twice.
    office.administration.publish(BundleKind.METERS, _list((1, "99.00")), "")
    assert office.administration.publish(BundleKind.METERS, _list((1, "99.00")), "").count == 0
    for each in sellers:
        take(office, each.ports)
    assert [each.knows(1).owed for each in sellers] == [9900] * 3
    first.sell(1, 1000, arrears=900)
    assert first.knows(1).owed == 9000


def test_only_what_changed_is_told_again(office: OfficeHere, sellers: list[Seller]) -> None:
    """A delta names one meter; a run without news says until when that is so."""
    first, second, _ = sellers
    for meter in METERS:
        first.sell(meter, 1000)
    story.sync(office, first.ports)
    assert tell(office).meters == 3
    second.sell(2, 500)
    story.sync(office, second.ports)
    assert tell(office).meters == 1
    take(office, second.ports)
    before = second.knows(2).known_at
    assert before
    assert tell(office).meters == tell(office).meters == 0
    take(office, second.ports)
    assert second.knows(2).known_at > before
    with story.line_to(office, first.ports) as line:
        bundles = line.bundles(BundlesRequest(0, 0)).bundles
    bodies = [read_standings(bundle.body) for bundle in bundles]
    # Of the two that told nothing, the newer one is kept.
    assert [len(body[1]) for body in bodies if body] == [3, 1, 0]
    assert tell(office, whole=True).meters == 3
    take(office, first.ports)
    assert first.knows(2).units_milli == 1500
    # Another month has its own units; the newest purchase is the newest all the same.
    assert first.knows(2, "2031-01").units_milli == 0
    assert first.knows(2, "2031-01").last_at


def test_standings_that_cannot_be_read_change_nothing() -> None:
    """Nonsense, too many meters, and times that are none are no standings."""
    header = '{"at":"2026-11-22T10:00:00.000Z","last":true,"marks":{}}'
    line = '["600727000000000009","2026-11",1,0,"2026-11-22T10:00:00.000Z",-1,0]'
    assert read_standings(f"{header}\n{line}") is not None
    for body in (
        "",
        "[" * 100_000,
        header.replace("2026-11-22T", "yesterday "),
        f"{header}\n{line}\n",
        f"{header}\n{line.replace('600727', 'x00727')}",
        "\n".join([header, *[line] * 4001]),
    ):
        assert read_standings(body) is None


def _at_months_change(clock: RealClock) -> tuple[str, str]:
    """Move the clock to where this month ends, and return it and the next one."""
    now = RealClock().now()
    following = (now.replace(day=1) + timedelta(days=32)).replace(
        day=1, hour=0, minute=0, second=0, microsecond=0
    )
    clock.moved = following - now
    return f"{now:%Y-%m}", f"{following:%Y-%m}"


def test_both_months_are_known_while_either_may_be_asked_for(
    office: OfficeHere, sellers: list[Seller], clock: RealClock
) -> None:
    """One terminal's clock is past midnight, another's is not: neither forgets what was bought."""
    before, after = _at_months_change(clock)
    early, late, third = sellers
    early.sell(1, 10_000, month=before)
    late.sell(1, 2_000, month=before)
    early.sell(1, 300, month=after)
    for seller in (early, late):
        story.sync(office, seller.ports)
    assert tell(office).meters == 1
    for seller in sellers:
        take(office, seller.ports)
        assert seller.knows(1, before).units_milli == 12_000
        assert seller.knows(1, after).units_milli == 300
    late.sell(1, 50, month=before)
    assert late.knows(1, before).units_milli == 12_050
    clock.moved += timedelta(days=3)
    third.sell(1, 7, month=after)
    story.sync(office, third.ports)
    story.sync(office, late.ports)
    tell(office)
    take(office, early.ports)
    assert early.knows(1, after).units_milli == 307
    assert early.knows(1, before).units_milli == 0


def test_a_list_says_only_what_is_new(office: OfficeHere, sellers: list[Seller]) -> None:
    """Of a list that was published before only changed lines travel; all of it where wanted."""
    del sellers
    publish = office.administration.publish
    assert publish(BundleKind.METERS, _list((1, ""), (2, "")), "").count == 1
    assert publish(BundleKind.METERS, _list((1, ""), (2, "")), "").count == 0
    assert publish(BundleKind.METERS, _list((1, ""), (2, "")), "", whole=True).count == 1
    # For one terminal it is another list, and for all again a third.
    assert publish(BundleKind.METERS, _list((1, "")), "T1").count == 1
    assert publish(BundleKind.METERS, _list((1, "")), "").count == 1


def test_a_bundle_that_is_cut_off_in_the_middle_is_old_or_new(
    office: OfficeHere, sellers: list[Seller], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever fails while it is taken in leaves nothing of it; the next run takes it whole."""
    first = sellers[0]
    people = b'[{"name":"zola","role":"supervisor"},{"name":"amina","role":"agent"}]'
    office.administration.publish(BundleKind.OPERATORS, [people], "")
    with first.ports.store.read() as reads:
        before = reads.head()

    def fail(*_: object) -> None:
        raise OSError("the power went")

    monkeypatch.setattr(SqlUnitOfWork, "set_uplink", fail)
    with pytest.raises(OSError, match="power"):
        take(office, first.ports)
    with first.ports.store.read() as reads:
        assert reads.head() == before
        assert reads.operator("zola") is None
    monkeypatch.undo()
    assert take(office, first.ports).taken == 1
    with first.ports.store.read() as reads:
        assert reads.operator("zola") is not None
        assert reads.operator("amina") is not None
