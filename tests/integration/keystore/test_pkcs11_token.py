"""One session with a PKCS#11 token, and the library behind it: SoftHSM, a simulator."""

import ctypes
import hmac
import threading
from collections.abc import Iterable
from typing import Any, Self, cast

import pkcs11
import pytest

from pos.keystore.errors.device import KeyDeviceGone, KeyDeviceUnusable
from pos.keystore.files.secret import Secret
from pos.keystore.keys.key_device import KeyDevice
from pos.keystore.keys.pkcs11_token import Pkcs11Token
from tests.pkcs11_device import MODULE, SoftToken

KEY = bytes(range(100, 120))


def test_only_its_own_thread_uses_the_session(token: SoftToken) -> None:
    """Every call says so itself."""
    session = Pkcs11Token.open(token.stored())
    met: list[BaseException] = []

    def intrude() -> None:
        for call in (session.must_answer, session.close, lambda: session.take(Secret(KEY))):
            try:
                call()
            except AssertionError as error:
                met.append(error)

    stranger = threading.Thread(target=intrude)
    stranger.start()
    stranger.join()
    assert len(met) == 3
    session.close()


class WatchedLibrary:
    """A library whose binding is asked to end it: every thread waits while it does."""

    def __init__(self, real: Any) -> None:
        self._real, self.found_ended = real, False

    def __getattr__(self, name: str) -> object:
        """Do all else as it does."""
        return getattr(self._real, name)

    def finalize(self) -> None:
        """See whether there is anything to wait for."""
        try:
            self._real.finalize()
        except pkcs11.PKCS11Error:
            self.found_ended = True
            raise

    def get_slots(self, *, token_present: bool) -> list[object]:
        """Show a card first that nobody knows."""
        return [UnknownCard(), *self._real.get_slots(token_present=token_present)]


class UnknownCard:
    """Somebody else's card in another reader."""

    def get_token(self) -> None:
        """Be no token."""
        raise pkcs11.TokenNotRecognised


@pytest.fixture(name="library")
def _library(monkeypatch: pytest.MonkeyPatch) -> WatchedLibrary:
    """Watch the library."""
    library = WatchedLibrary(pkcs11.lib(MODULE))
    monkeypatch.setattr(pkcs11, "lib", lambda _: library)
    return library


def test_a_library_that_waits_at_its_end_stops_nobody(
    device: KeyDevice, library: WatchedLibrary
) -> None:
    """The binding holds all threads while it ends a library, so it finds it ended."""
    device.must_answer()
    assert library.found_ended


def test_a_library_that_needs_its_device_to_begin_waits_for_it(
    device: KeyDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That of one in the network does; it is no wrong choice, and goes on once it is there."""

    def alone(_: str) -> None:
        raise pkcs11.DeviceError

    with monkeypatch.context() as network:
        network.setattr(pkcs11, "lib", alone)
        with pytest.raises(KeyDeviceGone, match="DeviceError"):
            device.must_answer()
    device.must_answer()


def test_a_library_that_tells_no_functions_yet_is_asked_again(
    device: KeyDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that speaks for a device elsewhere has none before it is reached: no fault of ours."""

    class Alone:
        """Loads, and knows no more than that."""

        def C_GetFunctionList(self, _: object) -> int:  # noqa: N802 - the standard's name.
            """Leave the list empty."""
            return 6

    with monkeypatch.context() as network:
        network.setattr(ctypes, "CDLL", lambda _: Alone())
        with pytest.raises(KeyDeviceGone, match="its library does not begin"):
            device.must_answer()
    device.must_answer()


@pytest.mark.usefixtures("library")
def test_other_cards_do_not_matter(device: KeyDevice, token: SoftToken) -> None:
    """One that the library does not know hides no token, by label or by serial number."""
    device.must_answer()
    with token.logged_in() as session:
        serial = session.token.serial.decode()
    by_serial = KeyDevice(token.stored(token=serial))
    by_serial.must_answer()
    by_serial.close()


def test_nobody_makes_another_key_of_it(device: KeyDevice, token: SoftToken) -> None:
    """Nor who has the PIN: one that derives would be cut into pieces that can be guessed."""
    object_id = device.take(Secret(KEY))
    device.close()
    named = pkcs11.Attribute
    with token.logged_in() as session:
        key = session.get_key(object_class=pkcs11.ObjectClass.SECRET_KEY, id=object_id)
        for may in (named.DERIVE, named.WRAP, named.UNWRAP, named.ENCRYPT, named.DECRYPT):
            assert not key[may]
            with pytest.raises(pkcs11.PKCS11Error):
                key[may] = True
        with pytest.raises(pkcs11.PKCS11Error):
            key.copy({named.DERIVE: True, named.TOKEN: False})


class CarelessSession:
    """A device that takes any key, and then shows it or computes with another."""

    def __init__(
        self,
        shows: frozenset[pkcs11.Attribute],
        computes_with: bytes | None,
        unknown: pkcs11.Attribute | None = None,
    ) -> None:
        self._shows, self._computes_with, self._unknown = shows, computes_with, unknown
        self.destroyed = False

    def create_object(self, attributes: dict[pkcs11.Attribute, object]) -> Self:
        """Keep a key as it likes."""
        assert attributes[pkcs11.Attribute.SENSITIVE]
        if self._unknown in attributes:
            raise pkcs11.AttributeTypeInvalid
        return self

    def __getitem__(self, name: pkcs11.Attribute) -> bool:
        """Tell how the key is kept."""
        return (name is pkcs11.Attribute.SENSITIVE) != (name in self._shows)

    def sign(self, message: bytes, mechanism: object) -> bytes:
        """Authenticate a message."""
        assert mechanism is pkcs11.Mechanism.SHA256_HMAC
        if self._computes_with is None:
            raise pkcs11.MechanismInvalid
        return hmac.digest(self._computes_with, message, "sha256")

    def destroy(self) -> None:
        """Forget the key."""
        self.destroyed = True


@pytest.mark.parametrize(
    ("shows", "computes_with", "why"),
    [
        ((), None, "MechanismInvalid"),
        ({pkcs11.Attribute.SENSITIVE}, KEY, "show the key"),
        ({pkcs11.Attribute.EXTRACTABLE}, KEY, "show the key"),
        ((), KEY[::-1], "something else"),
        ((), KEY, ""),
    ],
)
def test_a_careless_device_keeps_no_key(
    shows: Iterable[pkcs11.Attribute], computes_with: bytes | None, why: str
) -> None:
    """One that would give it out, has cut it, or does no HMAC is refused; what it took goes."""
    session = CarelessSession(frozenset(shows), computes_with)
    token = Pkcs11Token(pkcs11, cast("pkcs11.Session", session), "till")
    if not why:
        assert token.take(Secret(KEY))
        return
    with pytest.raises((KeyDeviceUnusable, KeyDeviceGone), match=why):
        token.take(Secret(KEY))
    assert session.destroyed


def test_a_library_from_before_copies_were_forbidden_takes_a_key() -> None:
    """It does not know that attribute, and everything else that is asked of it."""
    session = CarelessSession(frozenset(), KEY, unknown=pkcs11.Attribute.COPYABLE)
    assert Pkcs11Token(pkcs11, cast("pkcs11.Session", session), "till").take(Secret(KEY))
    demanding = CarelessSession(frozenset(), KEY, unknown=pkcs11.Attribute.MODIFIABLE)
    with pytest.raises(KeyDeviceGone):
        Pkcs11Token(pkcs11, cast("pkcs11.Session", demanding), "till").take(Secret(KEY))
