"""`vendwatt keys device|counter|unattended`: hardware behind the key store."""

from pathlib import Path

import click

from pos.app.custody.choose_device import choose_device, open_unattended, use_counter
from pos.app.ports.key_device import DeviceChoice
from pos.cli.asking import ask_secret
from pos.cli.keys.slots import recovery_code_option, unlock_secret
from pos.cli.named_file import NAMED_FILE
from pos.cli.options import shared_options
from pos.cli.session import Session, read_secret_file
from pos.domain.operator import Role
from pos.keystore.files.tpm_tools import BOOT_PCRS, DEVICE


@click.command("device")
@click.option("--module", type=NAMED_FILE, required=True, help="The maker's PKCS#11 library.")
@click.option("--token", required=True, help="Label of the token, or its serial number.")
@click.option(
    "--token-pin-file", type=NAMED_FILE, help="PIN of the token's user; asked for without it."
)
@click.option(
    "--setting",
    "settings",
    multiple=True,
    help="NAME=VALUE that the library looks for in its environment; more than once.",
)
@recovery_code_option
@shared_options
@click.pass_obj
def device(
    session: Session,
    *,
    module: Path,
    token: str,
    token_pin_file: Path | None,
    settings: tuple[str, ...],
    code_file: Path | None,
) -> None:
    """Keep vending keys in a PKCS#11 device; they never leave it. Before the first key is loaded.

    A supervisor decides (--operator). DKGA04 only: DKGA02 would give the key away.
    """
    named = [tuple(setting.split("=", 1)) for setting in settings]
    if any(len(each) < 2 for each in named):  # noqa: PLR2004 - a name and a value
        raise click.UsageError("--setting NAME=VALUE")
    with session.opened() as terminal:
        who = session.signed_in(terminal.ports, Role.SUPERVISOR)
        by = unlock_secret(session, code_file, training=terminal.training)
        if token_pin_file is None:
            pin = ask_secret("PIN of the token").encode()
        else:
            pin = read_secret_file(token_pin_file, others_may_read=terminal.training)
        pairs = tuple((name, value) for name, value in named)
        choice = DeviceChoice(str(module.absolute()), token, pin, pairs)
        choose_device(terminal.ports, who, by, choice)
    facts = {"token": token, "module": str(module.absolute())}
    session.answer(facts, f"Vending keys are kept in {token} from now on.")


_tpm = click.option(
    "--tpm", "way", default=DEVICE, show_default=True, help="How the TPM 2.0 is reached."
)


@click.command("counter")
@_tpm
@recovery_code_option
@shared_options
@click.pass_obj
def counter(session: Session, *, way: str, code_file: Path | None) -> None:
    """Count slices of the lease in a TPM 2.0: the hardware tier. Before the first lease.

    From then on an older copy of this terminal's files issues at most one slice.
    """
    with session.opened() as terminal:
        who = session.signed_in(terminal.ports, Role.SUPERVISOR)
        by = unlock_secret(session, code_file, training=terminal.training)
        use_counter(terminal.ports, who, by, way)
        tier = terminal.keys.status().tier
    session.answer({"tier": tier, "tpm": way}, f"The lease is counted by the TPM: {tier} tier.")


@click.command("unattended")
@_tpm
@click.option(
    "--pcrs",
    default=BOOT_PCRS,
    show_default=True,
    help="Registers that must read as now; '' for none.",
)
@recovery_code_option
@shared_options
@click.pass_obj
def unattended(session: Session, *, way: str, pcrs: str, code_file: Path | None) -> None:
    """Let this machine open the vending keys at each start, with nobody there: for a kiosk.

    On the hardware tier only, with the key agent as a service of its own user. Whoever takes the
    machine can then sell what the lease has left; who also becomes that user, or changes a disk
    that is not encrypted, takes the keys that lie in the vault.
    """
    with session.opened() as terminal:
        who = session.signed_in(terminal.ports, Role.SUPERVISOR)
        by = unlock_secret(session, code_file, training=terminal.training)
        open_unattended(terminal.ports, who, by, way, pcrs)
    facts = {"kind": "unattended", "tpm": way, "pcrs": pcrs}
    text = "The vending keys open by themselves at each start of the key agent on this machine."
    session.answer(facts, text)
