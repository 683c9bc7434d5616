"""`vendwatt keys`: the key store, as anyone may see it, and its lock."""

import click

from pos.cli.options import shared_options
from pos.cli.session import Session


@click.group
def keys() -> None:
    """See the key store; lock and unlock it."""


@keys.command("status")
@shared_options
@click.pass_obj
def status(session: Session) -> None:
    """Show slots, tier and keys by their check values, never bytes."""
    with session.opened(settled=False) as terminal:
        found = terminal.keys.status()
    facts = {
        "tier": found.tier,
        "training": found.training,
        "vending_open": found.vending_open,
        "slots": list(found.slots),
        "issues": found.issues,
        "keys": [
            {
                "sgc": key.sgc,
                "krn": key.krn,
                "key_type": key.key_type,
                "dkga": key.dkga,
                "base_date": key.base_date,
                "ken": key.ken,
                "check_value": key.check_value,
            }
            for key in found.keys
        ],
    }
    kind = "training" if found.training else "real"
    state = "open" if found.vending_open else "locked"
    lines = [f"Key store: {kind}, {state}, {found.tier} tier, {found.issues} issues"]
    lines += [
        f"  SGC {key.sgc}  KRN {key.krn}  DKGA {key.dkga}  base {key.base_date}  "
        f"KEN {key.ken}  check value {key.check_value}"
        for key in found.keys
    ]
    session.answer(facts, "\n".join(lines))


@keys.command("verify")
@shared_options
@click.pass_obj
def verify(session: Session) -> None:
    """Read the key store's own files through."""
    with session.opened(settled=False) as terminal:
        terminal.keys.verify()
    session.answer({"ok": True}, "The key store's files are whole.")


@keys.command("lock")
@shared_options
@click.pass_obj
def lock(session: Session) -> None:
    """Close the vending keys; everything but selling goes on."""
    session.terminals.open_agent(session.data, resident=True).lock()
    session.answer({"vending_open": False}, "The vending keys are locked.")


@keys.command("unlock")
@shared_options
@click.pass_obj
def unlock(session: Session) -> None:
    """Open the key store and leave it running, so that later commands are quick."""
    agent = session.terminals.open_agent(session.data, resident=True)
    agent.unlock(session.passphrase(training=agent.status().training))
    session.answer({"vending_open": True}, "The vending keys are open.")
