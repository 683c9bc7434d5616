"""What a utility wants on its receipts, as data.

A file is written by people outside this program, so it is read strictly and bounded in every way.
A receipt is printed even if every file is wrong: then it bears what the program itself puts there.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from printers.bitmap import Bitmap, parse_pbm
from printers.document import PICTURE_ROWS_MAX
from printers.errors import PrinterError

SUFFIX: Final = ".receipt.json"
FILE_BYTES_MAX: Final = 64 * 1024
_FILES_MAX: Final = 200
_LOGO_SUFFIX: Final = ".pbm"

_Name = Annotated[str, msgspec.Meta(max_length=80)]
_Text = Annotated[str, msgspec.Meta(max_length=200)]
_Lines = Annotated[tuple[_Text, ...], msgspec.Meta(max_length=10)]


_Words = Annotated[
    dict[
        Annotated[str, msgspec.Meta(pattern="^[a-z]{2}$")],
        Annotated[
            dict[_Text, Annotated[str, msgspec.Meta(min_length=1, max_length=200)]],
            msgspec.Meta(max_length=200),
        ],
    ],
    msgspec.Meta(max_length=20),
]


class Fact(StrEnum):
    """A row about the sale."""

    RECEIPT = "receipt"
    DATE = "date"
    OPERATOR = "operator"
    METER = "meter"
    CUSTOMER = "customer"
    ADDRESS = "address"
    ACCOUNT = "account"
    TARIFF = "tariff"


MUST_BE_THERE: Final = frozenset({Fact.RECEIPT, Fact.DATE, Fact.METER})


class TemplateMalformed(Exception):
    """A template's file does not follow its form; says where and why in English."""


class _TemplateFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it is written; see resources/receipts/README.md."""

    format: Literal[1]
    utility: _Name
    tariffs: Annotated[tuple[_Name, ...], msgspec.Meta(max_length=200)]
    logo: _Name
    header: _Lines
    facts: Annotated[tuple[Fact, ...], msgspec.Meta(max_length=8)]
    messages: _Lines
    footer: _Lines
    words: _Words = {}


@dataclass(frozen=True, slots=True)
class ReceiptTemplate:
    """What one utility's receipts bear besides what every receipt bears.

    Attributes:
        utility: its name; empty for none.
        logo: at the head; None for none.
        header: lines below the name.
        facts: rows about the sale, in order.
        messages: lines below the codes.
        footer: last lines.
        words: by language, what the utility's own texts are called in it: names of charges and
            taxes in its tariffs, and the lines above.
    """

    utility: str = ""
    logo: Bitmap | None = None
    header: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = tuple(Fact)
    messages: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


PLAIN: Final = ReceiptTemplate()


class Templates:
    """The templates of a terminal.

    Args:
        by_tariff: template of each tariff that a file names.
        default: for all others.
    """

    def __init__(
        self, by_tariff: dict[str, ReceiptTemplate] | None = None, default: ReceiptTemplate = PLAIN
    ) -> None:
        self._by_tariff = by_tariff or {}
        self._default = default

    @classmethod
    def load(cls, folders: Iterable[Path]) -> "Templates":
        """Read all template files of some folders; a later folder goes before an earlier one.

        Files that are wrong or cannot be read are left out and named in the log.
        """
        by_tariff: dict[str, ReceiptTemplate] = {}
        default = PLAIN
        for folder in folders:
            for path in sorted(folder.glob(f"*{SUFFIX}"))[:_FILES_MAX]:
                try:
                    tariffs, template = read_template(path)
                except (TemplateMalformed, OSError) as error:
                    logging.getLogger(__name__).warning("template %s: %s", path.name, error)
                    continue
                by_tariff |= dict.fromkeys(tariffs, template)
                default = default if tariffs else template
        return cls(by_tariff, default)

    def of_tariff(self, tariff: str) -> ReceiptTemplate:
        """Return the template for a sale on this tariff."""
        return self._by_tariff.get(tariff, self._default)


def read_template(path: Path) -> tuple[tuple[str, ...], ReceiptTemplate]:
    """Read one file and the logo that it names.

    Returns:
        The tariffs it is for, empty for all others, and the template.

    Raises:
        TemplateMalformed: file or logo do not follow their form.
        OSError: they cannot be read.
    """
    try:
        file = msgspec.json.decode(_bounded(path), type=_TemplateFile)
    except msgspec.DecodeError as error:
        raise TemplateMalformed(str(error)) from error
    if not set(file.facts) >= MUST_BE_THERE or len(set(file.facts)) != len(file.facts):
        raise TemplateMalformed("facts: receipt, date and meter must be there, and none twice")
    template = ReceiptTemplate(
        file.utility,
        _logo(path.parent, file.logo) if file.logo else None,
        file.header,
        file.facts,
        file.messages,
        file.footer,
        file.words,
    )
    return file.tariffs, template


def _logo(folder: Path, name: str) -> Bitmap:
    """Read a picture that lies beside its template."""
    if name != Path(name).name or not name.endswith(_LOGO_SUFFIX):
        raise TemplateMalformed("logo: the name of a .pbm file beside this one")
    try:
        bitmap = parse_pbm(_bounded(folder / name))
    except PrinterError as error:
        raise TemplateMalformed(f"logo: {error.detail}") from error
    if len(bitmap.rows) > PICTURE_ROWS_MAX:
        raise TemplateMalformed(f"logo: more than {PICTURE_ROWS_MAX} rows of dots")
    return bitmap


def _bounded(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(FILE_BYTES_MAX + 1)
    if len(content) > FILE_BYTES_MAX:
        raise TemplateMalformed(f"more than {FILE_BYTES_MAX} bytes")
    return content
