"""The device that keeps vending keys, asked by any thread: one worker owns the session.

A call that fails is tried once more in a new session, since a device that was unplugged and is back
has forgotten the old one; the codes it makes are the same however often they are asked for. A PIN
that was refused is never tried again: devices lock themselves after a few. A device that is silent
holds up its worker, not the agent; a later worker waits until the library is free.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from queue import SimpleQueue
from typing import Any, Final, TypeVar

from pos.keystore.errors.device import KeyDeviceGone, KeyDevicePinRefused
from pos.keystore.files.secret import Secret
from pos.keystore.keys.pkcs11_token import Pkcs11Token
from pos.keystore.vault.compartments import StoredDevice

ANSWER_S: Final = 5
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Task:
    """What the worker does with its session, and where its answer goes."""

    do: Callable[[Pkcs11Token], Any]
    answer: "Future[Any]"


class KeyDevice:
    """Keys in a PKCS#11 token; nothing is reached before the first call.

    Every call raises KeyDeviceGone, KeyDevicePinRefused and KeyDeviceUnusable.
    """

    def __init__(self, device: StoredDevice, *, within_s: float = ANSWER_S) -> None:
        self._device, self._within_s = device, within_s
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._worker: threading.Thread | None = None
        self._one_at_a_time = threading.Lock()
        self._unanswered: Future[Any] | None = None

    @property
    def token(self) -> str:
        """Label of the token."""
        return self._device.token

    @property
    def stored(self) -> StoredDevice:
        """What the vault keeps of it."""
        return self._device

    def authenticate(self, object_id: bytes, message: bytes) -> bytes:
        """Return HMAC-SHA-256 of a message under a key, 32 bytes."""
        return self._asked(lambda token: token.authenticate(object_id, message))

    def take(self, secret: Secret) -> bytes:
        """Put a key of 20 bytes into the device and return the id of the object there."""
        return self._asked(lambda token: token.take(secret))

    def forget(self, object_id: bytes) -> None:
        """Destroy a key."""
        self._asked(lambda token: token.forget(object_id))

    def must_answer(self) -> None:
        """Reach the device."""
        self._asked(lambda token: token.must_answer())

    def close(self) -> None:
        """Log out and let the worker go; a silent device is not waited for."""
        with self._one_at_a_time:
            worker, self._worker = self._worker, None
            is_silent = self._is_silent()
        if worker is not None:
            self._tasks.put(None)
            if not is_silent:
                worker.join(self._within_s)

    def _asked(self, do: Callable[[Pkcs11Token], Answer]) -> Answer:
        with self._one_at_a_time:
            if self._is_silent():
                raise KeyDeviceGone(token=self.token, why="silent")
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, daemon=True)
                self._worker.start()
            answer: Future[Answer] = Future()
            self._unanswered = answer
            self._tasks.put(_Task(do, answer))
            try:
                return answer.result(self._within_s)
            except TimeoutError:
                raise KeyDeviceGone(token=self.token, why="silent") from None

    def _is_silent(self) -> bool:
        return self._unanswered is not None and not self._unanswered.done()

    def _work(self) -> None:
        session: Pkcs11Token | None = None
        refused: KeyDevicePinRefused | None = None
        while (task := self._tasks.get()) is not None:
            try:
                _must_not_be(refused)
                with _turn_in(self._device.module):
                    session, answer = self._done(session, task.do)
                task.answer.set_result(answer)
            except BaseException as error:  # noqa: BLE001 - it is the caller's to be told
                if isinstance(error, KeyDevicePinRefused):
                    refused = error
                if isinstance(error, KeyDeviceGone):
                    session = None
                task.answer.set_exception(error)
        if session is not None:
            with _turn_in(self._device.module):
                session.close()

    def _done(
        self, session: Pkcs11Token | None, do: Callable[[Pkcs11Token], Answer]
    ) -> tuple[Pkcs11Token, Answer]:
        if session is not None:
            try:
                return session, do(session)
            except KeyDeviceGone:
                # The one in a new session tells whether it is really gone.
                session.close()
        session = Pkcs11Token.open(self._device)
        return session, do(session)


@cache
def _turn_in(_library: str) -> threading.Lock:
    """Return what a worker holds while it is in a library, which each one begins anew."""
    return threading.Lock()


def _must_not_be(refused: KeyDevicePinRefused | None) -> None:
    if refused is not None:
        raise KeyDevicePinRefused(**refused.facts)
