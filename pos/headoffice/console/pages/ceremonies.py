"""Pages of key ceremonies: each custodian, signed in as themself, enters one component.

A component is in a form once, on its way to the key agent: no page, log or table ever has it.
"""

import re
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from pos.app.ports import KeyStatus
from pos.app.ports.ceremony import (
    CUSTODIANS_MAX,
    RECEIVERS_MAX,
    CeremonyEnd,
    CeremonyStatus,
    ComponentLetter,
)
from pos.domain.errors import PosError
from pos.domain.errors.ceremony import SealingKeyRefused
from pos.domain.errors.office import FieldMalformed
from pos.headoffice.console.page import Act, Done, Page, Settling, Shown, Visit, fitting
from pos.headoffice.keys.ceremony_rows import (
    Ceremony,
    NewCeremony,
    ceremonies,
    ceremony_of,
    entered,
    open_ceremonies,
)
from pos.headoffice.keys.key_holders import key_targets
from pos.headoffice.people.acts import ActOf, Scribe
from pos.headoffice.people.ceremonies import (
    LEAST_CUSTODIAN,
    abandon,
    begin,
    ended_meanwhile,
    enter,
    fit_custodians,
    seal,
    write_end,
)
from pos.headoffice.people.clerks import must_be_clerk
from pos.headoffice.people.roles import OfficeRole
from pos.headoffice.store.schema import TERMINAL
from pos.wire.sealed_key import read_sealing_key_file, sealing_key_text

_LISTED: Final = 50
_TARGETS: Final = 100
# Of the names that are written instead of marked.
_NAMED_LENGTH_MAX: Final = 64 * RECEIVERS_MAX
_OFFSET: Final = re.compile(r"([+-])(\d\d):([0-5]\d)", re.ASCII)
_TERMINAL_FIELD: Final = "terminal-"


@dataclass(frozen=True, slots=True)
class _Step:
    """What a custodian of a ceremony has done.

    Attributes:
        check_value, entered_at: empty before.
    """

    custodian: str
    check_value: str
    entered_at: str


def show_ceremonies(connection: Connection, visit: Visit) -> Shown:
    """Show what is under way, and what was."""
    behind = tuple(visit.asked("behind").split("~"))
    place = (behind[0], behind[1]) if len(behind) == len(("begun_at", "id")) else None
    found = ceremonies(connection, _LISTED + 1, place)
    page = found[:_LISTED]
    like = visit.asked("like")
    targets = key_targets(connection, _TARGETS + 1, after=visit.asked("after"), like=like)
    facts = {
        "found": page,
        "behind": f"{page[-1].begun_at}~{page[-1].id}" if len(found) > len(page) else "",
        "like": like,
        "targets": targets[:_TARGETS],
        "after": targets[_TARGETS - 1].terminal if len(targets) > _TARGETS else "",
        "is_part": bool(like or visit.asked("after")) or len(targets) > _TARGETS,
        "receivers_max": RECEIVERS_MAX,
        "fit": fit_custodians(connection),
        "custodians_max": CUSTODIANS_MAX,
    }
    return Shown("ceremonies.html", facts)


def show_ceremony(connection: Connection, visit: Visit) -> Shown:
    """Show one: what is in, and what this person is to do."""
    ceremony = ceremony_of(connection, visit.part("ceremony"))
    done = {one.custodian: one for one in entered(connection, ceremony.id)}
    steps = [
        _Step(name, done[name].check_value, done[name].entered_at)
        if name in done
        else _Step(name, "", "")
        for name in ceremony.what.custodians
    ]
    is_open = ceremony.outcome is CeremonyEnd.OPEN
    mine = visit.name in ceremony.what.custodians and visit.name not in done
    facts = {
        "ceremony": ceremony,
        "key": ceremony.what.key,
        "offset": _offset(ceremony.what.key.tid_utc_offset_minutes),
        "steps": steps,
        "is_open": is_open,
        "is_known": not is_open or ceremony.id in {one.id for one in _statuses(visit)},
        "is_mine": is_open and mine,
        "is_whole": len(done) == len(ceremony.what.custodians),
        "may_end": is_open and _may_end(ceremony, visit),
    }
    return Shown("ceremony.html", facts)


def begin_ceremony(connection: Connection, visit: Visit) -> Done:
    """Begin one: for which key, by whom, for which terminals."""
    by = visit.credentials()
    must_be_clerk(connection, by, why="a key ceremony", least=OfficeRole.ADMINISTRATOR)
    new = NewCeremony(key=_key(visit), custodians=_custodians(visit), terminals=_terminals(visit))
    begun = begin(
        connection,
        new,
        visit.name,
        now=visit.now,
        signing=visit.signing,
        randomness=visit.randomness,
    )
    subject = _name(begun)
    scribe = visit.scribe()
    scribe.note(connection, ActOf.CEREMONY_BEGUN, subject=subject, detail=", ".join(new.custodians))
    return Done(f"/keys/ceremonies/{begun.id}", "ceremony_begun")


def enter_component(connection: Connection, visit: Visit) -> Done:
    """Take the component of the person who is signed in, and of nobody else."""
    ceremony = ceremony_of(connection, visit.part("ceremony"))
    must_be_clerk(connection, visit.credentials(), why="a component", least=LEAST_CUSTODIAN)
    letter = ComponentLetter(
        digits=visit.asked("component").encode(),
        check_value=visit.asked("check_value").lower(),
        key_check_value=visit.asked("key_check_value").lower(),
    )
    done = enter(connection, ceremony, visit.name, letter, now=visit.now, signing=visit.signing)
    visit.scribe().note(
        connection, ActOf.COMPONENT_ENTERED, subject=_name(ceremony), detail=done.check_value
    )
    return Done(f"/keys/ceremonies/{ceremony.id}", "component_entered")


def seal_key(connection: Connection, visit: Visit) -> Done:
    """Compare the check value with the key's, seal the key, and give it to the terminals."""
    ceremony = ceremony_of(connection, visit.part("ceremony"))
    by = visit.credentials()
    must_be_clerk(connection, by, why="a key", least=OfficeRole.ADMINISTRATOR)
    check_value = visit.asked("key_check_value")
    sealed = seal(
        connection, ceremony, check_value, visit.name, now=visit.now, signing=visit.signing
    )
    scribe, key = visit.scribe(), sealed.what.key
    scribe.note(connection, ActOf.CEREMONY_SEALED, subject=_name(ceremony), detail=key.check_value)
    for terminal in sealed.what.terminals:
        detail = f"{key.sgc} {key.krn} {key.check_value}"
        scribe.note(connection, ActOf.KEY_DELIVERED, subject=terminal, detail=detail)
    return Done(f"/keys/ceremonies/{ceremony.id}", "ceremony_sealed")


def abandon_ceremony(connection: Connection, visit: Visit) -> Done:
    """Have all components forgotten, as an administrator or one of the custodians."""
    ceremony = ceremony_of(connection, visit.part("ceremony"))
    least = LEAST_CUSTODIAN if _may_end(ceremony, visit) else OfficeRole.ADMINISTRATOR
    must_be_clerk(connection, visit.credentials(), why="ending a ceremony", least=least)
    how = abandon(connection, ceremony, visit.name, now=visit.now, signing=visit.signing)
    visit.scribe().note(
        connection, ActOf.CEREMONY_ABANDONED, subject=_name(ceremony), detail=how.value
    )
    return Done(f"/keys/ceremonies/{ceremony.id}", "ceremony_abandoned")


def keep_sealing_key(connection: Connection, visit: Visit) -> Done:
    """Keep the public key of a terminal that has no line, from its file."""
    by = visit.credentials()
    must_be_clerk(connection, by, why="a public key", least=OfficeRole.ADMINISTRATOR)
    to = read_sealing_key_file(visit.form.get("file", "").encode())
    if to is None:
        raise SealingKeyRefused
    mine = (TERMINAL.c.device_key == to.device_key, TERMINAL.c.revoked_at == "")
    terminal = connection.execute(select(TERMINAL.c.terminal).where(*mine)).scalar_one_or_none()
    if terminal is None:
        raise SealingKeyRefused
    said = {"sealing_key": sealing_key_text(to)}
    connection.execute(update(TERMINAL).where(TERMINAL.c.terminal == terminal).values(**said))
    visit.scribe().note(connection, ActOf.SEALING_KEY_KEPT, subject=terminal)
    return Done("/keys/ceremonies", "sealing_key")


def is_due(connection: Connection, visit: Visit) -> bool:
    """Whether a ceremony ended and that is not written down yet."""
    if not open_ceremonies(connection):
        return False
    return bool(ended_meanwhile(connection, _statuses(visit), visit.now))


def settle(connection: Connection, visit: Visit) -> None:
    """Write down ceremonies that ended by themselves."""
    for ceremony, how in ended_meanwhile(connection, _statuses(visit), visit.now):
        write_end(connection, ceremony, how, visit.now)
        nobody = Scribe("", visit.now, visit.randomness)
        nobody.note(connection, ActOf.CEREMONY_ENDED, subject=_name(ceremony), detail=how.value)


def _statuses(visit: Visit) -> tuple[CeremonyStatus, ...]:
    try:
        return visit.signing.ceremonies.statuses()
    except PosError:
        # Where the agent cannot be reached, time-outs are known all the same.
        return ()


def _may_end(ceremony: Ceremony, visit: Visit) -> bool:
    return visit.role is OfficeRole.ADMINISTRATOR or visit.name in ceremony.what.custodians


def _name(ceremony: Ceremony) -> str:
    return f"{ceremony.what.key.sgc} {ceremony.what.key.krn} {ceremony.id[:8]}"


def _key(visit: Visit) -> KeyStatus:
    return KeyStatus(
        sgc=visit.asked("sgc"),
        krn=visit.number("krn"),
        key_type=visit.number("kt"),
        dkga=visit.asked("dkga"),
        base_date=visit.number("base"),
        ken=visit.number("ken"),
        tid_utc_offset_minutes=_offset_minutes(visit.asked("offset")),
        check_value="",
    )


def _offset_minutes(text: str) -> int:
    found = _OFFSET.fullmatch(text)
    if found is None:
        raise FieldMalformed(name="offset")
    sign, hours, minutes = found.groups()
    return int(f"{sign}1") * (int(hours) * 60 + int(minutes))


def _offset(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"


def _custodians(visit: Visit) -> tuple[str, ...]:
    fields = (visit.asked(f"custodian-{place}") for place in range(1, CUSTODIANS_MAX + 1))
    return tuple(name for name in fields if name)


def _terminals(visit: Visit) -> tuple[str, ...]:
    """Return the terminals that were marked or written, each once, by name."""
    fields = (name for name in visit.form if name.startswith(_TERMINAL_FIELD))
    marked = [name.removeprefix(_TERMINAL_FIELD) for name in fields]
    # Between them are lines or commas, as in a column of a spreadsheet or in a sentence.
    written = re.sub(r"[\s,;]+", " ", visit.form.get("terminals", ""))
    named = fitting(written, "terminals", _NAMED_LENGTH_MAX).split()
    return tuple(sorted({fitting(name, "terminal") for name in marked + named}))


SETTLING: Final = Settling(is_due, settle)
PAGES: Final = (
    Page("/keys/ceremonies", show_ceremonies, settling=SETTLING),
    Page("/keys/ceremonies/{ceremony}", show_ceremony, settling=SETTLING),
)
ACTS: Final = (
    Act(
        "/keys/ceremonies",
        begin_ceremony,
        OfficeRole.ADMINISTRATOR,
        refusal=ActOf.CEREMONY_REFUSED,
    ),
    Act(
        "/keys/ceremonies/{ceremony}/component",
        enter_component,
        LEAST_CUSTODIAN,
        refusal=ActOf.COMPONENT_REFUSED,
    ),
    Act(
        "/keys/ceremonies/{ceremony}/seal",
        seal_key,
        OfficeRole.ADMINISTRATOR,
        refusal=ActOf.CEREMONY_REFUSED,
    ),
    Act("/keys/ceremonies/{ceremony}/abandon", abandon_ceremony, LEAST_CUSTODIAN),
    Act("/keys/sealing-key", keep_sealing_key, OfficeRole.ADMINISTRATOR),
)
