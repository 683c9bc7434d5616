"""Loading vending keys and EA07 tables, and writing down who did.

The agent takes a key first, and remembers that the journal does not know of it yet; so a power cut
in between loses no entry: whoever opens the terminal next writes it.
"""

from dataclasses import dataclass, field
from typing import Final

from pos.app.journal.journal_heads import sign_newest_head
from pos.app.people.sign_in import SignedIn
from pos.app.ports import KeyStatus, Ports, Reads
from pos.app.ports.custody import ComponentOffer, Entered, TablesStatus
from pos.domain.entries import (
    KeyComponentEntered,
    KeyComponentsAbandoned,
    KeyIdleLockSet,
    KeyLoaded,
    TablesImported,
)
from pos.domain.journal import read_entry
from pos.domain.operator import Role
from pos.wire.sealed_key import SealedKey

CUSTODIANS: Final = (Role.AGENT, Role.SUPERVISOR, Role.TECHNICIAN)
# An entry that a crash left unnoted in the agent is among the newest.
_LOOK_BACK: Final = 100


@dataclass(frozen=True, slots=True)
class Custodian:
    """Whoever changes what the key agent holds, with the PIN that it asks for itself; not shown."""

    signed_in: SignedIn
    pin: bytes = field(repr=False)


def enter_component(ports: Ports, custodian: Custodian, offer: ComponentOffer) -> Entered:
    """Take one custodian's component; raises as `KeyCustody.enter_component`, RoleNotAllowed."""
    custodian.signed_in.must_be(*CUSTODIANS)
    name = custodian.signed_in.name
    entered = ports.keys.custody.enter_component(name, custodian.pin, offer)
    pending = entered.pending
    payload = KeyComponentEntered(
        sgc=pending.sgc, krn=pending.krn, number=len(pending.custodians), of=pending.of
    )
    with ports.store.write() as work:
        work.append(payload, operator=name)
        work.commit()
    write_down_keys(ports, operator=name)
    sign_newest_head(ports)
    return entered


def load_together(
    ports: Ports, by: SignedIn, attributes: bytes, components: tuple[bytes, ...]
) -> KeyStatus:
    """Take all components of a test key at once; raises as `KeyCustody.load_together`."""
    by.must_be(*CUSTODIANS)
    key = ports.keys.custody.load_together(attributes, components)
    write_down_keys(ports, operator=by.name)
    sign_newest_head(ports)
    return key


def abandon_components(ports: Ports, custodian: Custodian, sgc: str, krn: int) -> None:
    """Forget the components of a key that are in; ComponentsNotPending, RoleNotAllowed."""
    custodian.signed_in.must_be(*CUSTODIANS)
    name = custodian.signed_in.name
    ports.keys.custody.abandon(name, custodian.pin, sgc, krn)
    with ports.store.write() as work:
        work.append(KeyComponentsAbandoned(sgc=sgc, krn=krn), operator=name)
        work.commit()
    sign_newest_head(ports)


def load_sealed(ports: Ports, sealed: SealedKey, *, operator: str) -> KeyStatus:
    """Take a key that head office sealed for this agent; raises as `KeyCustody.take_sealed`.

    Args:
        operator: who brought it, empty for the program itself.
    """
    key = ports.keys.custody.take_sealed(sealed)
    write_down_keys(ports, operator=operator)
    sign_newest_head(ports)
    return key


def import_tables(ports: Ports, by: Custodian, content: bytes) -> TablesStatus:
    """Take licensed EA07 tables; raises as `KeyCustody.import_tables`."""
    name = by.signed_in.name
    by.signed_in.must_be(Role.SUPERVISOR, Role.TECHNICIAN)
    tables = ports.keys.custody.import_tables(content, by=name, pin=by.pin)
    payload = TablesImported(name=tables.name, check_value=tables.check_value)
    with ports.store.write() as work:
        work.append(payload, operator=name)
        work.commit()
    sign_newest_head(ports)
    return tables


def set_idle_lock(ports: Ports, by: Custodian, minutes: int) -> None:
    """Lock the vending keys when nothing was issued for so long; as `KeyCustody.set_idle_lock`."""
    name = by.signed_in.name
    by.signed_in.must_be(Role.SUPERVISOR)
    ports.keys.custody.set_idle_lock(minutes, by=name, pin=by.pin)
    with ports.store.write() as work:
        work.append(KeyIdleLockSet(minutes=minutes), operator=name)
        work.commit()
    sign_newest_head(ports)


def write_down_keys(ports: Ports, *, operator: str) -> None:
    """Write every loaded key into the journal that is not there yet."""
    custody = ports.keys.custody
    for key in custody.status().unwritten:
        with ports.store.write() as work:
            payload = KeyLoaded(
                sgc=key.sgc,
                krn=key.krn,
                key_type=key.key_type,
                dkga=key.dkga,
                base_date=key.base_date,
                ken=key.ken,
                tid_utc_offset_minutes=key.tid_utc_offset_minutes,
                check_value=key.check_value,
            )
            if not _is_written(work, payload):
                work.append(payload, operator=operator)
                work.commit()
        custody.written_down(key.sgc, key.krn)


def _is_written(reads: Reads, payload: KeyLoaded) -> bool:
    after = max(0, reads.head().seq - _LOOK_BACK)
    return any(read_entry(stored.body).payload == payload for stored in reads.entries(after))
