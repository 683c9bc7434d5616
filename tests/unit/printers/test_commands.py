"""Commands that ask or steer."""

from hypothesis import given
from hypothesis import strategies as st

from printers.commands import ask_process_id, ask_status, process_id_for


def test_commands_are_as_documented() -> None:
    """Byte for byte from the command reference."""
    assert ask_status(4) == b"\x10\x04\x04"
    assert ask_process_id(b"ABCD") == b"\x1d\x28\x48\x06\x00\x30\x30ABCD"


@given(st.integers(0, 10**9), st.integers(1, 100), st.integers(0, 1), st.integers(0, 50))
def test_ids_of_neighbours_differ(number: int, attempt: int, ahead: int, again: int) -> None:
    """Another attempt or the next job has another id, printable and unlike any status."""
    first = process_id_for(number, attempt)
    second = process_id_for(number + ahead, min(attempt + again, 100))
    assert (first == second) == (ahead == 0 and min(attempt + again, 100) == attempt)
    assert all(0x40 < byte < 0x7F and byte & 0x10 == 0 for byte in first)
