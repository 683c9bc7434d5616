"""The console's words in the reader's language.

English is in the templates and the code; a language is a file in `resources/console/languages`
that maps each English text to its own: `{"language", "name", "direction", "texts"}`. What is said
of an error comes from the window's translations, so that nobody translates it twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Literal
from xml.etree import ElementTree as ET

import msgspec

SUFFIX: Final = ".language.json"
_FILE_BYTES_MAX: Final = 256 * 1024
_ACCEPT_LENGTH_MAX: Final = 200
# Contexts of the window's texts about errors, and about what they know.
_ERRORS: Final = frozenset({"problems", "facts"})


class _LanguageFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    language: Annotated[str, msgspec.Meta(pattern="^[a-z]{2}$")]
    name: str
    direction: Literal["ltr", "rtl"]
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Language:
    """One language.

    Attributes:
        code: two letters.
        direction: `ltr` or `rtl`.
        texts: by the English text.
        of_errors: what is said of errors, by the window's context and the English text.
    """

    code: str = "en"
    direction: str = "ltr"
    texts: Mapping[str, str] = field(default_factory=dict)
    of_errors: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def say(self, text: str, **facts: object) -> str:
        """Return a text in this language, its braces filled; English where it is missing."""
        return self.texts.get(text, text).format(**facts)

    def translate(self, context: str, text: str, /) -> str:
        """Return what is said of an error; English where it is missing."""
        return self.of_errors.get((context, text), text)

    def named(self, name: str) -> str:
        """Return a name of the program, such as `sale_begun`, in words; of people, as it is."""
        words = name.replace("_", " ")
        return self.texts.get(words, words)


ENGLISH: Final = Language()


def read_languages(folder: Path, window: Path) -> dict[str, Language]:
    """Read all languages by their codes, English among them.

    Args:
        folder: of the console's languages.
        window: folder of the window's translations, a `.ts` file a language.

    Raises:
        ValueError: a file is not what it should be, a fault of ours.
    """
    found = {ENGLISH.code: ENGLISH}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        with path.open("rb") as opened:
            file = msgspec.json.decode(opened.read(_FILE_BYTES_MAX), type=_LanguageFile)
        of_errors = _read_errors(window / f"{file.language}.ts")
        found[file.language] = Language(file.language, file.direction, file.texts, of_errors)
    return found


def _read_errors(path: Path) -> dict[tuple[str, str], str]:
    """Read the window's translations of what is said of errors; none where it has no such file."""
    if not path.is_file():
        return {}
    try:
        root = ET.parse(path).getroot()  # noqa: S314 - it ships with the program.
    except ET.ParseError as error:
        raise ValueError(path.name) from error
    return {
        (name, message.findtext("source", "")): message.findtext("translation", "")
        for context in root.iter("context")
        if (name := context.findtext("name", "")) in _ERRORS
        for message in context.iter("message")
        if message.findtext("translation")
    }


def choose(languages: Mapping[str, Language], accepted: str) -> Language:
    """Return the first language of a browser's list that there is.

    Args:
        languages: by code.
        accepted: the header `Accept-Language`.
    """
    for wish in accepted[:_ACCEPT_LENGTH_MAX].split(","):
        code = wish.partition(";")[0].strip().partition("-")[0].lower()
        if code in languages:
            return languages[code]
    return ENGLISH
