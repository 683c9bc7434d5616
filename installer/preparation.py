"""The set-up that both commands share: said first, then done, each step on its own line."""

from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path

from installer.debian import SystemPackage, install_packages, missing_packages
from installer.environment import Environment, Lock, Work, only_one_setup
from installer.problems import SetupError, SetupStatus

INTERRUPTED = 130
WORK_SAID = {
    Work.MAKE: "make a Python environment in .venv and install the locked packages into it",
    Work.ADD: "add locked packages to .venv",
    Work.PROJECT: "install Vendwatt into .venv again, because its description changed",
}


def plan(packages: Sequence[SystemPackage], work: Work) -> list[str]:
    """Say what a set-up will do, a line for each thing; nothing where all is ready."""
    lines = []
    if packages:
        names = " ".join(package.name for package in packages)
        lines.append(f"install system packages with apt: {names}")
    if work is not Work.NOTHING:
        lines.append(WORK_SAID[work])
    return lines


def prepare(environment: Environment, wanted: Sequence[SystemPackage], lock: Lock) -> None:
    """Set up what is missing, after saying what that is.

    Raises:
        SetupError: see `install_packages` and `Environment.prepare`.
    """
    with only_one_setup(environment.root):
        missing = missing_packages(wanted)
        lines = plan(missing, environment.work(lock))
        if not lines:
            return
        print(f"Setting up Vendwatt in {environment.root}. This will:")
        for number, line in enumerate(lines, start=1):
            print(f"  {number}. {line}")
        print("Nothing else on this machine is changed.", flush=True)
        if missing:
            install_packages(missing, folder=environment.root)
        environment.prepare(lock)
        print("Set up.", flush=True)


def answer(
    arguments: Sequence[str],
    *,
    description: str,
    wanted: Sequence[SystemPackage],
    lock: Lock,
    then: Callable[[Environment], int],
) -> int:
    """Carry out one of the two commands.

    Args:
        arguments: the command line without the program's name.
        description: what `--help` says.
        wanted: the system packages to have.
        lock: the Python packages to have.
        then: what the command is for; not done with `--prepare`. Gives the exit status.

    Returns:
        The exit status.
    """
    parser = ArgumentParser(description=description)
    parser.add_argument("--prepare", action="store_true", help="set up only")
    only_prepare = parser.parse_args(arguments).prepare
    environment = Environment(Path(__file__).resolve().parent.parent)
    try:
        prepare(environment, wanted, lock)
        if only_prepare:
            print(f"Ready: {environment.command('vendwatt')}")
            return SetupStatus.DONE
        return then(environment)
    except SetupError as problem:
        print(problem.message, flush=True)
        return problem.status
    except PermissionError as fault:
        print(f"This user may not write {fault.filename}. Start again as its owner.", flush=True)
        return SetupStatus.PUT_RIGHT
    except KeyboardInterrupt:
        print("\nStopped. Start the same command again to go on.", flush=True)
        return INTERRUPTED
