"""A shop that an older program left goes on with this one: terminal and head office both."""

import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.command_line import Answered, sell, vendwatt

KEPT = Path(__file__).parents[1] / "vectors" / "shop_2026_11_23.tar.xz"
TERMINAL = "T963D0E"
METER = "0000000000042"
# The journal ends with an open shift, one sale in it, and twelve entries not yet delivered.
ENTRIES, ACKNOWLEDGED = 33, 21


@dataclass(frozen=True, slots=True)
class OlderShop:
    """A training terminal and its head office's database, unpacked."""

    folder: Path

    def terminal(self, *arguments: str) -> Answered:
        """Run a command at the counter."""
        return vendwatt(self.folder / "terminal", *arguments)

    def supervisor(self, *arguments: str) -> Answered:
        """Run a command at the counter as the supervisor."""
        pin = self.folder / "terminal" / "secrets" / "supervisor.pin"
        return self.terminal(*arguments, "--operator", "supervisor", "--pin-file", str(pin))

    def approved(self, *arguments: str) -> Answered:
        """Run a command at the counter as the agent, with the supervisor's signature."""
        pin = self.folder / "terminal" / "secrets" / "supervisor.pin"
        return self.terminal(
            *arguments, "--approver", "supervisor", "--approver-pin-file", str(pin)
        )

    def office(self, *arguments: str) -> Answered:
        """Run a command of head office."""
        database = f"sqlite:///{self.folder}/office.db"
        return self.terminal("headoffice", *arguments, "--database", database)


@pytest.fixture(name="shop")
def _shop(tmp_path: Path) -> OlderShop:
    """Unpack the shop as its program left it on 23 November 2026."""
    with tarfile.open(KEPT) as archive:
        # As an argument Python 3.11.2, which Debian 12 has, does not know it.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(tmp_path)  # noqa: S202 - our own.
    return OlderShop(tmp_path)


def test_an_older_shop_sells_delivers_and_closes(shop: OlderShop) -> None:
    """What was signed reads the same, what was owed is delivered, and the day goes on."""
    before = shop.terminal("journal", "verify").line
    assert (before["ok"], before["entries"]) == (True, ENTRIES)
    assert shop.terminal("journal", "rebuild").line["ok"]
    closed = shop.terminal("shift", "z", "1").line
    assert (closed["z_no"], closed["over_short"]) == (f"{TERMINAL}-1-000001", "-20.00")
    # The newest sale may be long ago by now; a supervisor vouches for the clock.
    assert shop.supervisor("clock", "accept").status == 0
    assert sell(shop.folder / "terminal", METER, "40").line["receipt_no"] == f"{TERMINAL}-1-000004"
    carried, answer = str(shop.folder / "carried"), str(shop.folder / "answer")
    told = shop.office("report").line["terminals"][0]
    assert (told["entries"], told["total"]) == (ACKNOWLEDGED, "50.00")
    assert shop.terminal("sync", "--to-file", carried).status == 0
    # Its signing keys lie in its database; nothing is signed before they are out of there.
    assert shop.office("receive", carried, "--out", answer).refusal()[:2] == (3, "SIGN-02")
    assert shop.office("keys", "move").line["moved"]
    assert shop.office("receive", carried, "--out", answer).status == 0
    assert shop.terminal("sync", "--from-file", answer).status == 0
    told = shop.office("report").line["terminals"][0]
    assert (told["sales"], told["total"], told["exceptions"]) == (4, "140.00", 0)
    assert shop.terminal("sync", "--status").line["equal"]
    assert shop.terminal("shift", "count", "50x1,10x3").status == 0
    z_report = shop.approved("shift", "close").line
    assert (z_report["z_no"], z_report["over_short"]) == (f"{TERMINAL}-1-000002", "0.00")
    assert shop.terminal("journal", "verify").line["ok"]
