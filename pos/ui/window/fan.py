"""One presenter's state to several parts of the window."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

State = TypeVar("State")
Shown_co = TypeVar("Shown_co", covariant=True)


class Presenter(Protocol[Shown_co]):
    """What has a state and shows it to one."""

    @property
    def state(self) -> Shown_co:
        """What is shown."""

    def attach(self, render: Callable[[Shown_co], None]) -> None:
        """Render with this from now on, the present state at once."""


class Fan(Generic[State]):
    """Attaches to a presenter once and hands each state on, in the order of those who listen."""

    def __init__(self, presenter: Presenter[State]) -> None:
        self._presenter = presenter
        self._listeners: list[Callable[[State], None]] = []
        presenter.attach(self._hand_on)

    def add(self, listener: Callable[[State], None]) -> None:
        """Tell this one too from now on, the present state at once."""
        self._listeners.append(listener)
        listener(self._presenter.state)

    def remove(self, listener: Callable[[State], None]) -> None:
        """Tell this one no more; one who never listened is no matter."""
        if listener in self._listeners:
            self._listeners.remove(listener)

    def _hand_on(self, state: State) -> None:
        for listener in tuple(self._listeners):
            listener(state)
