"""Reducers of people: who may sign in, who could not, and whom nobody remembers."""

from typing import assert_never

from pos.domain.entries import (
    CustomerForgotten,
    OperatorAdded,
    OperatorChanged,
    OperatorRemoved,
    PinChanged,
    PinReset,
    SignInRefusedEntry,
)
from pos.domain.journal import Entry
from pos.domain.operator import StandIn
from pos.domain.projections.cash_reducers import act_of
from pos.domain.projections.cash_rows import ActKind
from pos.domain.projections.rows import OperatorRow, Row

PersonPayload = (
    OperatorAdded
    | OperatorChanged
    | OperatorRemoved
    | PinChanged
    | PinReset
    | SignInRefusedEntry
    | CustomerForgotten
)


def reduce_person(about: PersonPayload, entry: Entry) -> tuple[Row, ...]:
    """Return the rows that an entry about a person adds or replaces."""
    match about:
        case OperatorAdded(name=name, role=role):
            row = OperatorRow(name, role, sale_limit=0, cash_limit=0, removed=0)
            return row, act_of(entry, ActKind.OPERATOR_ADDED, subject=name, reason=role)
        case OperatorChanged(name=name, role=role):
            row = OperatorRow(name, role, about.sale_limit, about.cash_limit, removed=0)
            return row, act_of(entry, ActKind.OPERATOR_CHANGED, subject=name, reason=role)
        case OperatorRemoved(name=name):
            row = OperatorRow(name, role="", sale_limit=0, cash_limit=0, removed=1)
            return row, act_of(entry, ActKind.OPERATOR_REMOVED, subject=name)
        case PinChanged(name=name):
            return (act_of(entry, ActKind.PIN_CHANGED, subject=name),)
        case PinReset(name=name, by=by):
            by_office = by == StandIn.HEAD_OFFICE
            kind = ActKind.PIN_RESET_BY_OFFICE if by_office else ActKind.PIN_RESET_BY_CODE
            return (act_of(entry, kind, subject=name),)
        case SignInRefusedEntry(name=name):
            return (act_of(entry, ActKind.SIGN_IN_REFUSED, subject=name),)
        case CustomerForgotten(person_ref=ref):
            return (act_of(entry, ActKind.CUSTOMER_FORGOTTEN, subject=ref),)
        case _:
            assert_never(about)
