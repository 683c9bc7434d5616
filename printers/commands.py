"""The few ESC/POS commands that ask or steer a printer and print nothing.

Source: Epson's public ESC/POS command reference, pages for ESC @, GS a, GS r, DLE EOT and
GS ( H.
"""

from typing import Final

from printers.replies import PROCESS_ID_BYTES

INITIALISE: Final = b"\x1b@"

# Bits 0 to 3: drawer, on-line, errors, paper sensor. ESC @ does not promise to keep this, so it is
# sent again after every ESC @.
AUTOMATIC_STATUS_ON: Final = b"\x1da\x0f"
AUTOMATIC_STATUS_OFF: Final = b"\x1da\x00"

# Paper sensor; unlike DLE EOT it waits in the buffer for its turn.
FENCE: Final = b"\x1dr\x01"

# Letters whose bits cannot be taken for the beginning of any other reply; see printers.replies.
_ID_LETTERS: Final = b"ABCDEFGHIJKLMNOabcdefghijklmno"


def ask_status(question: int) -> bytes:
    """Return DLE EOT n, answered at once by one byte even while the printer is off-line.

    Args:
        question: 1 printer, 2 cause of being off-line, 3 cause of an error, 4 paper.
    """
    return bytes((0x10, 0x04, question))


def ask_process_id(process_id: bytes) -> bytes:
    """Return the request to send an id back once everything before it has been printed.

    Args:
        process_id: 4 printable bytes; see process_id_for().
    """
    assert len(process_id) == PROCESS_ID_BYTES  # noqa: S101 -- made by ourselves, not input
    return b"\x1d(H\x06\x00\x30\x30" + process_id


def process_id_for(number: int, attempt: int) -> bytes:
    """Return the process id of one attempt at one job: 4 letters.

    Ids of neighbouring jobs differ, so a late answer to an earlier job is not taken for this one.

    Args:
        number: number of the job.
        attempt: 1 for the first.
    """
    rest = (number * 101 + attempt) % len(_ID_LETTERS) ** PROCESS_ID_BYTES
    letters = bytearray()
    for _ in range(PROCESS_ID_BYTES):
        rest, index = divmod(rest, len(_ID_LETTERS))
        letters.append(_ID_LETTERS[index])
    return bytes(letters)
