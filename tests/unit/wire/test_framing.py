"""Frames between two ends of a socket."""

import socket
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.wire import framing
from pos.wire.framing import FrameFault, receive_frame, send_frame

Ends = tuple[socket.socket, socket.socket]
LIMIT = 1000


@pytest.fixture(name="ends")
def _ends() -> Iterator[Ends]:
    """Give two connected sockets."""
    left, right = socket.socketpair()
    with left, right:
        yield left, right


def receive(connection: socket.socket, *, within_s: int = 5) -> bytes | None:
    """Receive with the limits of these tests."""
    frame = receive_frame(connection, limit=LIMIT, start_within_s=5, within_s=within_s)
    return None if frame is None else bytes(frame)


@given(st.lists(st.binary(max_size=LIMIT), max_size=5))
def test_frames_arrive_as_they_were_sent(payloads: list[bytes]) -> None:
    """In order, whole, empty ones too; then the end."""
    left, right = socket.socketpair()
    with left, right:
        for payload in payloads:
            send_frame(left, payload, within_s=5)
        left.close()
        assert [receive(right) for _ in payloads] == payloads
        assert receive(right) is None


def test_a_frame_may_come_in_pieces(ends: Ends) -> None:
    """Byte by byte, as a slow client sends it."""

    def send_slowly() -> None:
        for byte in b"\0\0\0\3abc":
            ends[0].send(bytes([byte]))

    sender = threading.Thread(target=send_slowly)
    sender.start()
    assert receive(ends[1]) == b"abc"
    sender.join()


def test_a_length_above_the_limit_is_not_read(ends: Ends) -> None:
    """Four gigabytes are refused before one of them is stored."""
    ends[0].send(b"\xff\xff\xff\xff")
    with pytest.raises(FrameFault) as fault:
        receive(ends[1])
    assert fault.value.why == "oversized"


def test_the_limit_itself_is_within_it(ends: Ends) -> None:
    """A request of exactly so many bytes is served."""
    send_frame(ends[0], bytes(LIMIT), within_s=5)
    assert receive(ends[1]) == bytes(LIMIT)


def test_the_whole_frame_has_one_deadline(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sends a byte now and then holds nobody up for longer."""
    moments = iter((0.0, 6.0))
    monkeypatch.setattr(framing, "time", SimpleNamespace(monotonic=lambda: next(moments)))
    ends[0].send(b"\0\0\0\3abc")
    with pytest.raises(FrameFault) as fault:
        receive(ends[1])
    assert fault.value.why == "silent"


@pytest.mark.parametrize("part", [b"\0", b"\0\0\0\5", b"\0\0\0\5abcd"])
def test_a_frame_that_is_cut_off_is_a_fault(ends: Ends, part: bytes) -> None:
    """Not an end, and not a shorter frame."""
    ends[0].send(part)
    ends[0].close()
    with pytest.raises(FrameFault) as fault:
        receive(ends[1])
    assert fault.value.why == "broken"


@pytest.mark.parametrize("part", [b"\0", b"\0\0\0\5abcd"])
def test_a_frame_that_does_not_go_on_is_given_up(ends: Ends, part: bytes) -> None:
    """Whoever stops in the middle is waited for only so long."""
    ends[0].send(part)
    with pytest.raises(FrameFault) as fault:
        receive(ends[1], within_s=0)
    assert fault.value.why == "silent"


def test_a_peer_that_says_nothing_is_given_up() -> None:
    """A first byte has its own deadline."""
    left, right = socket.socketpair()
    with left, right, pytest.raises(FrameFault) as fault:
        receive_frame(right, limit=LIMIT, start_within_s=0, within_s=5)
    assert fault.value.why == "silent"


def test_a_peer_that_does_not_read_is_given_up(ends: Ends) -> None:
    """A full socket blocks nobody for ever."""
    with pytest.raises(FrameFault) as fault:
        send_frame(ends[0], bytes(16 * 1024 * 1024), within_s=1)
    assert fault.value.why == "silent"


def test_sending_to_nobody_is_a_fault(ends: Ends) -> None:
    """The other end is closed."""
    ends[1].close()
    with pytest.raises(FrameFault) as fault:
        send_frame(ends[0], b"x", within_s=5)
    assert fault.value.why == "broken"
