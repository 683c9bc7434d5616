"""Fixtures for tests of a whole terminal; the conftest of their folder takes them from here."""

import shutil
from pathlib import Path

import pytest

from tests import terminal_stories as story


@pytest.fixture(scope="session", name="template")
def made_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one training terminal, which no test changes."""
    return story.new_terminal(tmp_path_factory.mktemp("template") / "till")


@pytest.fixture(name="till")
def copied_till(template: Path, tmp_path: Path) -> Path:
    """Give a training terminal of the test's own, closed."""
    return Path(shutil.copytree(template, tmp_path / "till"))
