"""The secret of the vault's TPM slot, sealed by this machine's TPM 2.0 and of no use elsewhere.

`tpm-slot` is JSON: `way`, how the TPM is reached, and `public` and `private`, the sealed object in
hex under the owner's primary key for ECC P-256. No password and no PCR guard it: whoever runs this
machine opens identity, and nothing more.
"""

import tempfile
from pathlib import Path
from typing import Final, Self

import msgspec

from pos.keystore.errors import TpmSlotUnusable
from pos.keystore.folder import AgentFolder, replace_file
from pos.keystore.slots import KEY_BYTES, Randomness
from pos.keystore.tpm_tools import ToolFailed, is_way, run_tool

_FILE_BYTES_MAX: Final = 8192


class _SlotFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What lies in the file; nothing of it is secret."""

    way: str
    public: str
    private: str


class TpmSlot:
    """Seals a random secret, and gives it back on the same machine."""

    def __init__(self, folder: AgentFolder, randomness: Randomness) -> None:
        self._path, self._randomness = folder.tpm_slot, randomness

    def seal(self, way: str) -> bytes:
        """Make a new secret of 32 bytes, seal it and keep it; return it.

        Raises:
            TpmSlotUnusable: no such way to a TPM, no tools, or the TPM refuses.
            DiskFull, StoreUnusable: it is not kept.
        """
        if not is_way(way):
            raise TpmSlotUnusable(why="no such way to a TPM")
        secret = self._randomness(KEY_BYTES)
        try:
            with _Primary(way) as primary:
                sealed = primary.seal(secret)
        except ToolFailed as error:
            raise TpmSlotUnusable(why=error.why) from None
        replace_file(self._path, msgspec.json.encode(sealed))
        return secret

    def unseal(self) -> bytes:
        """Return the secret; TpmSlotUnusable for no file, another one, or another TPM."""
        try:
            with self._path.open("rb") as file:
                kept = msgspec.json.decode(file.read(_FILE_BYTES_MAX), type=_SlotFile)
            if not is_way(kept.way):
                raise TpmSlotUnusable(why="no such way to a TPM")
            with _Primary(kept.way) as primary:
                return primary.unseal(kept)
        except ToolFailed as error:
            raise TpmSlotUnusable(why=error.why) from None
        except (OSError, ValueError) as error:
            raise TpmSlotUnusable(why="the file tpm-slot") from error


class _Primary:
    """The owner's primary key, made anew from the TPM's seed, with files that hold no secret."""

    def __init__(self, way: str) -> None:
        self._way = way
        self._folder = tempfile.TemporaryDirectory(prefix="vendwatt-tpm-")

    def __enter__(self) -> Self:
        try:
            options = ("-C", "o", "-g", "sha256", "-G", "ecc", "-c", self._at("primary"))
            self._run("tpm2_createprimary", *options)
        except ToolFailed:
            self._folder.cleanup()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def seal(self, secret: bytes) -> _SlotFile:
        files = ("-u", self._at("public"), "-r", self._at("private"))
        self._run("tpm2_create", "-C", self._at("primary"), *files, "-i", "-", given=secret)
        public, private = (Path(self._at(name)).read_bytes() for name in ("public", "private"))
        return _SlotFile(self._way, public.hex(), private.hex())

    def unseal(self, kept: _SlotFile) -> bytes:
        Path(self._at("public")).write_bytes(bytes.fromhex(kept.public))
        Path(self._at("private")).write_bytes(bytes.fromhex(kept.private))
        files = ("-u", self._at("public"), "-r", self._at("private"), "-c", self._at("sealed"))
        self._run("tpm2_load", "-C", self._at("primary"), *files)
        secret = self._run("tpm2_unseal", "-c", self._at("sealed"))
        if len(secret) != KEY_BYTES:
            raise ToolFailed("another secret")
        return secret

    def _at(self, name: str) -> str:
        return str(Path(self._folder.name) / name)

    def _run(self, tool: str, *arguments: str, given: bytes = b"") -> bytes:
        try:
            return run_tool(self._way, tool, *arguments, given=given)
        finally:
            # A TPM has room for three transient objects; without a resource manager they stay.
            run_tool(self._way, "tpm2_flushcontext", "-t")
