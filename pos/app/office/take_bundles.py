"""Downlink: take in what head office gives, in its order, each bundle once and whole.

    ask for what is newer -> believe it only by the pinned root key -> take it in and write it down
         ^                                                                        |
         +----------------------- until nothing is newer <------------------------+

What a bundle does and that it came is one transaction: after a power cut it is there or it comes
again. A bundle that cannot be used here is written down as refused and never asked for again: one
bad list must not keep the next tariff out. What only the key agent can do follows by itself.
"""

from dataclasses import dataclass, replace
from typing import Final

from pos.app.office.agent_wishes import carry_out_wishes
from pos.app.office.use_bundle import use_bundle
from pos.app.office.use_orders import HEAD_OFFICE
from pos.app.ports import Ports, UplinkState
from pos.app.ports.head_office import BundleDesk
from pos.app.selling.quoting import terminal_of
from pos.domain.entries import BundleTaken
from pos.domain.errors import NotEnrolled, SyncInProgress
from pos.domain.errors.bundles import BundleNotGenuine, BundleOfAnother, BundleOutOfOrder
from pos.domain.projections import TerminalRow
from pos.wire.bundle import (
    ANSWER_BYTES_AIM,
    BundleFlaw,
    BundleHead,
    BundleKind,
    BundlesRequest,
    SignedBundle,
    genuine_head,
)

# A line that breaks before much came through gets little at a time.
_FIRST_BYTES: Final = 128 * 1024


@dataclass(frozen=True, slots=True)
class BundlesTaken:
    """What one run took in.

    Attributes:
        taken: bundles.
        refused: rows, files and people among them that could not be used here.
        wishes: keys and settings that the key agent took or refused.
    """

    taken: int
    refused: int
    wishes: int = 0


def take_bundles(ports: Ports, office: BundleDesk) -> BundlesTaken:
    """Take in everything that is newer than what this terminal has.

    Raises:
        NotEnrolled, SyncInProgress.
        BundleNotGenuine, BundleOfAnother, BundleOutOfOrder: what came before it stays.
        HeadOfficeUnreachable, HeadOfficeNotGenuine, HeadOfficeRefused: what came so far stays.
        DiskFull, StoreBusy, StoreUnusable.
    """
    with ports.store.sync_lock() as is_ours:
        if not is_ours:
            raise SyncInProgress
        taken = _take_all(ports, office)
    return replace(taken, wishes=carry_out_wishes(ports))


def _take_all(ports: Ports, office: BundleDesk) -> BundlesTaken:
    taken = refused = 0
    bytes_aim = _FIRST_BYTES
    while True:
        state = uplink_of(ports)
        answer = office.bundles(BundlesRequest(state.bundle_epoch, state.bundle_n, bytes_aim))
        newest = (0, 0)
        for bundle in answer.bundles:
            head = genuine_bundle(ports, bundle)
            if (head.epoch, head.n) <= newest:
                raise BundleOutOfOrder(version=version_text(head))
            newest = (head.epoch, head.n)
            found = take_one(ports, head, bundle)
            if found is not None:
                taken, refused = taken + 1, refused + found
        if not answer.more or not answer.bundles:
            return BundlesTaken(taken, refused)
        bytes_aim = min(2 * bytes_aim, ANSWER_BYTES_AIM)


def genuine_bundle(ports: Ports, bundle: SignedBundle) -> BundleHead:
    """Return the head of a bundle that head office made for this terminal.

    Raises:
        NotEnrolled, BundleNotGenuine, BundleOfAnother.
    """
    state, terminal = uplink_of(ports), _terminal(ports)
    head = genuine_head(bundle, state.root_key, training=bool(terminal.training))
    if isinstance(head, BundleFlaw):
        raise BundleNotGenuine(why=head.value)
    if head.terminal not in ("", terminal.terminal):
        raise BundleOfAnother(terminal=head.terminal)
    return head


def take_one(ports: Ports, head: BundleHead, bundle: SignedBundle) -> int | None:
    """Take in a genuine bundle; return how much of it could not be used, None if it is old.

    Raises:
        NotEnrolled, DiskFull, StoreBusy, StoreUnusable.
    """
    with ports.store.write() as work:
        state = work.uplink()
        if state is None:
            raise NotEnrolled
        if (head.epoch, head.n) <= (state.bundle_epoch, state.bundle_n):
            return None
        refused = use_bundle(ports, work, head, bundle)
        # What a meter bought changes all day long; the sale itself tells what was known.
        if head.kind != BundleKind.STANDINGS or refused:
            work.append(
                BundleTaken(
                    epoch=head.epoch, n=head.n, what=head.kind, digest=head.digest, refused=refused
                ),
                operator=HEAD_OFFICE,
            )
        known = work.uplink() or state
        work.set_uplink(replace(known, bundle_epoch=head.epoch, bundle_n=head.n))
        work.commit()
    return refused


def uplink_of(ports: Ports) -> UplinkState:
    """Return what is known of head office; NotEnrolled."""
    with ports.store.read() as reads:
        state = reads.uplink()
    if state is None:
        raise NotEnrolled
    return state


def version_text(head: BundleHead) -> str:
    """Return a bundle's version as people say it."""
    return f"{head.epoch}.{head.n}"


def _terminal(ports: Ports) -> TerminalRow:
    with ports.store.read() as reads:
        return terminal_of(reads)
