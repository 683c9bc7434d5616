"""What takes two people, asked of head office's key agent over its socket."""

from collections.abc import Callable
from typing import Any

from pos.app.ports.slots import UnlockSecret
from pos.app.ports.two_people import LimitWish, OpenLimit, Signer, Wish
from pos.keystore.calls.protocol import Call
from pos.keystore.calls.signing import PutSigner, RemoveSigner, SayYes, SetLimit, TakeBack


class TwoPeopleClient:
    """Implements the port `TwoPeople` for other processes."""

    def __init__(self, ask: Callable[[Call], Any], ask_slowly: Callable[[Call], Any]) -> None:
        """Take what sends a call and returns its answer, soon or after Argon2."""
        self._ask, self._ask_slowly = ask, ask_slowly

    def put_signer(
        self, by: UnlockSecret, signer: Signer, limits: tuple[OpenLimit, ...] = ()
    ) -> None:
        """See `TwoPeople.put_signer`."""
        self._ask_slowly(PutSigner(by, signer, limits))

    def remove_signer(self, by: UnlockSecret, name: str) -> None:
        """See `TwoPeople.remove_signer`."""
        self._ask_slowly(RemoveSigner(by, name))

    def say_yes(self, wish: Wish, first: Signer) -> None:
        """See `TwoPeople.say_yes`."""
        self._ask(SayYes(wish, first))

    def take_back(self, wish: Wish) -> None:
        """See `TwoPeople.take_back`."""
        self._ask(TakeBack(wish))

    def set_limit(self, wish: LimitWish, by: Signer) -> None:
        """See `TwoPeople.set_limit`."""
        self._ask(SetLimit(wish, by))
