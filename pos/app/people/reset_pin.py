"""PINs where no supervisor's PIN is at hand: the recovery code or head office stands in for it.

The key agent is told first, as with everybody who comes. A power cut before the entry leaves a PIN
that the same stand-in gives again.
"""

from typing import Final

from pos.app.journal.journal_heads import sign_newest_head
from pos.app.people.manage_operators import known_operator
from pos.app.ports import Ports, Reads
from pos.domain.entries import OperatorAdded, OperatorChanged, PinReset
from pos.domain.errors.office import PinResetMalformed
from pos.domain.operator import Role, StandIn, parse_operator_name
from pos.domain.projections.cash_rows import ActKind
from pos.wire.pin_reset import (
    PinResetRequest,
    PinResetTerms,
    SignedPinReset,
    pin_reset_terms,
)

_DECIDES_ROLES: Final = (
    ActKind.OPERATOR_ADDED,
    ActKind.OPERATOR_CHANGED,
    ActKind.OPERATOR_REMOVED,
)


def reset_by_recovery_code(
    ports: Ports, name: str, pin: bytes, code: bytes, *, supervisor: bool
) -> None:
    """Give a person a PIN on the word of whoever has the recovery code.

    Args:
        ports: of the terminal.
        name: who gets it.
        pin: 4 to 64 bytes.
        code: as it was typed.
        supervisor: they become a supervisor by it, and may be new here.

    Raises:
        OperatorUnknown, OperatorNameMalformed.
        As `PinResets.by_recovery_code`.
    """
    role = _role_of(ports, name, supervisor=supervisor)
    ports.keys.pin_resets.by_recovery_code(name, pin, role, code=code)
    _write_down(ports, name, role, StandIn.RECOVERY_CODE)


def ask_head_office(ports: Ports, name: str, pin: bytes, *, supervisor: bool) -> PinResetRequest:
    """Return what head office is asked to say yes to; raises as `PinResets.ask`, and above."""
    role = _role_of(ports, name, supervisor=supervisor)
    return ports.keys.pin_resets.ask(name, pin, role)


def reset_by_head_office(
    ports: Ports, name: str, signed: SignedPinReset, *, supervisor: bool
) -> None:
    """Give a person the PIN that was asked for.

    Raises:
        PinResetMalformed: who they are was decided anew since; it is to be asked for again.
        As `PinResets.take`, and above.
    """
    role = _role_of(ports, name, supervisor=supervisor)
    terms = pin_reset_terms(signed.body)
    if terms is not None:
        with ports.store.read() as reads:
            _must_be_the_newest_word(reads, terms)
    ports.keys.pin_resets.take(signed, name, role)
    _write_down(ports, name, role, StandIn.HEAD_OFFICE)


def _must_be_the_newest_word(reads: Reads, terms: PinResetTerms) -> None:
    """Refuse to bring back a role that somebody took away after it was asked for."""
    row = reads.operator(terms.operator)
    if row is not None and row.role == terms.role:
        return
    since = reads.acts(terms.asked_at, terms.until)
    if any(
        act.subject == terms.operator and act.kind in _DECIDES_ROLES and act.at > terms.asked_at
        for act in since
    ):
        raise PinResetMalformed


def _role_of(ports: Ports, name: str, *, supervisor: bool) -> Role:
    if supervisor:
        parse_operator_name(name)
        return Role.SUPERVISOR
    with ports.store.read() as reads:
        return Role(known_operator(reads, name).role)


def _write_down(ports: Ports, name: str, role: Role, by: StandIn) -> None:
    with ports.store.write() as work:
        became = _becoming(work, name, role)
        if became is not None:
            work.append(became, operator="")
        work.append(PinReset(name=name, by=by), operator="")
        work.commit()
    sign_newest_head(ports)


def _becoming(reads: Reads, name: str, role: Role) -> OperatorAdded | OperatorChanged | None:
    """Return what is new about a person besides the PIN; limits stay."""
    row = reads.operator(name)
    if row is None:
        return OperatorAdded(name=name, role=role)
    if row.role == role:
        return None
    return OperatorChanged(
        name=name, role=role, sale_limit=row.sale_limit, cash_limit=row.cash_limit
    )
