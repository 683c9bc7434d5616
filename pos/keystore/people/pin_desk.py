r"""PINs: peppered verifiers in the agent's database, and a delay that grows with wrong tries.

    verifier = Argon2id(HMAC-SHA256(pepper, "vendwatt pin 1\0" + name + "\0" + PIN), salt),
               8 MiB, one pass, one lane, 32 bytes

A try is written down as a failure before it is looked at and struck out when it was right, so that
killing the agent in between buys no further guess. A real vault takes no PIN that is tried first.
After 5 failures in a row the next try must wait
30 seconds, and twice as long after each further one, up to an hour. A name that nobody has is
treated alike, at the same cost, with its failures counted in one of 1024 shared places so that
made-up names do not fill the disk.

Roles lie beside the PINs, so that the agent need not believe its terminal who may say yes. A PIN
that an older program left has no role until somebody tells it: in training it counts for every one,
in a real vault for none.

The wait is reckoned by the wall clock; whoever can set the clock forward can shorten it.
"""

import hashlib
import hmac
import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from pos.app.ports import Clock
from pos.domain.errors import RoleNotAllowed, SignInDelayed, SignInRefused
from pos.domain.journal import format_time, parse_time
from pos.domain.operator import Role
from pos.keystore.errors.refusals import PinAlreadySet, PinMalformed, PinTooPlain
from pos.keystore.files.encrypted_database import AgentDatabase
from pos.keystore.files.secret import Secret
from pos.keystore.vault.slots import Randomness

FREE_FAILURES = 5
FIRST_DELAY_S = 30
LAST_DELAY_S = 3600
NAME_LENGTH_MAX = 64
PIN_BYTES_MIN, PIN_BYTES_MAX = 4, 64
_SALT_BYTES = 16
_VERIFIER_BYTES = 32
_MEMORY_KIB = 8 * 1024
_PLACES_OF_UNKNOWN = 1024
# Keypads' own patterns, and what installers leave behind; runs and repetitions are found by rule.
_DEFAULT_PINS = (b"2580", b"0852", b"1379", b"147258", b"159753", b"password", b"admin", b"secret")
_PIN_TAG = b"vendwatt pin 1\0"
_NAME_TAG = b"vendwatt unknown name 1\0"


@dataclass(frozen=True, slots=True)
class PinVerifier:
    """What a PIN is checked with.

    Attributes:
        salt: random.
        digest: see the module's docstring.
    """

    salt: bytes
    digest: bytes


class PinDesk:
    """Checks PINs, one at a time."""

    def __init__(
        self,
        database: AgentDatabase,
        pepper: Secret,
        clock: Clock,
        randomness: Randomness,
        *,
        training: bool,
        on_role_set: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Take the tables of PINs, and who is told inside a transaction whose role was set."""
        self._training, self._on_role_set = training, on_role_set
        self._database = database
        self._pepper = pepper
        self._clock = clock
        self._randomness = randomness
        self._one_at_a_time = threading.Lock()

    def set_pin(self, operator: str, pin: bytes, role: Role) -> None:
        """Keep the verifier of a new operator's PIN.

        Args:
            operator: 1 to 64 characters.
            pin: 4 to 64 bytes.
            role: what the operator is.

        Raises:
            PinMalformed: name or PIN are shorter or longer.
            PinTooPlain: it is among the first that a thief tries.
            PinAlreadySet: the operator has one.
        """
        verifier = self.verifier_of(operator, pin)
        with self._one_at_a_time, self._database.transaction():
            if self._stored(operator) is not None:
                raise PinAlreadySet(operator=operator)
            self._keep(operator, verifier, role)

    def verifier_of(self, operator: str, pin: bytes) -> PinVerifier:
        """Return what a PIN is checked with from now on; raises as `must_do`."""
        self.must_do(operator, pin)
        salt = self._randomness(_SALT_BYTES)
        return PinVerifier(salt, self._verifier(operator, pin, salt))

    def must_do(self, operator: str, pin: bytes) -> None:
        """Refuse a name or a PIN that cannot be kept; PinMalformed, PinTooPlain."""
        if not (
            1 <= len(operator) <= NAME_LENGTH_MAX and PIN_BYTES_MIN <= len(pin) <= PIN_BYTES_MAX
        ):
            raise PinMalformed
        if not self._training and is_plain_pin(operator, pin):
            raise PinTooPlain

    def replace_pin(self, operator: str, pin: bytes, role: str) -> None:
        """Keep another PIN, or a first one, and forget wrong tries; PinMalformed, PinTooPlain."""
        verifier = self.verifier_of(operator, pin)
        with self._one_at_a_time, self._database.transaction():
            self._keep(operator, verifier, role)
            self._database.run("DELETE FROM pin_failure WHERE who = ?", f"={operator}")

    def change_own(self, operator: str, pin: bytes) -> None:
        """Keep another PIN of somebody whose role stays what it is; raises as `must_do`."""
        verifier = self.verifier_of(operator, pin)
        with self._one_at_a_time, self._database.transaction():
            self._database.run(
                "UPDATE pin SET salt = ?, verifier = ? WHERE operator = ?",
                verifier.salt,
                verifier.digest,
                operator,
            )

    def keep_reset(self, operator: str, verifier: PinVerifier, role: Role, *, asked: str) -> None:
        """Keep a PIN that head office allowed, and use up what was asked."""
        with self._one_at_a_time, self._database.transaction():
            self._keep(operator, verifier, role)
            self._database.run("DELETE FROM pin_reset WHERE terms = ?", asked)
            self._database.run("DELETE FROM pin_failure WHERE who = ?", f"={operator}")

    def change_role(self, operator: str, role: Role) -> None:
        """Keep another role; a name without a PIN has none."""
        with self._one_at_a_time, self._database.transaction():
            self._database.run("UPDATE pin SET role = ? WHERE operator = ?", role, operator)
            self._on_role_set(operator)

    def take_role(self, operator: str, role: str) -> None:
        """Keep what head office says of a person, empty for removed; inside a transaction."""
        if role:
            self._database.run("UPDATE pin SET role = ? WHERE operator = ?", role, operator)
        else:
            self._forget(operator)

    def role_of(self, operator: str) -> str | None:
        """Return a role, empty where nobody told it; None for a name without a PIN."""
        row = self._database.one("SELECT role FROM pin WHERE operator = ?", operator)
        return None if row is None else str(row[0])

    def must_be(self, operator: str, *allowed: Role) -> None:
        """Refuse whoever is something else with RoleNotAllowed."""
        found = self.role_of(operator)
        if found not in allowed and not (self._training and found == ""):
            name, needed = operator[:NAME_LENGTH_MAX], ", ".join(allowed)
            raise RoleNotAllowed(operator=name, role=found or "", needed=needed)

    def sign_in_as(self, operator: str, pin: bytes, *allowed: Role) -> None:
        """Check the PIN of somebody who has one of these roles; as `sign_in`, RoleNotAllowed."""
        self.sign_in(operator, pin)
        self.must_be(operator, *allowed)

    def remove_pin(self, operator: str) -> None:
        """Forget a verifier; its owner is then treated as an unknown name."""
        with self._one_at_a_time, self._database.transaction():
            self._forget(operator)
            self._on_role_set(operator)

    def sign_in(self, operator: str, pin: bytes) -> None:
        """Check a PIN.

        Raises:
            SignInRefused: wrong name or PIN.
            SignInDelayed: too many were wrong; this one was not looked at.
        """
        with self._one_at_a_time:
            stored = self._stored(operator)
            who = f"={operator}" if stored is not None else self._place_of_unknown(operator)
            self._count_failure(operator, who)
            salt, expected = stored or (bytes(_SALT_BYTES), bytes(_VERIFIER_BYTES))
            found = self._verifier(operator, pin[: PIN_BYTES_MAX + 1], salt)
            if not hmac.compare_digest(found, expected) or stored is None:
                raise SignInRefused(operator=operator[:NAME_LENGTH_MAX])
            with self._database.transaction():
                self._database.run("DELETE FROM pin_failure WHERE who = ?", who)

    def count_try(self, what: str) -> None:
        """Count a try at something other than a PIN until `forget_tries`; SignInDelayed."""
        with self._one_at_a_time:
            self._count_failure(what, f"!{what}")

    def forget_tries(self, what: str) -> None:
        """Count from the beginning again."""
        with self._one_at_a_time, self._database.transaction():
            self._database.run("DELETE FROM pin_failure WHERE who = ?", f"!{what}")

    def close(self) -> None:
        """Forget the pepper; no PIN can be checked afterwards."""
        with self._one_at_a_time:
            self._pepper.wipe()

    def _keep(self, operator: str, verifier: PinVerifier, role: str) -> None:
        self._database.run(
            "INSERT OR REPLACE INTO pin VALUES (?, ?, ?, ?)",
            operator,
            verifier.salt,
            verifier.digest,
            role,
        )
        self._on_role_set(operator)

    def _forget(self, operator: str) -> None:
        self._database.run("DELETE FROM pin WHERE operator = ?", operator)
        self._database.run("DELETE FROM pin_failure WHERE who = ?", f"={operator}")

    def _stored(self, operator: str) -> tuple[bytes, bytes] | None:
        row = self._database.one("SELECT salt, verifier FROM pin WHERE operator = ?", operator)
        return None if row is None else (row[0], row[1])

    def _count_failure(self, operator: str, who: str) -> None:
        now = self._clock.now()
        with self._database.transaction():
            row = self._database.one("SELECT failures, last_at FROM pin_failure WHERE who = ?", who)
            failures, last_at = (0, now) if row is None else (int(row[0]), parse_time(row[1]))
            wait_s = _wait_s(failures, last_at, now)
            # Otherwise a clock that was far ahead would keep people waiting until it is that late.
            begins_again = last_at > now
            if not wait_s or begins_again:
                self._database.run(
                    "INSERT OR REPLACE INTO pin_failure VALUES (?, ?, ?)",
                    who,
                    failures if wait_s else failures + 1,
                    format_time(now),
                )
        if wait_s:
            raise SignInDelayed(operator=operator[:NAME_LENGTH_MAX], seconds=wait_s)

    def _verifier(self, operator: str, pin: bytes, salt: bytes) -> bytes:
        message = _PIN_TAG + operator.encode() + b"\0" + pin
        peppered = hmac.digest(self._pepper.reveal(), message, "sha256")
        function = Argon2id(
            salt=salt, length=_VERIFIER_BYTES, iterations=1, lanes=1, memory_cost=_MEMORY_KIB
        )
        return function.derive(peppered)

    def _place_of_unknown(self, operator: str) -> str:
        message = _NAME_TAG + operator.encode()
        digest = hmac.new(self._pepper.reveal(), message, hashlib.sha256).digest()
        return f"?{int.from_bytes(digest[:8]) % _PLACES_OF_UNKNOWN}"


def is_plain_pin(operator: str, pin: bytes) -> bool:
    """Whether a PIN is one that thieves try first.

    That is one character, a pair or a half repeated, steps up or down one by one, the own name, or
    what is sold as a default.
    """
    steps = {after - before for before, after in itertools.pairwise(pin)}
    half = len(pin) // 2
    return (
        steps in ({0}, {1}, {-1})
        or pin == pin[:2] * half
        or pin == pin[:half] * 2
        or pin.lower() in (operator.lower().encode(), *_DEFAULT_PINS)
    )


def _wait_s(failures: int, last_at: datetime, now: datetime) -> int:
    """Return how many seconds are left to wait, 0 for none.

    A clock that was set back before the last failure makes the whole delay begin again.
    """
    if failures < FREE_FAILURES:
        return 0
    delay_s = min(FIRST_DELAY_S << min(failures - FREE_FAILURES, 16), LAST_DELAY_S)
    passed = max(now - last_at, timedelta(0))
    return max(0, delay_s - int(passed.total_seconds()))
