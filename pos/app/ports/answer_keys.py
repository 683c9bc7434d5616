"""The key that signs head office's answers, and how its key agent changes it."""

from dataclasses import dataclass
from typing import Protocol

from pos.app.ports.slots import UnlockSecret
from pos.wire.answer_keys import AnswerKeyStatement


@dataclass(frozen=True, slots=True)
class AnswerKeyPlan:
    """A change of the key.

    Attributes:
        n: number of the statement.
        old_key: that is followed, 64 hex digits.
        said_at: in the journal's form.
        old_until: until then the old key is good, too; `said_at` revokes it.
    """

    n: int
    old_key: str
    said_at: str
    old_until: str


class AnswerKeyRing(Protocol):
    """The agent's answer keys. All raise AgentUnreachable and IdentityLocked."""

    def newest(self) -> str:
        """Return the public key that signs answers now, 64 hex digits."""

    def prepare(self, by: UnlockSecret, plan: AnswerKeyPlan) -> AnswerKeyStatement:
        """Make the next key, which signs nothing yet, and say that it follows the old one.

        Args:
            by: opens the keys, so that whoever only reaches the agent changes nothing.
            plan: of which the old key is revoked, or is not the one here: then nobody signed it.

        Raises:
            WrongPassphrase, UnlockSecretWrong.
            SigningRefused: the plan does not hold together, or a key of this number or a later one
                signs already.
        """

    def take(self, statement: AnswerKeyStatement) -> None:
        """Sign with the key that was prepared, once its statement is kept; again does nothing.

        Raises:
            SigningRefused: nothing such was prepared, the statement is not genuine, or says that
                the key follows another than the newest here, and the root key does not say so.
        """

    def statements(self) -> tuple[AnswerKeyStatement, ...]:
        """Return those of the keys that were taken, by number, as they were then."""
