"""Selling in full at a terminal of a head office that answers, and of one that does not.

Point after point of what a counter does, each command in its own process; the network may only
make a difference to what head office has.
"""

from pathlib import Path

import msgspec
import pytest

from pos.domain.meter import ACTIVE, display_number
from pos.sts.carrier import Token20
from tests import terminal_stories as story
from tests.command_line import Answered, resident_agent, sell, vendwatt
from tests.journeys.test_sync_journey import Shop, serving, shop_of

APPROVED = ("--approver", "supervisor")
BOSS = ("--operator", "supervisor")
TARIFF = story.ROOT / "resources" / "tariffs" / "training-zar.tariff.json"


def meters_of(folder: Path, word: str, count: int) -> list[str]:
    """Return active meters on a tariff with this word in its id."""
    with story.opened(folder) as ports, ports.store.read() as reads:
        meters = [m for m in reads.each_meter() if m.status == ACTIVE and word in m.tariff]
    return [display_number(meter.pan) for meter in meters[:count]]


class Counter:
    """The commands of one terminal.

    Attributes:
        meter, neighbour: on a plain tariff.
        free: on a tariff that owes free units.
    """

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.meter, self.neighbour = meters_of(shop.folder, "eskom", 2)
        (self.free,) = meters_of(shop.folder, "lifeline", 1)

    def ask(self, *arguments: str) -> Answered:
        """Run a command."""
        return vendwatt(self.shop.folder, *arguments)

    def finds_and_quotes(self) -> None:
        """Points 1 to 3: a meter by customer, what money buys, what is left of the block."""
        shown = self.ask("meters", "show", self.meter).line
        names = [each["name"] for each in self.ask("meters", "find", shown["name"]).lines]
        assert shown["name"] in names
        assert self.ask("meters", "find", "nobody at all").lines == ()
        assert self.ask("meters", "show", "01000000008").refusal()[:2] == (4, "METER-03")
        quote = self.ask("quote", "--meter", self.meter, "--amount", "50").line
        assert quote["last"] is None
        assert self.ask("tariffs", "list").status == 0

    def sells_and_explains(self) -> None:
        """Points 3 and 4: the sale, why the next buys less, a key change in order."""
        self.sale = sell(self.shop.folder, self.meter).line
        again = self.ask("quote", "--meter", self.meter, "--amount", "50").line
        assert again["last"]["units"] == self.sale["units"]
        line = self.ask("keys", "plan").lines[0]
        made = self.ask("keychange", line["meter"], "--reason", "moved", *APPROVED).line
        assert {token["kind"] for token in made["tokens"]} == {"key_change"}

    def looks_after_sales(self) -> None:
        """Point 5: last response, copy, search, statement, case and refund."""
        digits = self.sale["tokens"][0]["digits"]
        (found,) = self.ask("sales", "find", digits).lines
        assert found["sale_id"] == self.sale["sale_id"]
        assert self.ask("sales", "show", self.sale["receipt_no"]).line["state"] == "committed"
        assert self.ask("reprint", self.sale["sale_id"]).status == 0
        wrong = ("reverse", self.sale["receipt_no"], "--reason", "wrong meter")
        case = self.ask(*wrong, "--meant-for", self.neighbour).line["case"]
        assert [each["case"] for each in self.ask("cases", "list", "--open").lines] == [case]
        assert self.ask("refund", case, *APPROVED).line["state"] == "refunded"
        assert self.ask("sales", "statement", self.meter).line["total"] == "0.00"

    def gives_codes(self) -> None:
        """Point 6: free units in parts, an engineering code; the register has it and the key."""
        assert self.ask("free", self.free, "--units", "5", *APPROVED).line["units"] == "5.0"
        (credit, rest) = sell(self.shop.folder, self.free).line["tokens"]
        assert (credit["kind"], rest["kind"], rest["units"]) == ("credit", "free", "45.0")
        code = ("engineering", self.meter, "--kind", "clear_tamper", *APPROVED)
        assert self.ask(*code).line["approver"] == "supervisor"
        assert len(self.ask("report", "engineering").lines) == 2

    def sells_a_list_on_a_float(self, place: Path) -> None:
        """Points 7 and 8: the float pays for a list, and is used up by the next sale."""
        self.ask("float", "policy", "--warn-below", "10", "--commission", "2.5", *BOSS)
        kept = self.ask("float", "policy", "--limit", *BOSS).line
        assert (kept["warn_below"], kept["commission_percent"]) == ("10.00", "2.50")
        self.ask("float", "top-up", "100", "--reference", "slip 7", *BOSS)
        rents = place / "rents.csv"
        rents.write_text(f"meter,amount\n{self.meter},40\n{self.neighbour},60\n")
        sheet = place / "codes.txt"
        sold = self.ask("batch", str(rents), "--no-slips", "--sheet", str(sheet))
        assert [row["state"] for row in sold.lines] == ["sold", "sold"]
        assert self.ask("float", "show").line["balance"] == "0.00"
        assert sell(self.shop.folder, self.neighbour, "1").refusal()[:2] == (3, "FLOAT-01")
        assert self.ask("float", "statement", "--print").line["print"]["state"] == "confirmed"
        digits = sold.lines[0]["tokens"][0]["digits"]
        assert Token20(digits).grouped in sheet.read_text()

    def delivers(self) -> None:
        """Point 9: the code on paper."""
        paper = self.ask("receipt", self.sale["sale_id"], "--format", "text").output.decode()
        assert Token20(self.sale["tokens"][0]["digits"]).grouped in paper
        assert self.ask("journal", "verify").status == 0

    def refuses_other_resources(self, place: Path) -> None:
        """Point 10: what is no electricity is named in the refusal, whatever it would cost."""
        refused_ones = {
            "water": "not water",
            "gas": "not gas",
            "time": "not time",
            "electricity_currency": "count electricity in money",
            "time_currency": "count time in money",
        }
        for resource, words in refused_ones.items():
            tariff = place / f"{resource}.tariff.json"
            shape = msgspec.json.decode(TARIFF.read_bytes()) | {"resource": resource}
            tariff.write_bytes(msgspec.json.encode(shape))
            refused = self.ask("quote", "--tariff", str(tariff), "--amount", "50")
            assert refused.refusal() == (3, "METER-05", "nothing_charged")
            assert words in refused.error["message"]


@pytest.mark.parametrize("is_up", [True, False], ids=["head office up", "head office down"])
def test_every_point_at_the_counter(till: Path, tmp_path: Path, is_up: bool) -> None:  # noqa: FBT001
    """Nothing waits for the network; what was sold is delivered where it is there."""
    shop = shop_of(till, tmp_path)
    counter = Counter(shop)
    shop.wait_until_free()
    with serving(shop.database) as url:
        code = shop.office("enrol-code", shop.terminal).line["code"]
        assert vendwatt(till, "enrol", "--url", url, "--code", code).status == 0
        if is_up:
            with resident_agent(till):
                do_everything(counter, tmp_path)
                assert vendwatt(till, "sync").line["equal"]
            return
    with resident_agent(till):
        do_everything(counter, tmp_path)
        assert vendwatt(till, "sync").status == 7
        assert not vendwatt(till, "sync", "--status").line["equal"]


def do_everything(counter: Counter, place: Path) -> None:
    """Go through all points in one day."""
    counter.finds_and_quotes()
    counter.sells_and_explains()
    counter.looks_after_sales()
    counter.gives_codes()
    counter.sells_a_list_on_a_float(place)
    counter.delivers()
    counter.refuses_other_resources(place)
