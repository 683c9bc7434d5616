"""The virtual meter and the guided first sale, on a real training terminal."""

from pathlib import Path

import pytest

from pos.keystore.errors.refusals import TrainingVaultOnly
from pos.presenters.jobs import InlineJobs
from pos.presenters.sale.guide_presenter import GuidePresenter, Lesson
from pos.presenters.sale.meter_panel_presenter import MeterPanelPresenter
from pos.presenters.sale.state import Tone
from tests import agent_stories as agents
from tests import desk_stories as story
from tests.desk_stories import Till


def panel_of(till: Till) -> MeterPanelPresenter:
    """Return the virtual meter of the meter on the screen."""
    panel = MeterPanelPresenter(till.desk, InlineJobs(), manner=story.MANNER)
    panel.meter_changed(till.sale.pan)
    return panel


def tone_of(panel: MeterPanelPresenter) -> Tone:
    """Return how the meter's answer is meant."""
    return panel.state.tone


def code_of(till: Till) -> str:
    """Return the digits on the screen."""
    assert till.state.sold is not None
    return till.state.sold.codes[0].digits


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_code_arrives_once(till: Till, place: int) -> None:
    """Credit goes up by what was sold; the second try is refused; so in all kinds of meters."""
    till.sell(number=till.number(place))
    panel = panel_of(till)
    for digit in code_of(till):
        panel.key(digit)
    panel.enter()
    assert tone_of(panel) is Tone.GOOD
    assert till.state.sold is not None
    assert panel.state.credit.english() == till.state.sold.codes[0].units.english()
    assert panel.state.accepted == 1
    panel.text_changed(code_of(till))
    panel.enter()
    assert tone_of(panel) is Tone.BAD
    assert panel.state.answer.english().startswith("Used")
    assert panel.state.credit.english() == till.state.sold.codes[0].units.english()


def test_a_wrong_digit_is_refused(till: Till) -> None:
    """And a code that is too short."""
    till.sell()
    panel = panel_of(till)
    code = code_of(till)
    panel.text_changed(code[:-1] + str((int(code[-1]) + 1) % 10))
    panel.enter()
    assert tone_of(panel) is Tone.BAD
    panel.text_changed(code[:-1])
    panel.enter()
    assert "20 digits" in panel.state.answer.english()
    assert panel.state.accepted == 0


def test_the_meter_remembers_over_a_restart(folder: Path) -> None:
    """Credit and used codes are kept in the folder."""
    with story.opened_till(folder) as till:
        till.sell()
        code, pan = code_of(till), till.sale.pan
        assert till.desk.enter_code(pan, code).is_accepted
    with story.opened_till(folder) as till:
        again = till.desk.enter_code(pan, code)
        assert again.code == "used"
        assert again.credit_milli > 0


def test_a_broken_memory_is_begun_anew(folder: Path) -> None:
    """Practice goes on whatever is in the file."""
    with story.opened_till(folder) as till:
        till.sell()
        (folder / "training-meters.json").write_bytes(b'{"x":')
        assert till.desk.enter_code(till.sale.pan, code_of(till)).is_accepted


def test_a_locked_key_store_is_said(till: Till) -> None:
    """The panel shows the refusal; what was typed stays."""
    till.sell()
    panel = panel_of(till)
    panel.text_changed(code_of(till))
    till.desk.lock_keys()
    panel.enter()
    assert panel.state.problem is not None
    assert panel.state.problem.code == "AGENT-01"
    assert panel.state.typed


def test_a_real_vault_has_no_virtual_meters(tmp_path: Path) -> None:
    """Decoder keys of real meters answer to nobody's guesses."""
    folder = agents.new_vault(tmp_path, training=False)
    agent = agents.opened(folder, agents.SetClock())
    try:
        with pytest.raises(TrainingVaultOnly):
            agent.training_meter_enter(agents.a_meter(), "0" * 20)
    finally:
        agent.close()
    assert not (folder / "training-meters.json").exists()


def test_the_guide_follows_the_first_sale(till: Till) -> None:
    """Five lessons, each when it is due, and remembered once it is put away."""
    put_away: list[bool] = []
    guide = GuidePresenter(
        example=till.number(), is_wanted=True, dismissed=lambda: put_away.append(True)
    )
    seen: list[Lesson | None] = []
    guide.attach(lambda state: seen.append(state.lesson))
    till.sale.attach(guide.sale_changed)
    till.sell()
    panel = panel_of(till)
    panel.attach(guide.meter_answered)
    panel.text_changed(code_of(till))
    panel.enter()
    assert list(dict.fromkeys(seen)) == list(Lesson)
    guide.dismiss()
    guide.dismiss()
    assert put_away == [True]
    till.wait()
    till.sale.enter()
    assert guide.state.lesson is None


def test_an_unwanted_guide_stays_away(till: Till) -> None:
    """Dismissed before, or a real terminal."""
    guide = GuidePresenter(example="", is_wanted=False, dismissed=lambda: None)
    till.sale.attach(guide.sale_changed)
    till.sell()
    assert guide.state.lesson is None
