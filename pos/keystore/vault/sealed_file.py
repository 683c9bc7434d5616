r"""A file sealed for the recovery code: anybody here may write one, only the code opens it.

    file  = "vendwatt backup 1\n" + ephemeral X25519 public key (32) + chunks
    key   = HKDF-SHA-256 of the X25519 secret, no salt,
            info "vendwatt backup 1\0" + ephemeral public key + public key of the recovery code
    chunk = AES-256-GCM of up to 1 MiB, with its tag of 16 bytes; only the last one is shorter, and
            may be empty; nonce = number of the chunk from 0 (11 bytes, big-endian) + 1 for the last
            chunk and 0 for all others; associated data = the first line and the ephemeral key

A chunk that is missing, moved or changed is found, so is an end that is not the end.
"""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CTR
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from pos.domain.errors.storage import BackupDamaged, BackupNotOpened, BackupUnreadable
from pos.keystore.vault.recovery_code import backup_private_key

CHUNK_BYTES: Final = 1024 * 1024
_FIRST_LINE: Final = b"vendwatt backup 1\n"
_INFO: Final = b"vendwatt backup 1\0"
_KEY_BYTES: Final = 32
_TAG_BYTES: Final = 16
_NUMBER_BYTES: Final = 11
# GCM enciphers with the counter from 2 on; 1 is for the tag.
_FIRST_BLOCK: Final = b"\0\0\0\2"


class SealedWriter:
    """Writes plain bytes as chunks; `close` writes the last one."""

    def __init__(
        self, file: BinaryIO, public_key: bytes, randomness: Callable[[int], bytes]
    ) -> None:
        """Begin a file.

        Args:
            file: empty.
            public_key: of the recovery code, 32 bytes.
            randomness: gives that many random bytes.
        """
        ephemeral = X25519PrivateKey.from_private_bytes(randomness(_KEY_BYTES))
        own = ephemeral.public_key().public_bytes_raw()
        shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public_key))
        self._file = file
        self._chunks = _Chunks(_chunk_key(shared, own, public_key), _FIRST_LINE + own)
        self._waiting = bytearray()
        file.write(_FIRST_LINE + own)

    def write(self, plain: bytes) -> None:
        """Add plain bytes."""
        self._waiting += plain
        while len(self._waiting) > CHUNK_BYTES:
            self._file.write(self._chunks.seal(bytes(self._waiting[:CHUNK_BYTES]), is_last=False))
            del self._waiting[:CHUNK_BYTES]

    def close(self) -> None:
        """Write the last chunk."""
        self._file.write(self._chunks.seal(bytes(self._waiting), is_last=True))
        self._waiting.clear()

    def read_back(self) -> "SealedReader":
        """Return what reads the closed file again, from its beginning."""
        return SealedReader(self._file, self._chunks.again())


class SealedReader:
    """Gives back the plain bytes; nothing that was not written as it is comes out."""

    def __init__(self, file: BinaryIO, chunks: "_Chunks") -> None:
        self._file, self._chunks = file, chunks
        self._plain = bytearray()
        self._is_over = False
        file.seek(len(chunks.header))
        self._next = file.read(CHUNK_BYTES + _TAG_BYTES)

    @classmethod
    def open(cls, file: BinaryIO, name: str, code: bytes, *, begins: bytes = b"") -> Self:
        """Open a file with a recovery code, as `read_recovery_code` returns it.

        Args:
            begins: how everything that is sealed like this begins; tells rot from another code.

        Raises:
            BackupUnreadable: it is no backup.
            BackupNotOpened: it was sealed for another code, or its very beginning is rotten.
            BackupDamaged: its first chunk is not what was written.
        """
        header = file.read(len(_FIRST_LINE) + _KEY_BYTES)
        if len(header) != len(_FIRST_LINE) + _KEY_BYTES or not header.startswith(_FIRST_LINE):
            raise BackupUnreadable(name=name)
        own = header[len(_FIRST_LINE) :]
        private = backup_private_key(code)
        public = private.public_key().public_bytes_raw()
        try:
            shared = private.exchange(X25519PublicKey.from_public_bytes(own))
        except ValueError as error:
            raise BackupDamaged(why="its key") from error
        reader = cls(file, _Chunks(_chunk_key(shared, own, public), header))
        first = reader._next
        try:
            reader._fill()
        except BackupDamaged as error:
            if reader._chunks.first_begins(first, begins):
                raise
            raise BackupNotOpened from error
        return reader

    def read(self, size: int) -> bytes:
        """Return exactly so many plain bytes; BackupDamaged where they are not there."""
        while len(self._plain) < size:
            if self._is_over:
                raise BackupDamaged(why="it ends too early")
            self._fill()
        plain = bytes(self._plain[:size])
        del self._plain[:size]
        return plain

    def rest(self) -> Iterator[bytes]:
        """Give everything up to the end, a chunk at a time; BackupDamaged."""
        while not self.is_at_end():
            yield self.read(len(self._plain))

    def is_at_end(self) -> bool:
        """Whether everything was read; BackupDamaged where the end is not the end."""
        while not self._plain and not self._is_over:
            self._fill()
        return not self._plain

    def _fill(self) -> None:
        chunk, self._next = self._next, self._file.read(CHUNK_BYTES + _TAG_BYTES)
        self._is_over = not self._next
        self._plain += self._chunks.open(chunk, is_last=self._is_over)


class _Chunks:
    """Seals or opens chunks, each once and in order."""

    def __init__(self, key: bytes, header: bytes) -> None:
        self._key, self.header, self._number = key, header, 0
        self._cipher = AESGCM(key)

    def again(self) -> "_Chunks":
        """Begin anew under the same key, for reading what was written."""
        return _Chunks(self._key, self.header)

    def seal(self, plain: bytes, *, is_last: bool) -> bytes:
        """Seal the next chunk."""
        return self._cipher.encrypt(self._next_nonce(is_last=is_last), plain, self.header)

    def open(self, sealed: bytes, *, is_last: bool) -> bytes:
        """Open the next chunk; BackupDamaged."""
        number = self._number
        try:
            return self._cipher.decrypt(self._next_nonce(is_last=is_last), sealed, self.header)
        except InvalidTag as error:
            raise BackupDamaged(why=f"chunk {number + 1}") from error

    def first_begins(self, sealed: bytes, begins: bytes) -> bool:
        """Whether a first chunk that does not open was made under this key all the same.

        GCM enciphers with a counter, so a change anywhere else leaves its first bytes readable.
        They are compared and go nowhere.
        """
        if not begins or len(sealed) < len(begins) + _TAG_BYTES:
            return bool(begins)
        nonces = (_nonce(0, is_last=False), _nonce(0, is_last=True))
        ciphers = (Cipher(AES256(self._key), CTR(nonce + _FIRST_BLOCK)) for nonce in nonces)
        return any(cipher.decryptor().update(sealed[: len(begins)]) == begins for cipher in ciphers)

    def _next_nonce(self, *, is_last: bool) -> bytes:
        number, self._number = self._number, self._number + 1
        return _nonce(number, is_last=is_last)


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(_NUMBER_BYTES) + bytes([is_last])


def _chunk_key(shared: bytes, ephemeral: bytes, public_key: bytes) -> bytes:
    info = _INFO + ephemeral + public_key
    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=info).derive(shared)
