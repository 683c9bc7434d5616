"""Make screenshots of every screen: `python -m tests.ui.screenshots OUT [NAME...]`.

Each name of `LOOKS` makes a folder's worth of pictures; without names all are made. The terminal is
a fresh training terminal in a temporary folder, so the pictures show nobody's sales.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos.presenters.batch.view import BatchStep
from pos.presenters.entrance.sign_in_presenter import Entrance
from pos.presenters.history.case_view import CaseMode
from pos.presenters.sale.state import Step
from pos.presenters.settings.preferences import Preferences
from pos.ui.window.page_name import PageName
from tests import terminal_stories as story
from tests.cash_stories import pin_of
from tests.ui.cash_screens import cash_screens, people_screens, report_screens
from tests.ui.custody_screens import custody_screens, reset_screens
from tests.ui.window_stories import Shop, opened_shop

WRONG_NUMBER = "01234567896"


@dataclass(frozen=True, slots=True)
class Shot:
    """How the window is when its pictures are made."""

    size: tuple[int, int]
    preferences: Preferences


def _look(size: tuple[int, int], theme: str, language: str = "en", scale: int = 100) -> Shot:
    fields = {"theme": theme, "language": language, "scale": scale}
    return Shot(size, Preferences(**fields))  # type: ignore[arg-type] # literals, checked on saving.


LOOKS = {
    "1280-light": _look((1280, 800), "light"),
    "1280-dark": _look((1280, 800), "dark"),
    "1280-contrast": _look((1280, 800), "contrast"),
    "1280-arabic": _look((1280, 800), "light", "ar"),
    "1280-french": _look((1280, 800), "light", "fr"),
    "1024-light": _look((1024, 600), "light"),
    "1024-arabic": _look((1024, 600), "light", "ar"),
    "1024-french": _look((1024, 600), "light", "fr"),
    "1920-light": _look((1920, 1080), "light"),
    "1920-dark": _look((1920, 1080), "dark"),
    "1920-zoom": _look((1920, 1080), "light", "en", 150),
    "1280-zoom": _look((1280, 800), "light", "en", 200),
    "1024-zoom": _look((1024, 600), "light", "ar", 200),
}


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
            shot = LOOKS[name]
            with opened_shop(folder, size=shot.size, preferences=shot.preferences) as shop:

                def save(screen: str, shop: Shop = shop, name: str = name) -> None:
                    shop.settle()
                    shop.window.grab().save(str(out / f"{name}-{screen}.png"))

                take(shop, save)
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
