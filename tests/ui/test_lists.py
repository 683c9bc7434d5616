"""A list sold by keyboard: from the settings to the last code, and the page is left again."""

from PySide6.QtCore import Qt

from pos.presenters.batch.view import BatchStep
from pos.ui.batch.batch_page import BatchPage
from pos.ui.window.page_name import PageName
from tests.ui.window_stories import Shop


def test_a_list_is_sold_by_keyboard(shop: Shop) -> None:
    """Enter looks at it, Enter sells it; what is wrong with a row is said whole; Esc leads back."""
    place = shop.folder / "lists"
    place.mkdir()
    rows = [f"{number},50" for number in shop.numbers[:3]]
    (place / "rents.csv").write_text(
        "\n".join(["meter,amount", *rows, f"{shop.numbers[3]},9999999.99", "12,50"]) + "\n"
    )
    lists = shop.work.lists
    shop.show_page(PageName.LISTS)
    shop.wait(lambda: lists.state.files)
    shop.press(Qt.Key.Key_Down)
    assert lists.state.path.endswith("rents.csv")
    shop.enter()
    shop.wait(lambda: lists.state.step is BatchStep.PREVIEW)
    page = shop.window.findChild(BatchPage)
    assert isinstance(page, BatchPage)
    assert page.model.rowCount() == 5
    largest = str(page.model.index(3, 3).data())
    assert "9 999 999.99" in largest.replace("\u202f", " ").replace("\xa0", " ").replace(",", " ")
    room = page.table.columnWidth(3)
    assert page.table.fontMetrics().horizontalAdvance(largest) < room
    for _ in range(5):
        shop.press(Qt.Key.Key_Down)
    assert lists.state.lines[-1].state.english() in page.notice.text
    shop.enter()
    shop.wait(lambda: lists.state.step is BatchStep.DONE)
    with shop.ports.store.read() as reads:
        assert len(reads.sales(limit=9)) == 3
    shop.press(Qt.Key.Key_Escape)
    assert lists.state.step is BatchStep.CHOOSING
    shop.press(Qt.Key.Key_Escape)
    assert shop.window.shell.shown is PageName.SALE
