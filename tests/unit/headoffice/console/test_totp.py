"""Codes of phones: the vectors of RFC 6238, and which codes are taken."""

from datetime import timedelta

import pytest

from pos.headoffice.console.totp import accepted_step, code_of, link, moment_of, spelled, step_at

SECRET = b"12345678901234567890"
VECTORS = {
    59: "94287082",
    1111111109: "07081804",
    1111111111: "14050471",
    1234567890: "89005924",
    2000000000: "69279037",
    20000000000: "65353130",
}


@pytest.mark.parametrize(("second", "code"), VECTORS.items())
def test_the_vectors_of_the_standard(second: int, code: str) -> None:
    """Appendix B, SHA-1."""
    assert code_of(SECRET, second // 30, digits=8) == code


def test_a_code_is_taken_once_and_near_its_time() -> None:
    """A step early or late, with a space or without; never again, never one before it."""
    now = moment_of(1_000_000)
    code = code_of(SECRET, 1_000_000)
    assert accepted_step(SECRET, f"{code[:3]} {code[3:]}", now, after=0) == step_at(now)
    for seconds in (-30, 30):
        moved = now + timedelta(seconds=seconds)
        assert accepted_step(SECRET, code, moved, after=0) == 1_000_000
    for seconds in (-31, 60):
        assert accepted_step(SECRET, code, now + timedelta(seconds=seconds), after=0) is None
    assert accepted_step(SECRET, code, now, after=1_000_000) is None
    for wrong in ("", "12345", "1234567", "abcdef", "\u0661\u0662\u0663\u0664\u0665\u0666"):
        assert accepted_step(SECRET, wrong, now, after=0) is None


def test_what_a_phone_reads() -> None:
    """The key in groups, and the address in the QR code with names that are hostile."""
    assert spelled(SECRET).replace(" ", "") == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    address = link(SECRET, name="a&b:c", issuer="Vendwatt 12AB")
    assert address.startswith("otpauth://totp/Vendwatt%2012AB:a%26b%3Ac?secret=GEZD")
