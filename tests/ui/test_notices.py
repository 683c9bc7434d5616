"""What head office has to say stands quietly at the foot of the page, until somebody closes it."""

from pos.domain.entries import AgentWished, MessageText, OfficeMessageSet, ProgramRuleSet
from pos.domain.projections.downlink_rows import AgentWish
from pos.presenters.sale.state import Tone
from pos.ui.widgets.message_bar import MessageAction
from tests.ui.window_stories import Shop

TEXTS = (
    MessageText("ar", "لا كهرباء يوم الأحد من الثامنة إلى العاشرة."),
    MessageText("en", "No power on Sunday from 8 to 10: sell before then, please."),
    MessageText("fr", "Coupure dimanche de 8 h à 10 h : merci de vendre avant."),
)


def say(shop: Shop) -> None:
    """Have head office say something, ask for a newer program, and send a key."""
    message = OfficeMessageSet(
        id="outage", place="both", texts=TEXTS, starts="", ends="", withdrawn=False
    )
    with shop.ports.store.write() as work:
        work.append(message, operator="")
        work.append(ProgramRuleSet(lowest="99.1", stops=""), operator="")
        wish = AgentWished(wish="ab" * 32, what=AgentWish.SEALED_KEY, subject="990011/2")
        work.append(wish, operator="")
        work.commit()
    shop.work.status.refresh()
    shop.wait(lambda: shop.window.shell.message.shown.action is MessageAction.DISMISS_NOTICE)


def test_notices_are_told_one_after_another(shop: Shop) -> None:
    """What stops selling first, head office's own words last; closed, each is gone for good."""
    say(shop)
    bar = shop.window.shell.message
    told: list[tuple[Tone, str]] = []
    while bar.shown.action is MessageAction.DISMISS_NOTICE:
        told.append((bar.shown.tone, bar.shown.text))
        bar.acted.emit(MessageAction.DISMISS_NOTICE)
    assert [tone for tone, _ in told] == [Tone.WARNING, Tone.WARNING, Tone.PLAIN]
    assert "99.1" in told[0][1]
    assert "990011" in told[1][1]
    assert told[2][1] == TEXTS[1].text
    shop.work.status.refresh()
    shop.settle()
    assert bar.shown.text not in {text for _, text in told}
