"""Uplink: bring head office to hold the whole journal, exactly once.

    sign the end -> send what follows the acknowledged point -> head office says how far it is
         ^                                                            |
         |            cursor := what it said; forward, or back        |
         +------------------ until it holds the end ------------------+

Batches grow while the line answers soon, and are small again on a slow one.

The cursor is never ahead of what head office said and may be far behind: entries that come twice
change nothing there. Head office that was restored from an older copy says a lower point, and the
cursor goes back. Nothing of the journal depends on the cursor; nothing is ever deleted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from pos.app.custody.receive_lease import receive_lease
from pos.app.journal.journal_heads import sign_newest_head
from pos.app.office.mind_clock import mind_clock
from pos.app.office.sync_stop import must_stand_well
from pos.app.ports import Ports, Reads, UplinkState
from pos.app.ports.head_office import HeadOffice
from pos.domain.errors import (
    HeadOfficeRefused,
    HeadOfficeUnreachable,
    JournalDamaged,
    NotEnrolled,
    SyncInProgress,
)
from pos.domain.journal import NO_HASH, Checkpoint, format_time, is_time
from pos.domain.standing import Standing
from pos.wire.uplink import (
    BATCH_BYTES_AIM,
    BATCH_ENTRIES_FIRST,
    BATCH_ENTRIES_MAX,
    MARKS_MAX,
    VERSION,
    EntryLine,
    Mark,
    SignedMark,
    UplinkAnswer,
    UplinkRequest,
)

# Far more rounds than rewinding ever takes; a head office that goes in circles is not followed.
_ROUNDS_WITHOUT_PROGRESS = 4
# A batch that was answered so soon may be twice as large the next time.
_QUICK = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """How much of the journal head office holds, as far as this terminal knows.

    Attributes:
        entries: in the journal.
        acknowledged: how many of them head office holds.
        head_hash: hash of the newest entry.
        office_hash: hash of the last acknowledged entry, empty for none.
        equal: head office holds everything, under the same hash.
        stopped: why this terminal must not sell.
        heard_at: when head office answered last, empty for never.
        url: of head office; empty before enrolment, and for one that is reached by stick only.
        bundles_until: version of the last bundle that was taken in, as `epoch.n`.
        standings_at: when head office last told what meters bought and owe; empty for never.
        joined: to a head office, by line or stick.
    """

    entries: int
    acknowledged: int
    head_hash: str
    office_hash: str
    equal: bool
    stopped: Standing
    heard_at: str
    url: str
    bundles_until: str = "0.0"
    standings_at: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Synced:
    """What one run did.

    Attributes:
        sent: entries that were sent, repeats included.
        lease_received: a newer lease is in force.
    """

    sent: int
    lease_received: bool


def sync_status(reads: Reads) -> SyncStatus:
    """Return the state without asking anybody."""
    head, state = reads.head(), reads.uplink()
    acknowledged = 0 if state is None else state.seq
    office_hash = "" if state is None or not state.seq else state.hash
    return SyncStatus(
        entries=head.seq,
        acknowledged=acknowledged,
        head_hash=head.hash,
        office_hash=office_hash,
        equal=office_hash == head.hash,
        stopped=Standing.MAIN if state is None else state.stopped,
        heard_at="" if state is None else state.heard_at,
        url="" if state is None else state.url,
        bundles_until="0.0" if state is None else f"{state.bundle_epoch}.{state.bundle_n}",
        standings_at="" if state is None else state.standings_at,
        joined=state is not None,
    )


def sync_journal(ports: Ports, office: HeadOffice) -> Synced:
    """Send until head office holds the whole journal, and take in what it has for this terminal.

    Raises:
        NotEnrolled, SyncInProgress: nothing was sent.
        HeadOfficeUnreachable, HeadOfficeNotGenuine, HeadOfficeRefused: what was acknowledged so
            far is remembered.
        TerminalForked, TerminalBehind, TerminalRevoked: everything was delivered, and this
            terminal must not sell.
        LeaseNotGenuine: everything was delivered; the lease in force stays.
    """
    with ports.store.sync_lock() as is_ours:
        if not is_ours:
            raise SyncInProgress
        sent, answer = _deliver_all(ports, office)
        has_moved = mind_clock(ports, office, answer.time)
        is_new = answer.lease is not None and receive_lease(ports, answer.lease, operator="")
        if is_new or has_moved:
            # The entry that says so goes at once, so that the run ends with everything delivered.
            sent += _deliver_all(ports, office)[0]
    with ports.store.read() as reads:
        must_stand_well(sync_status(reads).stopped)
    return Synced(sent, is_new)


def _deliver_all(ports: Ports, office: HeadOffice) -> tuple[int, UplinkAnswer]:
    sent, idle_rounds, most, largest = 0, 0, BATCH_ENTRIES_FIRST, BATCH_ENTRIES_MAX
    while True:
        sign_newest_head(ports)
        with ports.store.read() as reads:
            state, request = next_request(reads, most=most)
        began = ports.clock.now()
        try:
            answer = office.deliver(request)
        except HeadOfficeRefused:
            if len(request.entries) <= BATCH_ENTRIES_FIRST:
                raise
            # A head office that runs an older program takes no larger ones.
            most = largest = BATCH_ENTRIES_FIRST
            continue
        is_quick = ports.clock.now() - began < _QUICK
        most = min(2 * most, largest) if is_quick else BATCH_ENTRIES_FIRST
        sent += len(request.entries)
        heard = take_answer(ports, state, request, answer)
        if heard.seq == request.head.seq and _is_told(heard, request):
            return sent, answer
        idle_rounds = 0 if heard.seq > state.seq else idle_rounds + 1
        if idle_rounds == _ROUNDS_WITHOUT_PROGRESS:
            raise HeadOfficeUnreachable(why="no progress")


def _is_told(heard: UplinkState, request: UplinkRequest) -> bool:
    """Whether head office has heard why this terminal stopped."""
    return heard.stopped is Standing.MAIN or request.stopped is not Standing.MAIN


def next_request(
    reads: Reads, *, after: Mark | None = None, most: int = BATCH_ENTRIES_FIRST
) -> tuple[UplinkState, UplinkRequest]:
    """Return what is known of head office, and the batch that follows a point of the journal.

    Args:
        reads: of the terminal.
        after: the point; the one that head office acknowledged if None.
        most: entries of the batch.

    Raises:
        NotEnrolled.
    """
    state, checkpoint = reads.uplink(), reads.last_checkpoint()
    if state is None or checkpoint is None:
        raise NotEnrolled
    head, start = checkpoint.head, after or Mark(state.seq, state.hash)
    request = UplinkRequest(
        version=VERSION,
        incarnation=head.incarnation,
        epoch=state.epoch,
        acknowledged=start,
        head=SignedMark(head.seq, head.hash, checkpoint.signature.hex()),
        marks=tuple(_marks(reads, start.seq)),
        stopped=state.stopped,
        entries=tuple(_batch(reads, start.seq, checkpoint, most)),
    )
    return state, request


def _batch(reads: Reads, after: int, checkpoint: Checkpoint, most: int) -> Iterator[EntryLine]:
    """Yield entries behind a point, up to the signed end, at least one if there is one."""
    size = 0
    for count, stored in enumerate(reads.entries(after=after)):
        is_full = count == most or (count and size + len(stored.body) > BATCH_BYTES_AIM)
        if is_full or stored.seq > checkpoint.head.seq:
            return
        size += len(stored.body)
        yield EntryLine(stored.body.decode(), stored.hash)


def _marks(reads: Reads, acknowledged: int) -> Iterator[Mark]:
    """Yield points before the acknowledged one, each twice as far back as the one before."""
    back = 1
    for _ in range(MARKS_MAX):
        if acknowledged - back < 1:
            return
        stored = reads.entry(acknowledged - back)
        yield Mark(stored.seq, stored.hash)
        back *= 2


def take_answer(
    ports: Ports, state: UplinkState, request: UplinkRequest, answer: UplinkAnswer
) -> UplinkState:
    """Move the cursor to where head office says it is, if this journal has that point.

    Raises:
        HeadOfficeUnreachable: it has not; nothing changed.
    """
    if answer.incarnation != request.incarnation or answer.epoch < state.epoch:
        raise HeadOfficeUnreachable(why="an answer that makes no sense")
    with ports.store.write() as work:
        known = work.uplink() or state
        if not _holds(work, Mark(answer.seq, answer.hash)):
            raise HeadOfficeUnreachable(why="an answer that makes no sense")
        # Only a restore makes a stopped terminal sell again.
        stopped = known.stopped if answer.standing is Standing.MAIN else answer.standing
        heard = replace(
            known,
            epoch=answer.epoch,
            seq=answer.seq,
            hash=answer.hash,
            stopped=stopped,
            heard_at=format_time(ports.clock.now()),
            office_time=max(known.office_time, answer.time if is_time(answer.time) else ""),
        )
        work.set_uplink(heard)
        work.commit()
    return heard


def _holds(reads: Reads, mark: Mark) -> bool:
    if mark.seq == 0:
        return mark.hash == NO_HASH
    try:
        return reads.entry(mark.seq).hash == mark.hash
    except JournalDamaged:
        return False
