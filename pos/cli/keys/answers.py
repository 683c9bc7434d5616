"""Vending keys as JSON objects and as text: by group, revision and check value, never bytes."""

from pos.app.ports import KeyStatus
from pos.app.ports.custody import PendingStatus


def key_facts(key: KeyStatus) -> dict[str, object]:
    """Return a key as `keys status` answers it."""
    return {
        "sgc": key.sgc,
        "krn": key.krn,
        "key_type": key.key_type,
        "dkga": key.dkga,
        "base_date": key.base_date,
        "ken": key.ken,
        "tid_utc_offset": key.tid_utc_offset_minutes,
        "expires": key.ends.date().isoformat(),
        "check_value": key.check_value,
    }


def key_text(key: KeyStatus) -> str:
    """Return a key in one line."""
    return (
        f"SGC {key.sgc}  KRN {key.krn}  DKGA {key.dkga}  base {key.base_date}  "
        f"KEN {key.ken}  until {key.ends.date()}  check value {key.check_value}"
    )


def pending_facts(pending: PendingStatus) -> dict[str, object]:
    """Return a key whose components wait."""
    return {
        "sgc": pending.sgc,
        "krn": pending.krn,
        "have": len(pending.custodians),
        "of": pending.of,
        "custodians": list(pending.custodians),
    }


def pending_text(pending: PendingStatus) -> str:
    """Return it in one line."""
    have, names = len(pending.custodians), ", ".join(pending.custodians)
    return f"SGC {pending.sgc}  KRN {pending.krn}  waits: {have} of {pending.of} in ({names})"
