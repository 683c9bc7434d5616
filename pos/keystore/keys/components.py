"""Components: a vending key in parts, of which all are needed and none tells anything.

A component file is text:

    hex digits, 16 for a 64-bit key and 40 for a 160-bit key
    component 2 of 3
    check value 1a2b3c
    key check value 4d5e6f

The first line is the component; the key is the XOR of all of them. The other lines may be missing:
what stands there is compared. A 64-bit key has odd parity in each byte once it is put together; a
component has not. Check values: `vending_keys.py`. An editor's mark of
UTF-8 in front is read over.
"""

import hmac
import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pos.keystore.errors.custody import ComponentMalformed, ComponentsDoNotFit
from pos.keystore.files.secret import Secret
from pos.keystore.keys.vending_keys import (
    KeyInMemory,
    check_value_of,
    key_bytes_of,
    with_odd_parity,
)
from pos.keystore.vault.slots import Randomness
from pos.sts.attributes import Dkga, KeyAttributes
from pos.sts.decoder_key import has_odd_parity

COMPONENT_BYTES_MAX: Final = 1024
COMPONENTS_MIN, COMPONENTS_MAX = 2, 5
_NUMBERED: Final = re.compile(r"component ([1-9]) of ([1-9])", re.ASCII)
_NUMBER, _OWN_VALUE, _KEY_VALUE = "number", "check value", "key check value"
_CHECK_VALUE: Final = re.compile(r"(key )?check value ([0-9a-f]{6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Component:
    """One part of a vending key.

    Attributes:
        part: as many bytes as the key has; never shown.
        of: how many there are, 0 where the file does not say.
        key_check_value: of the whole key, empty where the file does not say.
    """

    part: bytes = field(repr=False)
    of: int = 0
    key_check_value: str = ""

    @property
    def check_value(self) -> str:
        """Check value of the component itself, 6 hex digits."""
        return check_value_of(self.part)


def read_component(content: bytes, attributes: KeyAttributes) -> Component:
    """Read a component file.

    Raises:
        ComponentMalformed: it is none, or none for a key of this DKGA.
    """
    if len(content) > COMPONENT_BYTES_MAX:
        raise ComponentMalformed(why="too large")
    try:
        text = content.removeprefix(BOM_UTF8).decode("ascii")
        lines = [line.strip().lower() for line in text.splitlines()]
        part = bytes.fromhex(lines[0]) if lines else b""
    except ValueError:
        # The text of the error would quote the component.
        raise ComponentMalformed(why="not hex digits") from None
    if len(part) != key_bytes_of(attributes):
        raise ComponentMalformed(why=f"not {2 * key_bytes_of(attributes)} hex digits")
    return _with_notes(Component(part), [line for line in lines[1:] if line])


def combine(
    components: Iterable[Component], attributes: KeyAttributes, *, key_check_value: str = ""
) -> KeyInMemory:
    """Put a key together.

    Raises:
        ComponentsDoNotFit: one component or too many, two equal ones, as `whole_key`, or another
            check value than was said.
    """
    parts = tuple(component.part for component in components)
    count_must_do(len(parts))
    if any(
        hmac.compare_digest(part, other)
        for place, part in enumerate(parts)
        for other in parts[:place]
    ):
        raise ComponentsDoNotFit(why="two are equal")
    key = whole_key(_exclusive_or(parts), attributes)
    if key_check_value and key.check_value != key_check_value:
        raise ComponentsDoNotFit(why="the check value of the key")
    return key


def combine_files(components: tuple[Component, ...], attributes: KeyAttributes) -> KeyInMemory:
    """Put a key together where all its components are at hand, and compare what each says.

    Raises:
        ComponentsDoNotFit: as `combine`, or a file counts others or announces another key.
    """
    if any(component.of not in (0, len(components)) for component in components):
        raise ComponentsDoNotFit(why="a file counts others")
    announced = {component.key_check_value for component in components} - {""}
    if len(announced) > 1:
        raise ComponentsDoNotFit(why="the check value of the key")
    return combine(components, attributes, key_check_value="".join(announced))


def whole_key(key: bytes, attributes: KeyAttributes) -> KeyInMemory:
    """Return a key that is whole; ComponentsDoNotFit for zero, and 64 bits without odd parity."""
    if not any(key):
        raise ComponentsDoNotFit(why="the key is zero")
    if attributes.dkga is Dkga.DKGA02 and not has_odd_parity(key):
        raise ComponentsDoNotFit(why="the key has not odd parity")
    return KeyInMemory(attributes, Secret(key))


def count_must_do(count: int) -> None:
    """Refuse a key in one part, which would be one person's, and one in too many parts.

    Raises:
        ComponentsDoNotFit.
    """
    if not COMPONENTS_MIN <= count <= COMPONENTS_MAX:
        raise ComponentsDoNotFit(why=f"{COMPONENTS_MIN} to {COMPONENTS_MAX} components")


def split_new_key(
    attributes: KeyAttributes, count: int, randomness: Randomness
) -> tuple[str, tuple[bytes, ...]]:
    """Make a random vending key as component files; the key itself is kept nowhere.

    Args:
        attributes: decide its length.
        count: 2 to 5.
        randomness: gives that many random bytes.

    Returns:
        The check value of the key, and the files.

    Raises:
        ComponentsDoNotFit: another count.
    """
    count_must_do(count)
    size = key_bytes_of(attributes)
    key = randomness(size)
    if attributes.dkga is Dkga.DKGA02:
        key = with_odd_parity(key)
    parts = [randomness(size) for _ in range(count - 1)]
    parts.append(_exclusive_or((key, *parts)))
    whole = check_value_of(key)
    files = tuple(
        f"{part.hex()}\ncomponent {number} of {count}\n"
        f"check value {check_value_of(part)}\nkey check value {whole}\n".encode()
        for number, part in enumerate(parts, start=1)
    )
    return whole, files


def _with_notes(component: Component, notes: list[str]) -> Component:
    said: dict[str, str] = {}
    for note in notes:
        name, value = _said_by(note)
        # Of two that differ nobody knows which one is meant.
        if said.setdefault(name, value) != value:
            raise ComponentMalformed(why="a line that stands twice")
    if said.get(_OWN_VALUE, component.check_value) != component.check_value:
        raise ComponentMalformed(why="its check value")
    return Component(component.part, _count_in(said.get(_NUMBER, "")), said.get(_KEY_VALUE, ""))


def _said_by(note: str) -> tuple[str, str]:
    """Return what a line is about, and what it says."""
    if _NUMBERED.fullmatch(note):
        return _NUMBER, note
    valued = _CHECK_VALUE.fullmatch(note)
    if valued is None:
        raise ComponentMalformed(why="a line that is not known")
    return _KEY_VALUE if valued[1] else _OWN_VALUE, valued[2]


def _count_in(note: str) -> int:
    numbered = _NUMBERED.fullmatch(note)
    if numbered is None:
        return 0
    number, of = int(numbered[1]), int(numbered[2])
    if not (number <= of and COMPONENTS_MIN <= of <= COMPONENTS_MAX):
        raise ComponentMalformed(why="its number")
    return of


def _exclusive_or(parts: Iterable[bytes]) -> bytes:
    number, size = 0, 0
    for part in parts:
        number ^= int.from_bytes(part)
        size = len(part)
    return number.to_bytes(size)
