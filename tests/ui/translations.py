"""Bring the translations up to date: `python -m tests.ui.translations`.

Texts are looked for in `SOURCES`, added to each `.ts` file, and compiled to `.qm` files. Texts that
are gone are dropped. A language that has a text without a translation is named; its test fails.
"""

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

from pos.ui.look.languages import ENGLISH, LANGUAGES

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "i18n"
SOURCES = ("pos/presenters", "pos/receipts", "pos/ui")
TRANSLATED = tuple(language.code for language in LANGUAGES if language is not ENGLISH)


class Message(NamedTuple):
    """One text and its translation, empty where there is none."""

    context: str
    source: str
    translation: str


def messages_of(file: Path) -> list[Message]:
    """Read a `.ts` file, which is ours and not from outside."""
    root = ET.parse(file).getroot()  # noqa: S314 - a file of this tree.
    return [
        Message(
            context.findtext("name", ""),
            message.findtext("source", ""),
            "" if _is_unfinished(message) else message.findtext("translation", ""),
        )
        for context in root.iter("context")
        for message in context.iter("message")
    ]


def _is_unfinished(message: ET.Element) -> bool:
    translation = message.find("translation")
    return translation is None or translation.get("type") == "unfinished"


def update(files: list[Path]) -> None:
    """Have `.ts` files hold exactly the texts of the sources."""
    sources = sorted(
        str(path.relative_to(ROOT)) for place in SOURCES for path in (ROOT / place).rglob("*.py")
    )
    tool = str(Path(sys.executable).with_name("pyside6-lupdate"))
    options = ["-silent", "-no-obsolete", "-locations", "none"]
    subprocess.run([tool, *options, *sources, "-ts", *map(str, files)], cwd=ROOT, check=True)


def compile_to(file: Path, compiled: Path) -> None:
    """Compile a `.ts` file; texts without a translation are left out."""
    tool = str(Path(sys.executable).with_name("pyside6-lrelease"))
    options = ["-silent", "-nounfinished"]
    subprocess.run([tool, *options, str(file), "-qm", str(compiled)], cwd=ROOT, check=True)


def main() -> int:
    """Update and compile, and return 1 if a translation is missing."""
    files = [FOLDER / f"{code}.ts" for code in TRANSLATED]
    update(files)
    missing = []
    for file in files:
        compile_to(file, file.with_suffix(".qm"))
        missing += [
            f"{file.stem}: {each.context}: {each.source}"
            for each in messages_of(file)
            if not each.translation
        ]
    sys.stdout.writelines(f"not translated: {line}\n" for line in missing)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
