"""What a terminal is and was given: keys, leases, files, head office, printer, clock."""

from pos.domain.entries.payload import Payload


class TerminalCreated(Payload, frozen=True, forbid_unknown_fields=True, tag="terminal_created"):
    """First entry of a terminal: what it is and which device key signs its heads."""

    terminal: str
    currency: str
    training: bool
    time_zone: str
    device_key: str


class TerminalRestored(Payload, frozen=True, forbid_unknown_fields=True, tag="terminal_restored"):
    """First entry of a later incarnation: what it is, and which journal it goes on from.

    Attributes:
        device_key: of the new key agent.
        old_incarnation, old_seq, old_hash: end of the journal that was restored.
        left_shift: number of the shift that was open in it, 0 for none; it was never counted.
        left_sales: ids of the sales that were open in it; they are never resumed here.
    """

    terminal: str
    currency: str
    training: bool
    time_zone: str
    device_key: str
    old_incarnation: int
    old_seq: int
    old_hash: str
    left_shift: int
    left_sales: tuple[str, ...]


class KeyLoaded(Payload, frozen=True, forbid_unknown_fields=True, tag="key_loaded"):
    """The agent took a vending key; the check value says which, without telling the key."""

    sgc: str
    krn: int
    key_type: int
    dkga: str
    base_date: int
    ken: int
    tid_utc_offset_minutes: int
    check_value: str


class KeyComponentEntered(
    Payload, frozen=True, forbid_unknown_fields=True, tag="key_component_entered"
):
    """A custodian brought a component of a vending key; the operator of the entry is who.

    Attributes:
        number: how many are in with it.
        of: how many there are.
    """

    sgc: str
    krn: int
    number: int
    of: int


class KeyComponentsAbandoned(
    Payload, frozen=True, forbid_unknown_fields=True, tag="key_components_abandoned"
):
    """The components of a vending key that were in were forgotten."""

    sgc: str
    krn: int


class KeySlotChanged(Payload, frozen=True, forbid_unknown_fields=True, tag="key_slot_changed"):
    """A way to unlock the key store came, went or got another secret.

    Attributes:
        action: `added`, `changed` or `removed`.
        slot: its kind, e.g. `passphrase`.
    """

    action: str
    slot: str


class KeyIdleLockSet(Payload, frozen=True, forbid_unknown_fields=True, tag="key_idle_lock_set"):
    """The vending keys are locked when nothing was issued for so many minutes; 0 for never."""

    minutes: int


class KeyDeviceChosen(Payload, frozen=True, forbid_unknown_fields=True, tag="key_device_chosen"):
    """Vending keys are kept in a PKCS#11 device from now on.

    Attributes:
        token: its label.
    """

    token: str


class LeaseCounterChosen(
    Payload, frozen=True, forbid_unknown_fields=True, tag="lease_counter_chosen"
):
    """Slices of the lease are counted by hardware from now on.

    Attributes:
        way: how it is reached, e.g. `device:/dev/tpmrm0`.
    """

    way: str


class TablesImported(Payload, frozen=True, forbid_unknown_fields=True, tag="tables_imported"):
    """The agent took EA07 tables; the check value says which, without telling them."""

    name: str
    check_value: str


class LeaseReceived(Payload, frozen=True, forbid_unknown_fields=True, tag="lease_received"):
    """The agent took a lease. Money and energy are cumulative ceilings."""

    serial: int
    not_before: str
    until: str
    money_may_reach: int
    energy_may_reach_milli: int


class Enrolled(Payload, frozen=True, forbid_unknown_fields=True, tag="enrolled"):
    """The terminal joined a head office; from now on its agent believes this root key only."""

    url: str
    root_key: str


class AnswerKeyChanged(Payload, frozen=True, forbid_unknown_fields=True, tag="answer_key_changed"):
    """Another key signs head office's answers; keys are 64 hex digits.

    Attributes:
        n: number of the statement that says so.
        old_until: until then the old key is good, too.
        said_by: `old`, `root` or `both`.
    """

    n: int
    old_key: str
    new_key: str
    old_until: str
    said_by: str


class MetersImported(Payload, frozen=True, forbid_unknown_fields=True, tag="meters_imported"):
    """A registry file was taken in whole; it is kept under its SHA-256."""

    digest: str
    rows: int


class CustomerForgotten(Payload, frozen=True, forbid_unknown_fields=True, tag="customer_forgotten"):
    """A customer's name, address, phone and numbers were erased; their handle names nobody."""

    person_ref: str


class TariffLoaded(Payload, frozen=True, forbid_unknown_fields=True, tag="tariff_loaded"):
    """A tariff file was taken in; it is kept under its SHA-256."""

    tariff: str
    digest: str


class BundleTaken(Payload, frozen=True, forbid_unknown_fields=True, tag="bundle_taken"):
    """A bundle of head office was taken in.

    Attributes:
        epoch, n: its version.
        what: a BundleKind.
        digest: SHA-256 of its body.
        refused: rows, files or people in it that could not be used here.
    """

    epoch: int
    n: int
    what: str
    digest: str
    refused: int


class PrinterSet(Payload, frozen=True, forbid_unknown_fields=True, tag="printer_set"):
    """The address receipts go to when a sale names none."""

    printer: str


class ClockMoved(Payload, frozen=True, forbid_unknown_fields=True, tag="clock_moved"):
    """Head office told a time that the clock, or the newest sale, did not agree with.

    Attributes:
        known: what was taken for the newest moment so far.
        told: what is taken for it from now on.
    """

    known: str
    told: str


class ClockAccepted(Payload, frozen=True, forbid_unknown_fields=True, tag="clock_accepted"):
    """A supervisor confirmed a clock that had jumped ahead of all that was known, or back."""

    known: str
