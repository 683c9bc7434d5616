"""What each kind of bundle does, inside the one transaction that also writes down that it came."""

from collections.abc import Callable, Iterable
from typing import TypeVar, assert_never

from pos.app.meters.import_meters import list_rules, take_listed
from pos.app.meters.meter_standings import take_standings
from pos.app.office.use_orders import (
    HEAD_OFFICE,
    revoke_key,
    set_message,
    set_program_rule,
    take_settings,
    wish_sealed_key,
)
from pos.app.ports import Ports, UnitOfWork
from pos.app.tariffs.load_tariff import keep_tariff, usable_tariff
from pos.domain.entries import OperatorAdded, OperatorChanged, OperatorRemoved
from pos.domain.errors import BadValue, PosError, TariffMalformed
from pos.domain.errors.selling import MeterFileMalformed
from pos.domain.meter_file import ListedMeter, MeterList
from pos.domain.operator import Role, parse_operator_name
from pos.wire.bundle import BundleHead, BundleKind, SignedBundle
from pos.wire.bundle_bodies import (
    ListedOperator,
    OfficeMessage,
    ProgramRule,
    RevokedKey,
    TerminalSettings,
    listed_people,
    read_list,
    read_one,
)

T = TypeVar("T")
_UNUSABLE = 1


def use_bundle(ports: Ports, work: UnitOfWork, head: BundleHead, bundle: SignedBundle) -> int:
    """Do what a bundle asks; return how much of it could not be used here.

    A kind that only newer programs know is not used, and keeps nothing else out.
    """
    try:
        kind = BundleKind(head.kind)
    except ValueError:
        return _UNUSABLE
    body = bundle.body
    match kind:
        case BundleKind.METERS:
            return _take_meters(ports, work, body)
        case BundleKind.STANDINGS:
            return int(not take_standings(work, body))
        case BundleKind.TARIFF:
            return int(not _take_tariff(work, body.encode()))
        case BundleKind.OPERATORS:
            return _take_people(ports, work, bundle)
        case BundleKind.MESSAGES:
            return _refused(work, set_message, read_list(body, OfficeMessage))
        case BundleKind.REVOKED_KEYS:
            return _refused(work, revoke_key, read_list(body, RevokedKey))
        case BundleKind.PROGRAM:
            return _refused(work, set_program_rule, _one(read_one(body, ProgramRule)))
        case BundleKind.SETTINGS:
            settings = read_one(body, TerminalSettings)
            return int(settings is None or not take_settings(work, settings, bundle))
        case BundleKind.SEALED_KEY:
            return int(not wish_sealed_key(work, head.terminal, body))
        case _:
            assert_never(kind)


def _one(found: T | None) -> tuple[T, ...] | None:
    return None if found is None else (found,)


def _refused(
    work: UnitOfWork, take: Callable[[UnitOfWork, T], bool], wanted: Iterable[T] | None
) -> int:
    return _UNUSABLE if wanted is None else sum(not take(work, each) for each in wanted)


def _take_meters(ports: Ports, work: UnitOfWork, body: str) -> int:
    header, *lines = body.encode().splitlines(keepends=True) or [b""]
    listed: list[ListedMeter] = []
    refused = 0
    try:
        reader = MeterList(header, list_rules(work))
    except MeterFileMalformed:
        return _UNUSABLE
    for line in lines:
        try:
            found = reader.read(line)
        except PosError:
            refused += 1
        else:
            listed += [] if found is None else [found]
    if listed:
        take_listed(work, listed, ports.new_id, operator=HEAD_OFFICE)
    return refused


def _take_tariff(work: UnitOfWork, content: bytes) -> bool:
    try:
        tariff = usable_tariff(content)
    except TariffMalformed:
        return False
    keep_tariff(work, tariff, content, operator=HEAD_OFFICE)
    return True


def _take_people(ports: Ports, work: UnitOfWork, bundle: SignedBundle) -> int:
    people = listed_people(bundle.body)
    if people is not None:
        # Whoever is a supervisor for one of the two only is none; after a power cut in between, the
        # bundle comes again and changes nothing there.
        ports.keys.people.take_roles(bundle)
    return _refused(work, _take_operator, people)


def _take_operator(work: UnitOfWork, person: ListedOperator) -> bool:
    """Write down what head office wants of a person; False where it cannot be."""
    try:
        name, role = parse_operator_name(person.name), Role(person.role)
    except (BadValue, ValueError):
        return False
    known = work.operator(name)
    others = [row for row in work.operators() if row.name != name]
    # Nobody could manage people here, not even to mend this.
    if not any(row.role == Role.SUPERVISOR for row in others) and (
        person.removed or role is not Role.SUPERVISOR
    ):
        return False
    if person.removed:
        if known is not None:
            work.append(OperatorRemoved(name=name), operator=HEAD_OFFICE)
        return True
    if known is None:
        work.append(OperatorAdded(name=name, role=role), operator=HEAD_OFFICE)
    work.append(
        OperatorChanged(
            name=name, role=role, sale_limit=person.sale_limit, cash_limit=person.cash_limit
        ),
        operator=HEAD_OFFICE,
    )
    return True
