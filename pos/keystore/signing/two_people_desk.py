"""Head office's key agent and its people: passwords, limits, and yeses that are good once.

Passwords are checked as a terminal's PINs are, with the same growing delay; the pepper comes from
the key of the ledger. The limit is about what a terminal could issue before the next grant: what
its lease may reach, less what its own device key signed as issued. So nobody has to be believed.
"""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from pos.app.ports import Clock
from pos.app.ports.slots import UnlockSecret
from pos.app.ports.two_people import (
    PASSWORD_BYTES_MIN,
    GrantWish,
    LimitWish,
    OpenLimit,
    Signer,
    Warrant,
    Wish,
    wish_digest,
)
from pos.domain.errors import SignInRefused
from pos.domain.errors.office import SecondPersonNeeded
from pos.domain.errors.signing import SecondYesNeeded, SignerNotKnown, SigningRefused
from pos.domain.journal import format_time, parse_time
from pos.domain.lease import ENERGY_PER_METER_DAY_MILLI, FIRST_LIMITS, ONLY_LANE, Lane
from pos.domain.operator import Role
from pos.keystore.errors.refusals import PinMalformed
from pos.keystore.files.encrypted_database import AgentDatabase
from pos.keystore.files.secret import Secret
from pos.keystore.people.pin_desk import NAME_LENGTH_MAX, PinDesk
from pos.keystore.vault.slots import Randomness
from pos.wire.issue_receipt import is_signed_by
from pos.wire.uplink_lease import LeaseTerms

# As long as somebody new rests at head office, and a day.
GOOD_FOR: Final = timedelta(days=4)
_PEPPER_TAG: Final = b"vendwatt signers pepper 1\0"
_PASSWORD_TAG: Final = b"vendwatt signer password 1\0"
_Sums = tuple[int, int]


class TwoPeopleDesk:
    """Implements the port `TwoPeople` inside the agent."""

    def __init__(
        self,
        database: AgentDatabase,
        ledger_key: bytes,
        clock: Clock,
        randomness: Randomness,
        must_open: Callable[[UnlockSecret], None],
    ) -> None:
        """Take the open ledger, and what tries a secret at the vault."""
        pepper = Secret(hmac.digest(ledger_key, _PEPPER_TAG, "sha256"))
        self._database, self._clock, self._must_open = database, clock, must_open
        self._pins = PinDesk(database, pepper, clock, randomness, training=False)

    def close(self) -> None:
        """Forget what passwords are checked with."""
        self._pins.close()

    def signers(self) -> tuple[str, ...]:
        """Return whom the agent knows, by name."""
        return tuple(row[0] for row in self._database.all("SELECT operator FROM pin ORDER BY 1"))

    def limits(self) -> tuple[OpenLimit, ...]:
        """Return all limits by currency."""
        rows = self._database.all("SELECT * FROM open_limit ORDER BY currency")
        return tuple(OpenLimit(*row) for row in rows)

    def put_signer(
        self, by: UnlockSecret, signer: Signer, limits: tuple[OpenLimit, ...] = ()
    ) -> None:
        """See `TwoPeople.put_signer`."""
        self._must_open(by)
        if len(signer.password) < PASSWORD_BYTES_MIN:
            raise PinMalformed
        self._pins.replace_pin(signer.name, _pin_of(signer), Role.SUPERVISOR)
        with self._database.transaction():
            known = {limit.currency for limit in self.limits()}
            for limit in limits:
                if limit.currency not in known:
                    self._keep_limit(limit)

    def remove_signer(self, by: UnlockSecret, name: str) -> None:
        """See `TwoPeople.remove_signer`."""
        self._must_open(by)
        self._pins.remove_pin(name)
        with self._database.transaction():
            self._database.run("DELETE FROM yes WHERE name = ?", name)

    def say_yes(self, wish: Wish, first: Signer) -> None:
        """See `TwoPeople.say_yes`."""
        if not self.signers():
            return
        self.must_know(first)
        now = self._clock.now()
        with self._database.transaction():
            self._database.run("DELETE FROM yes WHERE at < ?", format_time(now - GOOD_FOR))
            self._database.run(
                "INSERT OR REPLACE INTO yes VALUES (?, ?, ?)",
                wish_digest(wish),
                first.name,
                format_time(now),
            )

    def take_back(self, wish: Wish) -> None:
        """See `TwoPeople.take_back`."""
        with self._database.transaction():
            self._database.run("DELETE FROM yes WHERE digest = ?", wish_digest(wish))

    def set_limit(self, wish: LimitWish, by: Signer) -> None:
        """See `TwoPeople.set_limit`."""
        if not self.signers():
            return
        self.must_know(by)
        with self._database.transaction():
            limits = {limit.currency: limit for limit in self.limits()}
            known, wanted = limits.get(wish.limit.currency), wish.limit
            is_lower = known is not None and (
                wanted.money <= known.money and wanted.energy_milli <= known.energy_milli
            )
            if limits and not is_lower:
                self._use_up(wish, by.name)
            self._keep_limit(wanted)

    def must_know(self, person: Signer) -> None:
        """Check a password, if there is anybody to know; SignerNotKnown, SignInDelayed."""
        if not self.signers():
            return
        try:
            self._pins.sign_in(person.name, _pin_of(person))
        except SignInRefused as error:
            raise SignerNotKnown(name=person.name[:NAME_LENGTH_MAX]) from error

    def must_allow(self, terms: LeaseTerms, before: LeaseTerms | None, warrant: Warrant) -> None:
        """Refuse a lease that takes two people and has not got them; inside a transaction.

        Args:
            terms: that are about to be signed.
            before: those that were signed last for this terminal; None for none.
            warrant: whose second person is known to be who it says.

        Raises:
            SecondYesNeeded, SecondPersonNeeded.
            SigningRefused: it is another lease than two people want.
        """
        issued = _proven(terms, warrant)
        if self.signers() and self._takes_two(terms, before, warrant.currency, issued):
            # Wishes from before they said a currency are nobody's yes any more.
            is_older = warrant.wish is not None and not warrant.wish.currency
            if warrant.wish is None or warrant.second is None or (is_older and warrant.currency):
                raise SecondYesNeeded(name="")
            is_same = warrant.currency == warrant.wish.currency
            if not is_same or not _is_as_wished(terms, before, warrant.wish, issued):
                raise SigningRefused(why="another lease than two people want")
            self._use_up(warrant.wish, warrant.second.name)
        if warrant.currency:
            self._database.run(
                "INSERT OR REPLACE INTO terminal_currency VALUES (?, ?)",
                terms.terminal,
                warrant.currency,
            )

    def _takes_two(
        self, terms: LeaseTerms, before: LeaseTerms | None, currency: str, issued: _Sums
    ) -> bool:
        limits = {limit.currency: limit for limit in self.limits()}
        if not limits:
            return False
        limit = limits.get(currency)
        known = self._database.one(
            "SELECT currency FROM terminal_currency WHERE terminal = ?", terms.terminal
        )
        # Nobody but head office's program tells the currency of a terminal that is new here.
        is_sure = len(limits) == 1 if known is None else known == (currency,)
        return (
            limit is None
            or not is_sure
            or _besides_sums(terms) != _besides_sums(before)
            or terms.money_may_reach - issued[0] > limit.money
            or terms.energy_may_reach_milli - issued[1] > limit.energy_milli
        )

    def _use_up(self, wish: Wish, second: str) -> None:
        digest, now = wish_digest(wish), self._clock.now()
        rows = self._database.all("SELECT name, at FROM yes WHERE digest = ?", digest)
        known = {*self.signers()} - {second}
        others = [name for name, at in rows if name in known and _is_fresh(at, now)]
        if not others:
            if rows and all(name == second for name, _ in rows):
                raise SecondPersonNeeded(name=second)
            raise SecondYesNeeded(name=second)
        self._database.run("DELETE FROM yes WHERE digest = ?", digest)

    def _keep_limit(self, limit: OpenLimit) -> None:
        self._database.run(
            "INSERT OR REPLACE INTO open_limit VALUES (?, ?, ?)",
            limit.currency,
            limit.money,
            limit.energy_milli,
        )


def _pin_of(signer: Signer) -> bytes:
    """Return a password of any length as what a PIN is kept as."""
    return hashlib.sha256(_PASSWORD_TAG + signer.password).digest()


def _is_fresh(at: str, now: datetime) -> bool:
    # A clock that was set back must not give a yes a second life.
    return timedelta(0) <= now - parse_time(at) <= GOOD_FOR


def _proven(terms: LeaseTerms, warrant: Warrant) -> _Sums:
    """Return what the device of a lease signed as issued so far; zeros without proof."""
    issued = warrant.issued
    if issued is None or not is_signed_by(issued, terms.device_key):
        return 0, 0
    return issued.money_issued, issued.energy_issued_milli


def _besides_sums(terms: LeaseTerms | None) -> tuple[object, ...]:
    """Return what takes two people to change, the usual things for a first lease."""
    if terms is None:
        return ONLY_LANE, FIRST_LIMITS, ENERGY_PER_METER_DAY_MILLI
    return Lane(terms.lane, terms.lanes), terms.limits, terms.energy_per_meter_day_milli


def _is_as_wished(
    terms: LeaseTerms, before: LeaseTerms | None, wish: GrantWish, issued: _Sums
) -> bool:
    """Whether a lease says what two people want, on top of what the device had, and no more."""
    had = before if before is not None and before.device_key == terms.device_key else None
    reached = (0, 0) if had is None else (had.money_may_reach, had.energy_may_reach_milli)
    said = (terms.terminal, terms.until, *_besides_sums(terms))
    lane = Lane(wish.lane, wish.lanes)
    wanted = (wish.terminal, wish.until, lane, wish.limits, wish.energy_per_meter_day_milli)
    return (
        said == wanted
        and terms.money_may_reach <= max(reached[0], issued[0]) + wish.money
        and terms.energy_may_reach_milli <= max(reached[1], issued[1]) + wish.energy_milli
    )
