"""`vendwatt headoffice keys`: signing keys of a head office, in a key agent of their own."""

from contextlib import suppress
from pathlib import Path

import click

from pos.app.ports.two_people import OpenLimit
from pos.cli.asking import has_terminal
from pos.cli.keys.slots import recovery_code_option
from pos.cli.named_file import NAMED_FILE
from pos.cli.office.answer_key import answer_keys, rotate
from pos.cli.office.command import this_command
from pos.cli.office.key_places import KeysMade, KeysWanted
from pos.cli.office.key_slots import credential, opener_of, passphrase, recovery_code, slots
from pos.cli.office.options import (
    database_options,
    database_url,
    keys_folder_given,
    office_of,
    password_of,
)
from pos.cli.options import office_options
from pos.cli.session import Session, read_secret_file
from pos.domain.energy import format_units
from pos.domain.errors import IdentityLocked
from pos.domain.errors.signing import SigningKeysExposed
from pos.domain.money import decimals_of, format_minor
from pos.headoffice.administration.office_administration import OfficeAdministration
from pos.headoffice.people.clerks import Credentials


@click.group
def keys() -> None:
    """Look after head office's signing keys."""


keys.add_command(rotate)
keys.add_command(answer_keys)
keys.add_command(passphrase)
keys.add_command(recovery_code)
keys.add_command(credential)
keys.add_command(slots)


@keys.command("status")
@database_options
@office_options
@click.pass_obj
def status(session: Session, *, database: str, database_file: Path | None) -> None:
    """Show what the key agent has open, and what opens it."""
    with office_of(session, database, database_file) as office:
        found = office.signing.status()
    facts = {
        "training": found.training,
        "answers": found.answers,
        "grants": found.grants,
        "slots": list(found.slots),
        "signers": list(found.signers),
        "limits": [_limit_facts(limit) for limit in found.limits],
    }
    answers = "open" if found.answers else "locked"
    grants = "open" if found.grants else "locked"
    lines = [f"Answers {answers}, grants {grants}. Opened by: {', '.join(found.slots)}."]
    if found.answers:
        lines.append(f"Signers: {', '.join(found.signers) or 'none, so it asks for nobody'}.")
    session.answer(facts, "\n".join(lines))


def _limit_facts(limit: OpenLimit) -> dict[str, str]:
    return {
        "currency": limit.currency,
        "money": format_minor(limit.money, decimals_of(limit.currency)),
        "kwh": format_units(limit.energy_milli),
    }


@keys.command("unlock")
@recovery_code_option
@database_options
@office_options
@click.pass_obj
def unlock(
    session: Session, *, code_file: Path | None, database: str, database_file: Path | None
) -> None:
    """Open the keys and let their key agent stay, for a server that waits and later commands."""
    with office_of(session, database, database_file) as office:
        office.signing.slots.unlock(opener_of(session, code_file))
        office.signing.stay()
    text = "Head office's keys are open until headoffice keys lock or stop."
    session.answer({"answers": True, "grants": True}, text)


@keys.command("lock")
@database_options
@office_options
@click.pass_obj
def lock(session: Session, *, database: str, database_file: Path | None) -> None:
    """Close the keys that grant; terminals are answered as before."""
    # Where nothing is open, nothing grants.
    with office_of(session, database, database_file) as office, suppress(IdentityLocked):
        office.signing.lock()
    session.answer({"grants": False}, "Nothing is granted until the keys are opened again.")


@keys.command("stop")
@database_options
@office_options
@click.pass_obj
def stop(session: Session, *, database: str, database_file: Path | None) -> None:
    """End the key agent; the next command starts another one, which is closed."""
    url = database_url(database, database_file)
    is_ended = session.terminals.offices().end_key_agent(url, this_command(), keys_folder_given())
    text = "The key agent has ended." if is_ended else "No key agent was running."
    session.answer({"ended": is_ended}, text)


@keys.command("move")
@click.option("--root-key", type=NAMED_FILE, help="Also make keys that an older program did not.")
@database_options
@office_options
@click.pass_obj
def move(
    session: Session, *, root_key: Path | None, database: str, database_file: Path | None
) -> None:
    """Move an older head office's keys out of its database, where whoever copied it had them."""
    url = database_url(database, database_file)
    wanted = new_keys_wanted(session)
    moved = session.terminals.offices().move_keys(url, wanted, root_key, this_command())
    if moved is None:
        session.answer({"moved": False}, "No keys are in the database.")
        return
    lines = [
        "The keys are out of the database. Backups and logs of it from before still hold them.",
        *keys_lines(moved),
    ]
    session.answer({"moved": True} | keys_facts(moved), "\n".join(lines))


@keys.group("signer")
def signer() -> None:
    """Say whom the key agent itself asks before it signs above the limit."""


@signer.command("add")
@click.argument("name")
@click.option("--password-file", type=NAMED_FILE, help="Holds that person's password.")
@recovery_code_option
@database_options
@office_options
@click.pass_obj
def add_signer(
    session: Session,
    *,
    name: str,
    password_file: Path | None,
    code_file: Path | None,
    database: str,
    database_file: Path | None,
) -> None:
    """Make a person known by their password here, or by another one; takes the passphrase."""
    with office_of(session, database, database_file) as office:
        person = Credentials(name, password_of(name, password_file))
        office.put_signer(person, opener_of(session, code_file))
        known = office.signing.status().signers
    text = "Above the limit two of them are needed."
    if len(known) == 1:
        text = "Nothing above the limit is signed until a second one is known."
    session.answer({"name": name, "signers": list(known)}, f"{name} is known. {text}")


@signer.command("list")
@database_options
@office_options
@click.pass_obj
def list_signers(session: Session, *, database: str, database_file: Path | None) -> None:
    """Show whom the key agent knows, and the limits that it keeps."""
    with office_of(session, database, database_file) as office:
        # Asking for anything opens it where the passphrase is at hand.
        office.signing.signed_before("")
        found = office.signing.status()
    limits = [_limit_facts(limit) for limit in found.limits]
    lines = [*found.signers] or ["Nobody: it signs without asking anybody."]
    lines += [f"Limit: {each['currency']} {each['money']} and {each['kwh']} kWh" for each in limits]
    session.answer({"signers": list(found.signers), "limits": limits}, "\n".join(lines))


@signer.command("remove")
@click.argument("name")
@recovery_code_option
@database_options
@office_options
@click.pass_obj
def remove_signer(
    session: Session,
    *,
    name: str,
    code_file: Path | None,
    database: str,
    database_file: Path | None,
) -> None:
    """Make a person known no longer; takes the passphrase."""
    with office_of(session, database, database_file) as office:
        office.signing.people.remove_signer(opener_of(session, code_file), name)
        known = office.signing.status().signers
    session.answer({"name": name, "signers": list(known)}, f"{name} is known no longer.")


def new_keys_wanted(session: Session) -> KeysWanted:
    """Return where new keys go, with the passphrase if one was given in a file."""
    given = session.passphrase_file
    known = None if given is None else read_secret_file(given, others_may_read=False)
    return KeysWanted(keys_folder_given(), known)


def keys_facts(made: KeysMade) -> dict[str, object]:
    """Return what a machine is told of keys that were just made."""
    kept = made.passphrase_file
    return {
        "keys": str(made.folder.absolute()),
        "keys_passphrase_file": None if kept is None else str(kept.absolute()),
        "keys_recovery_code": made.recovery_code or None,
    }


def keys_lines(made: KeysMade) -> tuple[str, ...]:
    """Return what a person is told of them."""
    lines = [f"Signing keys: {made.folder}. Back this folder up apart from the database."]
    if made.passphrase_file is not None:
        lines.append(
            f"{made.passphrase_file} opens them. Whoever has both can sign: move it to where only "
            "you reach it, and give it with --passphrase-file."
        )
    if made.recovery_code:
        lines.append(f"Recovery code, shown once: {made.recovery_code}")
    return tuple(lines)


def unlock_to_serve(session: Session, office: OfficeAdministration) -> tuple[str, str]:
    """Open what answers terminals, if somebody or something can; say how it stands.

    Raises:
        WrongPassphrase, SigningVaultMissing, SigningKeysExposed.
    """
    if office.exposed_keys() is not None:
        raise SigningKeysExposed
    try:
        # Asking opens them where the passphrase lies in a file.
        office.signing.signed_before("")
    except IdentityLocked:
        if not has_terminal():
            return "locked", "\nThe keys are locked: vendwatt headoffice keys unlock"
        office.signing.slots.unlock(opener_of(session, None))
    return "open", ""
