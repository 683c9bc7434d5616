"""What papers are made with: templates, languages and fonts, each loaded on first use."""

from pathlib import Path

from pos.receipts.languages import PaperLanguages
from pos.receipts.template import ReceiptTemplate, Templates
from printers.render.drawing import Drawing, FontDrawing

NO_TARIFF = ""
"""Papers about no tariff bear what the default template says."""
RECEIPTS_FOLDER = "receipts"
LANGUAGES_FOLDER = "languages"
FONTS_FOLDER = "fonts"
KEPT_PAPER_FOLDER = "paper"
"""Folder of a terminal in which its virtual printer keeps what it printed."""


class Stationery:
    """Templates, languages and fonts of one terminal.

    Attributes:
        drawing: draws with the fonts.
        languages: of papers.

    Args:
        resources: what ships with the program.
        folder: the terminal's folder; its `receipts` goes before the shipped one.
    """

    def __init__(self, resources: Path, folder: Path) -> None:
        self.drawing: Drawing = FontDrawing(resources / FONTS_FOLDER)
        self._folders = (resources / RECEIPTS_FOLDER, folder / RECEIPTS_FOLDER)
        self.languages = PaperLanguages(*(each / LANGUAGES_FOLDER for each in self._folders))
        self._templates: Templates | None = None

    def template(self, tariff: str) -> ReceiptTemplate:
        """Return the template for a sale on a tariff; an empty one for what belongs to none."""
        if self._templates is None:
            self._templates = Templates.load(self._folders)
        return self._templates.of_tariff(tariff)
