"""The key store in words: keys, what waits, the lease and what is left of it; no secrets."""

from datetime import timedelta

from pos.app.people.sign_in import SignedIn
from pos.app.ports import KeyStatus
from pos.app.ports.custody import PendingStatus
from pos.app.ports.keys import LeaseStatus
from pos.domain.journal import parse_time
from pos.presenters.custody import texts as words
from pos.presenters.custody.desk import Holdings
from pos.presenters.custody.state import CustodyMode, CustodyState, KeyView
from pos.presenters.manner import Manner
from pos.presenters.sale.state import Action, Row
from pos.presenters.texts import Say, plain

_HARDWARE = "hardware"
_DAY = timedelta(days=1)


def key_views(keys: tuple[KeyStatus, ...], manner: Manner) -> tuple[KeyView, ...]:
    """Return the keys by group and revision."""
    return tuple(
        KeyView(
            group=key.sgc,
            revision=str(key.krn),
            dkga=key.dkga,
            base=str(key.base_date),
            ken=str(key.ken),
            until=manner.formatter.day(key.ends),
            check_value=key.check_value,
        )
        for key in sorted(keys, key=lambda key: (key.sgc, key.krn))
    )


def pending_name(pending: PendingStatus) -> str:
    """Return what a key that waits is called where it is chosen."""
    return f"{pending.sgc}/{pending.krn}"


def facts_of(held: Holdings, manner: Manner) -> tuple[Row, ...]:
    """Return tier, what waits, and the lease, line by line."""
    agent, custody = held.agent, held.custody
    tier = words.TIER_HARDWARE if agent.tier == _HARDWARE else words.TIER_SOFTWARE
    state = words.STORE_OPEN if agent.vending_open else words.STORE_LOCKED
    rows = [Row(words.STORE, state.with_facts(tier=tier))]
    if agent.key_device:
        rows.append(Row(words.DEVICE, plain(agent.key_device)))
    if custody.tables is not None:
        tables = f"{custody.tables.name}, {custody.tables.check_value}"
        rows.append(Row(words.TABLES, plain(tables)))
    rows += [_waiting(each) for each in custody.pending]
    if agent.lease is None:
        return (*rows, Row(words.LEASE, words.NO_LEASE))
    return (*rows, *_lease(agent.lease, held, manner))


def _waiting(pending: PendingStatus) -> Row:
    name = words.WAITS.with_facts(group=pending.sgc, revision=str(pending.krn))
    return Row(name, waits_for(pending, words.WAITS_FOR))


def waits_for(pending: PendingStatus, said: Say) -> Say:
    """Say how many components are in, and whose."""
    names = ", ".join(pending.custodians)
    return said.with_facts(have=str(len(pending.custodians)), of=str(pending.of), names=names)


def _lease(lease: LeaseStatus, held: Holdings, manner: Manner) -> tuple[Row, ...]:
    write, currency = manner.formatter, held.currency

    def energy(milli: int) -> Say:
        return words.ENERGY.with_facts(units=write.units(milli))

    until = parse_time(lease.until)
    days = max(until - held.now, timedelta()) // _DAY
    money_left = max(0, lease.money_may_reach - lease.money_issued)
    energy_left = max(0, lease.energy_may_reach_milli - lease.energy_issued_milli)
    left = lease.limits.day_limits.less(lease.day_issued)
    rows = [
        Row(
            words.LEASE,
            words.LEASE_UNTIL.with_facts(
                serial=str(lease.serial), day=write.day(manner.local(until)), days=str(days)
            ),
        ),
        Row(
            words.MONEY_LEFT,
            words.LEFT_OF.with_facts(
                left=write.money(money_left, currency),
                all=write.money(lease.money_may_reach, currency),
            ),
        ),
        Row(
            words.ENERGY_LEFT,
            words.LEFT_OF.with_facts(
                left=energy(energy_left), all=energy(lease.energy_may_reach_milli)
            ),
        ),
        Row(words.PER_METER, energy(lease.energy_per_meter_day_milli)),
        Row(
            words.UNPAID,
            words.UNPAID_LEFT.with_facts(
                free=str(left.free),
                engineering=str(left.engineering),
                key_change=str(left.key_change),
            ),
        ),
    ]
    if lease.money_forfeited or lease.energy_forfeited_milli:
        lost = f"{write.money(lease.money_forfeited, currency)}, "
        lost += energy(lease.energy_forfeited_milli).english()
        rows.append(Row(words.FORFEITED, plain(lost)))
    return tuple(rows)


def waits_beside(state: CustodyState, pending: tuple[PendingStatus, ...]) -> str:
    """Return the keys that wait where the letter is another key's; empty where it joins one."""
    names = [pending_name(each) for each in pending]
    is_whole = state.mode is CustodyMode.BRING and state.form.letter() is not None
    return ", ".join(names) if is_whole and state.form.key_name not in names else ""


def guide_of(
    state: CustodyState, pending: tuple[PendingStatus, ...], operator: SignedIn | None
) -> Say:
    """Say what to see to now."""
    match state.mode:
        case CustodyMode.HELD:
            return words.GUIDE_WAITING if pending else words.GUIDE_HELD
        case CustodyMode.BRING:
            name = "" if operator is None else operator.name
            begun = next((p for p in pending if pending_name(p) == state.form.key_name), None)
            if begun is not None:
                return waits_for(begun, words.GUIDE_JOIN)
            if waiting := waits_beside(state, pending):
                said = words.ASK_SECOND if state.is_asked else words.GUIDE_SECOND
                return said.with_facts(waiting=waiting, letter=state.form.key_name)
            return words.GUIDE_BRING.with_facts(name=name)
        case CustodyMode.SEALED:
            return words.GUIDE_SEALED
        case CustodyMode.FORGET:
            return words.GUIDE_FORGET


def primary_of(state: CustodyState) -> Action:
    """Return what Enter does."""
    if state.is_busy:
        return Action(words.WORKING, enabled=False)
    match state.mode:
        case CustodyMode.HELD:
            return Action(words.BRING)
        case CustodyMode.BRING:
            if state.form.letter() is None:
                return Action(words.LETTER_FIRST, enabled=False)
            return Action(words.BACK_TO_LETTER if state.is_asked else words.DO_BRING)
        case CustodyMode.SEALED:
            label = words.DO_SEALED if state.chosen else words.CHOOSE
            return Action(label, enabled=bool(state.chosen))
        case CustodyMode.FORGET:
            label = words.DO_FORGET if state.chosen else words.CHOOSE
            return Action(label, enabled=bool(state.chosen))
