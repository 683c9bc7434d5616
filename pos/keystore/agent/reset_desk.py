"""PINs for people who have none that counts: lost by the only supervisor, or nobody is there.

Two things stand in for a supervisor's PIN: the recovery code, and the root key's word for one
request that this agent made. The new PIN is chosen where it is asked, so whoever carries the answer
chooses nothing. Tries at the code and requests are counted like wrong PINs.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from pos.app.ports.slots import UnlockSecret
from pos.domain.journal import format_time, parse_time
from pos.domain.operator import Role
from pos.keystore.errors.refusals import PinResetNotGenuine
from pos.keystore.issue.identity import Identity
from pos.keystore.office.office_desk import pinned_root
from pos.keystore.people.pin_desk import PinVerifier
from pos.keystore.vault.recovery_code import read_recovery_code
from pos.keystore.vault.slots import Randomness
from pos.wire.pin_reset import (
    PinResetRequest,
    PinResetTerms,
    SignedPinReset,
    pin_reset_is_genuine,
    pin_reset_terms,
)

# Time for a file to go to head office and back, short enough that none is kept for a rainy day.
GOOD_FOR: Final = timedelta(days=1)
_NONCE_BYTES: Final = 16
_CODE, _REQUEST = "recovery code", "pin reset"


class ResetDesk:
    """Implements the port `PinResets` inside the agent."""

    def __init__(
        self,
        open_identity: Callable[[], Identity],
        must_open: Callable[[UnlockSecret], None],
        randomness: Randomness,
    ) -> None:
        """Take what gives the open identity compartment, and what tries a secret at the vault."""
        self._open_identity, self._must_open = open_identity, must_open
        self._randomness = randomness

    def by_recovery_code(self, operator: str, pin: bytes, role: Role, *, code: bytes) -> None:
        """See `PinResets.by_recovery_code`."""
        pins = self._open_identity().pins
        pins.must_do(operator, pin)
        read_recovery_code(code.decode("ascii", "replace"))
        pins.count_try(_CODE)
        self._must_open(UnlockSecret("recovery", code))
        pins.forget_tries(_CODE)
        pins.replace_pin(operator, pin, role)

    def ask(self, operator: str, pin: bytes, role: Role) -> PinResetRequest:
        """See `PinResets.ask`."""
        identity = self._open_identity()
        pins, now = identity.pins, identity.clock.now()
        pins.must_do(operator, pin)
        _must_have_root(identity)
        pins.count_try(_REQUEST)
        head = identity.store.signed_head()
        terms = PinResetTerms(
            terminal="" if head is None else head.terminal,
            device_key=identity.device_key.public,
            operator=operator,
            role=role,
            nonce=self._randomness(_NONCE_BYTES).hex(),
            asked_at=format_time(now),
            until=format_time(now + GOOD_FOR),
        )
        verifier = pins.verifier_of(operator, pin)
        database = identity.database
        with database.transaction():
            too_old = format_time(now - GOOD_FOR)
            database.run("DELETE FROM pin_reset WHERE asked_at < ?", too_old)
            database.run(
                "INSERT INTO pin_reset VALUES (?, ?, ?, ?)",
                terms.body(),
                terms.asked_at,
                verifier.salt,
                verifier.digest,
            )
        return identity.device_key.sign_pin_reset_request(terms.body())

    def take(self, signed: SignedPinReset, operator: str, role: Role) -> None:
        """See `PinResets.take`."""
        identity = self._open_identity()
        row = identity.database.one(
            "SELECT salt, verifier FROM pin_reset WHERE terms = ?", signed.body
        )
        # What lies there was written by this agent, so it is canonical and whole.
        terms = pin_reset_terms(signed.body)
        if row is None or terms is None or (terms.operator, terms.role) != (operator, role):
            raise PinResetNotGenuine(why="nothing asked")
        if not _is_good(terms, identity):
            raise PinResetNotGenuine(why="too old")
        if not pin_reset_is_genuine(signed, _must_have_root(identity)):
            raise PinResetNotGenuine(why="signature")
        identity.pins.keep_reset(operator, PinVerifier(*row), role, asked=signed.body)
        identity.pins.forget_tries(_REQUEST)


def _is_good(terms: PinResetTerms, identity: Identity) -> bool:
    # A clock that was set back must not give a request a second life.
    age = identity.clock.now() - parse_time(terms.asked_at)
    return timedelta(0) <= age <= GOOD_FOR


def _must_have_root(identity: Identity) -> str:
    root_key = pinned_root(identity)
    if root_key is None:
        raise PinResetNotGenuine(why="no head office")
    return root_key
