"""Finding printers that announce themselves."""

import socket
import time

from zeroconf import ServiceInfo, Zeroconf

from printers.discovery import Search, announced_printers, search, serial_ports
from printers.url import SerialPrinter, parse_printer_url
from tests.patience import PATIENCE_S

SERVICE = "_pdl-datastream._tcp.local."


def test_a_printer_that_announces_itself_is_found() -> None:
    """With an address that can be used as it is."""
    info = ServiceInfo(
        SERVICE,
        f"Till printer.{SERVICE}",
        addresses=[socket.inet_aton("127.0.0.1")],
        port=9100,
        server="till.local.",
    )
    announcer = Zeroconf(interfaces=["127.0.0.1"])
    try:
        announcer.register_service(info)
        # How long an answer takes is the machine's affair, and a search ends when it should.
        give_up_at = time.monotonic() + PATIENCE_S
        printer = ("tcp://127.0.0.1:9100", "Till printer")
        while printer not in [(one.address, one.name) for one in announced_printers(1.5)]:
            assert time.monotonic() < give_up_at
    finally:
        announcer.close()


def test_serial_ports_are_addresses() -> None:
    """Whatever this machine has."""
    for port in serial_ports(1):
        assert isinstance(parse_printer_url(port.address), SerialPrinter)


def test_a_search_ends_in_time_and_says_what_it_could_not_do() -> None:
    """Every way answers, with printers or a reason."""
    began = time.monotonic()
    searches = search(0.2)
    assert [one.way for one in searches] == ["usb", "serial", "cups", "mdns"]
    assert all(isinstance(one, Search) for one in searches)
    assert all(not one.found for one in searches if one.failure)
    assert time.monotonic() - began < PATIENCE_S
