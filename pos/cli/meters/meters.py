"""`vendwatt meters`: find a meter, take in a list of meters."""

import sys
from datetime import datetime
from pathlib import Path

import click

from pos.app.meters.import_meters import BadLine, PartTaken, import_meter_file
from pos.app.office.office_rules import revoked_keys_of
from pos.app.ports import Reads
from pos.app.selling.quoting import known_meter, owed_by, terminal_of
from pos.cli.keys.facts import key_change_facts, key_change_text
from pos.cli.list_file import lines_of
from pos.cli.named_file import NAMED_FILE, open_named
from pos.cli.options import shared_options
from pos.cli.session import Session
from pos.domain.errors import PosError
from pos.domain.key_due import key_due
from pos.domain.meter import ACTIVE, Meter, display_number, parse_meter_number
from pos.domain.meter_file import COLUMNS
from pos.domain.money import decimals_of, format_minor
from pos.domain.operator import Role
from pos.presenters.problems import problem_of

_FOUND_MAX = 20
# A list with the wrong columns would fill the screen for minutes; `--json` tells of every line.
_BAD_LINES_SHOWN = 1_000


@click.group
def meters() -> None:
    """Find a meter, show one, or take in a list."""


@meters.command("find")
@click.argument("text")
@shared_options
@click.pass_obj
def find(session: Session, *, text: str) -> None:
    """Find meters by number, card, account, name, address or phone, best first."""
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        found = reads.find_meters(text, limit=_FOUND_MAX + 1)
        for meter in found[:_FOUND_MAX]:
            _answer(session, reads, meter, terminal.ports.clock.now())
        if not found and not session.as_json:
            click.echo("Nothing was found.", err=True)
        if len(found) > _FOUND_MAX and not session.as_json:
            click.echo("There are more; say more of the name or the number.", err=True)


@meters.command("show")
@click.argument("meter")
@shared_options
@click.pass_obj
def show(session: Session, *, meter: str) -> None:
    """Show one meter by its number."""
    pan = parse_meter_number(meter).digits
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        _answer(session, reads, known_meter(reads, pan), terminal.ports.clock.now())


@meters.command("import")
@click.argument("file", type=NAMED_FILE, required=False)
@click.option("--template", is_flag=True, help="Write the header of an empty list and stop.")
@shared_options
@click.pass_obj
def import_list(session: Session, *, file: Path | None, template: bool) -> None:
    """Take in a CSV of meters; tells each bad line and loads the good ones. Needs a supervisor."""
    if template:
        click.echo(",".join(COLUMNS))
        return
    if file is None:
        raise click.UsageError("give a file, or --template")
    told = _ListTold(session)
    with (
        open_named(file) as opened,
        session.selling(Role.AGENT, Role.SUPERVISOR) as (ports, operator),
    ):
        try:
            for step in import_meter_file(ports, lines_of(opened), operator=operator):
                told.step(step)
        except PosError:
            if told.taken is not None:
                told.end()
            raise
    told.end()


class _ListTold:
    """Tells how a list is taken in.

    Attributes:
        taken: the newest part that is durable.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._shows_count = sys.stderr.isatty()
        self._counting = False
        self._bad = 0
        self.taken: PartTaken | None = None

    def step(self, step: BadLine | PartTaken) -> None:
        """Tell a bad line, or count on."""
        match step:
            case BadLine():
                self._bad += 1
                if self._bad <= _BAD_LINES_SHOWN or self._session.as_json:
                    self._tell_bad_line(step)
            case PartTaken():
                self.taken = step
                if self._shows_count:
                    self._counting = True
                    click.echo(f"\r{step.meters} meters", nl=False, err=True)

    def end(self) -> None:
        """Say what is durable, whatever ended the list."""
        meters = self.taken.meters if self.taken else 0
        unchanged = self.taken.unchanged if self.taken else 0
        facts = {"meters": meters, "unchanged": unchanged, "bad": self._bad}
        same = f", of which unchanged: {unchanged}" if unchanged else ""
        hidden = self._bad - _BAD_LINES_SHOWN
        more = f"Bad lines more: {hidden}; --json tells of each.\n" if hidden > 0 else ""
        text = f"{more}Meters taken in: {meters}{same}; lines left out: {self._bad}."
        self._answer(facts, text)

    def _tell_bad_line(self, bad: BadLine) -> None:
        why = problem_of(bad.error).happened
        facts = {"line": bad.line, "column": bad.column, "code": bad.error.code, "reason": why}
        self._answer(facts, f"Line {bad.line}: {why} ({bad.error.code})")

    def _answer(self, facts: object, text: str) -> None:
        if self._counting:
            # Behind the count, which has no line end of its own.
            click.echo(err=True)
            self._counting = False
        self._session.answer(facts, text)


def _answer(session: Session, reads: Reads, meter: Meter, now: datetime) -> None:
    due = key_due(meter, reads.vending_keys(), now, revoked_keys_of(reads))
    person = reads.person(meter.person_ref) if meter.person_ref else None
    facts = {
        "meter": display_number(meter.pan),
        "pan": meter.pan,
        "name": person.name if person else "",
        "account": person.account if person else "",
        "address": person.address if person else "",
        "phone": person.phone if person else "",
        "sgc": meter.sgc,
        "krn": meter.krn,
        "ti": meter.tariff_index,
        "kt": meter.key_type,
        "ea": meter.ea,
        "tct": meter.tct,
        "tariff": meter.tariff,
        "status": meter.status,
        "arrears": format_minor(owed_by(reads, meter), decimals_of(terminal_of(reads).currency)),
        "person_ref": meter.person_ref,
        "key_change": key_change_facts(due),
    }
    text = f"{facts['meter']:13}  {facts['name']}, {facts['address']}  {meter.tariff}"
    status = ACTIVE if meter.status == ACTIVE else f"may not buy: {meter.status}"
    lines = [f"{text}  {status}"]
    if due is not None:
        lines.append(f"    {key_change_text(due)}")
    session.answer(facts, "\n".join(lines))
