"""Taking in a tariff file."""

from pos.app.ports import Ports, UnitOfWork
from pos.domain.entries import TariffLoaded
from pos.domain.errors import TariffMalformed
from pos.domain.quote.findings import FindingKind
from pos.domain.quote.tariff_check import check_tariff
from pos.domain.tariff import Tariff, read_tariff


def load_tariff(ports: Ports, content: bytes, *, operator: str) -> Tariff:
    """Check a tariff file, keep it and make it the newest of its id.

    Raises:
        TariffMalformed: names where and why; nothing is kept.
    """
    tariff = usable_tariff(content)
    with ports.store.write() as work:
        keep_tariff(work, tariff, content, operator=operator)
        work.commit()
    return tariff


def usable_tariff(content: bytes) -> Tariff:
    """Read a tariff file that sales can be made by; TariffMalformed names where and why."""
    tariff = read_tariff(content)
    for finding in check_tariff(tariff):
        if finding.kind is FindingKind.UNUSABLE:
            raise TariffMalformed(where="adjustments", why=finding.why)
    return tariff


def keep_tariff(work: UnitOfWork, tariff: Tariff, content: bytes, *, operator: str) -> None:
    """Keep a tariff's file inside a transaction and make it the newest of its id."""
    digest = work.keep_file(content)
    work.append(TariffLoaded(tariff=tariff.id, digest=digest), operator=operator)
