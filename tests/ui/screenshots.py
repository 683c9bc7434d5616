"""Make screenshots of every screen: `python -m tests.ui.screenshots OUT [NAME...]`.

A name is a width and words that may be put together, `1024-french-200`; without names all of
`LOOKS` are made. A page that scrolls is there whole as well. The terminal is a fresh training
terminal in a temporary folder, so the pictures show nobody's sales.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from itertools import chain
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos.presenters.batch.view import BatchStep
from pos.presenters.entrance.state import Entrance
from pos.presenters.history.case_view import CaseMode
from pos.presenters.sale.state import Step
from pos.presenters.settings.preferences import Preferences
from pos.ui.widgets.following_scroll import FollowingScroll
from pos.ui.window.page_name import PageName
from tests import terminal_stories as story
from tests.cash_stories import pin_of
from tests.ui.cash_screens import cash_screens, people_screens, report_screens
from tests.ui.custody_screens import custody_screens, reset_screens
from tests.ui.window_stories import Shop, opened_shop

WRONG_NUMBER = "01234567896"


SIZES = {"1024": (1024, 600), "1280": (1280, 800), "1920": (1920, 1080)}
# What each word of a look's name sets; the usual is light, English and 100 %.
WORDS: dict[str, dict[str, object]] = {
    "light": {"theme": "light"},
    "dark": {"theme": "dark"},
    "contrast": {"theme": "contrast"},
    "arabic": {"language": "ar"},
    "french": {"language": "fr"},
    "150": {"scale": 150},
    "200": {"scale": 200},
}
LOOKS = (
    *("1280-light", "1280-dark", "1280-contrast", "1280-arabic", "1280-french", "1280-200"),
    *("1024-light", "1024-arabic", "1024-french", "1024-french-200", "1024-arabic-200"),
    *("1920-light", "1920-dark", "1920-150"),
)


def preferences_of(words: list[str]) -> Preferences:
    """Return what the words of a look's name ask for; one that is none raises KeyError."""
    fields: dict[str, object] = {"theme": "light", "language": "en"}
    for word in words:
        fields |= WORDS[word]
    return Preferences(**fields)  # type: ignore[arg-type] # literals, checked on saving.


def take(shop: Shop, save: Callable[[str], None]) -> None:
    """Go through all screens, and save each under its name."""
    shop.wait(lambda: shop.window.entrance.state.step is Entrance.WAITING)
    save("entrance")
    shop.sign_in()
    shop.type_keys(WRONG_NUMBER)
    shop.enter()
    save("refused")
    shop.press(Qt.Key.Key_F2)
    shop.type_sale()
    save("sale")
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.SOLD)
    shop.wait(lambda: shop.state.sold and "waits" not in shop.state.sold.print_state.text)
    meter = shop.page.meter_view
    assert meter is not None
    meter.fill.click()
    meter.enter.click()
    shop.wait(lambda: shop.work.meter and shop.work.meter.state.accepted)
    save("sold")
    shop.enter()
    shop.type_sale()
    shop.enter()
    save("question")
    shop.press(Qt.Key.Key_Escape)
    shop.press(Qt.Key.Key_F2)
    shop.type_sale("500", "500", shop.numbers[1])
    shop.enter()
    shop.wait(lambda: shop.state.step is Step.SOLD)
    shop.show_page(PageName.HISTORY)
    shop.wait(lambda: shop.work.history.state.rows)
    shop.enter()
    shop.wait(lambda: shop.work.history.state.detail)
    save("history")
    save_case(shop, save)
    shop.show_page(PageName.SETTINGS)
    save("settings")
    shop.show_page(PageName.KEYS)
    save("keys")
    save_list(shop, save)
    save_codes(shop, save)
    screens = (cash_screens, report_screens, people_screens, custody_screens, reset_screens)
    for screen in chain.from_iterable(go_through(shop) for go_through in screens):
        save(screen)


def save_case(shop: Shop, save: Callable[[str], None]) -> None:
    """Open a case of the sale that is opened, and ask for its money back."""
    case = shop.work.case
    case.wrong()
    case.reason_taken(0)
    save("case")
    case.enter()
    shop.wait(lambda: case.state.mode is CaseMode.OPEN)
    shop.work.history.statement_wanted()
    shop.wait(
        lambda: shop.work.history.state.detail and shop.work.history.state.detail.is_statement
    )
    save("case-open")
    case.refund_wanted()
    shop.wait(lambda: shop.work.signing.state.is_asked)
    save("refund")
    shop.work.signing.back()


def is_statement(shop: Shop) -> bool:
    """Tell whether the history shows what a meter bought."""
    detail = shop.work.history.state.detail
    return detail is not None and detail.is_statement


def save_list(shop: Shop, save: Callable[[str], None]) -> None:
    """Look at a list and sell it."""
    file = shop.folder.parent / "rents.csv"
    rows = [f"{number},{30 + 10 * place}" for place, number in enumerate(shop.numbers[:9])]
    file.write_text("\n".join(["meter,amount", *rows, f"{WRONG_NUMBER},50"]) + "\n")
    lists = shop.work.lists
    shop.show_page(PageName.LISTS)
    save("list-choose")
    lists.path_typed(str(file))
    lists.enter()
    shop.wait(lambda: lists.state.step is BatchStep.PREVIEW)
    save("list")
    lists.enter()
    shop.wait(lambda: lists.state.step is BatchStep.DONE)
    save("list-sold")


def save_codes(shop: Shop, save: Callable[[str], None]) -> None:
    """Give a key change without a sale, and begin a sale after it."""
    codes = shop.work.codes
    shop.show_page(PageName.CODES)
    shop.wait(lambda: codes.state.approvers)
    codes.about_typed("00000002410")
    codes.approver_chosen("supervisor")
    save("codes")
    codes.submitted(pin_of(shop.folder, "supervisor").decode())
    shop.wait(lambda: not codes.state.about)
    shop.wait(lambda: shop.state.sold and "waits" not in shop.state.sold.print_state.text)
    save("sold-many")
    shop.wait(lambda: began_anew(shop))


def began_anew(shop: Shop) -> bool:
    """Ask for a new sale; a press just after the last one is taken for a bounce."""
    shop.press(Qt.Key.Key_F2)
    return shop.state.step is Step.METER


def main(arguments: list[str]) -> int:
    """Make the pictures and return the exit status."""
    if not arguments:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(["screenshots"])
    for name in arguments[1:] or LOOKS:
        with tempfile.TemporaryDirectory() as place:
            folder = story.new_terminal(Path(place) / "till", components_ok=True)
            size, *words = name.split("-")
            wanted = preferences_of(words)
            with opened_shop(folder, size=SIZES[size], preferences=wanted) as shop:

                def save(screen: str, shop: Shop = shop, name: str = name) -> None:
                    shop.settle()
                    shop.window.grab().save(str(out / f"{name}-{screen}.png"))
                    for scroll in shop.window.findChildren(FollowingScroll):
                        scroll.inside.grab().save(str(out / f"{name}-{screen}-whole.png"))

                take(shop, save)
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
