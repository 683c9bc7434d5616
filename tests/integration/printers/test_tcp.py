"""The TCP transport against real sockets."""

import socket
import threading
import time

import pytest

from printers.errors import ConnectionBroke, PrinterStalled, PrinterUnreachable
from printers.transport.tcp import TcpTransport
from tests.kept_port import kept_port
from tests.patience import PATIENCE_S
from tests.printer_simulator import Behaviour, PrinterSimulator


def test_a_refused_connection_is_unreachable() -> None:
    """A port that nobody listens on."""
    with kept_port() as port, pytest.raises(PrinterUnreachable) as caught:
        TcpTransport.connect("127.0.0.1", port)
    assert not caught.value.any_byte_left


def test_a_silent_network_is_unreachable_in_time() -> None:
    """A listener whose queue is full lets connections hang; the deadline ends that."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.settimeout(0)
            filler.connect_ex(listener.getsockname())
        began = time.monotonic()
        with pytest.raises(PrinterUnreachable):
            TcpTransport.connect("127.0.0.1", listener.getsockname()[1], connect_timeout_s=0.3)
        assert time.monotonic() - began < PATIENCE_S
        for filler in fillers:
            filler.close()


def test_a_printer_that_stops_reading_stalls() -> None:
    """Bytes that the network took are counted as gone."""
    with PrinterSimulator(Behaviour(stops_reading_after=100)) as printer:
        connection = socket.create_connection(("127.0.0.1", printer.port))
        transport = TcpTransport(connection, write_stall_s=0.2)
        with pytest.raises(PrinterStalled) as caught:
            transport.send(b"x\n" * (8 << 20))
        assert caught.value.bytes_sent == transport.bytes_sent > 100
        transport.close()


def test_a_reset_is_a_broken_connection() -> None:
    """Seen at the latest when the answer is read."""
    with PrinterSimulator(Behaviour(dies_after=10)) as printer:
        transport = TcpTransport.connect("127.0.0.1", printer.port)
        transport.send(b"x" * 10)
        with pytest.raises(ConnectionBroke) as caught:
            transport.receive(5)
        assert caught.value.bytes_sent == 10
        transport.close()


def test_a_closed_connection_is_a_broken_one() -> None:
    """An orderly end in the middle is an end all the same."""
    with PrinterSimulator(Behaviour(closes_after=10)) as printer:
        transport = TcpTransport.connect("127.0.0.1", printer.port)
        transport.send(b"x" * 10)
        with pytest.raises(ConnectionBroke):
            transport.receive(5)
        transport.close()


def test_unread_replies_do_not_cost_the_end_of_a_job() -> None:
    """A slow reader that talks much gets every byte, because replies are read before closing."""
    job = b"x" * 200_000
    received = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def read_slowly_and_talk() -> None:
            connection, _ = listener.accept()
            with connection:
                while data := connection.recv(4096):
                    received.extend(data)
                    connection.sendall(b"\x10\x00\x00\x0f")

        thread = threading.Thread(target=read_slowly_and_talk)
        thread.start()
        transport = TcpTransport.connect("127.0.0.1", listener.getsockname()[1])
        transport.send(job)
        assert transport.finish(5) is False
        transport.close()
        thread.join()
    assert bytes(received) == job


def test_replies_are_read_while_sending() -> None:
    """A printer that waits for its reader does not stop the job."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def talk_before_reading() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(b"\x12" * 900_000)
                while connection.recv(65536):
                    pass

        thread = threading.Thread(target=talk_before_reading)
        thread.start()
        transport = TcpTransport.connect("127.0.0.1", listener.getsockname()[1])
        transport.send(b"x" * (16 << 20))
        transport.finish(5)
        assert set(transport.receive(1)) == {0x12}
        transport.close()
        thread.join()


def test_a_printer_that_closes_before_the_end_did_not_take_the_job() -> None:
    """Its orderly close is no receipt for bytes that came afterwards."""
    with PrinterSimulator(Behaviour(closes_after=10)) as printer:
        transport = TcpTransport.connect("127.0.0.1", printer.port)
        transport.send(b"x" * 10)
        printer.wait_for_end()
        with pytest.raises(ConnectionBroke):
            send_and_finish(transport, b"x" * 10)
        transport.close()


def test_a_job_that_nobody_reads_is_not_taken() -> None:
    """Bytes that wait in our own network buffers have not arrived."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        listener.bind(("127.0.0.1", 0))
        listener.listen(1)
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 18)
        connection.connect(listener.getsockname())
        transport = TcpTransport(connection, write_stall_s=0.2)
        with pytest.raises(PrinterStalled) as caught:
            send_and_finish(transport, b"x" * 100_000)
        assert caught.value.bytes_sent == 100_000
        transport.close()


def send_and_finish(transport: TcpTransport, job: bytes) -> None:
    """Send a job to its end."""
    transport.send(job)
    transport.finish(0.1)
