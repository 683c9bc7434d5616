"""Pages about leases: what is open at each terminal, further grants, and what takes two people."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from pos.domain.energy import format_units, parse_units
from pos.domain.errors.office import FieldMalformed
from pos.domain.lease import ENERGY_PER_METER_DAY_MILLI, FIRST_LIMITS, ONLY_LANE, Lane
from pos.domain.money import Money, parse_money
from pos.headoffice.console.page import Act, Done, Page, Shown, Visit
from pos.headoffice.console.pages.terminal_facts import currencies, terminal_line, terminal_lines
from pos.headoffice.people.acts import ActOf
from pos.headoffice.people.proposals import GrantLimit, Proposal, proposals
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.people.two_people import confirm, grant_or_propose, limit_of, reject, set_limit
from pos.headoffice.store.schema import GRANT_LIMIT
from pos.headoffice.terminals.ends import parse_end
from pos.headoffice.terminals.leases import Grant, newest_terms

_REQUEST_BYTES: Final = 16


def show_leases(connection: Connection, visit: Visit) -> Shown:
    """Show what waits for a second person, the limits, and the leases by terminal."""
    lines, after = terminal_lines(connection, after=visit.asked("after"))
    waiting = proposals(connection)
    granted = {one.what.terminal for one in waiting if not isinstance(one.what, GrantLimit)}
    limits = connection.execute(select(GRANT_LIMIT).order_by(GRANT_LIMIT.c.currency))
    facts = {
        "lines": lines,
        "after": after,
        "waiting": [(one, isinstance(one.what, GrantLimit)) for one in waiting],
        "currency": currencies(connection, granted),
        "limits": [GrantLimit(row.currency, row.money, row.energy_milli) for row in limits],
    }
    return Shown("leases.html", facts)


def ask_grant(connection: Connection, visit: Visit) -> Shown:
    """Ask how much further a terminal may go."""
    line = terminal_line(connection, visit.part("terminal"))
    facts = {
        "line": line,
        "limit": limit_of(connection, line.currency),
        "request": visit.randomness(_REQUEST_BYTES).hex(),
    }
    return Shown("grant.html", facts)


def grant(connection: Connection, visit: Visit) -> Done:
    """Grant, or propose it where it takes two; a form that comes again is told the same."""
    line = terminal_line(connection, visit.part("terminal"))
    before = newest_terms(connection, line.terminal)
    money = parse_money(visit.asked("money"), line.currency)
    wish = Grant(
        terminal=line.terminal,
        money=money.minor,
        energy_milli=parse_units(visit.asked("kwh")),
        energy_per_meter_day_milli=(
            ENERGY_PER_METER_DAY_MILLI if before is None else before.energy_per_meter_day_milli
        ),
        until=parse_end(visit.asked("until")),
        lane=ONLY_LANE if before is None else Lane(before.lane, before.lanes),
        limits=FIRST_LIMITS if before is None else before.limits,
        request=_request(visit),
    )
    by = visit.credentials()
    done = grant_or_propose(connection, wish, by, visit.now, visit.signing)
    is_proposed = isinstance(done.what, Proposal)
    if not done.is_repeat:
        visit.scribe().note(
            connection,
            ActOf.GRANT_PROPOSED if is_proposed else ActOf.GRANTED,
            subject=line.terminal,
            detail=f"{_sums(money, wish.energy_milli)} {visit.asked('until')}",
        )
    return Done("/leases", "proposed" if is_proposed else "granted")


def confirm_proposal(connection: Connection, visit: Visit) -> Done:
    """Carry out what somebody else proposed."""
    number = visit.number("number")
    subject = _subject(connection, number)
    confirm(connection, number, visit.credentials(), visit.now, visit.signing)
    visit.scribe().note(connection, ActOf.PROPOSAL_CONFIRMED, subject=subject, detail=str(number))
    return Done("/leases", "confirmed")


def reject_proposal(connection: Connection, visit: Visit) -> Done:
    """Give up a proposal."""
    number = visit.number("number")
    subject = _subject(connection, number)
    reject(connection, number, visit.credentials(), visit.now, visit.signing)
    visit.scribe().note(connection, ActOf.PROPOSAL_REJECTED, subject=subject, detail=str(number))
    return Done("/leases", "rejected")


def change_limit(connection: Connection, visit: Visit) -> Done:
    """Set what one person may grant alone, or propose it."""
    money = parse_money(visit.asked("money"), visit.asked("currency"))
    limit = GrantLimit(money.currency, money.minor, parse_units(visit.asked("kwh")))
    done = set_limit(connection, limit, visit.credentials(), visit.now, visit.signing)
    is_proposed = isinstance(done, Proposal)
    visit.scribe().note(
        connection,
        ActOf.LIMIT_PROPOSED if is_proposed else ActOf.LIMIT_SET,
        subject=limit.currency,
        detail=_sums(money, limit.energy_milli),
    )
    return Done("/leases", "proposed" if is_proposed else "limited")


def _request(visit: Visit) -> str:
    """Return the name that the form was given when it was drawn; FieldMalformed without one."""
    request = visit.asked("request")
    if not request:
        raise FieldMalformed(name="request")
    return request


def _subject(connection: Connection, number: int) -> str:
    """Return what a proposal is about; empty for one that does not wait, which is refused next."""
    waiting = (one.what for one in proposals(connection) if one.number == number)
    what = next(waiting, None)
    if what is None:
        return ""
    return what.currency if isinstance(what, GrantLimit) else what.terminal


def _sums(money: Money, energy_milli: int) -> str:
    return f"{money.currency} {money} {format_units(energy_milli)} kWh"


PAGES: Final = (
    Page("/leases", show_leases),
    Page("/terminals/{terminal}/grant", ask_grant, OfficeRole.SUPERVISOR),
)
ACTS: Final = (
    Act("/terminals/{terminal}/grant", grant, OfficeRole.SUPERVISOR),
    Act("/proposals/{number}/confirm", confirm_proposal, OfficeRole.SUPERVISOR),
    Act("/proposals/{number}/reject", reject_proposal, OfficeRole.SUPERVISOR),
    Act("/leases/limit", change_limit, OfficeRole.ADMINISTRATOR),
)
