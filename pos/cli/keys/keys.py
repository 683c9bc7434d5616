"""`vendwatt keys`: the key store, as anyone may see it, and its lock; loading: `key_loading`."""

from pathlib import Path

import click

from pos.app.codes.change_key import plan_of
from pos.app.custody.load_keys import set_idle_lock
from pos.cli.keys.answers import key_facts, key_text, pending_facts, pending_text
from pos.cli.keys.device import counter, device, unattended
from pos.cli.keys.facts import key_change_text, plan_facts
from pos.cli.keys.loading import add_loading, custodian
from pos.cli.keys.slots import recovery_code_option, slots, unlock_secret
from pos.cli.options import shared_options
from pos.cli.session import PASSPHRASE_FILE, SECRETS_FOLDER, Session
from pos.domain.errors import IdentityLocked
from pos.domain.meter import display_number
from pos.keystore.agent.idle_lock import MINUTES_MAX
from pos.keystore.client.stopper import end_agent
from pos.keystore.files.folder import AgentFolder


@click.group
def keys() -> None:
    """See the key store; load keys into it; lock and unlock it."""


add_loading(keys)
keys.add_command(slots)
keys.add_command(device)
keys.add_command(counter)
keys.add_command(unattended)


@keys.command("status")
@shared_options
@click.pass_obj
def status(session: Session) -> None:
    """Show slots, tier, keys by their check values, what waits and the tables; never bytes."""
    with session.opened(settled=False) as terminal:
        found = terminal.keys.status()
        custody = terminal.keys.custody.status()
    tables = custody.tables
    facts = {
        "tier": found.tier,
        "device": found.key_device or None,
        "training": found.training,
        "vending_open": found.vending_open,
        "slots": list(found.slots),
        "issues": found.issues,
        "keys": [key_facts(key) for key in found.keys],
        "pending": [pending_facts(each) for each in custody.pending],
        "idle_lock_minutes": custody.idle_lock_minutes,
        "tables": {"name": tables.name, "check_value": tables.check_value} if tables else None,
    }
    kind = "training" if found.training else "real"
    state = "open" if found.vending_open else "locked"
    lines = [
        f"Key store: {kind}, {state}, {found.tier} tier, {found.issues} issues",
        f"Opens by: {', '.join(found.slots)}",
    ]
    if found.key_device:
        lines.append(f"Vending keys are kept in the device {found.key_device}")
    lines += [f"  {key_text(key)}" for key in found.keys]
    lines += [f"  {pending_text(each)}" for each in custody.pending]
    if tables is not None:
        lines.append(f"EA07 tables: {tables.name}, check value {tables.check_value}")
    if custody.idle_lock_minutes:
        lines.append(f"Locked after {custody.idle_lock_minutes} minutes without a sale")
    if tables is None and found.vending_open:
        lines.append("EA07 tables: none; EA07 meters cannot be served")
    session.answer(facts, "\n".join(lines))


@keys.command("verify")
@shared_options
@click.pass_obj
def verify(session: Session) -> None:
    """Read the key store's own files through."""
    with session.opened(settled=False) as terminal:
        terminal.keys.verify()
    session.answer({"ok": True}, "The key store's files are whole.")


@keys.command("idle-lock")
@click.argument("minutes", type=click.IntRange(0, MINUTES_MAX))
@shared_options
@click.pass_obj
def idle_lock(session: Session, *, minutes: int) -> None:
    """Lock the vending keys when nothing was sold for so many minutes; 0 for never.

    Needs a supervisor.
    """
    with session.opened() as terminal:
        set_idle_lock(terminal.ports, custodian(session, terminal), minutes)
    after = f"after {minutes} minutes without a sale" if minutes else "by hand only"
    session.answer({"idle_lock_minutes": minutes}, f"The vending keys are locked {after}.")


@keys.command("lock")
@shared_options
@click.pass_obj
def lock(session: Session) -> None:
    """Close the vending keys; everything but selling goes on."""
    agent = session.terminals.open_agent(session.data)
    try:
        agent.lock()
    except IdentityLocked:
        if not agent.status().training:
            raise
        agent.slots.unlock(unlock_secret(session, None, training=True))
        agent.lock()
    # What the next command would open again is held locked by an agent that stays.
    opens_itself = (session.data / SECRETS_FOLDER / PASSPHRASE_FILE).is_file()
    if opens_itself or AgentFolder(session.data).unattended_slot.is_file():
        agent.stay()
    session.answer({"vending_open": False}, "The vending keys are locked.")


@keys.command("unlock")
@recovery_code_option
@shared_options
@click.pass_obj
def unlock(session: Session, *, code_file: Path | None) -> None:
    """Open the key store and leave it running, so that later commands are quick."""
    agent = session.terminals.open_agent(session.data)
    status = agent.status()
    if not (status.vending_open and "unattended" in status.slots):
        agent.slots.unlock(unlock_secret(session, code_file, training=status.training))
    agent.stay()
    session.answer({"vending_open": True}, "The vending keys are open.")


@keys.command("stop")
@shared_options
@click.pass_obj
def stop(session: Session) -> None:
    """End a key agent that stays; the next command starts another one, which is closed."""
    is_ended = end_agent(session.data)
    text = "The key agent has ended." if is_ended else "No key agent was running."
    session.answer({"ended": is_ended}, text)


@keys.command("plan")
@shared_options
@click.pass_obj
def plan(session: Session) -> None:
    """List the meters that need a key change: why, by when, how many codes; one a line."""
    with session.opened(settled=False) as terminal, terminal.ports.store.read() as reads:
        for due in plan_of(reads, terminal.ports.clock.now()):
            text = f"{display_number(due.present.pan):13}  {key_change_text(due)}"
            session.answer(plan_facts(due), text)
