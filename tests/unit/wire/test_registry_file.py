"""The kept form of a registry of meters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.errors import JournalDamaged
from pos.domain.meter import Meter
from pos.wire.registry_file import read_registry, write_registry

TEXTS = st.text(max_size=20)
COUNTS = st.integers(min_value=-(2**62), max_value=2**62)
METERS = st.builds(
    Meter,
    pan=TEXTS,
    sgc=TEXTS,
    krn=COUNTS,
    tariff_index=TEXTS,
    key_type=COUNTS,
    ea=TEXTS,
    tct=TEXTS,
    tariff=TEXTS,
    arrears=COUNTS,
    status=TEXTS,
    person_ref=TEXTS,
)
A_METER = Meter("600727000000000009", "990011", 1, "01", 2, "11", "02", "t", 0, "active", "")
A_FILE = (
    b'{"registry":1}\n'
    b'{"pan":"600727000000000009","sgc":"990011","krn":1,"tariff_index":"01","key_type":2,'
    b'"ea":"11","tct":"02","tariff":"t","arrears":0,"status":"active","person_ref":""}\n'
)


def test_the_form_never_changes() -> None:
    """These bytes are kept in the folders of terminals and are read for ever."""
    assert b"".join(write_registry([A_METER])) == A_FILE
    assert list(read_registry(A_FILE.splitlines())) == [A_METER]


@given(meters=st.lists(METERS, max_size=5))
def test_what_is_written_is_read(meters: list[Meter]) -> None:
    """Any text survives, line ends inside it included."""
    lines = b"".join(write_registry(meters)).split(b"\n")[:-1]
    assert list(read_registry(lines)) == meters


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}\n",
        b'{"registry":2}\n',
        b'{"registry":1,"more":1}\n',
        A_FILE + b"\n",
        A_FILE + b"{}\n",
        A_FILE.replace(b'"krn":1', b'"krn":"1"'),
        A_FILE.replace(b'"krn"', b'"name":"Amina","krn"'),
        A_FILE[:-9],
        b"\xff\n",
    ],
)
def test_another_form_is_refused(content: bytes) -> None:
    """A kept file is read whole or not at all."""
    with pytest.raises(JournalDamaged):
        list(read_registry(content.splitlines()))
