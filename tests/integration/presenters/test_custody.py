"""Keys at the counter: what the stick holds is said, whatever it is."""

from pos.presenters.custody.presenter import CustodyPresenter
from pos.presenters.custody.state import CustodyMode
from pos.presenters.jobs import InlineJobs, JobRunner
from pos.presenters.sale.state import Tone
from tests import desk_stories as story
from tests.desk_stories import Till


def custody_of(till: Till, jobs: JobRunner | None = None) -> CustodyPresenter:
    """Return the page of keys, read once."""
    desk = story.custody_desk_of(till.ports, till.folder)
    custody = CustodyPresenter(desk, jobs or InlineJobs(), story.MANNER, changed=lambda: None)
    custody.operator_changed(story.AGENT)
    custody.refresh()
    return custody


def test_an_empty_stick_is_told_at_once(till: Till) -> None:
    """Nobody waits in front of a list that stays empty."""
    stick = till.folder.parent / "stick"
    stick.mkdir()
    custody = custody_of(till)
    custody.wanted(CustodyMode.SEALED)
    assert custody.state.names == ()
    assert custody.state.notice.english() == "No stick that is in holds a key or a lease."
    assert custody.state.tone is Tone.WARNING
    custody.back()
    assert not custody.state.notice.text


def test_files_that_come_late_are_no_keys_to_forget(till: Till) -> None:
    """Whoever went back meanwhile sees nothing of them."""
    jobs = story.HeldJobs()
    custody = custody_of(till, jobs)
    custody.wanted(CustodyMode.SEALED)
    custody.back()
    jobs.let_all()
    assert custody.state.mode is CustodyMode.HELD
    assert not custody.state.notice.text
