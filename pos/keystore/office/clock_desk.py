"""Who may move the agent's idea of the time: head office by a fresh answer, a person by a PIN.

The newest moment that is known to have passed is that of the newest issue. A clock behind it is
refused, so is one far ahead. After a sale under a clock far ahead, that moment is wrong itself:
then it is put right here, and nowhere else.
"""

import time
from collections import deque
from collections.abc import Callable

from pos.domain.errors import HeadOfficeNotGenuine
from pos.domain.journal import format_time
from pos.domain.operator import Role
from pos.keystore.files.terminal_clock import keep_told, told_now
from pos.keystore.issue.identity import Identity
from pos.keystore.office.office_desk import pinned_root
from pos.wire.office_time import SignedTime, genuine_time

# A request is answered within this, or its answer says too little about the time.
ANSWER_WITHIN_S = 120
_REQUESTS_REMEMBERED = 16


class RequestsMade:
    """The last requests that this agent signed, and when; each is answered once."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._made: deque[tuple[str, float]] = deque(maxlen=_REQUESTS_REMEMBERED)

    def add(self, signature: bytes) -> None:
        """Remember a request by its signature."""
        self._made.append((signature.hex(), self._monotonic()))

    def take(self, signature: str) -> bool:
        """Whether this request was made a moment ago and not answered yet; forgets it."""
        now = self._monotonic()
        for made in self._made:
            if made[0] == signature:
                self._made.remove(made)
                return now - made[1] <= ANSWER_WITHIN_S
        return False


def take_time(
    identity: Identity, requests: RequestsMade, signed: SignedTime, *, training: bool
) -> str:
    """Believe head office's clock and return its time.

    Raises:
        HeadOfficeNotGenuine: it answers no request of this agent's, or is not head office's.
    """
    root_key = pinned_root(identity)
    if root_key is None or not requests.take(signed.request_signature):
        raise HeadOfficeNotGenuine(why="an answer to nothing")
    told = genuine_time(signed, root_key, training=training)
    if told is None:
        raise HeadOfficeNotGenuine(why="signature")
    with identity.database.transaction():
        identity.store.set_known_time(told)
    keep_told(identity.folder, identity.device_key.sign_told_time(told_now(told)))
    return told


def accept_clock(identity: Identity, operator: str, pin: bytes) -> None:
    """Take the clock as it is for right, by a supervisor's word.

    The lease bounds it all the same.

    Raises:
        SignInRefused, SignInDelayed, RoleNotAllowed.
    """
    identity.pins.sign_in_as(operator, pin, Role.SUPERVISOR)
    with identity.database.transaction():
        identity.store.set_known_time(format_time(identity.clock.now()))
