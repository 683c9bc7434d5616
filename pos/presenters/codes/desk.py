"""What the page of codes without a sale asks of the terminal; every method may touch a disk."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, assert_never

from pos.app.codes.ask_tokens import MAY_APPROVE, Ask
from pos.app.codes.change_key import PlanInShort, change_key, plan_in_short
from pos.app.codes.give_free_units import give_free_units
from pos.app.codes.reissue_sale import WhichKey, reissue_sale
from pos.app.codes.set_meter import set_meter
from pos.app.people.approvals import SecondPerson
from pos.app.people.sign_in import SignedIn
from pos.app.ports import Ports
from pos.app.sold.find_sales import find_sales
from pos.domain.engineering import EngineeringKind
from pos.domain.errors import ReissueNotPossible, SaleUnknown
from pos.domain.key_due import KeyWish
from pos.domain.meter import parse_meter_number


class CodeKind(StrEnum):
    """What a code without a sale is for."""

    KEY_CHANGE = "key_change"
    FREE = "free"
    CLEAR_CREDIT = "clear_credit"
    CLEAR_TAMPER = "clear_tamper"
    POWER_LIMIT = "power_limit"
    PHASE_UNBALANCE = "phase_unbalance"
    METER_TEST = "meter_test"
    REISSUE = "reissue"


@dataclass(frozen=True, slots=True)
class CodeWish:
    """What is wanted.

    Attributes:
        sale_id: of the request; the same one again gives the same codes.
        about: meter as typed; of a reissue, the receipt or sale.
        units_milli: free units; 0 for everything else.
        watts: a limit as typed; empty for everything else.
        reason: as typed.
    """

    sale_id: str
    kind: CodeKind
    about: str
    units_milli: int
    watts: str
    reason: str


class CodesDesk(Protocol):
    """Codes that nobody pays for."""

    def approvers(self) -> tuple[str, ...]:
        """Return who may approve them, by name."""

    def plan(self, limit: int) -> PlanInShort:
        """Return the key changes to come, the first of them by name; walks the whole registry."""

    def new_id(self) -> str:
        """Return an id for a request."""

    def give(self, wish: CodeWish, operator: SignedIn, second: SecondPerson) -> None:
        """Issue the codes, or find them issued; raises as `issue_unpaid`."""


class TerminalCodesDesk:
    """Implements `CodesDesk` on one terminal."""

    def __init__(self, ports: Ports) -> None:
        self._ports = ports

    def approvers(self) -> tuple[str, ...]:
        """See `CodesDesk.approvers`."""
        with self._ports.store.read() as reads:
            return tuple(row.name for row in reads.operators() if row.role in MAY_APPROVE)

    def plan(self, limit: int) -> PlanInShort:
        """See `CodesDesk.plan`."""
        with self._ports.store.read() as reads:
            return plan_in_short(reads, self._ports.clock.now(), limit)

    def new_id(self) -> str:
        """See `CodesDesk.new_id`."""
        return self._ports.new_id()

    def give(self, wish: CodeWish, operator: SignedIn, second: SecondPerson) -> None:
        """See `CodesDesk.give`."""
        ports = self._ports
        if wish.kind is CodeKind.REISSUE:
            self._reissue(wish, operator, second)
            return
        ask = Ask(wish.sale_id, parse_meter_number(wish.about).digits, wish.reason)
        match wish.kind:
            case CodeKind.KEY_CHANGE:
                change_key(ports, ask, KeyWish(), with_sgc=False, operator=operator, second=second)
            case CodeKind.FREE:
                give_free_units(ports, ask, wish.units_milli, operator=operator, second=second)
            case (
                CodeKind.CLEAR_CREDIT
                | CodeKind.CLEAR_TAMPER
                | CodeKind.POWER_LIMIT
                | CodeKind.PHASE_UNBALANCE
                | CodeKind.METER_TEST
            ):
                kind = EngineeringKind(wish.kind.value)
                set_meter(ports, ask, kind, wish.watts, operator=operator, second=second)
            case _:
                assert_never(wish.kind)

    def _reissue(self, wish: CodeWish, operator: SignedIn, second: SecondPerson) -> None:
        with self._ports.store.read() as reads:
            found = find_sales(reads, wish.about, limit=1)
        if not found:
            raise SaleUnknown(sale=wish.about[:40])
        (sale,) = found
        ask = Ask(wish.sale_id, sale.pan, wish.reason)

        def reissue(which: WhichKey) -> None:
            reissue_sale(self._ports, ask, sale.sale_id, which, operator=operator, second=second)

        try:
            reissue(WhichKey.OLD)
        except ReissueNotPossible as refusal:
            if refusal.facts["why"] != "same_key":
                raise
            # It was sold under the old key, so the other one is the new.
            reissue(WhichKey.NEW)
