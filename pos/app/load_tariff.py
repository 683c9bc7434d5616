"""Taking in a tariff file."""

from pos.app.ports import Ports
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
    tariff = read_tariff(content)
    for finding in check_tariff(tariff):
        if finding.kind is FindingKind.UNUSABLE:
            raise TariffMalformed(where="adjustments", why=finding.why)
    with ports.store.write() as work:
        digest = work.keep_file(content)
        work.append(TariffLoaded(tariff=tariff.id, digest=digest), operator=operator)
        work.commit()
    return tariff
