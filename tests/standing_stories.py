"""Sales to a few meters at several terminals, and what each of them must know of all."""

import uuid
from dataclasses import dataclass, field

import msgspec

from pos.app.meters.meter_standings import WholeStanding, whole_standing
from pos.app.office.take_bundles import BundlesTaken, take_bundles
from pos.app.ports import Ports
from pos.domain.entries import QuoteLine, SaleCommitted
from pos.headoffice.meters.standings import StandingsTold
from tests import office_stories as story
from tests import store_stories
from tests.builders import a_sale_begun
from tests.office_stories import OfficeHere

MONTH = "2026-11"


@dataclass
class Seller:
    """A terminal and what it sold, by meter: units, money to arrears."""

    ports: Ports
    sold: dict[int, int] = field(default_factory=dict)
    paid: dict[int, int] = field(default_factory=dict)
    issues: int = 0

    @property
    def name(self) -> str:
        return story._name_of(self.ports)

    def sell(self, meter: int, units_milli: int, *, arrears: int = 0, month: str = MONTH) -> None:
        """Write a whole sale, signed by the device key."""
        self.issues += 1
        sale_id = str(uuid.uuid4())
        lines = (
            QuoteLine("energy", "Energy", units_milli, "2", 10_000 - arrears),
            QuoteLine("arrears", "Arrears", 0, "", arrears),
        )
        begun = a_sale_begun(
            sale_id=sale_id,
            meter=store_stories.a_meter(meter).keyed(),
            tendered=10_000,
            change=0,
            units_milli=units_milli,
            credited_milli=units_milli,
            lines=lines,
            month=month,
        )
        identity = story.agent_of(self.ports)._identity
        assert identity is not None
        issue = story._issue(sale_id, self.issues, self.ports.clock.now())
        token = msgspec.structs.replace(issue.tokens[0], units_milli=units_milli)
        signed = identity.device_key.sign_receipt(msgspec.structs.replace(issue, tokens=(token,)))
        receipt = f"{self.name}-1-{self.issues:06d}"
        with self.ports.store.write() as work:
            work.append(begun, operator="agent")
            committed = SaleCommitted(sale_id=sale_id, receipt_no=receipt, issue=signed)
            work.append(committed, operator="agent")
            work.commit()
        self.sold[meter] = self.sold.get(meter, 0) + units_milli
        self.paid[meter] = self.paid.get(meter, 0) + arrears

    def knows(self, meter: int, month: str = MONTH) -> WholeStanding:
        """Return what this terminal would quote by."""
        with self.ports.store.read() as reads:
            return whole_standing(reads, store_stories.a_meter(meter), month)


def take(office: OfficeHere, ports: Ports) -> BundlesTaken:
    """Take in what head office has."""
    with story.line_to(office, ports) as line:
        return take_bundles(ports, line)


def tell(office: OfficeHere, *, whole: bool = False) -> StandingsTold:
    """Have head office work out what meters bought and owe."""
    return office.administration.tell_standings(whole=whole)
