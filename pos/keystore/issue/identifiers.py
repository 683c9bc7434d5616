"""Token identifiers for one issue: each one new for its meter, in the terminal's lane."""

from collections.abc import Mapping
from datetime import datetime

from pos.app.ports import LeaseStatus
from pos.domain.errors import TokenTimeAhead, VendingKeyExpired, VendingKeyNotBegun
from pos.domain.journal import format_time
from pos.domain.lease import Lane
from pos.keystore.issue.token_maker import MeterKey
from pos.sts.errors import BaseDateExhausted, OutOfRange, TooFarAhead
from pos.sts.tid import is_key_expired, moment_of, next_tid, tid_at


class Identifiers:
    """Gives out identifiers for one meter under one key; nothing is written.

    Attributes:
        last: greatest one that was given out; None before the first.
    """

    def __init__(
        self, under: MeterKey, lease: LeaseStatus, last_tids: Mapping[int, int], now: datetime
    ) -> None:
        """Begin behind the last ones of the meter.

        Args:
            under: its key.
            lease: tells the lane.
            last_tids: last identifier of the meter by year of the key.
            now: the clock, aware.
        """
        self._pan = under.config.pan
        self._known = known = under.vending.attributes
        self._now = now
        self._lane = lease.limits.lane_of(known.sgc, Lane(lease.lane, lease.lanes))
        self._used = last_tids.get(known.base_date)
        self._minute: int | None = None
        self.last: int | None = None

    def take(self) -> int:
        """Return the next one.

        Raises:
            TokenTimeAhead: it would lie too far ahead of the clock.
            VendingKeyExpired: the key carries no such identifier any more.
            VendingKeyNotBegun: its base date is still to come.
        """
        try:
            tid = next_tid(
                clock_tid=self._clock_tid(),
                last_tid=self._used,
                lane=self._lane.lane,
                lanes=self._lane.lanes,
            )
        except TooFarAhead as error:
            raise TokenTimeAhead(meter=self._pan.display) from error
        except BaseDateExhausted as error:
            raise self._expired() from error
        self.must_fit_key(tid)
        self._used = self.last = tid
        return tid

    def key_must_be_alive(self) -> None:
        """Refuse a key that carries nothing at this minute.

        Raises:
            VendingKeyExpired: nothing any more.
            VendingKeyNotBegun: nothing yet.
        """
        self.must_fit_key(self._clock_tid())

    def must_fit_key(self, tid: int) -> None:
        """Refuse an identifier behind the key's expiry number with VendingKeyExpired."""
        if is_key_expired(tid, self._known.ken):
            raise self._expired()

    def _clock_tid(self) -> int:
        if self._minute is None:
            known = self._known
            try:
                self._minute = tid_at(self._now, known.base_date, known.tid_utc_offset_minutes)
            except BaseDateExhausted as error:
                raise self._expired() from error
            except OutOfRange as error:
                begins = moment_of(0, known.base_date, known.tid_utc_offset_minutes)
                raise VendingKeyNotBegun(
                    sgc=known.sgc, krn=known.krn, begins=format_time(begins)
                ) from error
        return self._minute

    def _expired(self) -> VendingKeyExpired:
        return VendingKeyExpired(sgc=self._known.sgc, krn=self._known.krn)
