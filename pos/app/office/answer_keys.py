"""The keys whose answers this terminal believes, and how it follows them to newer ones."""

from dataclasses import replace

import msgspec

from pos.app.ports import Ports, UplinkState
from pos.app.selling.quoting import terminal_of
from pos.domain.entries import AnswerKeyChanged
from pos.domain.errors import NotEnrolled
from pos.domain.journal import format_time
from pos.wire.answer_keys import AnswerKeys, AnswerKeyStatement

_Statements = tuple[AnswerKeyStatement, ...]


def answer_keys_of(state: UplinkState) -> AnswerKeys:
    """Return the keys of the head office that a terminal joined."""
    said = state.answer_keys
    return AnswerKeys(state.answer_key, msgspec.json.decode(said, type=_Statements) if said else ())


def good_answer_keys(ports: Ports) -> tuple[str, ...]:
    """Return the keys whose answers are good now, the newest first; NotEnrolled."""
    state = _state(ports)
    # A clock that went back makes no old key good again.
    return answer_keys_of(state).good_at(max(format_time(ports.clock.now()), state.office_time))


def all_answer_keys(ports: Ports) -> tuple[str, ...]:
    """Return every key that was ever good here, the pinned one first; NotEnrolled."""
    return answer_keys_of(_state(ports)).all


def follow_answer_keys(ports: Ports, said: _Statements) -> None:
    """Believe what statements say from now on, and write into the journal what is new.

    Raises:
        NotEnrolled.
        AnswerKeyRefused: as `AnswerKeys.followed`; nothing is changed.
    """
    with ports.store.write() as work:
        state, training = work.uplink(), bool(terminal_of(work).training)
        if state is None:
            raise NotEnrolled
        known = answer_keys_of(state)
        keys = known.followed(said, state.root_key, training=training)
        if keys == known:
            return
        before = {one.terms for one in known.statements}
        for one in keys.statements:
            if one.terms not in before:
                work.append(_entry(one), operator="")
        content = msgspec.json.encode(keys.statements).decode()
        work.set_uplink(replace(state, answer_keys=content))
        work.commit()


def _entry(one: AnswerKeyStatement) -> AnswerKeyChanged:
    terms = one.terms
    said_by = "root" if one.by_old is None else "old" if one.by_root is None else "both"
    return AnswerKeyChanged(
        n=terms.n,
        old_key=terms.old_key,
        new_key=terms.new_key,
        old_until=terms.old_until,
        said_by=said_by,
    )


def _state(ports: Ports) -> UplinkState:
    with ports.store.read() as reads:
        state = reads.uplink()
    if state is None:
        raise NotEnrolled
    return state
