"""What a terminal remembers of its head office."""

from dataclasses import dataclass

from pos.domain.standing import Standing


@dataclass(frozen=True, slots=True)
class UplinkState:
    """What a terminal knows of its head office; beside the journal, not in it.

    Attributes:
        url: where head office is.
        root_key: pinned, 64 hex digits.
        answer_key: certified by the root when the terminal joined, 64 hex digits.
        answer_keys: JSON of the statements that led on from it; empty for none.
        epoch: highest that head office told.
        seq, hash: last point of the journal that it acknowledged; 0 and 64 zeros for none.
        stopped: MAIN while the terminal may sell.
        lease_serial: newest lease of which the journal tells.
        bundle_epoch, bundle_n: version of the last bundle taken in; 0 before the first.
        standings_at: when head office last worked out what meters bought and owe; empty where it
            never told.
        heard_at: when it answered last, in the journal's form; empty before the first time.
        office_time: newest time that it told; empty before the first time.
    """

    url: str
    root_key: str
    answer_key: str
    epoch: int
    seq: int
    hash: str
    stopped: Standing
    lease_serial: int
    heard_at: str
    office_time: str = ""
    bundle_epoch: int = 0
    bundle_n: int = 0
    standings_at: str = ""
    answer_keys: str = ""
