"""The secret of a slot of the vault, sealed by this machine's TPM 2.0 and of no use elsewhere.

`tpm-slot` and `unattended-slot` are JSON: `way`, how the TPM is reached, `public` and `private`,
the sealed object in hex under the owner's primary key for ECC P-256, `pcrs`, the SHA-256 registers
that guard it, as numbers with commas, and `noda`, true where neither key nor object counts guesses:
files from before have them counted. No password guards it, and without registers whoever runs this
machine opens the slot.
"""

import re
import tempfile
from pathlib import Path
from typing import Final, Self

import msgspec

from pos.keystore.errors.refusals import TpmSlotUnusable
from pos.keystore.files.folder import read_plain, replace_file
from pos.keystore.files.tpm_tools import SILENT, ToolFailed, free_room, is_way, run_tool
from pos.keystore.vault.slots import KEY_BYTES, Randomness

_FILE_BYTES_MAX: Final = 8192
# noda: a power cut counts as a guess otherwise, and a few of them would lock the machine out.
_ATTRIBUTES: Final = "fixedtpm|fixedparent|noda"
_PRIMARY_ATTRIBUTES: Final = f"{_ATTRIBUTES}|sensitivedataorigin|userwithauth|restricted|decrypt"
_PCR: Final = re.compile(r"[0-9]|1[0-9]|2[0-3]", re.ASCII)


class _SlotFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What lies in the file; nothing of it is secret."""

    way: str
    public: str
    private: str
    pcrs: str = ""
    noda: bool = False


class TpmSlot:
    """Seals a random secret in a file, and gives it back on the same machine."""

    def __init__(self, path: Path, randomness: Randomness) -> None:
        self._path, self._randomness = path, randomness

    def seal(self, way: str, pcrs: str = "") -> bytes:
        """Make a new secret of 32 bytes, seal it and keep it; return it.

        Args:
            way: how the TPM is reached.
            pcrs: registers that must read as they do now whenever it is given back, e.g. `0,7`.

        Raises:
            TpmSlotUnusable: no such way or register, no tools, or the TPM refuses.
            DiskFull, StoreUnusable: it is not kept.
        """
        _must_be_possible(way, pcrs)
        secret = self._randomness(KEY_BYTES)
        try:
            with _Primary(way, noda=True) as primary:
                sealed = primary.seal(secret, pcrs)
        except ToolFailed as error:
            raise TpmSlotUnusable(why=error.why) from None
        replace_file(self._path, msgspec.json.encode(sealed))
        return secret

    def unseal(self) -> bytes:
        """Return the secret; TpmSlotUnusable for no file, another one, or another TPM."""
        try:
            content = read_plain(self._path, _FILE_BYTES_MAX)
            kept = msgspec.json.decode(content, type=_SlotFile)
            _must_be_possible(kept.way, kept.pcrs)
            with _Primary(kept.way, noda=kept.noda) as primary:
                return primary.unseal(kept)
        except ToolFailed as error:
            raise TpmSlotUnusable(why=error.why) from None
        except (OSError, ValueError) as error:
            raise TpmSlotUnusable(why=f"the file {self._path.name}") from error


def _must_be_possible(way: str, pcrs: str) -> None:
    if not is_way(way):
        raise TpmSlotUnusable(why="no such way to a TPM")
    if not is_pcrs(pcrs):
        raise TpmSlotUnusable(why="no such registers")


def is_pcrs(pcrs: str) -> bool:
    """Whether a text names registers of a TPM, 0 to 23, or none."""
    return not pcrs or all(_PCR.fullmatch(each) for each in pcrs.split(","))


class _Primary:
    """The owner's primary key, made anew from the TPM's seed, with files that hold no secret."""

    def __init__(self, way: str, *, noda: bool) -> None:
        self._way, self._attributes = way, ("-a", _PRIMARY_ATTRIBUTES) if noda else ()
        self._folder = tempfile.TemporaryDirectory(prefix="vendwatt-tpm-")

    def __enter__(self) -> Self:
        try:
            options = ("-C", "o", "-g", "sha256", "-G", "ecc", *self._attributes)
            self._run("tpm2_createprimary", *options, "-c", self._at("primary"))
        except ToolFailed:
            self._folder.cleanup()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def seal(self, secret: bytes, pcrs: str) -> _SlotFile:
        files = ("-u", self._at("public"), "-r", self._at("private"))
        guard: tuple[str, ...] = ("-a", f"{_ATTRIBUTES}|userwithauth")
        if pcrs:
            policy = ("--policy-pcr", "-l", f"sha256:{pcrs}", "-L", self._at("policy"))
            self._run("tpm2_createpolicy", *policy)
            # Without userwithauth the registers are the only way in.
            guard = ("-L", self._at("policy"), "-a", _ATTRIBUTES)
        created = ("-C", self._at("primary"), *files, *guard, "-i", "-")
        self._run("tpm2_create", *created, given=secret)
        public, private = (Path(self._at(name)).read_bytes() for name in ("public", "private"))
        return _SlotFile(self._way, public.hex(), private.hex(), pcrs, noda=True)

    def unseal(self, kept: _SlotFile) -> bytes:
        Path(self._at("public")).write_bytes(bytes.fromhex(kept.public))
        Path(self._at("private")).write_bytes(bytes.fromhex(kept.private))
        files = ("-u", self._at("public"), "-r", self._at("private"), "-c", self._at("sealed"))
        self._run("tpm2_load", "-C", self._at("primary"), *files)
        guard = ("-p", f"pcr:sha256:{kept.pcrs}") if kept.pcrs else ()
        secret = self._run("tpm2_unseal", "-c", self._at("sealed"), *guard)
        if len(secret) != KEY_BYTES:
            raise ToolFailed("another secret")
        return secret

    def _at(self, name: str) -> str:
        return str(Path(self._folder.name) / name)

    def _run(self, tool: str, *arguments: str, given: bytes = b"") -> bytes:
        try:
            said = run_tool(self._way, tool, *arguments, given=given)
        except ToolFailed as error:
            if error.why != SILENT:
                free_room(self._way)
            raise
        free_room(self._way)
        return said
