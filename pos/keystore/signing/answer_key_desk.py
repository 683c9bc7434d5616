"""Head office's key agent and the key that signs answers: the vault's, or one that followed it.

Keys that follow lie in the ledger, which is encrypted under a key of the same compartment. One is
prepared first and signs nothing: only when its statement is kept at head office it is taken, so
that no power cut leaves answers that no terminal can check.
"""

from collections.abc import Callable

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.app.ports.answer_keys import AnswerKeyPlan
from pos.app.ports.slots import UnlockSecret
from pos.domain.errors.signing import SigningRefused
from pos.keystore.files.encrypted_database import AgentDatabase
from pos.keystore.signing.signing_keys import AnsweringContent, public_key_of
from pos.keystore.vault.slots import KEY_BYTES, Randomness
from pos.wire.answer_keys import AnswerKeyStatement, AnswerKeyTerms, signed_by_old


class AnswerKeyDesk:
    """Implements the port `AnswerKeyRing` inside the agent.

    Attributes:
        content: the compartment as it was opened, with the seed and certificates of today.
    """

    def __init__(
        self,
        database: AgentDatabase,
        opened: AnsweringContent,
        randomness: Randomness,
        must_open: Callable[[UnlockSecret], None],
    ) -> None:
        """Take the open ledger and compartment, and what tries a secret at the vault."""
        self._database, self._opened = database, opened
        self._randomness, self._must_open = randomness, must_open
        self._training = opened.certificates[0].training
        self.content = self._todays()

    def newest(self) -> str:
        """See `AnswerKeyRing.newest`."""
        return public_key_of(self.content.answer_seed)

    def prepare(self, by: UnlockSecret, plan: AnswerKeyPlan) -> AnswerKeyStatement:
        """See `AnswerKeyRing.prepare`."""
        self._must_open(by)
        seed = self._randomness(KEY_BYTES)
        terms = AnswerKeyTerms(
            n=plan.n,
            training=self._training,
            old_key=plan.old_key,
            new_key=public_key_of(seed),
            said_at=plan.said_at,
            old_until=plan.old_until,
        )
        if not terms.hold_together():
            raise SigningRefused(why="an answer key without its number or its times")
        with self._database.transaction():
            taken = self._database.one("SELECT max(n) FROM answer_key WHERE statement <> ''")
            if taken is not None and taken[0] is not None and int(taken[0]) >= plan.n:
                raise SigningRefused(why="an answer key of this number signs already")
            # One of a lower number may be kept at head office by now, and is still to be taken.
            self._database.run("DELETE FROM answer_key WHERE statement = '' AND n >= ?", plan.n)
            self._database.run("INSERT INTO answer_key VALUES (?, ?, '')", plan.n, seed)
        if plan.old_key != self.newest() or plan.old_until == plan.said_at:
            return AnswerKeyStatement(terms)
        return signed_by_old(terms, Ed25519PrivateKey.from_private_bytes(self.content.answer_seed))

    def take(self, statement: AnswerKeyStatement) -> None:
        """See `AnswerKeyRing.take`."""
        if not statement.is_genuine(self._opened.root_key, training=self._training):
            raise SigningRefused(why="a statement that is not genuine")
        number = statement.terms.n
        if any(one.terms == statement.terms for one in self.statements()):
            return
        if statement.by_root is None and statement.terms.old_key != self.newest():
            raise SigningRefused(why="a statement of a key that does not sign here")
        with self._database.transaction():
            found = self._database.one("SELECT seed FROM answer_key WHERE n = ?", number)
            seed = b"" if found is None else bytes(found[0])
            if not seed or public_key_of(seed) != statement.terms.new_key:
                raise SigningRefused(why="an answer key that was not prepared here")
            said = msgspec.json.encode(statement).decode()
            self._database.run("UPDATE answer_key SET statement = ? WHERE n = ?", said, number)
            # They sign nothing any more, whoever comes by them.
            self._database.run("UPDATE answer_key SET seed = x'' WHERE n < ?", number)
        self.content = self._todays()

    def statements(self) -> tuple[AnswerKeyStatement, ...]:
        """See `AnswerKeyRing.statements`."""
        rows = self._database.all(
            "SELECT statement FROM answer_key WHERE statement <> '' ORDER BY n"
        )
        return tuple(msgspec.json.decode(row[0], type=AnswerKeyStatement) for row in rows)

    def _todays(self) -> AnsweringContent:
        newest = self._database.one(
            "SELECT seed FROM answer_key WHERE statement <> '' ORDER BY n DESC LIMIT 1"
        )
        if newest is None:
            return self._opened
        words = (one.certificate for one in self.statements() if one.certificate is not None)
        return msgspec.structs.replace(
            self._opened,
            answer_seed=bytes(newest[0]),
            certificates=(*self._opened.certificates, *words),
        )
