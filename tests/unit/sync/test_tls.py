"""Which certificates are taken for those of a machine whose clock stands in the past."""

import ssl

import pytest

from pos.sync.tls import has_not_begun, tls_context

NO_CHECK_TIME = 0x200000
NOT_YET_VALID, EXPIRED, SELF_SIGNED, OTHER_NAME = 9, 10, 18, 62


def refusal(code: int) -> ssl.SSLCertVerificationError:
    """Return what is raised for a certificate."""
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    return error


@pytest.mark.parametrize(
    ("code", "is_so"),
    [(NOT_YET_VALID, True), (EXPIRED, False), (SELF_SIGNED, False), (OTHER_NAME, False)],
)
def test_only_a_certificate_of_the_future_speaks_of_the_clock(code: int, *, is_so: bool) -> None:
    """Wherever a library put it; one that is over is not looked at again without its dates."""
    for error in (refusal(code), OSError("no line"), ConnectionError("no line")):
        if isinstance(error, ConnectionError):
            error.__context__ = refusal(code)
        elif not isinstance(error, ssl.SSLError):
            error.__cause__ = refusal(code)
        assert has_not_begun(error) is is_so
    assert not has_not_begun(OSError("no line"))


@pytest.mark.parametrize("dated", [True, False])
def test_name_and_issuer_always_count(*, dated: bool) -> None:
    """The dates where the clock is believed."""
    context = tls_context(dated=dated)
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert bool(context.verify_flags & NO_CHECK_TIME) is not dated
    assert not tls_context().verify_flags & NO_CHECK_TIME
