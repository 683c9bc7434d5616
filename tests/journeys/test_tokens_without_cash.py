"""Key changes, free units and engineering codes, each command in its own process."""

import subprocess
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pos.domain.meter import display_number
from pos.sts.carrier import Token20
from tests import command_line as cli
from tests import terminal_stories as story
from tests.command_line import VENDWATT, resident_agent, vendwatt

APPROVED = ("--approver", "supervisor")


def meters_of(folder: Path, word: str) -> list[str]:
    """Return meters of a supply group, or on a tariff with this word in its id."""
    with story.opened(folder) as ports, ports.store.read() as reads:
        found = [
            display_number(meter.pan)
            for meter in reads.each_meter()
            if meter.sgc == word or word in meter.tariff
        ]
    return sorted(found)


def said(folder: Path, *arguments: str) -> str:
    """Return what a command tells people."""
    command = [str(VENDWATT), "--data", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def test_a_meter_gets_its_new_key(till: Path) -> None:
    """Seen in the plan, in the quote and in the sale; reissued once when the two crossed."""
    first, second = meters_of(till, "990408")[:2]
    with resident_agent(till):
        planned = [line["meter"] for line in vendwatt(till, "keys", "plan").lines]
        assert first in planned
        shown = vendwatt(till, "meters", "show", first).line
        assert (shown["krn"], shown["key_change"]["to"]["krn"]) == (1, 2)
        quote = vendwatt(till, "quote", "--meter", first, "--amount", "50").line
        kinds = [token["kind"] for token in quote["tokens"]]
        assert kinds == ["key_change", "key_change", "credit"]
        sale = cli.sell(till, first).line
        assert [token["kind"] for token in sale["tokens"]] == kinds
        assert [token["tid"] is None for token in sale["tokens"]] == [True, True, False]
        assert "first" in sale["warning"]
        assert vendwatt(till, "meters", "show", first).line["key_change"] is None
        paper = vendwatt(till, "receipt", sale["receipt_no"], "--format", "text").output.decode()
        assert paper.index("NEW KEY") < paper.index(Token20(sale["tokens"][2]["digits"]).grouped)
        reissue = ("sales", "reissue", sale["receipt_no"], "--key", "old")
        assert vendwatt(till, *reissue).refusal() == (3, "APPROVAL-01", "not_involved")
        again = vendwatt(till, *reissue, *APPROVED).line
        assert again["tokens"][0]["tid"] == sale["tokens"][2]["tid"]
        refused = vendwatt(till, *reissue, *APPROVED)
        assert refused.refusal()[:2] == (3, "REISSUE-01")
        assert refused.error["message"].startswith(f"The codes of receipt {sale['receipt_no']} ")
        assert vendwatt(till, "reprint", sale["receipt_no"]).line["sale_id"] == sale["sale_id"]
        told = vendwatt(till, "sales", "statement", first).line
        assert [line["purpose"] for line in told["sales"]] == ["reissue", "sale"]
        assert (told["units"], told["total"]) == (sale["units"], "50.00")

        change = ("keychange", second, "--reason", "moved", *APPROVED)
        sets = vendwatt(till, *change).line
        assert [token["kind"] for token in sets["tokens"]] == ["key_change", "key_change"]
        assert (sets["total"], sets["purpose"]) == ("0.00", "key_change")
        newest = vendwatt(till, "sales", "list").lines[0]
        begun = datetime.fromisoformat(newest["begun_at"]).astimezone(
            ZoneInfo("Africa/Johannesburg")
        )
        codes, made_again, sold, *_ = said(till, "sales", "list").splitlines()
        assert codes.startswith(f"{begun:%Y-%m-%d %H:%M}  committed        key change  ")
        assert "  reissue  " in made_again
        assert "  ZAR 50.00  " in sold
        assert "ZAR 50.00" in said(till, "sales", "statement", first)
        assert vendwatt(till, *change).refusal()[:2] == (3, "KEYCHANGE-01")
        assert vendwatt(till, "keychange", second, "--ti", "2").status == 2
        assert vendwatt(till, "journal", "verify").line["issues"] == 3
        assert vendwatt(till, "journal", "rebuild").status == 0


def test_a_technician_needs_a_second_person(till: Path) -> None:
    """Approved, repeated by its id, listed; free units once a month."""
    meter, *_ = meters_of(till, "lifeline")
    sale_id = story.new_sale_id()
    with resident_agent(till):
        limit = ("engineering", meter, "--kind", "power_limit", "--value", "5000")
        assert vendwatt(till, *limit).refusal() == (3, "APPROVAL-01", "not_involved")
        same = (*limit, *APPROVED, "--sale-id", sale_id)
        made = vendwatt(till, *same).line
        assert (made["detail"], made["approver"]) == ("power_limit 5000", "supervisor")
        assert vendwatt(till, *same).line["tokens"] == made["tokens"]
        other = (*limit[:-1], "6000", *APPROVED, "--sale-id", sale_id)
        assert vendwatt(till, *other).refusal()[:2] == (3, "SALE_ID_REUSED")
        wrong = ("engineering", meter, "--kind", "water_factor", *APPROVED)
        assert vendwatt(till, *wrong).refusal()[:2] == (2, "ENGINEERING-01")

        free = ("free", meter, *APPROVED, "--units")
        assert vendwatt(till, *free, "51").refusal()[:2] == (3, "FREE-01")
        (token,) = vendwatt(till, *free, "50").line["tokens"]
        assert (token["kind"], token["units"]) == ("free", "50.0")
        assert vendwatt(till, *free, "1").refusal()[:2] == (3, "FREE-01")
        (sold,) = cli.sell(till, meter).line["tokens"]
        assert sold["kind"] == "credit"
        (line,) = vendwatt(till, "report", "engineering").lines
        assert (line["approver"], line["meter"]) == ("supervisor", meter)
        (line,) = vendwatt(till, "report", "free").lines
        assert line["units"] == "50.0"
