"""How a terminal follows the key that signs head office's answers, and what it refuses."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos.domain.errors import AnswerKeyRefused
from pos.domain.journal import format_time
from pos.wire.answer_keys import (
    ANSWER_KEYS_BYTES_MAX,
    OLD_KEY_LASTS_MAX,
    STATEMENTS_MAX,
    AnswerKeys,
    AnswerKeysAnswer,
    AnswerKeyStatement,
    AnswerKeyTerms,
    signed_by_old,
    signed_by_root,
)
from pos.wire.uplink_keys import KeyPurpose, certify

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
QUARTER = timedelta(days=90)
ROOT = Ed25519PrivateKey.from_private_bytes(bytes(32))
KEYS = [Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in range(1, 9)]
THIEF = KEYS[-1]


def public(key: Ed25519PrivateKey) -> str:
    """Return a key as statements write it."""
    return key.public_key().public_bytes_raw().hex()


@dataclass(frozen=True)
class Said:
    """What a statement is to say."""

    n: int
    old: Ed25519PrivateKey
    new: Ed25519PrivateKey
    lasts: timedelta = QUARTER

    def terms(self) -> AnswerKeyTerms:
        """Return it with its times: a statement a month."""
        at = NOON + self.n * timedelta(days=30)
        return AnswerKeyTerms(
            n=self.n,
            training=True,
            old_key=public(self.old),
            new_key=public(self.new),
            said_at=format_time(at),
            old_until=format_time(at + self.lasts),
        )

    def by_old(self) -> AnswerKeyStatement:
        """Return it with the word of the old key alone."""
        return signed_by_old(self.terms(), self.old)

    def by_both(self) -> AnswerKeyStatement:
        """Return it with the root key's word, too."""
        return signed_by_root(self.by_old(), ROOT)

    def by_root(self) -> AnswerKeyStatement:
        """Return it as the root key alone says it."""
        return signed_by_root(AnswerKeyStatement(self.terms()), ROOT)


FIRST, SECOND, THIRD = (Said(n, KEYS[n - 1], KEYS[n]).by_old() for n in (1, 2, 3))
REVOKED = Said(2, KEYS[1], KEYS[2], timedelta()).by_root()
PINNED = AnswerKeys(public(KEYS[0]))


def followed(known: AnswerKeys, *said: AnswerKeyStatement) -> AnswerKeys:
    """Follow statements as a terminal does that pinned this root key."""
    return known.followed(said, public(ROOT), training=True)


def refusal(known: AnswerKeys, *said: AnswerKeyStatement) -> str:
    """Return why a terminal believes none of it."""
    with pytest.raises(AnswerKeyRefused) as refused:
        followed(known, *said)
    return str(refused.value.facts["why"])


def test_whoever_was_away_follows_all_of_them() -> None:
    """From any key of the chain, at once or one by one; the same again says nothing new."""
    away = followed(PINNED, FIRST, SECOND, THIRD)
    assert away.newest == public(KEYS[3])
    assert away == followed(followed(PINNED, FIRST), SECOND, THIRD)
    joined_later = followed(AnswerKeys(public(KEYS[2])), FIRST, SECOND, THIRD)
    assert joined_later.statements == (THIRD,)
    assert followed(away, FIRST, SECOND, THIRD) == away


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ((Said(3, KEYS[2], KEYS[0]).by_both(),), "a key from before comes back"),
        ((Said(3, KEYS[2], KEYS[1], timedelta()).by_root(),), "a key from before comes back"),
        ((Said(4, KEYS[3], KEYS[4]).by_old(),), "one before it is missing"),
        ((Said(5, KEYS[2], KEYS[4]).by_old(),), "its number does not follow"),
        ((Said(4, KEYS[3], KEYS[4]).by_old(), THIRD), "they are out of order"),
        ((Said(3, KEYS[1], THIEF).by_old(),), "another one follows that key"),
        ((Said(1, KEYS[0], THIEF).by_old(),), "another one follows that key"),
    ],
    ids=["pinned again", "in a ring", "skipped", "number", "reordered", "forked", "rewritten"],
)
def test_each_is_refused_in_its_own_way(said: tuple[AnswerKeyStatement, ...], why: str) -> None:
    """Where two statements are known."""
    assert refusal(followed(PINNED, FIRST, SECOND), *said) == why


def test_what_the_root_key_said_is_never_taken_back() -> None:
    """Not even by the root key: whoever has it twice is to be noticed."""
    known = followed(PINNED, Said(1, KEYS[0], KEYS[1], timedelta()).by_root())
    other = Said(1, KEYS[0], KEYS[2], timedelta()).by_root()
    assert refusal(known, other) == "another one follows that key"
    assert refusal(known, other, Said(2, KEYS[2], KEYS[3]).by_both()) == (
        "another one follows that key"
    )


def test_of_two_words_of_the_root_key_neither_takes_the_others_place() -> None:
    """Heard together for the first time, nor around one that is known, with what came after it."""
    first, second = (Said(n, KEYS[0], KEYS[n]).by_both() for n in (1, 2))
    assert refusal(PINNED, first, second) == "another one follows that key"
    known = followed(PINNED, second, Said(3, KEYS[2], KEYS[3]).by_old())
    assert refusal(known, first, second) == "another one follows that key"


def _forged() -> dict[str, AnswerKeyStatement]:
    terms, both, replace = FIRST.terms, Said(1, KEYS[0], KEYS[1]).by_both(), msgspec.structs.replace
    word = certify(THIEF, KeyPurpose.ANSWER, terms.new_key, training=True)
    lease = certify(ROOT, KeyPurpose.LEASE, terms.new_key, training=True)
    other = certify(ROOT, KeyPurpose.ANSWER, public(THIEF), training=True)
    real = certify(ROOT, KeyPurpose.ANSWER, terms.new_key, training=False)
    too_long = Said(1, KEYS[0], KEYS[1], OLD_KEY_LASTS_MAX + timedelta(days=1))
    return {
        "nobody": AnswerKeyStatement(terms),
        "another key": signed_by_old(terms, THIEF),
        "another root": signed_by_root(AnswerKeyStatement(terms), THIEF),
        "other words": replace(FIRST, terms=replace(terms, new_key=public(THIEF))),
        "another kind": signed_by_old(replace(terms, training=False), KEYS[0]),
        "no word": replace(both, certificate=None),
        "a thief's word": replace(both, certificate=word),
        "a word for leases": replace(both, certificate=lease),
        "a word for another key": replace(both, certificate=other),
        "a word of another kind": replace(both, certificate=real),
        "half signed by the root": replace(both, by_root=THIRD.by_old),
        "only half signed": replace(both, by_old=THIRD.by_old),
        "too long": too_long.by_old(),
        "before it was said": Said(1, KEYS[0], KEYS[1], timedelta(days=-1)).by_old(),
        "root alone, not at once": Said(1, KEYS[0], KEYS[1]).by_root(),
        "one too many": Said(201, KEYS[0], KEYS[1]).by_old(),
        "itself": Said(1, KEYS[0], KEYS[0]).by_old(),
        "no time": signed_by_old(replace(terms, old_until="soon"), KEYS[0]),
    }


@pytest.mark.parametrize("what", sorted(_forged()))
def test_a_forged_one_is_not_believed(what: str) -> None:
    """Nor what comes before it in the same breath."""
    assert refusal(PINNED, _forged()[what]) == "its signature is wrong"
    assert refusal(followed(PINNED, FIRST), SECOND, _forged()[what]) == "its signature is wrong"


@pytest.mark.parametrize("what", ["old_key", "new_key", "by_old"])
def test_each_is_written_in_one_way_only(what: str) -> None:
    """Not even a line break may follow a key: two texts for one key would be two keys."""
    plain = msgspec.to_builtins(FIRST)
    place = plain if what == "by_old" else plain["terms"]
    assert msgspec.convert(plain, AnswerKeyStatement) == FIRST
    place[what] += "\n"
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(plain, AnswerKeyStatement)


def test_the_old_key_is_good_for_its_time() -> None:
    """And no key before it; a revoked one not even where a clock stands before its end."""
    known, until = followed(PINNED, FIRST), FIRST.terms.old_until
    before = format_time(NOON)
    assert known.good_at(before) == (public(KEYS[1]), public(KEYS[0]))
    assert known.good_at(until) == (public(KEYS[1]),)
    assert followed(known, SECOND).good_at(before) == (public(KEYS[2]), public(KEYS[1]))
    assert followed(known, REVOKED).good_at(before) == (public(KEYS[2]),)


def test_the_root_key_takes_the_place_of_what_a_thief_said() -> None:
    """Whatever number the thief used, and however often; the thief has no word after it."""
    stolen = Said(2, KEYS[1], THIEF).by_old()
    further = Said(3, THIEF, KEYS[6]).by_old()
    deceived = followed(PINNED, FIRST, stolen, further)
    assert deceived.newest == public(KEYS[6])
    back = followed(deceived, REVOKED)
    assert back.statements == (FIRST, REVOKED)
    assert refusal(back, stolen) == "another one follows that key"
    assert followed(back, FIRST) == back
    far = followed(PINNED, Said(200, KEYS[0], THIEF).by_old())
    endorsed = signed_by_root(FIRST, ROOT)
    assert followed(far, endorsed, REVOKED).newest == public(KEYS[2])


@pytest.mark.parametrize("way", ["other times", "round about"])
def test_a_thief_who_leads_to_what_the_root_key_said_is_healed(way: str) -> None:
    """By the whole chain; a part of it would bring back a key that was revoked."""
    first, second = (signed_by_root(one, ROOT) for one in (FIRST, SECOND))
    third = Said(3, KEYS[2], KEYS[3], timedelta()).by_root()
    if way == "other times":
        known = followed(PINNED, Said(1, KEYS[0], KEYS[1], timedelta(days=366)).by_old(), second)
    else:
        astray = (Said(1, KEYS[0], THIEF).by_old(), Said(2, THIEF, KEYS[2]).by_old())
        known = followed(PINNED, *astray)
    known = followed(known, third)
    for part in ((first,), (first, second)):
        assert refusal(known, *part) == "another one follows that key"
    assert followed(known, first, second, third).statements == (first, second, third)


def test_all_that_may_ever_be_said_fits_into_an_answer() -> None:
    """A terminal reads no longer one, whoever answers."""
    longest = Said(STATEMENTS_MAX, KEYS[0], KEYS[1]).by_both()
    content = msgspec.json.encode(AnswerKeysAnswer((longest,) * STATEMENTS_MAX))
    assert len(content) <= ANSWER_KEYS_BYTES_MAX


def test_the_root_keys_word_for_an_old_statement_takes_nothing_back() -> None:
    """What is behind it stays, so that it brings back no key that was revoked."""
    known, endorsed = followed(PINNED, FIRST, REVOKED), signed_by_root(FIRST, ROOT)
    again = followed(known, endorsed)
    assert again.statements == (endorsed, REVOKED)
    assert followed(again, FIRST) == again
    other = Said(1, KEYS[0], THIEF, timedelta()).by_root()
    assert refusal(known, other) == "another one follows that key"
