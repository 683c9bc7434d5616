"""Making an empty real terminal on the disk."""

import os
from contextlib import ExitStack
from pathlib import Path

from pos.app.terminal.set_up import NewOperator, RealPlan, set_up_real
from pos.bootstrap.joining import SystemClock, join
from pos.bootstrap.making import made_whole
from pos.cli.session import WantedTerminal
from pos.domain.money import decimals_of
from pos.domain.operator import Role, parse_operator_name
from pos.keystore.agent.agent import KeyAgent
from pos.keystore.agent.provisioning import create_vault
from pos.keystore.vault.recovery_code import new_recovery_code
from pos.keystore.vault.slots import PassphraseCost
from pos.store.store import SqlStore
from pos.wire.uplink_request import parse_terminal_id


def create_real(folder: Path, wanted: WantedTerminal, cost: PassphraseCost | None = None) -> str:
    """Make a real terminal with one supervisor and no keys; return its recovery code.

    Args:
        folder: does not exist or is empty.
        wanted: what it is made with.
        cost: of each try of the passphrase; the usual one if None.

    Raises:
        TerminalIdMalformed, OperatorNameMalformed, CurrencyUnknown: as they say.
        PassphraseMalformed, PassphraseTooShort, PinMalformed, PinTooPlain: nothing is made.
        FolderNotEmpty, FolderInUse, DiskFull, StoreUnusable.
    """
    decimals_of(wanted.currency)
    parse_terminal_id(wanted.terminal)
    parse_operator_name(wanted.supervisor)
    code = new_recovery_code(os.urandom)
    made_whole(folder, lambda beside: _fill(beside, wanted, code, cost))
    return code


def _fill(folder: Path, wanted: WantedTerminal, code: str, cost: PassphraseCost | None) -> None:
    create_vault(
        folder,
        wanted.passphrase,
        training=False,
        randomness=os.urandom,
        cost=cost,
        recovery_code=code,
    )
    plan = RealPlan(
        terminal=wanted.terminal,
        currency=wanted.currency,
        time_zone=wanted.time_zone,
        supervisor=NewOperator(wanted.supervisor, Role.SUPERVISOR, wanted.pin),
    )
    with ExitStack() as opened:
        keys = KeyAgent.open(folder, clock=SystemClock(), randomness=os.urandom, cost=cost)
        opened.callback(keys.close)
        keys.unlock(wanted.passphrase)
        key = keys.database_key()
        store = SqlStore.create(folder, key, SystemClock(), terminal=plan.terminal)
        opened.callback(store.close)
        set_up_real(join(folder, store, keys, SystemClock()), keys, plan)
