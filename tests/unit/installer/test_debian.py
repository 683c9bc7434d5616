"""Missing system packages are named, and only root or sudo installs them."""

import os
from pathlib import Path

import pytest

from installer.debian import (
    TO_RUN,
    TO_TEST,
    SystemPackage,
    by_hand,
    has_command,
    has_modules,
    install_packages,
    missing_packages,
)
from installer.problems import SetupError, SetupStatus

HERE = SystemPackage("here", "what is here", lambda: True)
AWAY = SystemPackage("away", "what is away", lambda: False)


def test_only_what_is_missing_is_named() -> None:
    """A thing that is here is not installed again, whoever brought it."""
    assert missing_packages([HERE, AWAY]) == (AWAY,)


def test_the_line_to_type() -> None:
    """One line, whole, for a machine with sudo and for one without."""
    assert by_hand([AWAY], has_sudo=True) == (
        "sudo sh -c 'apt-get update && apt-get install -y away'"
    )
    assert by_hand([AWAY], has_sudo=False) == (
        "su - -c 'apt-get update && apt-get install -y away'"
    )


def test_what_brings_a_thing_is_looked_for_by_the_thing() -> None:
    """Modules and commands are found, and not found."""
    assert has_modules("json", "venv")
    assert not has_modules("json", "no_module_has_this_name")
    assert has_command("sh")
    assert not has_command("no-command-has-this-name")


def test_the_tests_need_what_the_program_needs() -> None:
    """Setting up for the tests also sets up the program."""
    assert set(TO_RUN) < set(TO_TEST)


def test_another_system_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without apt the things are named, not only Debian's words for them."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SetupError, match=r"not Debian.*what is away.*away") as problem:
        install_packages([AWAY], folder=tmp_path)
    assert problem.value.status is SetupStatus.PUT_RIGHT


def make_command(folder: Path, name: str, text: str) -> None:
    """Put a shell script on a path of its own."""
    script = folder / name
    script.write_text(f"#!/bin/sh\n{text}\n")
    script.chmod(0o755)


def test_a_user_who_may_not_is_given_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither root nor sudo: nothing is tried."""
    make_command(tmp_path, "apt-get", f"touch {tmp_path}/called")
    make_command(tmp_path, "sudo", "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SetupError, match="apt-get install -y away") as problem:
        install_packages([AWAY], folder=tmp_path)
    assert problem.value.status is SetupStatus.PUT_RIGHT
    assert not (tmp_path / "called").exists()


def test_sudo_is_used_without_a_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where sudo works without a password, both commands go through it."""
    log = tmp_path / "log"
    make_command(tmp_path, "apt-get", "exit 0")
    make_command(tmp_path, "sudo", f'printf "%s\\n" "$*" >> {log}')
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    arrives = SystemPackage("late", "what comes", lambda: "install" in log.read_text())
    install_packages([arrives], folder=tmp_path)
    probe, update, install = log.read_text().splitlines()
    assert probe == "-n true"
    assert update.startswith("-n ")
    assert update.endswith(" update")
    assert install.endswith(" install -y --no-install-recommends late")


def test_a_package_that_did_not_help_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another Python than Debian's does not see what Debian's packages bring."""
    make_command(tmp_path, "apt-get", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(SetupError, match="still lacks what is away") as problem:
        install_packages([AWAY], folder=tmp_path)
    assert problem.value.status is SetupStatus.PUT_RIGHT


def test_a_list_that_cannot_be_read_explains_a_failed_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list's complaint is the reason; `Unable to locate package` only follows from it."""
    make_command(
        tmp_path,
        "apt-get",
        'case "$*" in *update*) echo "W: Failed to fetch x";;'
        ' *) echo "E: Unable to locate package away"; exit 100;; esac',
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(SetupError, match="network cannot be reached") as problem:
        install_packages([AWAY], folder=tmp_path)
    assert problem.value.status is SetupStatus.NETWORK
