"""Set-up: a training terminal with all that a first sale needs, a real one with nothing yet."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pos.app.journal.journal_heads import sign_newest_head
from pos.app.meters.import_meters import import_meters
from pos.app.ports import KeyStatus, LeaseStatus, Ports, SecurityModuleSetup, UnitOfWork
from pos.app.tariffs.load_tariff import load_tariff
from pos.app.terminal.training import TRAINING_KEYS, training_meters
from pos.domain.entries import (
    KeyLoaded,
    LeaseReceived,
    OperatorAdded,
    ShiftOpened,
    TerminalCreated,
)
from pos.domain.errors import TariffUnknown
from pos.domain.journal import format_time
from pos.domain.lease import DayCounts, LeaseLimits
from pos.domain.operator import Role

LEASE_DAYS = 365
LEASE_MINOR = 100_000_000
LEASE_MILLI_KWH = 1_000_000_000
LEASE_MILLI_KWH_PER_METER_DAY = 20_000_000
LEASE_DAY_LIMITS = DayCounts(free=50, engineering=50, key_change=100)


@dataclass(frozen=True, slots=True)
class NewOperator:
    """A person to be added at set-up."""

    name: str
    role: Role
    pin: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class TrainingPlan:
    """What a training terminal is made of.

    Attributes:
        tariff_files: contents of tariff files; meters go to those in the terminal's currency.
    """

    terminal: str
    currency: str
    time_zone: str
    operators: tuple[NewOperator, ...]
    tariff_files: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class RealPlan:
    """What a real terminal begins with."""

    terminal: str
    currency: str
    time_zone: str
    supervisor: NewOperator


def set_up_real(ports: Ports, keys: SecurityModuleSetup, plan: RealPlan) -> None:
    """Begin an empty real terminal: who it is and who may let others in; PinMalformed, PinTooPlain.

    Keys, tariffs, meters and a lease are brought to it afterwards.
    """
    first = plan.supervisor
    keys.set_pin(first.name, first.pin, first.role)
    with ports.store.write() as work:
        work.append(
            TerminalCreated(
                terminal=plan.terminal,
                currency=plan.currency,
                training=False,
                time_zone=plan.time_zone,
                device_key=keys.device_key(),
            ),
            operator="",
        )
        work.append(OperatorAdded(name=first.name, role=first.role), operator="")
        work.commit()
    sign_newest_head(ports)


def set_up_training(ports: Ports, keys: SecurityModuleSetup, plan: TrainingPlan) -> None:
    """Fill an empty training terminal: keys, lease, operators, tariffs, meters, an open shift."""
    loaded = tuple(keys.mint_training_key(key) for key in TRAINING_KEYS)
    lease = keys.grant_training_lease(training_lease(ports.clock.now()))
    for operator in plan.operators:
        keys.set_pin(operator.name, operator.pin, operator.role)
    with ports.store.write() as work:
        work.append(
            TerminalCreated(
                terminal=plan.terminal,
                currency=plan.currency,
                training=True,
                time_zone=plan.time_zone,
                device_key=keys.device_key(),
            ),
            operator="",
        )
        _append_keys_and_people(work, loaded, lease, plan.operators)
        work.commit()
    tariffs = [load_tariff(ports, content, operator="") for content in plan.tariff_files]
    ours = [tariff for tariff in tariffs if tariff.currency == plan.currency]
    usable = [tariff.id for tariff in ours if tariff.free_units is None]
    if not usable:
        raise TariffUnknown(tariff=f"any in {plan.currency}")
    lifelines = [tariff.id for tariff in ours if tariff.free_units is not None]
    meters, people = training_meters(usable, lifelines[0] if lifelines else "")
    import_meters(ports, meters, people, operator="")
    with ports.store.write() as work:
        work.append(ShiftOpened(shift_no=1, opening_float=0), operator=plan.operators[0].name)
        work.commit()
    sign_newest_head(ports)


def training_lease(now: datetime) -> LeaseStatus:
    """Return the lease that a training terminal allows itself."""
    return LeaseStatus(
        serial=1,
        not_before=format_time(now - timedelta(days=1)),
        until=format_time(now + timedelta(days=LEASE_DAYS)),
        money_issued=0,
        money_may_reach=LEASE_MINOR,
        energy_issued_milli=0,
        energy_may_reach_milli=LEASE_MILLI_KWH,
        energy_per_meter_day_milli=LEASE_MILLI_KWH_PER_METER_DAY,
        lane=0,
        lanes=1,
        limits=LeaseLimits(day_limits=LEASE_DAY_LIMITS),
    )


def _append_keys_and_people(
    work: UnitOfWork,
    keys: tuple[KeyStatus, ...],
    lease: LeaseStatus,
    operators: tuple[NewOperator, ...],
) -> None:
    for key in keys:
        work.append(key_loaded(key), operator="")
    work.append(lease_received(lease), operator="")
    for operator in operators:
        work.append(OperatorAdded(name=operator.name, role=operator.role), operator="")


def key_loaded(key: KeyStatus) -> KeyLoaded:
    """Return what the journal says of a vending key that the agent took."""
    return KeyLoaded(
        sgc=key.sgc,
        krn=key.krn,
        key_type=key.key_type,
        dkga=key.dkga,
        base_date=key.base_date,
        ken=key.ken,
        tid_utc_offset_minutes=key.tid_utc_offset_minutes,
        check_value=key.check_value,
    )


def lease_received(lease: LeaseStatus) -> LeaseReceived:
    """Return what the journal says of a lease that the agent took."""
    return LeaseReceived(
        serial=lease.serial,
        not_before=lease.not_before,
        until=lease.until,
        money_may_reach=lease.money_may_reach,
        energy_may_reach_milli=lease.energy_may_reach_milli,
    )
