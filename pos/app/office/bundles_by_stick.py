"""Downlink without a network: bundles out of a file, with the guarantees of the line.

The file's list is believed first; then each bundle is taken as over the line, by its own signature
and in its own transaction. A file that is read again, or was cut short, goes on where it stopped.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pos.app.office.agent_wishes import carry_out_wishes
from pos.app.office.take_bundles import BundlesTaken, genuine_bundle, take_one, uplink_of
from pos.app.ports import Ports
from pos.domain.errors import SyncInProgress
from pos.domain.errors.bundles import BundleFileBroken, BundleOutOfOrder, BundlesOlder
from pos.wire.bundle import SignedBundle, read_head
from pos.wire.carried_bundles import (
    CARRIED_LIST,
    CarriedList,
    Version,
    read_carried_bundle,
    read_carried_list,
)

_LIST_LINE: Final = 1


def take_carried_bundles(
    ports: Ports, listing: SignedBundle, lines: Iterator[bytes]
) -> BundlesTaken:
    """Take in the bundles of a file.

    Args:
        listing: its first line.
        lines: all further ones.

    Raises:
        NotEnrolled, SyncInProgress.
        BundleNotGenuine, BundleOfAnother, BundlesOlder, BundleOutOfOrder: of the list; nothing was
            taken.
        BundleNotGenuine, BundleFileBroken, DiskFull, StoreBusy, StoreUnusable: what came before it
            stays.
    """
    with ports.store.sync_lock() as is_ours:
        if not is_ours:
            raise SyncInProgress
        taken = _take_all(ports, _believed(ports, listing), lines)
    return replace(taken, wishes=carry_out_wishes(ports))


def _believed(ports: Ports, listing: SignedBundle) -> CarriedList:
    state, head = uplink_of(ports), genuine_bundle(ports, listing)
    listed = read_carried_list(listing.body) if head.kind == CARRIED_LIST else None
    if listed is None:
        raise BundleFileBroken(line=_LIST_LINE, why="it is no list of what the file holds")
    here = (state.bundle_epoch, state.bundle_n)
    # A head office that was put back to an older copy has another past than this terminal.
    if head.epoch < state.epoch:
        raise BundlesOlder(version=_text((head.epoch, head.n)), here=_text((state.epoch, 0)))
    if listed.newest < here:
        raise BundlesOlder(version=_text(listed.newest), here=_text(here))
    if listed.after > here:
        raise BundleOutOfOrder(version=_text((listed.versions or (listed.after,))[0]))
    return listed


def _take_all(ports: Ports, listed: CarriedList, lines: Iterator[bytes]) -> BundlesTaken:
    taken = refused = 0
    state, number = uplink_of(ports), _LIST_LINE
    for number, version in enumerate(listed.versions, start=_LIST_LINE + 1):
        bundle = _next_bundle(lines, number, version)
        if version <= (state.bundle_epoch, state.bundle_n):
            continue
        found = take_one(ports, genuine_bundle(ports, bundle), bundle)
        if found is not None:
            taken, refused = taken + 1, refused + found
    if next(lines, None) is not None:
        raise BundleFileBroken(line=number + 1, why="there is more than the file's own list names")
    return BundlesTaken(taken, refused)


def _next_bundle(lines: Iterator[bytes], number: int, version: Version) -> SignedBundle:
    line = next(lines, None)
    if line is None:
        raise BundleFileBroken(line=number, why="the file ends too early")
    bundle = read_carried_bundle(line)
    head = None if bundle is None else read_head(bundle)
    if bundle is None or head is None:
        raise BundleFileBroken(line=number, why="it cannot be read")
    if (head.epoch, head.n) != version:
        raise BundleFileBroken(line=number, why=f"it is not {_text(version)}, which follows here")
    return bundle


def _text(version: Version) -> str:
    return f"{version[0]}.{version[1]}"
