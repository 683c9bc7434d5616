"""Making a training terminal on the disk."""

import os
import secrets
from contextlib import ExitStack
from pathlib import Path

from pos.app.terminal.set_up import NewOperator, TrainingPlan, set_up_training
from pos.bootstrap.joining import SystemClock, join
from pos.bootstrap.making import made_whole
from pos.cli.session import (
    PASSPHRASE_FILE,
    RECOVERY_CODE_FILE,
    SECRETS_FOLDER,
    NewTerminal,
)
from pos.domain.meter import display_number
from pos.domain.money import decimals_of
from pos.domain.operator import Role
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.agent.provisioning import create_vault
from pos.keystore.vault.recovery_code import new_recovery_code
from pos.keystore.vault.slots import PassphraseCost
from pos.store.kept_files import sync_folder
from pos.store.store import SqlStore

TIME_ZONE = "Africa/Johannesburg"
OPERATORS = (("agent", Role.AGENT), ("supervisor", Role.SUPERVISOR))
_PIN_DIGITS = 6
_PASSPHRASE_BYTES = 16
_FIRST_METERS = 10


def create_training(
    folder: Path,
    currency: str,
    resources: Path,
    cost: PassphraseCost | None = None,
    *,
    components_ok: bool = False,
    passphrase: bytes | None = None,
) -> NewTerminal:
    """Make a training terminal; after a power cut it is there whole or not at all.

    Args:
        folder: does not exist or is empty.
        currency: ISO 4217; meters get the published tariffs in this currency.
        resources: what ships with the program.
        cost: of each try of the passphrase; the usual one if None.
        components_ok: it may be given test keys as components.
        passphrase: of the key store; a random one if None.

    Raises:
        FolderNotEmpty: there is something in the folder.
        FolderInUse: somebody else sets it up right now.
        TariffUnknown: no tariff ships in this currency.
        DiskFull, StoreUnusable.
    """
    decimals_of(currency)
    return made_whole(
        folder,
        lambda beside: _fill(
            beside, currency, resources, cost, components_ok=components_ok, passphrase=passphrase
        ),
    )


def _fill(
    folder: Path,
    currency: str,
    resources: Path,
    cost: PassphraseCost | None,
    *,
    components_ok: bool,
    passphrase: bytes | None,
) -> NewTerminal:
    passphrase = passphrase or random_passphrase()
    operators = tuple(NewOperator(name, role, random_pin()) for name, role in OPERATORS)
    code = new_recovery_code(os.urandom)
    write_training_secrets(folder, passphrase, code, operators)
    create_vault(
        folder,
        passphrase,
        training=True,
        randomness=os.urandom,
        cost=cost,
        recovery_code=code,
        components_ok=components_ok,
    )
    files = sorted(resources.glob("tariffs/*.tariff.json"))
    plan = TrainingPlan(
        terminal=f"T{secrets.token_hex(3).upper()}",
        currency=currency,
        time_zone=TIME_ZONE,
        operators=operators,
        tariff_files=tuple(file.read_bytes() for file in files),
    )
    with ExitStack() as opened:
        keys = KeyAgent.open(folder, clock=SystemClock(), randomness=os.urandom)
        opened.callback(keys.close)
        keys.unlock(passphrase)
        key = keys.database_key()
        store = SqlStore.create(folder, key, SystemClock(), terminal=plan.terminal)
        opened.callback(store.close)
        set_up_training(join(folder, store, keys, SystemClock()), keys, plan)
        with store.read() as reads:
            meters = reads.meters(limit=_FIRST_METERS)
    return NewTerminal(
        terminal=plan.terminal,
        operators=tuple((operator.name, operator.role) for operator in operators),
        meters=tuple(display_number(meter.pan) for meter in meters),
    )


def random_passphrase() -> bytes:
    """Return a passphrase for training, which lies in a file beside the vault."""
    return secrets.token_hex(_PASSPHRASE_BYTES).encode()


def random_pin() -> bytes:
    """Return a PIN for training, six digits."""
    return "".join(secrets.choice("0123456789") for _ in range(_PIN_DIGITS)).encode()


def write_training_secrets(
    terminal: Path, passphrase: bytes, code: str, operators: tuple[NewOperator, ...]
) -> None:
    """Write the training secrets, each in a file that only its owner can read."""
    folder = terminal / SECRETS_FOLDER
    folder.mkdir(mode=0o700)
    contents = {PASSPHRASE_FILE: passphrase, RECOVERY_CODE_FILE: code.encode()}
    contents |= {f"{operator.name}.pin": operator.pin for operator in operators}
    for name, content in contents.items():
        descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content + b"\n")
            file.flush()
            os.fsync(file.fileno())
    sync_folder(folder)
