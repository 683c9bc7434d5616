"""What every page about cash works with."""

from collections.abc import Callable
from dataclasses import dataclass

from pos.presenters.cash.count_draft import CountDrafts
from pos.presenters.cash.desk import CashDesk
from pos.presenters.jobs import JobRunner
from pos.presenters.second_signing import SecondSigning


@dataclass(frozen=True, slots=True)
class CashSetting:
    """What the pages about cash share.

    Attributes:
        desk: the terminal's drawer.
        jobs: runs what takes time.
        signing: prints copies, and asks a supervisor about those beyond the limit.
        drafts: keep counts that are not final.
        currency: of the terminal.
        changed: told when a shift opened or closed, or cash moved.
    """

    desk: CashDesk
    jobs: JobRunner
    signing: SecondSigning
    drafts: CountDrafts
    currency: str
    changed: Callable[[], None]
