"""The languages of the window, each under its own name, and their translations."""

import logging
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, QTranslator

from pos.domain.translation import Translate, untranslated
from pos.ui.look.locale_formatter import LocaleFormatter
from pos.ui.look.words import Words


@dataclass(frozen=True, slots=True)
class Language:
    """A language.

    Attributes:
        code: as in the name of its translation.
        name: in the language itself.
        is_mirrored: it runs from right to left.
    """

    code: str
    name: str
    is_mirrored: bool = False


ENGLISH = Language("en", "English")
LANGUAGES = (
    ENGLISH,
    Language("fr", "Français"),
    Language("ar", "العربية", is_mirrored=True),
)


def chosen_language(code: str) -> Language:
    """Return a language by its code; an empty code is the machine's own, as far as we have it."""
    wanted = [code] if code else [each[:2] for each in QLocale.system().uiLanguages()]
    by_code = {language.code: language for language in LANGUAGES}
    return next((by_code[each] for each in wanted if each in by_code), ENGLISH)


def translation(folder: Path, language: Language) -> Translate:
    """Return what translates into a language; English where its file cannot be read.

    Args:
        folder: of the compiled translations.
    """
    if language is ENGLISH:
        return untranslated
    translator = QTranslator()
    if not translator.load(f"{language.code}.qm", str(folder)):
        logging.getLogger(__name__).warning("no translation for %s", language.code)
        return untranslated

    def translate(context: str, text: str, /) -> str:
        return translator.translate(context, text) or text

    return translate


def words_in(folder: Path, language: Language) -> Words:
    """Return everything that speaks a language."""
    formatter = LocaleFormatter(language.code)
    is_mirrored = language.is_mirrored
    return Words(translation(folder, language), formatter, is_mirrored=is_mirrored)
