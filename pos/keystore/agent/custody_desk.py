"""Taking keys: by components that custodians bring, sealed by head office, and EA07 tables.

Components wait in the vault's vending compartment, sealed, until the last one is there; then key
and components change places in one write. Nothing but check values ever leaves.
"""

import hmac
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Final

from pos.app.ports import KeyStatus
from pos.app.ports.custody import (
    ComponentOffer,
    CustodyStatus,
    Entered,
    PendingStatus,
    TablesStatus,
)
from pos.domain.errors.bundles import BundleNotGenuine
from pos.domain.operator import Role
from pos.keystore.agent.idle_lock import MINUTES_MAX
from pos.keystore.agent.safe import Safe
from pos.keystore.errors.custody import (
    AttributesDiffer,
    ComponentMalformed,
    ComponentsDoNotFit,
    ComponentsNotPending,
    CustodianRepeated,
    OneByOneOnly,
    SealedKeyNotGenuine,
    TablesMalformed,
    TablesRefused,
    TrainingTakesNoKeys,
)
from pos.keystore.issue.identity import Identity
from pos.keystore.issue.office_words import IDLE_LOCK, OfficeWords
from pos.keystore.keys.components import (
    Component,
    combine,
    combine_files,
    count_must_do,
    read_component,
    whole_key,
)
from pos.keystore.keys.key_attributes import checked_attributes, read_attributes, write_attributes
from pos.keystore.keys.key_rules import attributes_must_be_new, key_must_be_new, set_may_wait
from pos.keystore.keys.tables_status import tables_status, values_of
from pos.keystore.keys.vending_keys import KeyInMemory, key_bytes_of
from pos.keystore.office.believed_bundles import believed_head
from pos.keystore.office.office_desk import pinned_root
from pos.keystore.vault.compartments import PendingKey, StoredComponent
from pos.sts.attributes import KeyAttributes
from pos.sts.errors import StsError
from pos.sts.tables import load_tables
from pos.wire.bundle import BundleKind, SignedBundle
from pos.wire.bundle_bodies import TerminalSettings, read_one
from pos.wire.sealed_key import KeyTerms, SealedKey, SealingKey, genuine_key_terms

COMPONENTS_USUAL: Final = 2


class CustodyDesk:
    """Implements the port `KeyCustody` inside the agent."""

    def __init__(
        self,
        open_identity: Callable[[], Identity],
        changing: Callable[[], AbstractContextManager[tuple[Identity, Safe]]],
    ) -> None:
        """Take the agent's identity, and what holds the agent still while its vault changes."""
        self._open_identity = open_identity
        self._changing = changing

    def status(self) -> CustodyStatus:
        """See `KeyCustody.status`."""
        with self._changing() as (_, safe):
            vending = safe.vending
            if vending is None:
                return CustodyStatus((), (), None)
            tables = vending.ring.tables
            return CustodyStatus(
                pending=vending.pending_status(),
                unwritten=vending.unwritten_status(),
                tables=None if tables is None else tables_status(tables),
                idle_lock_minutes=vending.idle_lock_minutes,
            )

    def enter_component(self, custodian: str, pin: bytes, offer: ComponentOffer) -> Entered:
        """See `KeyCustody.enter_component`."""
        self._open_identity().pins.sign_in(custodian, pin)
        attributes = read_attributes(offer.attributes)
        component = read_component(offer.component, attributes)
        if offer.of and component.of not in (0, offer.of):
            raise ComponentsDoNotFit(why="a file counts others")
        with self._changing() as (identity, safe):
            _must_take_components(identity, safe)
            if not safe.vault.training and not any(component.part):
                raise ComponentMalformed(why="all zero")
            return _enter(identity, safe, custodian, attributes, component, of=offer.of)

    def load_together(self, attributes: bytes, components: tuple[bytes, ...]) -> KeyStatus:
        """See `KeyCustody.load_together`."""
        wanted = read_attributes(attributes)
        parts = tuple(read_component(component, wanted) for component in components)
        with self._changing() as (identity, safe):
            if not safe.vault.training:
                raise OneByOneOnly
            _must_take_components(identity, safe)
            vending = safe.open_vending()
            attributes_must_be_new(vending, wanted, identity.lease())
            key = combine_files(parts, wanted)
            key_must_be_new(vending, key)
            safe.add_key(key, written=False)
            return key.status()

    def abandon(self, custodian: str, pin: bytes, sgc: str, krn: int) -> None:
        """See `KeyCustody.abandon`."""
        self._open_identity().pins.sign_in(custodian, pin)
        with self._changing() as (_, safe):
            vending = safe.open_vending()
            for pending in vending.pending:
                attributes = read_attributes(pending.attributes)
                if (attributes.sgc, attributes.krn) == (sgc, krn):
                    safe.change_vending(vending.without_pending(attributes))
                    return
        raise ComponentsNotPending(sgc=sgc[:6], krn=krn)

    def sealing_key(self) -> SealingKey:
        """See `KeyCustody.sealing_key`."""
        return self._open_identity().device_key.sealing_key()

    def take_sealed(self, sealed: SealedKey) -> KeyStatus:
        """See `KeyCustody.take_sealed`."""
        with self._changing() as (identity, safe):
            vending = safe.open_vending()
            key = _unsealed(identity, sealed, training=safe.vault.training)
            attributes_must_be_new(vending, key.attributes, identity.lease())
            key_must_be_new(vending, key)
            safe.add_key(key, written=False)
            return key.status()

    def import_tables(self, content: bytes, *, by: str, pin: bytes) -> TablesStatus:
        """See `KeyCustody.import_tables`."""
        pins = self._open_identity().pins
        pins.sign_in_as(by, pin, Role.SUPERVISOR, Role.TECHNICIAN)
        try:
            tables = load_tables(content)
        except StsError as error:
            raise TablesMalformed(why=str(error)) from error
        with self._changing() as (_, safe):
            if safe.vault.training:
                raise TablesRefused(why="a training terminal has the sample tables")
            if tables.is_sample:
                raise TablesRefused(why="these are the sample tables")
            vending = safe.open_vending()
            held = vending.ring.tables
            if held is not None and values_of(held) != values_of(tables):
                raise TablesRefused(why="others are held")
            if held is None:
                safe.change_vending(vending.with_tables(tables, content))
            return tables_status(tables)

    def set_idle_lock(self, minutes: int, *, by: str, pin: bytes) -> None:
        """See `KeyCustody.set_idle_lock`."""
        self._open_identity().pins.sign_in_as(by, pin, Role.SUPERVISOR)
        with self._changing() as (_, safe):
            _lock_when_idle(safe, minutes)

    def take_idle_lock(self, bundle: SignedBundle) -> int:
        """See `KeyCustody.take_idle_lock`."""
        with self._changing() as (identity, safe):
            safe.open_vending()
            head = believed_head(
                identity, bundle, BundleKind.SETTINGS, training=safe.vault.training
            )
            settings = read_one(bundle.body, TerminalSettings)
            minutes = None if settings is None else settings.idle_lock_minutes
            if minutes is None:
                raise BundleNotGenuine(why="body")
            with identity.database.transaction():
                words = OfficeWords(identity.database)
                words.must_not_be_older(IDLE_LOCK, "", head)
                words.keep(IDLE_LOCK, "", head, str(minutes))
                _lock_when_idle(safe, minutes)
            return minutes

    def written_down(self, sgc: str, krn: int) -> None:
        """See `KeyCustody.written_down`."""
        with self._changing() as (_, safe):
            vending = safe.open_vending()
            if (sgc, krn) in vending.unwritten:
                safe.change_vending(vending.with_written(sgc, krn))


def _lock_when_idle(safe: Safe, minutes: int) -> None:
    wanted = max(0, min(minutes, MINUTES_MAX))
    safe.change_vending(replace(safe.open_vending(), idle_lock_minutes=wanted))


def _must_take_components(identity: Identity, safe: Safe) -> None:
    if safe.vault.training and not identity.components_ok:
        raise TrainingTakesNoKeys


def _enter(
    identity: Identity,
    safe: Safe,
    custodian: str,
    attributes: KeyAttributes,
    component: Component,
    *,
    of: int,
) -> Entered:
    vending = safe.open_vending()
    attributes_must_be_new(vending, attributes, identity.lease())
    begun = vending.pending_of(attributes)
    wanted = PendingKey(
        attributes=write_attributes(attributes),
        of=component.of or of or (begun.of if begun else COMPONENTS_USUAL),
        key_check_value=component.key_check_value,
        components=(),
    )
    count_must_do(wanted.of)
    pending = _joined(begun or wanted, wanted, custodian, component)
    entered = PendingStatus(
        sgc=attributes.sgc,
        krn=attributes.krn,
        of=pending.of,
        custodians=tuple(each.custodian for each in pending.components),
    )
    if len(pending.components) < pending.of:
        set_may_wait(vending, custodian)
        safe.change_vending(vending.with_pending(pending))
        return Entered(component.check_value, entered, None)
    key = combine(
        (Component(each.part) for each in pending.components),
        attributes,
        key_check_value=pending.key_check_value,
    )
    key_must_be_new(vending, key)
    safe.add_key(key, written=False)
    return Entered(component.check_value, entered, key.status())


def _joined(
    begun: PendingKey, wanted: PendingKey, custodian: str, component: Component
) -> PendingKey:
    """Add a component to those that wait, if its custodian and its file agree with them."""
    name = read_attributes(begun.attributes)
    differ = AttributesDiffer(sgc=name.sgc, krn=name.krn)
    if (begun.attributes, begun.of) != (wanted.attributes, wanted.of):
        raise differ
    announced = {begun.key_check_value, wanted.key_check_value} - {""}
    if len(announced) > 1:
        raise differ
    if any(each.custodian == custodian for each in begun.components):
        raise CustodianRepeated(operator=custodian)
    if any(hmac.compare_digest(each.part, component.part) for each in begun.components):
        raise ComponentMalformed(why="it is in already")
    return PendingKey(
        attributes=begun.attributes,
        of=begun.of,
        key_check_value="".join(announced),
        components=(*begun.components, StoredComponent(custodian, component.part)),
    )


def _unsealed(identity: Identity, sealed: SealedKey, *, training: bool) -> KeyInMemory:
    root_key = pinned_root(identity)
    if root_key is None:
        raise SealedKeyNotGenuine(why="no head office")
    terms = genuine_key_terms(sealed, root_key, training=training)
    if terms is None:
        raise SealedKeyNotGenuine(why="signature")
    mine = identity.device_key.sealing_key()
    if (terms.device_key, terms.sealing_key) != (mine.device_key, mine.sealing_key):
        raise SealedKeyNotGenuine(why="another terminal")
    attributes = checked_attributes(_status_of(terms))
    secret = identity.device_key.open_box(sealed.body, bytes.fromhex(sealed.box))
    if len(secret) != key_bytes_of(attributes):
        raise SealedKeyNotGenuine(why="length")
    key = whole_key(secret, attributes)
    if key.check_value != terms.check_value:
        raise SealedKeyNotGenuine(why="check value")
    return key


def _status_of(terms: KeyTerms) -> KeyStatus:
    return KeyStatus(
        sgc=terms.sgc,
        krn=terms.krn,
        key_type=terms.key_type,
        dkga=terms.dkga,
        base_date=terms.base_date,
        ken=terms.ken,
        tid_utc_offset_minutes=terms.tid_utc_offset_minutes,
        check_value=terms.check_value,
    )
