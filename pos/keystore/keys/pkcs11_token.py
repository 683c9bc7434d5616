"""One logged-in session with a PKCS#11 token; the thread that opened it is the only one in it.

A vending key of 160 bits lies there as a generic secret of 32 bytes, zeros behind it: HMAC-SHA-256
fills shorter keys up with zeros, so the codes are the same, and some devices refuse shorter keys.
It is sensitive and cannot be extracted, signs only, and never becomes anything else.
"""

import ctypes
import hmac
import os
import secrets
import threading
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, Self

from pos.keystore.errors.device import KeyDeviceGone, KeyDevicePinRefused, KeyDeviceUnusable
from pos.keystore.files.secret import Secret
from pos.keystore.vault.compartments import StoredDevice

if TYPE_CHECKING:
    from pkcs11 import Session, Token

OBJECT_ID_BYTES: Final = 16
_DEVICE_KEY_BYTES: Final = 32
_LABEL: Final = "vendwatt vending key"
_PROOF: Final = b"vendwatt device key proof 1\0"


class _Functions(ctypes.Structure):
    """How a library's list of functions begins, in every version of PKCS#11."""

    _fields_ = (
        ("version", ctypes.c_ubyte * 2),
        ("initialize", ctypes.c_void_p),
        ("finalize", ctypes.CFUNCTYPE(ctypes.c_ulong, ctypes.c_void_p)),
    )


class Pkcs11Token:
    """Authenticates messages under keys that it does not give out."""

    def __init__(self, pkcs11: ModuleType, session: "Session", name: str) -> None:
        self._pkcs11, self._session, self._name = pkcs11, session, name
        self._owner = threading.get_ident()

    @classmethod
    def open(cls, device: StoredDevice) -> Self:
        """Load the library anew, so that it finds what was plugged in since, and log in.

        Raises:
            KeyDeviceUnusable: python-pkcs11 is not installed, or the library does not load.
            KeyDeviceGone: the token is not there, or the library does not begin without it.
            KeyDevicePinRefused: it does not take the PIN.
        """
        try:
            import pkcs11  # noqa: PLC0415 - an optional extra, loaded where a device is used
        except ImportError as error:
            raise KeyDeviceUnusable(why="python-pkcs11 is not installed") from error
        if not Path(device.module).is_file():
            raise KeyDeviceUnusable(why="the library is missing")
        # The library reads them in C, from the environment of this process.
        os.environ.update(device.settings)
        functions = _functions_of(device)
        try:
            library = pkcs11.lib(device.module)
            _begin_anew(library, functions, pkcs11)
            named = _tokens_named(device.token, library, pkcs11)
            if len(named) != 1:
                raise KeyDeviceGone(token=device.token, why="not there" if not named else "twice")
            session = named[0].open(rw=True, user_pin=device.pin.decode())
        except (pkcs11.PinIncorrect, pkcs11.PinLenRange, pkcs11.PinInvalid, pkcs11.PinLocked):
            raise KeyDevicePinRefused(token=device.token) from None
        except pkcs11.PKCS11Error as error:
            raise KeyDeviceGone(token=device.token, why=type(error).__name__) from None
        return cls(pkcs11, session, device.token)

    def authenticate(self, object_id: bytes, message: bytes) -> bytes:
        """Return HMAC-SHA-256 of a message, 32 bytes; KeyDeviceGone."""
        self._must_own()
        pkcs11 = self._pkcs11
        try:
            return _signed(self._found(object_id), message, pkcs11)
        except pkcs11.PKCS11Error as error:
            raise self._gone(error) from None

    def take(self, secret: Secret) -> bytes:
        """Put a key of 20 bytes into the token for good and return the id of the object.

        Raises:
            KeyDeviceUnusable: it would show the key, or computes something else; nothing is kept.
            KeyDeviceGone: it does not answer, or refuses the key.
        """
        self._must_own()
        pkcs11, key = self._pkcs11, secret.reveal()
        object_id = secrets.token_bytes(OBJECT_ID_BYTES)
        try:
            made = self._made(key, object_id)
            try:
                _must_do(made, key, pkcs11)
            except (KeyDeviceUnusable, pkcs11.PKCS11Error):
                with suppress(pkcs11.PKCS11Error):
                    made.destroy()
                raise
        except pkcs11.PKCS11Error as error:
            raise self._gone(error) from None
        return object_id

    def forget(self, object_id: bytes) -> None:
        """Destroy a key; KeyDeviceGone."""
        self._must_own()
        try:
            self._found(object_id).destroy()
        except self._pkcs11.PKCS11Error as error:
            raise self._gone(error) from None

    def must_answer(self) -> None:
        """Ask the token for something it has to look up; KeyDeviceGone."""
        self._must_own()
        try:
            self._session.generate_random(8)
        except self._pkcs11.PKCS11Error as error:
            raise self._gone(error) from None

    def close(self) -> None:
        """Log out; a token that is gone is left alone."""
        self._must_own()
        try:
            self._session.close()
        except self._pkcs11.PKCS11Error:
            # There is nobody left to log out from.
            return

    def _made(self, key: bytes, object_id: bytes) -> Any:
        """Create the object; whoever has the PIN makes no other use of it, and no copy."""
        pkcs11 = self._pkcs11
        named = pkcs11.Attribute
        template = {
            named.CLASS: pkcs11.ObjectClass.SECRET_KEY,
            named.KEY_TYPE: pkcs11.KeyType.GENERIC_SECRET,
            named.TOKEN: True,
            named.PRIVATE: True,
            named.SENSITIVE: True,
            named.EXTRACTABLE: False,
            named.SIGN: True,
            named.ENCRYPT: False,
            named.DECRYPT: False,
            named.WRAP: False,
            named.UNWRAP: False,
            named.DERIVE: False,
            named.MODIFIABLE: False,
            named.ID: object_id,
            named.LABEL: _LABEL,
            named.VALUE: key.ljust(_DEVICE_KEY_BYTES, b"\0"),
        }
        try:
            return self._session.create_object({**template, named.COPYABLE: False})
        except pkcs11.AttributeTypeInvalid:
            # A library from before PKCS#11 2.40 does not know it.
            return self._session.create_object(template)

    def _found(self, object_id: bytes) -> Any:
        """Return a key, of which there is one; KeyDeviceGone."""
        pkcs11 = self._pkcs11
        named = pkcs11.Attribute
        wanted = {named.CLASS: pkcs11.ObjectClass.SECRET_KEY, named.ID: object_id}
        # To its end: a search that is left open outlives its session, and complains then.
        found = list(self._session.get_objects(wanted))
        if len(found) != 1:
            why = "the key is in it twice" if found else "the key is not in it"
            raise KeyDeviceGone(token=self._name, why=why)
        return found[0]

    def _must_own(self) -> None:
        assert threading.get_ident() == self._owner, "one thread owns the session"  # noqa: S101 - our own bug.

    def _gone(self, error: Exception) -> KeyDeviceGone:
        # The library's texts are the maker's; its name for the fault is enough.
        return KeyDeviceGone(token=self._name, why=type(error).__name__)


def _functions_of(device: StoredDevice) -> _Functions:
    """Load a library; KeyDeviceUnusable for none of PKCS#11, KeyDeviceGone for one that says no."""
    functions = ctypes.POINTER(_Functions)()
    try:
        told = ctypes.CDLL(device.module).C_GetFunctionList(ctypes.byref(functions))
    except (OSError, AttributeError) as error:
        raise KeyDeviceUnusable(why="the library does not load") from error
    if told or not functions:
        raise KeyDeviceGone(token=device.token, why="its library does not begin")
    return functions.contents


def _begin_anew(library: Any, functions: _Functions, pkcs11: ModuleType) -> None:
    """Have a library look for its devices again.

    It may wait for one of them when it ends, and python-pkcs11 stops the whole process meanwhile;
    ctypes does not, and leaves the former nothing to wait for.
    """
    functions.finalize(None)
    with suppress(pkcs11.PKCS11Error):
        library.finalize()
    library.initialize()


def _tokens_named(name: str, library: Any, pkcs11: ModuleType) -> "list[Token]":
    """Return the tokens of a label or serial number, whatever else is plugged in."""
    named = []
    for slot in library.get_slots(token_present=True):
        # A card of somebody else's in another reader may be one that the library does not know.
        with suppress(pkcs11.PKCS11Error):
            token = slot.get_token()
            if token.label == name or token.serial == name.encode():
                named.append(token)
    return named


def _must_do(made: Any, key: bytes, pkcs11: ModuleType) -> None:
    """Refuse a key that the token shows, or computes something else with; KeyDeviceUnusable."""
    named = pkcs11.Attribute
    if not made[named.SENSITIVE] or made[named.EXTRACTABLE]:
        raise KeyDeviceUnusable(why="it would show the key")
    if not hmac.compare_digest(_signed(made, _PROOF, pkcs11), hmac.digest(key, _PROOF, "sha256")):
        raise KeyDeviceUnusable(why="it computes something else")


def _signed(key: Any, message: bytes, pkcs11: ModuleType) -> bytes:
    # Only keys with the attribute SIGN have this method, which their type does not tell.
    return bytes(key.sign(message, mechanism=pkcs11.Mechanism.SHA256_HMAC))
