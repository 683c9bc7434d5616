"""What every payload of a journal entry is."""

import msgspec


class Payload(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """Base of all payloads; the class name's tag is the entry's kind."""
