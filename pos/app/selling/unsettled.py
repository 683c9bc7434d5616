"""One unsettled sale or request per meter: what stands in the way of a new one."""

from pos.app.ports import Ports, Reads
from pos.domain.errors import MoneyStands, SaleInProgress, SaleUnsettledOnMeter
from pos.domain.meter import display_number


def meter_must_have_no_open_sale(ports: Ports, reads: Reads, pan: str) -> None:
    """Refuse a meter whose last sale or request has no end.

    Raises:
        SaleUnsettledOnMeter: it waits to be resumed or cancelled.
        SaleInProgress: it is being made at this moment.
    """
    unsettled = reads.open_sale_of(pan)
    if unsettled is None:
        return
    try:
        with ports.store.sale_lock(unsettled.sale_id):
            raise SaleUnsettledOnMeter(meter=display_number(pan), sale=unsettled.sale_id)
    except SaleInProgress as busy:
        # There is nothing to resume, only to wait for.
        raise busy.with_money(MoneyStands.NOTHING_CHARGED) from busy
