"""System packages: which are missing, and how they get here."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from installer.problems import SetupError, SetupStatus
from installer.steps import run_command, step

SYSTEM_FOLDERS = "/usr/local/sbin:/usr/sbin:/sbin"
# Another installer may be at work, as Debian's own is after start-up.
LOCK_WAIT_SECONDS = 300
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


@dataclass(frozen=True, slots=True)
class SystemPackage:
    """A Debian package and how to see that what it brings is here.

    Attributes:
        name: as apt knows it.
        gives: what it brings, in plain words.
        is_here: looks for that thing itself, so that other systems can have it their own way.
    """

    name: str
    gives: str
    is_here: Callable[[], bool]


def has_modules(*names: str) -> bool:
    """Tell whether this Python can import all of the modules."""
    return all(importlib.util.find_spec(name) is not None for name in names)


def has_command(name: str) -> bool:
    """Tell whether a command exists, also where only root usually looks."""
    folders = os.pathsep.join([os.environ.get("PATH", os.defpath), SYSTEM_FOLDERS])
    return shutil.which(name, path=folders) is not None


def has_library(name: str) -> bool:
    """Tell whether the loader finds a shared library by this name."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def library(package: str, name: str) -> SystemPackage:
    """Describe a package that is wanted for one library of the window's."""
    return SystemPackage(package, f"{name} for the window", lambda: has_library(name))


# What the window's own wheels leave to the system. Qt names only the first one it misses.
FOR_THE_WINDOW = (
    library("libglib2.0-0", "libglib-2.0.so.0"),
    library("libgl1", "libGL.so.1"),
    library("libegl1", "libEGL.so.1"),
    library("libxkbcommon0", "libxkbcommon.so.0"),
    library("libfontconfig1", "libfontconfig.so.1"),
    library("libdbus-1-3", "libdbus-1.so.3"),
    library("libxcb-cursor0", "libxcb-cursor.so.0"),
    library("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
    library("libxcb-icccm4", "libxcb-icccm.so.4"),
    library("libxcb-keysyms1", "libxcb-keysyms.so.1"),
    library("libxcb-shape0", "libxcb-shape.so.0"),
)
# Debian's Python has venv but not ensurepip, and pip from ensurepip reads the system's
# certificates, which a bare system does not have.
TO_RUN = (
    SystemPackage(
        "python3-venv", "Python's venv and ensurepip", lambda: has_modules("venv", "ensurepip")
    ),
    SystemPackage("ca-certificates", "certificates to check servers by", CERTIFICATES.is_file),
    *FOR_THE_WINDOW,
    SystemPackage("libusb-1.0-0", "USB printers", lambda: has_library("libusb-1.0.so.0")),
)
# The power cuts in the tests format, mount and shut down a small file system of their own.
TO_TEST = (
    *TO_RUN,
    SystemPackage("e2fsprogs", "mkfs.ext4", lambda: has_command("mkfs.ext4")),
    SystemPackage("mount", "mount and losetup", lambda: has_command("losetup")),
    SystemPackage("cups", "a print server to test against", lambda: has_command("cupsd")),
    SystemPackage("cups-client", "lp and lpadmin", lambda: has_command("lpadmin")),
    SystemPackage("xvfb", "a screen without a monitor", lambda: has_command("Xvfb")),
    SystemPackage("chromium", "a browser for the console's pages", lambda: has_command("chromium")),
    SystemPackage("softhsm2", "a PKCS#11 device", lambda: has_command("softhsm2-util")),
    SystemPackage("swtpm", "a TPM", lambda: has_command("swtpm")),
    SystemPackage("swtpm-tools", "what sets that TPM up", lambda: has_command("swtpm_setup")),
    SystemPackage("tpm2-tools", "commands for a TPM", lambda: has_command("tpm2_nvdefine")),
    SystemPackage(
        "libtss2-tcti-swtpm0", "the way to that TPM", lambda: has_library("libtss2-tcti-swtpm.so.0")
    ),
)


def missing_packages(wanted: Sequence[SystemPackage]) -> tuple[SystemPackage, ...]:
    """Tell which of the packages have to be installed, in the order given."""
    return tuple(package for package in wanted if not package.is_here())


def by_hand(packages: Sequence[SystemPackage], *, has_sudo: bool) -> str:
    """Give the one line that a person types to install the packages."""
    names = " ".join(package.name for package in packages)
    line = f"apt-get update && apt-get install -y {names}"
    return f"sudo sh -c '{line}'" if has_sudo else f"su - -c '{line}'"


def root_prefix(packages: Sequence[SystemPackage]) -> tuple[str, ...]:
    """Find how a command is run as root here: as it is, or through sudo.

    Asks for sudo's password where there is a screen to ask on.

    Raises:
        SetupError: this user cannot become root; holds the line to type.
    """
    if os.geteuid() == 0:
        return ()
    sudo = shutil.which("sudo")
    if sudo is not None:
        can_ask = sys.stdin.isatty() and sys.stdout.isatty()
        if can_ask:
            print("  sudo may ask for your password to install system packages.")
        question = [sudo, "-v"] if can_ask else [sudo, "-n", "true"]
        complaints = None if can_ask else subprocess.DEVNULL
        if subprocess.run(question, check=False, stderr=complaints).returncode == 0:
            return (sudo, "-n")
    raise SetupError(
        "System packages are missing and this user may not install them. Whoever may types this"
        f" line; then start again:\n  {by_hand(packages, has_sudo=sudo is not None)}",
        SetupStatus.PUT_RIGHT,
    )


def install_packages(packages: Sequence[SystemPackage], *, folder: Path) -> None:
    """Install Debian packages.

    Args:
        packages: what is missing; at least one.
        folder: where the commands run.

    Raises:
        SetupError: no apt here, no right to use it, no network, no disk space, or the packages
            did not bring what they should.
    """
    names = [package.name for package in packages]
    apt = shutil.which("apt-get")
    if apt is None:
        things = " and ".join(package.gives for package in packages)
        raise SetupError(
            f"This is not Debian. Install {things} (Debian: {' '.join(names)}), then start again.",
            SetupStatus.PUT_RIGHT,
        )
    apt_as_root = (*root_prefix(packages), apt, "-o", f"DPkg::Lock::Timeout={LOCK_WAIT_SECONDS}")
    said: list[str] = []
    with step("Reading Debian's list of packages"), suppress(SetupError):
        # A list that cannot be had need not matter: installing tells, and then this is the reason.
        run_command(
            [*apt_as_root, "update"], what="apt-get update", folder=folder, listen=said.append
        )
    with step(f"Installing {', '.join(names)}"):
        run_command(
            [*apt_as_root, "install", "-y", "--no-install-recommends", *names],
            what="Installing system packages",
            folder=folder,
            environment={"DEBIAN_FRONTEND": "noninteractive"},
            earlier=said,
        )
    importlib.invalidate_caches()
    still = missing_packages(packages)
    if still:
        raise SetupError(
            f"{sys.executable} still lacks {still[0].gives}. Start again with Debian's own Python:"
            " /usr/bin/python3",
            SetupStatus.PUT_RIGHT,
        )
