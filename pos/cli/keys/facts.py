"""Key changes that are due, as JSON objects and as text."""

from pos.domain.entries import MeterKeyed
from pos.domain.journal import format_time
from pos.domain.key_due import KeyDue
from pos.domain.meter import display_number


def key_change_facts(due: KeyDue | None) -> dict[str, object] | None:
    """Return what a key change would do; None where none is due."""
    if due is None:
        return None
    return {
        "reasons": [reason.value for reason in due.plan.reasons],
        "by": format_time(due.plan.last_usable),
        "from": _key_facts(due.present),
        "to": _key_facts(due.new) if due.is_possible else None,
        "tokens": due.plan.token_count,
        "rollover": due.plan.rollover,
        "obstacle": due.plan.obstacle.value if due.plan.obstacle else "",
    }


def key_change_text(due: KeyDue | None) -> str:
    """Return one line that says a key change is due; empty where none is."""
    if due is None:
        return ""
    by = format_time(due.plan.last_usable)[:10]
    reasons = ", ".join(reason.value.replace("_", " ") for reason in due.plan.reasons)
    if due.plan.obstacle is not None:
        obstacle = due.plan.obstacle.value.replace("_", " ")
        return f"Key change due by {by} ({reasons}), not possible now: {obstacle}"
    new = due.new
    return (
        f"Key change due by {by} ({reasons}): {due.plan.token_count} codes to SGC {new.sgc} "
        f"KRN {new.krn} TI {new.tariff_index}; the next sale brings them"
    )


def plan_facts(due: KeyDue) -> dict[str, object]:
    """Return one line of the plan."""
    return {"meter": display_number(due.present.pan)} | (key_change_facts(due) or {})


def _key_facts(keyed: MeterKeyed) -> dict[str, object]:
    return {
        "sgc": keyed.sgc,
        "krn": keyed.krn,
        "ti": keyed.tariff_index,
        "kt": keyed.key_type,
    }
