"""Key changes, free units and engineering tokens at a training terminal, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos.app.codes.ask_tokens import Ask
from pos.app.codes.change_key import change_key
from pos.app.codes.give_free_units import give_free_units
from pos.app.codes.reissue_sale import WhichKey, reissue_sale
from pos.app.codes.set_meter import set_meter
from pos.app.ports import Ports
from pos.app.selling.sell import sell
from pos.app.terminal.training_meter import enter_code
from pos.domain.engineering import EngineeringKind
from pos.domain.key_due import KeyWish
from pos.domain.meter import Meter
from pos.domain.sale import SaleResult
from pos.keystore.agent.agent import KeyAgent
from tests import cash_stories as people
from tests import terminal_stories as terminal

EA11, EA07, ROLLOVER, FREE = "990012", "990408", "990193", "lifeline"


@dataclass(frozen=True, slots=True)
class Counter:
    """An open training terminal with its people.

    Attributes:
        agent: the key agent itself, for its virtual meters.
    """

    ports: Ports
    folder: Path
    agent: KeyAgent

    def meter(self, kind: str, place: int = 0) -> Meter:
        """Return a meter of a supply group, or on a tariff with this word in its id."""
        with self.ports.store.read() as reads:
            found = [
                meter for meter in reads.each_meter() if meter.sgc == kind or kind in meter.tariff
            ]
        return found[place]

    def sell(self, pan: str, cents: int = 5_000, **changes: Any) -> SaleResult:
        """Sell."""
        request = terminal.a_request(pan, cents, **changes)
        return sell(self.ports, request, operator=terminal.OPERATOR)

    def ask(self, pan: str, sale_id: str = "") -> Ask:
        """Return what every request says."""
        return Ask(sale_id or terminal.new_sale_id(), pan, "asked for")

    def by(self, first: str = "agent", second: str = "supervisor") -> dict[str, Any]:
        """Return who asks and who approves."""
        approver = people.second(self.folder, second) if second else None
        return {
            "operator": people.signed_in(self.ports, self.folder, first),
            "second": approver,
        }

    def change_key(self, pan: str, **wish: Any) -> SaleResult:
        """Issue a set."""
        return change_key(self.ports, self.ask(pan), KeyWish(**wish), with_sgc=False, **self.by())

    def set_meter(self, pan: str, kind: EngineeringKind, value: str = "") -> SaleResult:
        """Issue an engineering token."""
        return set_meter(self.ports, self.ask(pan), kind, value, **self.by())

    def give(self, pan: str, milli: int) -> SaleResult:
        """Give free units."""
        return give_free_units(self.ports, self.ask(pan), milli, **self.by())

    def reissue(self, sale: SaleResult, which: WhichKey) -> SaleResult:
        """Issue the codes of a sale under the other key."""
        ask = self.ask(sale.begun.meter.pan)
        return reissue_sale(self.ports, ask, sale.sale_id, which, **self.by())

    def types(self, sale: SaleResult) -> list[str]:
        """Type all codes of a paper into the meter on the wall; return what it says to each."""
        pan = sale.begun.meter.pan
        store = self.ports.store
        return [enter_code(store, self.agent, pan, token.digits).code for token in sale.tokens]


@contextmanager
def counter(folder: Path) -> Iterator[Counter]:
    """Open a terminal with the key agent inside this process."""
    agent = terminal.own_agent(folder)
    ports = terminal.joined(folder, agent)
    try:
        yield Counter(ports, folder, agent)
    finally:
        ports.store.close()
        agent.close()
