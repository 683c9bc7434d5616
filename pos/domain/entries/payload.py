"""What every payload of a journal entry is."""

from typing import ClassVar

import msgspec


class Payload(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """Base of all payloads; the class's tag is the entry's kind.

    Attributes:
        version: of the kind; a class that changes what is stored takes the next one, and the class
            before it moves to `older.py` with an upcaster.
    """

    version: ClassVar[int] = 1
