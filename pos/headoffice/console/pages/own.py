"""What somebody changes about their own account: the password, and the phone that shows codes.

Both ask for the password and end every other session of the person. The phone of before holds until
the new one has shown a code.
"""

from typing import Final

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from pos.domain.errors.office import FieldMalformed
from pos.headoffice.console import totp
from pos.headoffice.console.page import Act, Done, Page, Shown, Visit
from pos.headoffice.console.qr import qr_path
from pos.headoffice.people import sessions
from pos.headoffice.people.acts import ActOf
from pos.headoffice.people.clerks import Credentials, change_password, must_be_clerk
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.server.facts import office_name
from pos.headoffice.store.schema_people import CLERK, CONSOLE_SESSION

_PASSWORD_LENGTH_MAX: Final = 1024


def show_own(connection: Connection, visit: Visit) -> Shown:
    """Show what somebody may change about their own account."""
    del connection, visit
    return Shown("own.html")


def take_password(connection: Connection, visit: Visit) -> Done:
    """Give somebody the new password that they typed twice."""
    typed = visit.form.get("new_password", "")[: _PASSWORD_LENGTH_MAX + 1]
    if typed != visit.form.get("again", ""):
        raise FieldMalformed(name="again")
    new = Credentials(visit.name, typed.encode())
    change_password(
        connection,
        new,
        visit.credentials(),
        now=visit.now,
        randomness=visit.randomness,
        keep=visit.session,
    )
    visit.scribe().note(connection, ActOf.PASSWORD_CHANGED, subject=visit.name)
    return Done("/own", "own")


def offer_phone(connection: Connection, visit: Visit) -> Shown:
    """Show what another phone is to share."""
    _must_be_self(connection, visit)
    offered = visit.randomness(totp.SECRET_BYTES)
    connection.execute(
        update(CONSOLE_SESSION)
        .where(CONSOLE_SESSION.c.digest == visit.session)
        .values(totp_candidate=offered)
    )
    return _phone_page(connection, visit, offered)


def take_phone(connection: Connection, visit: Visit) -> Done | Shown:
    """Take the phone that shows a code of what was offered; the one of before is worth nothing."""
    _must_be_self(connection, visit)
    mine = CONSOLE_SESSION.c.digest == visit.session
    offered = bytes(
        connection.execute(select(CONSOLE_SESSION.c.totp_candidate).where(mine)).scalar() or b""
    )
    if not offered:
        raise FieldMalformed(name="code")
    step = totp.accepted_step(offered, visit.form.get("code", ""), visit.now, after=0)
    if step is None:
        return _phone_page(connection, visit, offered, wrong=True)
    connection.execute(
        update(CLERK).where(CLERK.c.name == visit.name).values(totp_secret=offered, totp_step=step)
    )
    connection.execute(update(CONSOLE_SESSION).where(mine).values(totp_candidate=b""))
    sessions.end_all(connection, visit.name, but=visit.session)
    visit.scribe().note(connection, ActOf.PHONE_LINKED, subject=visit.name)
    return Done("/own", "own")


def _must_be_self(connection: Connection, visit: Visit) -> None:
    by = visit.credentials()
    must_be_clerk(connection, by, why="another phone", least=OfficeRole.AUDITOR)


def _phone_page(
    connection: Connection, visit: Visit, offered: bytes, *, wrong: bool = False
) -> Shown:
    issuer = office_name(connection).title
    address = totp.link(offered, name=visit.name, issuer=issuer)
    facts = {"wrong": wrong, "link": totp.spelled(offered), "qr": qr_path(address)}
    return Shown("own_phone.html", facts)


PAGES: Final = (Page("/own", show_own),)
ACTS: Final = (
    Act("/own/password", take_password, OfficeRole.AUDITOR),
    Act("/own/phone/offer", offer_phone, OfficeRole.AUDITOR),
    Act("/own/phone", take_phone, OfficeRole.AUDITOR),
)
