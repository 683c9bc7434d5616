"""From files that people publish to bodies of bundles, checked as far as they can be here."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, assert_never

import msgspec

from pos.domain.errors import BundleMalformed
from pos.domain.tariff import read_tariff
from pos.wire.bundle import BODY_BYTES_MAX, PART_BYTES_AIM, BundleKind
from pos.wire.bundle_bodies import (
    ListedOperator,
    OfficeMessage,
    ProgramRule,
    RevokedKey,
    TerminalSettings,
    read_list,
    read_one,
)
from pos.wire.sealed_key import read_sealed_key_file, sealed_terms

# So many of the longest names fit into what a terminal hands on to its key agent.
_PEOPLE_A_BUNDLE: Final = 100


def bodies_of(kind: BundleKind, lines: Iterable[bytes], terminal: str = "") -> Iterator[str]:
    """Cut a file into bodies of bundles, at flat memory, checking what can be checked here.

    Args:
        terminal: for whom; empty for every terminal.

    Raises:
        BundleMalformed: it is not UTF-8, too long, or not what its kind asks for.
        TariffMalformed: names where and why.
    """
    if kind is BundleKind.METERS:
        yield from _parts(iter(lines))
        return
    content = bytearray()
    for line in lines:
        content += line
        if len(content) > BODY_BYTES_MAX:
            raise BundleMalformed(why="it is longer than 1 MiB")
    body = _text(bytes(content))
    _check(kind, body, terminal)
    if kind is BundleKind.OPERATORS:
        yield from _lists_of_people(body)
        return
    yield body


def _check(kind: BundleKind, body: str, terminal: str) -> None:
    match kind:
        case BundleKind.TARIFF:
            read_tariff(body.encode())
        case BundleKind.OPERATORS:
            _must(read_list(body, ListedOperator) is not None, "it is no list of operators")
        case BundleKind.MESSAGES:
            messages = read_list(body, OfficeMessage)
            _must(messages is not None, "it is no list of messages")
            plain = all(message.is_well_formed() for message in messages or ())
            _must(plain, "a message has a wrong time, or characters that are no text")
        case BundleKind.SETTINGS:
            settings = read_one(body, TerminalSettings)
            _must(settings is not None, "these are no settings that may be set from here")
            _must(settings != TerminalSettings(), "it sets nothing")
        case BundleKind.PROGRAM:
            rule = read_one(body, ProgramRule)
            _must(rule is not None and rule.is_well_formed(), "it is no rule about programs")
        case BundleKind.REVOKED_KEYS:
            _must(read_list(body, RevokedKey) is not None, "it is no list of vending keys")
        case BundleKind.SEALED_KEY:
            sealed = read_sealed_key_file(body.encode())
            terms = None if sealed is None else sealed_terms(sealed)
            fits = terms is not None and terms.terminal == terminal
            _must(fits, "it is no key that was sealed for the terminal named")
        case BundleKind.STANDINGS | BundleKind.METERS:
            raise BundleMalformed(why="it is not made from a file")
        case _:
            assert_never(kind)


def _lists_of_people(body: str) -> Iterator[str]:
    people = read_list(body, ListedOperator) or ()
    for start in range(0, max(len(people), 1), _PEOPLE_A_BUNDLE):
        yield msgspec.json.encode(people[start : start + _PEOPLE_A_BUNDLE]).decode()


def _must(holds: bool, why: str) -> None:  # noqa: FBT001 - a condition is what it is about.
    if not holds:
        raise BundleMalformed(why=why)


def _parts(lines: Iterator[bytes]) -> Iterator[str]:
    header = next(lines, b"")
    part, size = [header], len(header)
    for line in lines:
        part.append(line)
        size += len(line)
        if size > PART_BYTES_AIM:
            yield _joined(part)
            part, size = [header], len(header)
    if len(part) > 1:
        yield _joined(part)


def _joined(lines: Sequence[bytes]) -> str:
    return _text(b"".join(lines))


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise BundleMalformed(why="it is not UTF-8") from error
