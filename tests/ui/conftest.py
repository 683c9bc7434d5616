"""Every test of the window runs without a screen, and leaves nothing behind."""

import gc
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tests.terminal_fixtures import copied_till, made_template
from tests.ui.window_stories import Shop, opened_shop, settle_events

__all__ = ["copied_till", "made_template"]

OpenShop = Callable[..., AbstractContextManager[Shop]]


def pytest_configure() -> None:
    """Draw into memory, before anything asks for a screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning of Qt fails the test that caused it."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))


def running_timers() -> list[QTimer]:
    """Return the timers that still tick."""
    return [
        each
        for each in gc.get_objects()
        if isinstance(each, QTimer) and isValid(each) and each.isActive()
    ]


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail a test that leaves a thread, a ticking timer or a window.

    What was there before it is set aside: to go through all of it takes longer than most tests.
    """
    gc.freeze()
    threads = set(threading.enumerate())
    windows = set(qapp.topLevelWidgets())
    yield
    settle_events()
    gc.collect()
    assert set(threading.enumerate()) <= threads
    assert running_timers() == []
    assert set(qapp.topLevelWidgets()) <= windows


@pytest.fixture(name="shop")
def _shop(till: Path, qapp: QApplication) -> Iterator[Shop]:
    """Give a window in which the agent is signed in."""
    del qapp
    with opened_shop(till) as shop:
        shop.sign_in()
        yield shop


@pytest.fixture(name="open_shop")
def _open_shop(till: Path, qapp: QApplication) -> Iterator[Callable[..., Shop]]:
    """Give a way to open a window otherwise than usual; signed in."""
    del qapp
    with ExitStack() as stack:

        def open_it(*, signed_in: bool = True, **how: Any) -> Shop:
            shop = stack.enter_context(opened_shop(till, **how))
            if signed_in:
                shop.sign_in()
            return shop

        yield open_it
