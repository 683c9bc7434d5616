"""Token identifiers: minutes since a base date, 24 bits, never twice for one meter.

A terminal takes the least value that is not behind its clock, not behind the last one of the
meter, in its own lane (value modulo the number of lanes), and not the reserved minute 00:01.

What a meter makes of this, with a list of the last `depth` values (SPEC.md section 3.3): it calls
a token old only when it has already taken `depth` tokens with greater values. No value lies more
than a day ahead of the clock, so a token issued more than a day before another has a smaller
value. Hence no honest token is called old as long as, from a day before its issue until it is
typed in, at most `depth` tokens were issued for its meter, itself included. That holds for any
number of lanes and terminals. A larger burst can push out another terminal's tokens; for how
long, burst_shadow_minutes() says.

Source: SPEC.md sections 3.1 and 3.3. Vectors: tests/vectors/primitives.json, `tid`, and
behaviour.json, `pos_identifiers`.
"""

from datetime import UTC, datetime, timedelta

from pos.sts.attributes import BaseDate
from pos.sts.errors import BaseDateExhausted, KeyExpired, OutOfRange, TooFarAhead

TID_BITS = 24
TID_MAX = (1 << TID_BITS) - 1
MINUTES_PER_DAY = 24 * 60
AHEAD_MINUTES_MAX = MINUTES_PER_DAY
LANES_MAX = 16
# 00:01 of any day belongs to the "special reserved" identifier.
RESERVED_MINUTE = 1
_KEN_SHIFT = 16
_SECONDS_PER_MINUTE = 60
_BEGINNINGS = {base: datetime(base, 1, 1, tzinfo=UTC) for base in BaseDate}


def is_reserved(tid: int) -> bool:
    """Tell whether the value belongs to 00:01 of some day, which no ordinary token carries."""
    return tid % MINUTES_PER_DAY == RESERVED_MINUTE


def tid_at(moment: datetime, base: BaseDate, utc_offset_minutes: int) -> int:
    """Return the identifier of a token issued at a moment; 00:01 gives that of 00:02.

    Args:
        moment: aware; seconds are cut off.
        base: base date of the vending key.
        utc_offset_minutes: the key's fixed distance of its wall clock from UTC.

    Raises:
        OutOfRange: before the base date.
        BaseDateExhausted: after its last minute.
    """
    elapsed = moment - _BEGINNINGS[base]
    minutes = elapsed.days * MINUTES_PER_DAY + elapsed.seconds // _SECONDS_PER_MINUTE
    minutes += utc_offset_minutes
    if minutes < 0:
        raise OutOfRange("the moment lies before the base date")
    if minutes > TID_MAX:
        raise BaseDateExhausted("the base date has no minutes left")
    return minutes + 1 if is_reserved(minutes) else minutes


def moment_of(tid: int, base: BaseDate, utc_offset_minutes: int) -> datetime:
    """Return the minute, in UTC, that an identifier stands for."""
    return _BEGINNINGS[base] + timedelta(minutes=tid - utc_offset_minutes)


def next_tid(*, clock_tid: int, last_tid: int | None, lane: int = 0, lanes: int = 1) -> int:
    """Return the identifier for the next token of one meter.

    Args:
        clock_tid: tid_at() of now.
        last_tid: the last value used for this meter and base date; None for the first.
        lane: this terminal's lane, 0 to `lanes` - 1.
        lanes: how many terminals share the supply group, 1 to 16.

    Returns:
        The least value at or after the clock, after `last_tid`, in the lane, and not reserved.

    Raises:
        OutOfRange: there is no such lane.
        BaseDateExhausted: the value would not fit into 24 bits.
        TooFarAhead: the value lies more than 1,440 minutes ahead of the clock.

    Source: SPEC.md section 3.1.
    """
    if not (1 <= lanes <= LANES_MAX and 0 <= lane < lanes):
        raise OutOfRange("there is no such lane")
    earliest = clock_tid if last_tid is None else max(clock_tid, last_tid + 1)
    tid = earliest + (lane - earliest) % lanes
    if is_reserved(tid):
        tid += lanes
    if tid > TID_MAX:
        raise BaseDateExhausted("the base date has no minutes left")
    if tid - clock_tid > AHEAD_MINUTES_MAX:
        raise TooFarAhead("too many tokens for this meter within a day, or the clock went back")
    return tid


def burst_reach(tokens: int, lanes: int) -> int:
    """Bound how many minutes ahead of the clock the last of a burst of tokens lies.

    Args:
        tokens: how many one terminal issues to one meter within one minute, at least 1.
        lanes: how many terminals share the supply group.

    Returns:
        Minutes; never exceeded. Every token takes one round of the lanes, and so does every
        reserved minute in the way, of which there is at most one a day and one more.
    """
    rounds = tokens * lanes
    return rounds - 1 + lanes * (1 + (rounds + lanes) // MINUTES_PER_DAY)


def burst_shadow_minutes(tokens: int, lanes: int, depth: int) -> int:
    """Bound for how long after a burst other terminals' tokens may be called old.

    Args:
        tokens: how many one terminal issued to one meter within one minute, all typed in.
        lanes: how many terminals share the supply group.
        depth: how many values the meter remembers.

    Returns:
        Minutes after the burst; 0 if it is too small to fill the list.
    """
    return 0 if tokens < depth else burst_reach(tokens - depth + 1, lanes)


def is_key_expired(tid: int, ken: int) -> bool:
    """Tell whether a key with this expiry number may no longer carry this identifier.

    Source: SPEC.md section 3.4: expired when the top eight bits exceed KEN.
    """
    return tid >> _KEN_SHIFT > ken


def require_unexpired(tid: int, ken: int) -> None:
    """Refuse an identifier behind the key's expiry number with KeyExpired."""
    if is_key_expired(tid, ken):
        raise KeyExpired("the vending key has expired")


def last_tid_of_ken(ken: int) -> int:
    """Return the last identifier that a key with this expiry number may carry."""
    return (ken + 1 << _KEN_SHIFT) - 1
