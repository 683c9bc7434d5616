"""TLS to head office, also from a machine whose clock battery is dead.

Such a machine starts in some past year, in which no certificate has begun, and only head office
can tell it the time. So where nothing but that is wrong with the certificate, its dates are not
looked at: who answers is known by the signature of each answer, whatever the certificate says.
"""

import ssl
from typing import Final

# By their numbers in OpenSSL, which `ssl` does not name.
_NO_CHECK_TIME: Final = 0x200000
_NOT_YET_VALID: Final = 9


def tls_context(*, dated: bool = True) -> ssl.SSLContext:
    """Return what checks head office's certificate and name, and the dates if they count."""
    context = ssl.create_default_context()
    if not dated:
        context.verify_flags |= _NO_CHECK_TIME
    return context


def has_not_begun(error: BaseException | None) -> bool:
    """Whether a line broke because a certificate begins after the machine's clock."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_code == _NOT_YET_VALID
        error = error.__cause__ or error.__context__
    return False
