"""Pages about people at head office, what they did, and operators at terminals."""

from typing import Final

import msgspec
from sqlalchemy import and_, select
from sqlalchemy.engine import Connection

from pos.domain.errors.office import FieldMalformed
from pos.domain.journal import format_time
from pos.domain.money import parse_money
from pos.domain.operator import Role, parse_operator_name
from pos.domain.projections import OperatorRow
from pos.headoffice.bundles.bundle_files import bodies_of
from pos.headoffice.bundles.bundles import publish
from pos.headoffice.console.page import Act, Done, Page, Shown, Visit
from pos.headoffice.console.pages.ceremonies import SETTLING
from pos.headoffice.console.pages.terminal_facts import terminal_line, terminal_lines
from pos.headoffice.journal.tree import MAIN_BRANCH
from pos.headoffice.people.acts import ActOf, acts
from pos.headoffice.people.clerks import (
    Credentials,
    add_clerk,
    change_password,
    change_role,
    clerks,
    forget_totp,
    must_be_clerk,
    remove_clerk,
)
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.store.schema import BOOK_ROW, TERMINAL
from pos.wire.bundle import BundleKind
from pos.wire.bundle_bodies import ListedOperator

_ACTS_A_PAGE: Final = 100
_PASSWORD_LENGTH_MAX: Final = 1024


def show_people(connection: Connection, visit: Visit) -> Shown:
    """Show who works at head office."""
    facts = {
        "people": clerks(connection),
        "roles": list(OfficeRole),
        "at": format_time(visit.now),
    }
    return Shown("people.html", facts)


def add(connection: Connection, visit: Visit) -> Done:
    """Add somebody."""
    new = Credentials(visit.asked("name"), _new_password(visit))
    role = _role(visit)
    by = visit.credentials()
    add_clerk(connection, new, by, role=role, now=visit.now, randomness=visit.randomness)
    visit.scribe().note(connection, ActOf.PERSON_ADDED, subject=new.name, detail=role)
    return Done("/people", "person")


def change(connection: Connection, visit: Visit) -> Done:
    """Change one thing about somebody, or take the name away."""
    name, by = visit.asked("name"), visit.credentials()
    match visit.asked("what"):
        case "role":
            role = _role(visit)
            change_role(connection, name, role, by, visit.now)
            what, detail = ActOf.ROLE_CHANGED, role.value
        case "password":
            new = Credentials(name, _new_password(visit))
            change_password(connection, new, by, now=visit.now, randomness=visit.randomness)
            what, detail = ActOf.PASSWORD_CHANGED, ""
        case "phone":
            forget_totp(connection, name, by, visit.now)
            what, detail = ActOf.PHONE_FORGOTTEN, ""
        case "remove":
            remove_clerk(connection, name, by, visit.now)
            what, detail = ActOf.PERSON_REMOVED, ""
        case _:
            raise FieldMalformed(name="what")
    visit.scribe().note(connection, what, subject=name, detail=detail)
    return Done("/people", "person")


def show_audit(connection: Connection, visit: Visit) -> Shown:
    """Show what people at head office did, newest first."""
    behind = tuple(visit.asked("behind").split("~"))
    place = (behind[0], behind[1]) if len(behind) == len(("at", "id")) else None
    found = acts(connection, _ACTS_A_PAGE + 1, place)
    page = found[:_ACTS_A_PAGE]
    more = f"{page[-1].at}~{page[-1].id}" if len(found) > len(page) else ""
    return Shown("audit.html", {"found": page, "behind": more})


def show_operators(connection: Connection, visit: Visit) -> Shown:
    """Show who may sign in at terminals, a page of terminals at a time."""
    lines, after = terminal_lines(connection, after=visit.asked("after"))
    same = and_(
        BOOK_ROW.c.terminal == TERMINAL.c.terminal,
        BOOK_ROW.c.incarnation == TERMINAL.c.incarnation,
        BOOK_ROW.c.branch == MAIN_BRANCH,
        BOOK_ROW.c.kind == OperatorRow.__name__,
    )
    rows = connection.execute(
        select(TERMINAL.c.terminal, TERMINAL.c.currency, BOOK_ROW.c.fields)
        .join(BOOK_ROW, same)
        .where(TERMINAL.c.terminal.in_([line.terminal for line in lines]))
        .order_by(TERMINAL.c.terminal, BOOK_ROW.c.row_key)
    )
    found = [
        (row.terminal, row.currency, msgspec.json.decode(row.fields, type=OperatorRow))
        for row in rows
    ]
    return Shown("operators.html", {"found": found, "after": after, "roles": list(Role)})


def publish_operator(connection: Connection, visit: Visit) -> Done:
    """Add, change or remove somebody at a terminal; it takes it in with its next sync."""
    line = terminal_line(connection, visit.asked("terminal"))
    limit = visit.asked("sale_limit")
    role = visit.asked("role")
    if role not in list(Role):
        raise FieldMalformed(name="role")
    person = ListedOperator(
        name=parse_operator_name(visit.asked("name")),
        role=role,
        sale_limit=parse_money(limit, line.currency).minor if limit else 0,
        removed=bool(visit.asked("removed")),
    )
    by = visit.credentials()
    must_be_clerk(connection, by, why="an operator", least=OfficeRole.SUPERVISOR)
    bodies = bodies_of(BundleKind.OPERATORS, [msgspec.json.encode([person])])
    publish(
        connection,
        BundleKind.OPERATORS,
        bodies,
        terminal=line.terminal,
        now=visit.now,
        signing=visit.signing,
    )
    detail = "removed" if person.removed else f"{person.role} {limit}".strip()
    subject = f"{line.terminal} {person.name}"
    visit.scribe().note(connection, ActOf.PUBLISHED, subject=subject, detail=detail)
    return Done("/operators", "published")


def _new_password(visit: Visit) -> bytes:
    return visit.form.get("new_password", "")[:_PASSWORD_LENGTH_MAX].encode()


def _role(visit: Visit) -> OfficeRole:
    try:
        return OfficeRole(visit.asked("role"))
    except ValueError as error:
        raise FieldMalformed(name="role") from error


PAGES: Final = (
    Page("/people", show_people),
    Page("/audit", show_audit, settling=SETTLING),
    Page("/operators", show_operators),
)
ACTS: Final = (
    Act("/people/add", add, OfficeRole.ADMINISTRATOR),
    Act("/people/change", change, OfficeRole.ADMINISTRATOR),
    Act("/operators", publish_operator, OfficeRole.SUPERVISOR),
)
