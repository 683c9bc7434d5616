"""How a presenter shows its state to whoever renders it."""

from collections.abc import Callable
from typing import Generic, TypeVar

State = TypeVar("State")


class Rendering(Generic[State]):
    """Base of all presenters: holds the state and tells the one who renders it.

    Attributes:
        state: frozen; replaced whole with every change.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self._render: Callable[[State], None] | None = None

    def attach(self, render: Callable[[State], None]) -> None:
        """Render with this from now on, the present state at once."""
        self._render = render
        render(self.state)

    def detach(self) -> None:
        """Render nowhere any more; the state goes on."""
        self._render = None

    def _show(self, state: State) -> None:
        """Take over a state; one that changed nothing is not rendered again."""
        if state == self.state:
            return
        self.state = state
        if self._render is not None:
            self._render(state)
