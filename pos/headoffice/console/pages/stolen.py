"""A terminal that was stolen: take it out of service, what it may cost, which keys to change."""

from typing import Final

from sqlalchemy.engine import Connection

from pos.domain.energy import format_units
from pos.domain.money import Money
from pos.headoffice.console.page import Act, Done, Page, Shown, Visit
from pos.headoffice.console.pages.terminal_facts import proof_of_sync, terminal_line
from pos.headoffice.keys.key_holders import vending_keys
from pos.headoffice.people.acts import ActOf
from pos.headoffice.people.clerks import must_be_clerk
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.terminals.directory import revoke
from pos.headoffice.terminals.leases import newest_terms
from pos.headoffice.terminals.replacement import exposures


def show_stolen(connection: Connection, visit: Visit) -> Shown:
    """Show what to do, in order, with the figures that it takes."""
    line = terminal_line(connection, visit.part("terminal"))
    own = [key for _, key in vending_keys(connection, line.terminal)]
    shared = {(key.sgc, key.krn): list[str]() for key in own}
    for terminal, key in vending_keys(connection):
        if (key.sgc, key.krn) in shared and terminal != line.terminal:
            shared[key.sgc, key.krn].append(terminal)
    facts = {
        "line": line,
        "proof": proof_of_sync(connection, line),
        "terms": newest_terms(connection, line.terminal),
        "exposures": exposures(connection, line.terminal),
        "keys": [(key, shared[key.sgc, key.krn]) for key in own],
    }
    return Shown("stolen.html", facts)


def take_out(connection: Connection, visit: Visit) -> Done:
    """Take a terminal out of service."""
    line = terminal_line(connection, visit.part("terminal"))
    must_be_clerk(connection, visit.credentials(), why="revoking", least=OfficeRole.SUPERVISOR)
    revoke(connection, line.terminal, visit.now)
    left = Money(line.money_left, line.currency)
    detail = f"{line.currency} {left} {format_units(line.energy_left_milli)} kWh"
    visit.scribe().note(connection, ActOf.TERMINAL_REVOKED, subject=line.terminal, detail=detail)
    return Done(f"/terminals/{line.terminal}/stolen", "revoked")


PAGES: Final = (Page("/terminals/{terminal}/stolen", show_stolen),)
ACTS: Final = (Act("/terminals/{terminal}/revoke", take_out, OfficeRole.SUPERVISOR),)
