"""Head office's answer key, asked of its key agent over its socket."""

from collections.abc import Callable
from typing import Any

from pos.app.ports.answer_keys import AnswerKeyPlan
from pos.app.ports.slots import UnlockSecret
from pos.keystore.calls.protocol import Call
from pos.keystore.calls.signing import (
    AskAnswerKey,
    AskAnswerKeyStatements,
    PrepareAnswerKey,
    TakeAnswerKey,
)
from pos.wire.answer_keys import AnswerKeyStatement


class AnswerKeysClient:
    """Implements the port `AnswerKeyRing` for other processes."""

    def __init__(self, ask: Callable[[Call], Any], ask_slowly: Callable[[Call], Any]) -> None:
        """Take what sends a call and returns its answer, soon or after Argon2."""
        self._ask, self._ask_slowly = ask, ask_slowly

    def newest(self) -> str:
        """See `AnswerKeyRing.newest`."""
        answer: str = self._ask(AskAnswerKey())
        return answer

    def prepare(self, by: UnlockSecret, plan: AnswerKeyPlan) -> AnswerKeyStatement:
        """See `AnswerKeyRing.prepare`."""
        answer: AnswerKeyStatement = self._ask_slowly(PrepareAnswerKey(by, plan))
        return answer

    def take(self, statement: AnswerKeyStatement) -> None:
        """See `AnswerKeyRing.take`."""
        self._ask(TakeAnswerKey(statement))

    def statements(self) -> tuple[AnswerKeyStatement, ...]:
        """See `AnswerKeyRing.statements`."""
        answer: tuple[AnswerKeyStatement, ...] = self._ask(AskAnswerKeyStatements())
        return answer
