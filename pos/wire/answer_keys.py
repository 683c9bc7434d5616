r"""How the key that signs head office's answers is followed by another.

    statement = old key, and root key where it is at hand, each Ed25519 over
                "vendwatt answer key statement 1\0" n "\0" kind "\0" old key "\0" new key "\0"
                said at "\0" old key is good until

Statements are numbered from 1 and kept for ever: a terminal that pinned any of the keys follows
them to the newest, however long it was away. What the root key says of
a key takes the place of what that key alone said, and of all behind it: so a stolen key can turn
terminals to a key of the thief's, and the root key brings them back. A statement of the root key
alone revokes the old key: it is good no longer. What is known is never taken back otherwise, and
what the root key said never: who replaces what is before it brings it along.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated, Final

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.domain.errors import AnswerKeyRefused
from pos.domain.journal import is_time, parse_time
from pos.wire.signatures import signature_is_genuine
from pos.wire.uplink_keys import (
    HexKey,
    HexSignature,
    KeyCertificate,
    KeyPurpose,
    certify,
    is_certified_by,
)

ANSWER_KEYS_PATH: Final = "/v1/answer-keys"
# At a change a year it lasts longer than any terminal.
STATEMENTS_MAX: Final = 200
# Of whoever answers there: they need not be head office, and nobody signed the whole.
ANSWER_KEYS_BYTES_MAX: Final = STATEMENTS_MAX * 1024
OLD_KEY_LASTS_MAX: Final = timedelta(days=366)
_FORKED: Final = "another one follows that key"
_TAG: Final = b"vendwatt answer key statement 1\0"
_Time = Annotated[str, msgspec.Meta(max_length=40)]


class AnswerKeyTerms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a statement says.

    Attributes:
        n: its number, from 1.
        training: of a training head office.
        old_key, new_key: 64 hex digits.
        said_at: in the journal's form.
        old_until: until then the old key is good, too; `said_at` where it is good no longer.
    """

    n: Annotated[int, msgspec.Meta(ge=1, le=STATEMENTS_MAX)]
    training: bool
    old_key: HexKey
    new_key: HexKey
    said_at: _Time
    old_until: _Time

    def signed_bytes(self) -> bytes:
        """Return what the keys sign."""
        kind = "training" if self.training else "real"
        said = (str(self.n), kind, self.old_key, self.new_key, self.said_at, self.old_until)
        return _TAG + "\0".join(said).encode()

    def hold_together(self) -> bool:
        """Whether two keys follow each other, and the old one ends within a year."""
        if not 1 <= self.n <= STATEMENTS_MAX:
            return False
        if self.old_key == self.new_key or not (is_time(self.said_at) and is_time(self.old_until)):
            return False
        lasts = parse_time(self.old_until) - parse_time(self.said_at)
        return timedelta() <= lasts <= OLD_KEY_LASTS_MAX


class AnswerKeyStatement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """That one key follows another.

    Attributes:
        by_old: signature of the old key; None where only the root key says it.
        by_root: signature of the root key; None where it was not at hand.
        certificate: the root key's word for the new key, with its signature.
    """

    terms: AnswerKeyTerms
    by_old: HexSignature | None = None
    by_root: HexSignature | None = None
    certificate: KeyCertificate | None = None

    def is_genuine(self, root_key: str, *, training: bool) -> bool:
        """Whether those who have to have signed it, and nothing in it is anybody else's."""
        terms, said = self.terms, self.terms.signed_bytes()
        if terms.training != training or not terms.hold_together():
            return False
        if self.by_old is None and (self.by_root is None or terms.old_until != terms.said_at):
            return False
        word = self.certificate
        if (word is None) != (self.by_root is None):
            return False
        is_word = word is None or (
            (word.purpose, word.training, word.public_key)
            == (KeyPurpose.ANSWER, training, terms.new_key)
            and is_certified_by(word, root_key)
        )
        signatures = ((terms.old_key, self.by_old), (root_key, self.by_root))
        return is_word and all(
            signature is None
            or signature_is_genuine(bytes.fromhex(key), bytes.fromhex(signature), said)
            for key, signature in signatures
        )


class AnswerKeysRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Asks for what follows a key; all that is known where the key is not.

    A terminal asks from the key that it pinned: who stole one since may have told it another way
    to a key that is genuine.
    """

    after: HexKey


class AnswerKeysAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Statements by number; each is believed for itself, whoever signed the answer."""

    statements: Annotated[
        tuple[AnswerKeyStatement, ...], msgspec.Meta(max_length=STATEMENTS_MAX)
    ] = ()


@dataclass(frozen=True, slots=True)
class AnswerKeys:
    """The keys of one head office as a terminal knows them.

    Attributes:
        pinned: when it joined, 64 hex digits.
        statements: that lead on from there.
    """

    pinned: str
    statements: tuple[AnswerKeyStatement, ...] = ()

    @property
    def newest(self) -> str:
        """The key that signs today."""
        return self.all[-1]

    @property
    def all(self) -> tuple[str, ...]:
        """Every key that ever signed, the pinned one first."""
        return (self.pinned, *(one.terms.new_key for one in self.statements))

    def good_at(self, now: str) -> tuple[str, ...]:
        """Return the keys whose signature is good at a time, in the journal's form.

        Of the keys before the newest only the last one may be.
        """
        if self.statements:
            terms = self.statements[-1].terms
            if terms.said_at < terms.old_until and now < terms.old_until:
                return terms.new_key, terms.old_key
        return (self.newest,)

    def followed(
        self, said: tuple[AnswerKeyStatement, ...], root_key: str, *, training: bool
    ) -> "AnswerKeys":
        """Return the keys that statements lead to; these where all of it is known.

        Raises:
            AnswerKeyRefused: one is not genuine, they do not follow each other or go back.
        """
        keys, number, is_linked = self, 0, True
        for one in said:
            if not one.is_genuine(root_key, training=training):
                raise AnswerKeyRefused(why="its signature is wrong")
            if number and one.terms.n != number + 1:
                raise AnswerKeyRefused(why="they are out of order")
            number = one.terms.n
            following = keys._after(one)
            is_linked = following is not None
            keys = following or keys
        if keys == self and not is_linked:
            raise AnswerKeyRefused(why="one before it is missing")
        if not _said_by_root(self) <= _said_by_root(keys):
            raise AnswerKeyRefused(why=_FORKED)
        return keys

    def _after(self, one: AnswerKeyStatement) -> "AnswerKeys | None":
        """Return the keys with one statement more; None where it follows none of them."""
        if one.terms.old_key not in self.all:
            # It may lead to the key that was pinned, and then is no concern of this terminal.
            return None
        place = self.all.index(one.terms.old_key)
        behind = self.statements[place:]
        if behind and behind[0].terms == one.terms:
            is_word = behind[0].by_root is None and one.by_root is not None
            statements = (*self.statements[:place], one, *behind[1:])
            return replace(self, statements=statements) if is_word else self
        if behind and (one.by_root is None or behind[0].by_root is not None):
            raise AnswerKeyRefused(why=_FORKED)
        if one.terms.new_key in self.all[: place + 1]:
            raise AnswerKeyRefused(why="a key from before comes back")
        if place and one.terms.n != self.statements[place - 1].terms.n + 1:
            raise AnswerKeyRefused(why="its number does not follow")
        return replace(self, statements=(*self.statements[:place], one))


def _said_by_root(keys: AnswerKeys) -> set[AnswerKeyTerms]:
    return {one.terms for one in keys.statements if one.by_root is not None}


def signed_by_old(terms: AnswerKeyTerms, old_key: Ed25519PrivateKey) -> AnswerKeyStatement:
    """Return the old key's statement."""
    return AnswerKeyStatement(terms, by_old=old_key.sign(terms.signed_bytes()).hex())


def signed_by_root(statement: AnswerKeyStatement, root: Ed25519PrivateKey) -> AnswerKeyStatement:
    """Return a statement with the root key's word for it and for the new key."""
    terms = statement.terms
    return AnswerKeyStatement(
        terms,
        by_old=statement.by_old,
        by_root=root.sign(terms.signed_bytes()).hex(),
        certificate=certify(root, KeyPurpose.ANSWER, terms.new_key, training=terms.training),
    )
