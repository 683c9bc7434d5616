"""`vendwatt quote`: what an amount buys, without selling it."""

from datetime import UTC, datetime
from pathlib import Path

import click

from pos.app.ports import Reads
from pos.app.selling.explain_quote import block_left_of, last_beside
from pos.app.selling.quoting import MeterQuote, quote_meter, terminal_of
from pos.cli.keys.facts import key_change_facts
from pos.cli.named_file import NAMED_FILE
from pos.cli.options import shared_options
from pos.cli.sales.quote_explained import block_facts, explanation_lines, last_facts
from pos.cli.sales.quote_file import Asked, Supposed, quote_facts, quote_from_file
from pos.cli.session import Session
from pos.domain.energy import format_units
from pos.domain.meter import parse_meter_number


@click.command
@click.option("--meter", default="", help="Meter number; its tariff and history are used.")
@click.option("--tariff", type=NAMED_FILE, help="A tariff file instead; no terminal is needed.")
@click.option("--amount", default="", help="What the customer pays.")
@click.option("--units", default="", help="What the customer wants, in kWh.")
@click.option("--month-to-date", default="", help="What if: kWh bought this month.")
@click.option("--at", default="", help="What if: day or moment; now unless given.")
@click.option("--arrears", default="", help="What if: what is owed.")
@click.option("--state", type=NAMED_FILE, help="What if: the meter's whole history as JSON.")
@shared_options
@click.pass_obj
def quote(session: Session, /, *, meter: str, tariff: Path | None, **wish: str) -> None:
    """Say what an amount buys, or what units cost, line by line.

    A meter's own history is taken unless another is told: --month-to-date and --arrears each
    change that alone, --state tells all of it.
    """
    if bool(meter) == bool(tariff):
        raise click.UsageError("give --meter or --tariff")
    if bool(wish["amount"]) == bool(wish["units"]):
        raise click.UsageError("give --amount or --units")
    asked = Asked(wish["amount"], wish["units"])
    supposed = Supposed(
        month_to_date=wish["month_to_date"],
        at=wish["at"],
        arrears=wish["arrears"],
        state=Path(wish["state"]) if wish["state"] else None,
    )
    if tariff is not None:
        facts = quote_from_file(tariff, asked, supposed, datetime.now(UTC))
    else:
        facts = _quote_here(session, meter, asked, supposed)
    session.answer(facts, _text(facts))


def _quote_here(
    session: Session, meter: str, asked: Asked, supposed: Supposed
) -> dict[str, object]:
    pan = parse_meter_number(meter).digits
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        row = terminal_of(reads)
        moment = supposed.moment(row.time_zone, terminal.ports.clock.now())
        quoted = quote_meter(
            reads,
            pan,
            moment=moment,
            amount=asked.money(row.currency),
            units_milli=asked.units_milli(),
            suppose=lambda known, tariff: supposed.history(known, tariff, moment),
        )
        return _here(reads, quoted, moment)


def _here(reads: Reads, quoted: MeterQuote, moment: datetime) -> dict[str, object]:
    """Return a quote with the key change that the sale would bring, and the last purchase."""
    due = quoted.key_due
    currency = quoted.quote.total.currency
    facts = quote_facts(quoted.quote) | {
        "key_change": key_change_facts(due),
        "block_left": block_facts(block_left_of(quoted, moment), currency),
        "last": last_facts(last_beside(reads, quoted)),
    }
    tokens = facts["tokens"]
    if due is not None and due.is_possible and isinstance(tokens, list):
        zero = format_units(0)
        sets = [{"kind": "key_change", "units": zero} for _ in range(due.plan.token_count)]
        facts["tokens"] = [*sets, *tokens]
    return facts


def _text(facts: dict[str, object]) -> str:
    lines = facts["lines"]
    assert isinstance(lines, list)  # noqa: S101 - made a few lines above.
    rows = [_row(line) for line in lines]
    total = f"{'Total ' + str(facts['currency']):30} {facts['total']!s:>12}"
    adds = f"The meter adds {facts['units_credited']} kWh"
    return "\n".join([*rows, total, adds, *explanation_lines(facts)])


def _row(line: dict[str, str]) -> str:
    label = line["label"]
    if line["rate"] and line["kind"] == "energy":
        label += f" {line['units']} kWh x {line['rate']}"
    return f"{label:30} {line['amount']:>12}"
