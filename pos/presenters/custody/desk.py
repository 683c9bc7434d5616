"""What the page of keys asks of the terminal; every method may touch a disk or the key agent."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

import msgspec

from pos.app.custody.load_keys import (
    CUSTODIANS,
    Custodian,
    abandon_components,
    enter_component,
    load_sealed,
)
from pos.app.custody.receive_lease import install_lease_file
from pos.app.journal.journal_heads import sign_newest_head
from pos.app.people.sign_in import sign_in
from pos.app.ports import AgentStatus, KeyStatus, Ports
from pos.app.ports.custody import ComponentOffer, CustodyStatus, Entered
from pos.app.ports.keys import LeaseStatus
from pos.app.selling.quoting import terminal_of
from pos.presenters.people.desk import Own
from pos.presenters.small_file import replace_small
from pos.wire.sealed_key import SealedKey
from pos.wire.uplink_lease import SignedLease


@dataclass(frozen=True, slots=True)
class Holdings:
    """The key store, as anyone may see it.

    Attributes:
        currency: of the lease.
        now: when it was asked, aware.
    """

    agent: AgentStatus
    custody: CustodyStatus
    currency: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """What a custodian's letter says of a key, besides the component.

    Attributes:
        krn, ken: numbers.
        offset_minutes: of the key's clock from UTC.
        of: how many components there are.
    """

    sgc: str
    krn: int
    key_type: int
    dkga: str
    base_date: int
    ken: int
    offset_minutes: int
    of: int

    def attributes(self) -> bytes:
        """Return the attributes file that says the same."""
        return msgspec.json.encode(
            {
                "sgc": self.sgc,
                "krn": self.krn,
                "kt": self.key_type,
                "dkga": self.dkga,
                "base": self.base_date,
                "ken": self.ken,
                "tid_utc_offset": self.offset_minutes,
            }
        )


@dataclass(frozen=True, slots=True)
class BroughtComponent:
    """A component as it was typed; it is never shown, and its check values are compared.

    Attributes:
        digits: hex.
        check_value, key_check_value: of the component and of the whole key; empty for none.
    """

    digits: str = field(repr=False)
    check_value: str = ""
    key_check_value: str = ""

    def file(self) -> bytes:
        """Return the component file that says the same."""
        lines = ["".join(self.digits.split())]
        if self.check_value:
            lines.append(f"check value {self.check_value}")
        if self.key_check_value:
            lines.append(f"key check value {self.key_check_value}")
        return "\n".join(lines).encode()


@dataclass(frozen=True, slots=True)
class CustodyTools:
    """What loading keys needs besides the ports, from adapters it must not know.

    Attributes:
        sticks: the sticks that are in the machine now.
        files_on: the files on sticks that hold a sealed key or a lease.
        file_in: reads one of them.
    """

    sticks: Callable[[], tuple[Path, ...]]
    files_on: Callable[[tuple[Path, ...]], tuple[Path, ...]]
    file_in: Callable[[Path], SealedKey | SignedLease]


class CustodyDesk(Protocol):
    """The key store at the counter. Everything but looking asks for the PIN of whoever does it."""

    def holdings(self) -> Holdings:
        """Return what the key store holds."""

    def bring(self, letter: Letter, component: BroughtComponent, own: Own) -> Entered:
        """Take a custodian's component; raises as `enter_component`, and as a sign-in."""

    def forget(self, sgc: str, krn: int, own: Own) -> None:
        """Forget the components of a key; raises as `abandon_components`, and as a sign-in."""

    def files(self) -> tuple[Path, ...]:
        """Return the sealed keys and leases on the sticks that are here."""

    def take(self, file: Path, own: Own) -> KeyStatus | LeaseStatus:
        """Take a sealed key or a lease.

        Raises:
            As `load_sealed` or `install_lease_file`, RoleNotAllowed, and as a sign-in.
        """

    def save_sealing_key(self) -> str:
        """Write the public key that head office seals for on a stick and return where.

        Empty where there is no stick; StoreUnusable where it refuses.
        """


class TerminalCustodyDesk:
    """Implements `CustodyDesk` on one terminal."""

    def __init__(self, ports: Ports, tools: CustodyTools) -> None:
        self._ports = ports
        self._tools = tools

    def holdings(self) -> Holdings:
        """See `CustodyDesk.holdings`."""
        ports = self._ports
        with ports.store.read() as reads:
            currency = terminal_of(reads).currency
        custody = ports.keys.custody.status()
        return Holdings(ports.keys.status(), custody, currency, ports.clock.now())

    def bring(self, letter: Letter, component: BroughtComponent, own: Own) -> Entered:
        """See `CustodyDesk.bring`."""
        offer = ComponentOffer(letter.attributes(), component.file(), letter.of)
        return enter_component(self._ports, self._custodian(own), offer)

    def forget(self, sgc: str, krn: int, own: Own) -> None:
        """See `CustodyDesk.forget`."""
        abandon_components(self._ports, self._custodian(own), sgc, krn)

    def files(self) -> tuple[Path, ...]:
        """See `CustodyDesk.files`."""
        return self._tools.files_on(self._tools.sticks())

    def take(self, file: Path, own: Own) -> KeyStatus | LeaseStatus:
        """See `CustodyDesk.take`."""
        ports, custodian = self._ports, self._custodian(own).signed_in
        custodian.must_be(*CUSTODIANS)
        found = self._tools.file_in(file)
        if isinstance(found, SealedKey):
            return load_sealed(ports, found, operator=custodian.name)
        lease = install_lease_file(ports, found, operator=custodian.name)
        sign_newest_head(ports)
        return lease

    def save_sealing_key(self) -> str:
        """See `CustodyDesk.save_sealing_key`."""
        places = self._tools.sticks()
        if not places:
            return ""
        with self._ports.store.read() as reads:
            terminal = terminal_of(reads).terminal
        file = places[0] / f"sealing-key-{terminal}.json"
        replace_small(file, msgspec.json.encode(self._ports.keys.custody.sealing_key()))
        return str(file)

    def _custodian(self, own: Own) -> Custodian:
        """Check the PIN again, so that nobody brings keys to a terminal left unlocked."""
        return Custodian(sign_in(self._ports, own.operator.name, own.pin), own.pin)
