"""Tills for the presenters' tests: one terminal is made, each test gets a copy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import desk_stories as desk
from tests import terminal_stories as story


@pytest.fixture(name="template", scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a training terminal once."""
    return story.new_terminal(tmp_path_factory.mktemp("template") / "till")


@pytest.fixture(name="folder")
def _folder(template: Path, tmp_path: Path) -> Path:
    """Give a terminal of its own."""
    return desk.copied(template, tmp_path / "till")


@pytest.fixture(name="till")
def _till(folder: Path) -> Iterator[desk.Till]:
    """Give a till with an agent signed in; work is done at once."""
    with desk.opened_till(folder) as till:
        yield till


@pytest.fixture(name="jobs")
def _jobs() -> desk.HeldJobs:
    """Jobs that a test lets run."""
    return desk.HeldJobs()


@pytest.fixture(name="held")
def _held(folder: Path, jobs: desk.HeldJobs) -> Iterator[desk.Till]:
    """Give a till whose work waits for the test."""
    with desk.opened_till(folder, jobs=jobs) as till:
        yield till
