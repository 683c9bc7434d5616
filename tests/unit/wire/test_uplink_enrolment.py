"""Codes and proofs of enrolment."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.wire.uplink_enrolment import (
    CODE_LENGTH,
    CODE_LETTERS,
    EnrolAnswer,
    EnrolRequest,
    answer_is_proven,
    code_key,
    prove_answer,
    prove_request,
    read_code,
    request_is_proven,
    show_code,
)
from pos.wire.uplink_keys import KeyCertificate, KeyPurpose

KEY = code_key("0" * CODE_LENGTH)
OTHER_KEY = code_key("1" * CODE_LENGTH)
REQUEST = EnrolRequest(1, "T1", 1, "ab" * 32, True, "ZAR", 1, 0, 0, "")  # noqa: FBT003 - a field in order.
CERTIFICATE = KeyCertificate(KeyPurpose.ANSWER, True, "cd" * 32, "ef" * 64)  # noqa: FBT003 - the same.
ANSWER = EnrolAnswer("T1", True, 1, "12" * 32, CERTIFICATE, "")  # noqa: FBT003 - the same.


@given(st.text(CODE_LETTERS, min_size=CODE_LENGTH, max_size=CODE_LENGTH))
def test_a_shown_code_is_read_back(code: str) -> None:
    """In groups, in small letters, with spaces: it is the same code."""
    shown = show_code(code)
    assert read_code(shown) == read_code(f" {shown.lower()}\n") == code


def test_letters_that_look_like_digits_are_taken_for_them() -> None:
    """O is zero, I and L are one."""
    assert read_code("OIL" + "0" * 17) == "011" + "0" * 17


@given(st.text())
def test_anything_else_is_no_code(text: str) -> None:
    """Reading never raises; what it returns is a code in its one form."""
    code = read_code(text)
    assert code is None or (len(code) == CODE_LENGTH and set(code) <= set(CODE_LETTERS))


def test_a_proof_needs_the_code() -> None:
    """With another code it is none."""
    proven = prove_request(REQUEST, KEY)
    assert request_is_proven(proven, KEY)
    assert not request_is_proven(proven, OTHER_KEY)
    assert not request_is_proven(REQUEST, KEY)


@pytest.mark.parametrize("field", ["device_key", "terminal", "money_issued"])
def test_every_field_is_proven(field: str) -> None:
    """A changed field needs a new proof."""
    values: dict[str, object] = {"device_key": "00" * 32, "terminal": "T2", "money_issued": 1}
    changed = msgspec.structs.replace(prove_request(REQUEST, KEY), **{field: values[field]})
    assert not request_is_proven(changed, KEY)


def test_an_answer_belongs_to_its_request() -> None:
    """It proves nothing about another one, and a request's proof is not an answer's."""
    request = prove_request(REQUEST, KEY)
    answer = prove_answer(ANSWER, request, KEY)
    assert answer_is_proven(answer, request, KEY)
    other = prove_request(msgspec.structs.replace(REQUEST, money_issued=5), KEY)
    assert not answer_is_proven(answer, other, KEY)
    forged = msgspec.structs.replace(answer, root_key="34" * 32)
    assert not answer_is_proven(forged, request, KEY)
    assert not answer_is_proven(msgspec.structs.replace(answer, proof="é"), request, KEY)
