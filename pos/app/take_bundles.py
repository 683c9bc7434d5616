"""Downlink: take in what head office gives, in its order, each bundle once and whole.

    ask for what is newer -> believe it only by the pinned root key -> take it in -> write down
         ^                                                                             |
         +------------------------- until nothing is newer <---------------------------+

What a bundle does is safe to do twice, so a power cut between taking it in and writing it down
costs nothing. A bundle that cannot be used here is written down as refused and never asked for
again: one bad list must not keep the next tariff out.
"""

from dataclasses import dataclass, replace
from typing import assert_never

import msgspec

from pos.app.import_meters import BadLine, import_meter_file
from pos.app.load_tariff import load_tariff
from pos.app.ports import Ports, UnitOfWork, UplinkState
from pos.app.ports.head_office import BundleDesk
from pos.app.quoting import terminal_of
from pos.app.sign_in import SignedIn
from pos.domain.entries import BundleTaken, OperatorAdded, OperatorChanged, OperatorRemoved
from pos.domain.errors import (
    BadValue,
    HeadOfficeNotGenuine,
    NotEnrolled,
    SyncInProgress,
    TariffMalformed,
)
from pos.domain.errors.selling import MeterFileMalformed
from pos.domain.operator import Role, parse_operator_name
from pos.wire.bundle import (
    BundleHead,
    BundleKind,
    BundlesRequest,
    ListedOperator,
    SignedBundle,
    genuine_head,
)

# Entries say that head office did it, not a person who signed in here.
HEAD_OFFICE = SignedIn("", Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class BundlesTaken:
    """What one run took in.

    Attributes:
        taken: bundles.
        refused: rows, files and people among them that could not be used here.
    """

    taken: int
    refused: int


def take_bundles(ports: Ports, office: BundleDesk) -> BundlesTaken:
    """Take in everything that is newer than what this terminal has.

    Raises:
        NotEnrolled, SyncInProgress.
        HeadOfficeNotGenuine: a bundle does not lead back to the head office of this terminal;
            what came before it stays.
        HeadOfficeUnreachable, HeadOfficeRefused: what came so far stays.
        DiskFull, StoreBusy, StoreUnusable.
    """
    with ports.store.sync_lock() as is_ours:
        if not is_ours:
            raise SyncInProgress
        return _take_all(ports, office)


def _take_all(ports: Ports, office: BundleDesk) -> BundlesTaken:
    taken = refused = 0
    while True:
        state = _state(ports)
        answer = office.bundles(BundlesRequest(state.bundle_epoch, state.bundle_n))
        for bundle in answer.bundles:
            found = _take_one(ports, bundle)
            if found is not None:
                taken, refused = taken + 1, refused + found
        if not answer.more or not answer.bundles:
            return BundlesTaken(taken, refused)


def _take_one(ports: Ports, bundle: SignedBundle) -> int | None:
    """Take in one bundle; return how much of it could not be used, None if it is not newer."""
    state = _state(ports)
    with ports.store.read() as reads:
        terminal = terminal_of(reads)
    head = genuine_head(bundle, state.root_key, training=bool(terminal.training))
    if head is None or head.terminal not in ("", terminal.terminal):
        raise HeadOfficeNotGenuine(why="bundle")
    if (head.epoch, head.n) <= (state.bundle_epoch, state.bundle_n):
        return None
    refused = _take_in(ports, head.kind, bundle.body)
    _write_down(ports, head, refused)
    return refused


def _state(ports: Ports) -> UplinkState:
    with ports.store.read() as reads:
        state = reads.uplink()
    if state is None:
        raise NotEnrolled
    return state


def _take_in(ports: Ports, kind: BundleKind, body: str) -> int:
    """Do what a bundle asks; return how much of it could not be used."""
    match kind:
        case BundleKind.METERS:
            return _take_meters(ports, body)
        case BundleKind.TARIFF:
            try:
                load_tariff(ports, body.encode(), operator=HEAD_OFFICE.name)
            except TariffMalformed:
                return 1
            return 0
        case BundleKind.OPERATORS:
            return _take_operators(ports, body)
        case _:
            assert_never(kind)


def _take_meters(ports: Ports, body: str) -> int:
    lines = body.encode().splitlines(keepends=True)
    try:
        told = list(import_meter_file(ports, lines, operator=HEAD_OFFICE))
    except MeterFileMalformed:
        return 1
    return sum(isinstance(each, BadLine) for each in told)


def _take_operators(ports: Ports, body: str) -> int:
    try:
        listed = msgspec.json.decode(body, type=list[ListedOperator])
    except (msgspec.MsgspecError, RecursionError):
        return 1
    with ports.store.write() as work:
        refused = sum(not _take_operator(work, person) for person in listed)
        work.commit()
    return refused


def _take_operator(work: UnitOfWork, person: ListedOperator) -> bool:
    """Write down what head office wants of a person; False where it cannot be."""
    try:
        name, role = parse_operator_name(person.name), Role(person.role)
    except (BadValue, ValueError):
        return False
    known = work.operator(name)
    others = [row for row in work.operators() if row.name != name]
    # Nobody could manage people here, not even to mend this.
    if not any(row.role == Role.SUPERVISOR for row in others) and (
        person.removed or role is not Role.SUPERVISOR
    ):
        return False
    if person.removed:
        if known is not None:
            work.append(OperatorRemoved(name=name), operator=HEAD_OFFICE.name)
        return True
    if known is None:
        work.append(OperatorAdded(name=name, role=role), operator=HEAD_OFFICE.name)
    work.append(
        OperatorChanged(
            name=name, role=role, sale_limit=person.sale_limit, cash_limit=person.cash_limit
        ),
        operator=HEAD_OFFICE.name,
    )
    return True


def _write_down(ports: Ports, head: BundleHead, refused: int) -> None:
    with ports.store.write() as work:
        state = work.uplink()
        if state is None:
            raise NotEnrolled
        work.append(
            BundleTaken(
                epoch=head.epoch, n=head.n, what=head.kind, digest=head.digest, refused=refused
            ),
            operator=HEAD_OFFICE.name,
        )
        work.set_uplink(replace(state, bundle_epoch=head.epoch, bundle_n=head.n))
        work.commit()
