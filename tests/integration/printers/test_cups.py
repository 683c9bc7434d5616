"""Jobs through a real CUPS with a raw queue to a socket; needs Debian's cups and cups-client."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from printers.delivery import deliver
from printers.discovery import cups_queues
from printers.document import Cut, Document, Text, Token
from printers.errors import StorageRefused
from printers.outcome import MUTE, Capabilities, Outcome
from printers.paper import Paper
from printers.profiles import EPSON
from printers.render.job import render_job
from printers.transport.cups import CupsTransport
from tests.patience import PATIENCE_S
from tests.short_folder import short_folder

RENDERED = render_job(
    Document((Text("Tax invoice"), Token("0123" * 5), Cut())), Paper.of(42), EPSON
)
SERVER = "/usr/sbin/cupsd"
FILES = """
ServerRoot {folder}/root
RequestRoot {folder}/spool
TempDir {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/run
ErrorLog {folder}/log
AccessLog {folder}/log
PageLog {folder}/log
SystemGroup root
"""
RULES = """
Listen {folder}/run/socket
Browsing Off
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
DefaultPolicy default
"""


@pytest.fixture(name="listener")
def _listener() -> Iterator[socket.socket]:
    """Listen where the queue sends its jobs."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(PATIENCE_S)
        yield listener


@pytest.fixture(name="queue")
def _queue(listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run a CUPS of our own with one raw queue."""
    # A queue's own user must get through to its socket.
    with short_folder() as folder:
        for part in ("root", "spool", "cache", "run"):
            (folder / part).mkdir(mode=0o755)
        (folder / "root/files").write_text(FILES.format(folder=folder))
        (folder / "root/rules").write_text(RULES.format(folder=folder))
        rules, files = str(folder / "root/rules"), str(folder / "root/files")
        command = [SERVER, "-f", "-c", rules, "-s", files]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            monkeypatch.setenv("CUPS_SERVER", f"{folder}/run/socket")
            wait_for(folder / "run/socket")
            port = listener.getsockname()[1]
            add = ["lpadmin", "-p", "till", "-E", "-v", f"socket://127.0.0.1:{port}", "-m", "raw"]
            subprocess.run(add, check=True, stderr=subprocess.DEVNULL)
            yield "till"
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE_S)


def wait_for(path: Path) -> None:
    """Wait until a file is there."""
    deadline = time.monotonic() + PATIENCE_S
    while not path.exists():
        assert time.monotonic() < deadline
        os.sched_yield()


def test_a_job_comes_out_of_the_queue_byte_for_byte(queue: str, listener: socket.socket) -> None:
    """Nothing is added to it, and nothing more is claimed than that the queue took it."""
    transport = CupsTransport(queue, "receipt-000001-1")
    delivery = deliver(RENDERED.data, transport, Capabilities(), time.monotonic, process_id=b"AAAA")
    assert (delivery.outcome, delivery.capabilities) == (Outcome.HANDED_OVER, MUTE)
    connection, _ = listener.accept()
    with connection:
        received = b"".join(iter(lambda: connection.recv(4096), b""))
    assert received == RENDERED.data


@pytest.mark.usefixtures("queue")
def test_a_queue_that_is_not_there_takes_nothing() -> None:
    """So the job may be tried again by itself."""
    transport = CupsTransport("no-such-queue", "receipt-000001-1")
    transport.send(b"x")
    with pytest.raises(StorageRefused):
        transport.finish(1)
    assert transport.bytes_sent == 0
    again = CupsTransport("no-such-queue", "receipt-000001-1")
    delivery = deliver(RENDERED.data, again, Capabilities(), time.monotonic, process_id=b"AAAA")
    assert delivery.outcome is Outcome.BLOCKED


def test_queues_are_found(queue: str) -> None:
    """By name, ready to be used as an address."""
    assert [found.address for found in cups_queues(5)] == [f"cups://{queue}"]
