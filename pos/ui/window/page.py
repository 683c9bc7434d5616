"""A page of the window, as its keys see it."""

from typing import Protocol


class Page(Protocol):
    """What every page can do for the keys of the window."""

    def leave(self) -> None:
        """Stop rendering for good."""

    def focus_step(self) -> None:
        """Send the keyboard to where this page begins."""

    def enter(self) -> None:
        """Do the one next thing."""

    def step_found(self, by: int) -> bool:
        """Go up or down in a list; False if the field may have the key."""
