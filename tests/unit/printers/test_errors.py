"""The family of errors."""

from printers import errors


def test_every_error_has_its_own_code() -> None:
    """Codes are what translations and logs go by."""
    family = errors.PrinterError.__subclasses__()
    codes = [kind.code for kind in family]
    assert len(set(codes)) == len(family) > 0
    assert errors.PrinterError.code not in codes


def test_an_error_says_whether_anything_left() -> None:
    """That is what decides about trying again."""
    assert not errors.PrinterUnreachable("refused").any_byte_left
    assert errors.PrinterStalled("full", bytes_sent=1).any_byte_left
