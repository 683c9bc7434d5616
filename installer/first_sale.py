"""The first start: the window on a training terminal, or without a screen one sale here."""

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from installer.debian import TO_RUN
from installer.environment import Environment, Lock
from installer.preparation import answer
from installer.problems import SetupError, SetupStatus
from installer.steps import step

NO_TERMINAL_HERE = "FOLDER-02"
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
AMOUNT = "100.00"
TENDER = "200.00"
# Every training meter's number starts with it.
ANY_METER = "0"
Facts = dict[str, object]


class Refusal(Exception):
    """A command of `vendwatt` said no.

    Attributes:
        code: stable, such as FOLDER-02; empty where it gave none.
        message: what happened and what to do now, in its own words.
        status: what it exited with.
    """

    def __init__(self, code: str, message: str, status: int) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status


class Console:
    """Runs `vendwatt` as a person would, in the folder that it chooses by itself."""

    def __init__(self, vendwatt: Path) -> None:
        """Keep the program's path."""
        self.vendwatt = vendwatt

    def text(self, *arguments: str) -> str:
        """Run a command and return what it said.

        Raises:
            Refusal: it did not do it.
        """
        done = subprocess.run(
            [self.vendwatt, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode != 0:
            raise read_refusal(done.stderr, done.returncode)
        return done.stdout

    def facts(self, *arguments: str) -> list[Facts]:
        """Run a command and return its answer, an object for each line.

        Raises:
            Refusal: it did not do it.
            SetupError: its answer cannot be read.
        """
        said = self.text("--json", *arguments)
        try:
            return [json.loads(line) for line in said.splitlines()]
        except ValueError as fault:
            raise SetupError(
                f"vendwatt {' '.join(arguments)} gave an answer that cannot be read.",
                SetupStatus.OUR_FAULT,
            ) from fault


def read_refusal(complaint: str, status: int) -> Refusal:
    """Read what a command wrote as it failed: an object on the last line, or just words."""
    last = (complaint.strip().splitlines() or ["it said nothing"])[-1]
    try:
        error = json.loads(last)["error"]
        return Refusal(error["code"], f"{error['message']} {error['next']}".strip(), status)
    except (ValueError, KeyError, TypeError):
        return Refusal("", last, status)


def has_display(variables: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown, by the environment's variables."""
    return any(variables.get(name) for name in DISPLAYS)


def open_window(console: Console) -> int:
    """Show the window on a training terminal until it is closed; gives its exit status."""
    open_terminal(console)
    print("Opening the window.", flush=True)
    return subprocess.run([console.vendwatt], check=False).returncode


def first_sale(environment: Environment) -> int:
    """Make a training terminal where there is none, then open the window or sell in the console.

    Returns:
        The exit status: 0, or what the command answered that did not do its work.
    """
    console = Console(environment.command("vendwatt"))
    try:
        if has_display(os.environ):
            return open_window(console)
        sell_once(console)
    except Refusal as refusal:
        code = f" ({refusal.code})" if refusal.code else ""
        print(f"\n{refusal.message}{code}", flush=True)
        return refusal.status
    return SetupStatus.DONE


def sell_once(console: Console) -> None:
    """Sell, explaining each thing done in a line; raises Refusal as `Console.text` does."""
    print("There is no display for the window, so this is a training sale in the console.")
    open_terminal(console)
    meter, sale = sell_or_go_on(console)
    print(f"  The customer's change: {sale['change']}. The code goes into the meter.")
    print("  The receipt, as it goes on paper:\n")
    print(console.text("receipt", str(sale["sale_id"]), "--format", "text"))
    print("Sell again yourself:")
    print(f"  {console.vendwatt} sell --meter {meter} --amount 50 --tender cash:50", flush=True)


def open_terminal(console: Console) -> None:
    """See that there is a training terminal, and make one in an empty place.

    Raises:
        Refusal: the folder holds something else, or cannot be used.
        SetupError: the terminal there is a real one; nothing is sold on it from here.
    """
    try:
        found = console.facts("keys", "status")
    except Refusal as refusal:
        if refusal.code != NO_TERMINAL_HERE:
            raise
        with step("Making a training terminal, with keys and meters of its own"):
            made = console.facts("init", "--training")
        print(f"  It is in {made[0]['data']}. Its codes work on no real meter.")
        return
    if found[0]["training"] is not True:
        raise SetupError(
            "The terminal here is a real one, so no training sale is made on it. Name another"
            " folder in VENDWATT_DATA to try one.",
            SetupStatus.PUT_RIGHT,
        )


def sell_or_go_on(console: Console) -> tuple[str, Facts]:
    """Finish the sale that an earlier start left open, else make one; gives meter and sale."""
    waiting = console.facts("sales", "list", "--open")
    if waiting:
        sale_id, meter = str(waiting[0]["sale_id"]), str(waiting[0]["meter"])
        with step(f"Going on with the sale to meter {meter} that was interrupted"):
            return meter, console.facts("sales", "resume", sale_id)[0]
    meter = choose_meter(console.facts("meters", "find", ANY_METER))
    with step(f"Selling {AMOUNT} to meter {meter}; the customer hands over {TENDER}"):
        sold = console.facts(
            "sell", "--meter", meter, "--amount", AMOUNT, "--tender", f"cash:{TENDER}"
        )
    return meter, sold[0]


def choose_meter(found: Sequence[Facts]) -> str:
    """Take the first meter that may buy.

    Raises:
        SetupError: the terminal knows none; somebody changed it.
    """
    for meter in found:
        if meter["status"] == "active":
            return str(meter["meter"])
    raise SetupError(
        "This training terminal has no meter that may buy. Name another folder in VENDWATT_DATA.",
        SetupStatus.PUT_RIGHT,
    )


def main(arguments: Sequence[str]) -> int:
    """Set up what Vendwatt needs, then start it."""
    return answer(
        arguments,
        description="Set up Vendwatt where it is not yet, then open its window.",
        wanted=TO_RUN,
        lock=Lock.RUN,
        then=first_sale,
    )
