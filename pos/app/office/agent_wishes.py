"""Carry out what head office wants of the key agent, as soon as its vending keys are open.

The agent does it first and the journal tells of it next, as for keys that people bring; after a
power cut in between, the next try finds the key held and unwritten, and writes both down.
"""

from typing import assert_never

from pos.app.custody.load_keys import load_sealed, write_down_keys
from pos.app.journal.journal_heads import sign_newest_head
from pos.app.office.use_orders import HEAD_OFFICE
from pos.app.ports import Ports
from pos.domain.entries import AgentWishEnded, KeyIdleLockSet
from pos.domain.errors import AgentUnreachable, IdentityLocked, KeysLocked, PosError, StoreDamaged
from pos.domain.projections import AgentWishRow
from pos.domain.projections.downlink_rows import AgentWish, WishState
from pos.wire.carried_bundles import read_carried_bundle
from pos.wire.sealed_key import read_sealed_key_file

_MALFORMED = "LOAD-10"


def carry_out_wishes(ports: Ports) -> int:
    """Try everything that waits; return how many wishes came to an end.

    A locked or silent key agent is waited for; whatever else it refuses is written down.
    """
    with ports.store.read() as reads:
        waiting = [row for row in reads.agent_wishes() if row.state == WishState.WAITING]
    try:
        if not waiting or not ports.keys.status().vending_open:
            return 0
        for wish in waiting:
            _end(ports, wish, _refusal(ports, wish))
        sign_newest_head(ports)
    except (AgentUnreachable, IdentityLocked, KeysLocked):
        return 0
    return len(waiting)


def _refusal(ports: Ports, wish: AgentWishRow) -> str:
    """Do what is wanted; return the code of the refusal, empty for none."""
    with ports.store.read() as reads:
        body = reads.kept_file(wish.wish)
    try:
        match AgentWish(wish.what):
            case AgentWish.SEALED_KEY:
                return _take_key(ports, wish, body)
            case AgentWish.IDLE_LOCK:
                return _set_idle_lock(ports, body)
            case never:
                assert_never(never)
    except (AgentUnreachable, IdentityLocked, KeysLocked, StoreDamaged):
        raise
    except PosError as refusal:
        return refusal.code


def _take_key(ports: Ports, wish: AgentWishRow, body: bytes) -> str:
    sealed = read_sealed_key_file(body)
    if sealed is None:
        return _MALFORMED
    unwritten = ports.keys.custody.status().unwritten
    if any(f"{key.sgc}/{key.krn}" == wish.subject for key in unwritten):
        # It was taken before a power cut.
        write_down_keys(ports, operator=HEAD_OFFICE)
        return ""
    load_sealed(ports, sealed, operator=HEAD_OFFICE)
    return ""


def _set_idle_lock(ports: Ports, body: bytes) -> str:
    bundle = read_carried_bundle(body)
    if bundle is None:
        # An older program kept the wish without head office's signature.
        return _MALFORMED
    minutes = ports.keys.custody.take_idle_lock(bundle)
    with ports.store.write() as work:
        work.append(KeyIdleLockSet(minutes=minutes), operator=HEAD_OFFICE)
        work.commit()
    return ""


def _end(ports: Ports, wish: AgentWishRow, refused: str) -> None:
    with ports.store.write() as work:
        known = work.agent_wish(wish.wish)
        if known is not None and known.state == WishState.WAITING:
            work.append(AgentWishEnded(wish=wish.wish, refused=refused), operator=HEAD_OFFICE)
            work.commit()
